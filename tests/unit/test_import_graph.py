"""The floors of the house: who imports whom. `python -m pytest -s tests/unit/test_import_graph.py` prints it."""

from __future__ import annotations

from collections import defaultdict
from graphlib import CycleError, TopologicalSorter

from evidence.pipeline import STAGES

from .imports import closure, files, of

# From the ground up. A room that is no stage stands nowhere among them: that it is on no circle is enough.
ROOMS = [
    stage.name for stage in STAGES if stage.name != "pdf"
]  # pdf has no room: it is set in that of publish
# What stands above the rooms and may look into all of them. The catalogue is read by what prints.
ABOVE = (
    "evidence.pipeline",
    "evidence.stages",
    "evidence.cli",
    "evidence.desk",
    "evidence.main",
    "evidence.build",
    "evidence.served",
    "evidence.verify",
)
CATALOGUE = "evidence.catalogue"
# What imports by a computed name: what scripts ask for (`evidence.open`), registries, which are followed, and the pipeline and the server of
# a build, which stand above all stages and are part of none.
ASKED = ("evidence", "evidence.registry", "evidence.pipeline", "evidence.served")
# Imports that break a law below, each with its reason. The list may only shrink.
KNOWN: set[tuple[str, str]] = set()


def _room(module: str) -> str:
    """The room that a module lies in; a module of the ground floor is a room of its own."""
    return ".".join(module.split(".")[:2])


def _edges() -> set[tuple[str, str]]:
    return {(module, other) for module in files() for other in of(module).ours}


def _circle(edges: set[tuple[str, str]]) -> list[str]:
    graph = defaultdict(set)
    for one, other in edges:
        graph[one].add(other)
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        return error.args[1]
    return []


def test_every_import_is_written_where_it_can_be_followed():
    """Relative and computed imports would be missed by `evidence.stage_code`, but those of registries, which it knows, and `evidence.open`."""
    unseen = {module: of(module).unseen for module in files() if module not in ASKED}
    assert {module: found for module, found in unseen.items() if found} == {}
    assert all(other in files() for _, other in _edges())


def test_the_graph_of_rooms_is_printed_and_has_no_circle():
    between = {(_room(a), _room(b)) for a, b in _edges() - KNOWN if _room(a) != _room(b)}
    rooms = {room for edge in between for room in edge if room + ".__init__" in _packages()}
    for room in sorted(rooms):
        others = sorted(b.removeprefix("evidence.") for a, b in between if a == room and b in rooms)
        print(f"{room.removeprefix('evidence.'):12} → {', '.join(others) or '–'}")
    assert _circle(between) == []


def _packages() -> set[str]:
    return {f"{name}.__init__" for name, path in files().items() if path.name == "__init__.py"}


def test_modules_import_one_another_in_no_circle():
    assert _circle(_edges()) == []


def test_no_room_stands_on_one_that_comes_later():
    """At whatever depth, and through whichever modules of the ground floor."""
    allowed = {module for _, other in KNOWN for module in closure(other)}
    for number, room in enumerate(ROOMS):
        own = [m for m in files() if _room(m) == f"evidence.{room}"] + [f"evidence.stages.{room}"]
        for module in own:
            reached = {_room(other) for other in closure(module) - allowed}
            assert not reached & {f"evidence.{late}" for late in ROOMS[number + 1 :]}, module


def test_no_room_climbs_back_up():
    for room in ROOMS:
        for module in (m for m in files() if _room(m) == f"evidence.{room}"):
            reached = {_room(other) for other in closure(module)}
            assert not reached & {*ABOVE}, module
            assert CATALOGUE not in reached or room == "brief", module


def test_the_list_of_known_breaks_holds_nothing_that_is_mended():
    assert _edges() >= KNOWN
