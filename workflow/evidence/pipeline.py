"""The stages in the order in which the data flows, which is found, and the rule of Snakemake that each of them is."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from evidence import stages
from evidence.catalogue import TABLES
from evidence.errors import UserError
from evidence.given.declare import given_by
from evidence.layout import Layout
from evidence.lock import LOCK
from evidence.rows import Table, table_of
from evidence.stage import Stage
from evidence.stage_code import code_of, from_here

DIRECTORY_TIME = ".snakemake_timestamp"
"""By which Snakemake tells when a folder was made."""


def in_order(found: Iterable[Stage]) -> list[Stage]:
    """Each behind those that make what it reads, and as they came where either may be first. Raises CycleError where two wait for one another."""
    named = {stage.name: stage for stage in found}
    makers: dict[Any, str] = {made: s.name for s in named.values() for made in (*s.tables, *s.made)}
    graph = {
        s.name: [makers[made] for made in (*map(table_of, s.reads), *s.takes) if made in makers]
        + [maker for maker, _ in s.uses]
        for s in named.values()
    }
    return [named[name] for name in TopologicalSorter(graph).static_order() if name in named]


def _found() -> list[Stage]:
    """The stages of the folder `stages/`, those with tables first and as the catalogue has them."""
    modules = (import_module(f"{stages.__name__}.{part.name}") for part in iter_modules(stages.__path__))
    found = [value for module in modules for value in vars(module).values() if isinstance(value, Stage)]
    rooms = [*dict.fromkeys(table.stage for table in TABLES), ""]
    return sorted(found, key=lambda stage: rooms.index(stage.name if stage.name in rooms else ""))


STAGES = tuple(in_order(_found()))


def place(stage: Stage) -> tuple[int, int]:
    """Where a stage stands among the stages: its number, and how many there are."""
    return STAGES.index(stage) + 1, len(STAGES)


def inputs(stage: Stage, at: Layout) -> dict[str, Any]:
    """The files that a stage depends on, by name; its code is one of them, as `write_code` writes it."""
    return {**made_before(stage, at), **of_review(stage, at)}


def made_before(stage: Stage, at: Layout) -> dict[str, Any]:
    """Those of them that stages before it make."""
    tables = {_named(table_of(row)): _place(table_of(row), at) for row in stage.reads}
    used = {f"{room}_{name}": at.document(room, name) for room, name in stage.uses}
    return {**tables, **used, **{name: getattr(at, name) for name in stage.takes}}


def of_review(stage: Stage, at: Layout) -> dict[str, Any]:
    """Those that people wrote, and what a plan says of them and of its code."""
    people = {kind: at.decisions(kind) for kind in (given_by(row).name for row in stage.decisions)}
    config = {name: at.setting(name) for name in stage.config}
    others = {name: [from_here(path) for path in getattr(at, name)] for name in stage.files}
    told = {"code": at.code(stage.name), "planned": at.planned_inputs(stage.name)}
    return {**people, **others, **config, **told}


def ahead(at: Layout) -> list[Path]:
    """Files of people that were last edited in the future, by a clock that was wrong or that of another machine: Snakemake refuses what is made of them, as
    being older than they are."""
    now = time.time()
    return sorted({path for stage in STAGES for path in of_people(stage, at) if path.stat().st_mtime > now})


def take_back(at: Layout) -> list[Path]:
    """Let what was built while a clock was wrong, so that its time lies in the future, be older than all that it was built of: else whatever is edited until then
    would be taken for older than it. Returns these files."""
    now = time.time_ns()
    folders = (getattr(at, name) for stage in STAGES for name in stage.made)
    found = [path / DIRECTORY_TIME if path.is_dir() else path for path in folders]
    said = {path for stage in STAGES for path in (at.code(stage.name), at.planned_inputs(stage.name))}
    found += [*said, *(path for stage in STAGES for path in made(stage, at))]
    ahead = sorted(path for path in found if path.is_file() and path.stat().st_mtime_ns > now)
    for path in ahead:
        # What tables hold is known by their time too, so that no two are given the same one.
        when = now if path in said else now // 2
        os.utime(path, ns=(when, when))
    return ahead


def of_people(stage: Stage, at: Layout) -> list[Path]:
    """The files of the review that people wrote and that a stage takes."""
    given = (value if isinstance(value, list) else [value] for value in of_review(stage, at).values())
    return [
        path for paths in given for path in map(Path, paths) if _is_of_people(path, at) and path.is_file()
    ]


def inputs_far(stage: Stage, at: Layout) -> dict[str, Any]:
    """The inputs of a stage on a machine that does not see the folder of the review: its own files come as one file. To the stage that
    runs where the review lies everything comes that the others made, so that all can be asked there afterwards."""
    if not stage.at_home:
        return {**made_before(stage, at), "given": at.given(stage.name)}
    others = [made for other in STAGES if other is not stage for made in outputs(other, at).values()]
    return {**made_before(stage, at), "others": others}


def beside(at: Layout) -> list[Path]:
    """What any stage may look into and none reruns for: the settings, of which each takes its sections, and the list of software."""
    return [path for path in (at.setting("config"), at.root / LOCK) if path.is_file()]


def write_code(at: Layout) -> None:
    """Say for each stage what it runs, where that is not said yet: its modules, numbers and libraries."""
    found = code_of([stage.name for stage in STAGES], at.read_code)
    for name, code in found.items():
        code.write(at.code(name))
    for path in {*at.codes} - {at.code(name) for name in found}:
        path.unlink()


def check_made(stage: Stage, at: Layout) -> None:
    """Raises UserError where a stage before this one has not made what it needs."""
    needed = [(table.stage, _place(table, at)) for table in map(table_of, stage.reads)]
    needed += [(room, at.document(room, name)) for room, name in stage.uses]
    makers = {name: maker.name for maker in STAGES for name in (*maker.made, *maker.keeps)}
    needed += [(makers[name], getattr(at, name)) for name in stage.takes]
    for maker, path in needed:
        if not path.exists():
            problem = f"`evidence {maker}` has not made this yet, and `evidence {stage.name}` needs it"
            raise UserError(problem, file=path, fix="run `evidence build` first")


def outputs(stage: Stage, at: Layout) -> dict[str, Path]:
    """The files that a stage makes, by name."""
    tables = {_named(table): _place(table, at) for table in stage.tables}
    return {**tables, **{name: at.document(stage.name, name) for name in stage.documents}}


def parts(stage: Stage, at: Layout, shards: int) -> dict[str, list[Path]]:
    """What jobs make for a stage beforehand, where it is cut into several."""
    if shards < 2 or not stage.part:
        return {}
    return {"parts": [at.part(stage.name, number, shards) for number in range(1, shards + 1)]}


def made(stage: Stage, at: Layout) -> list[Path]:
    """Its tables and documents, and what it keeps from run to run."""
    return [*outputs(stage, at).values(), *(getattr(at, name) for name in stage.keeps)]


def words(stage: Stage, at: Layout, shards: int = 1) -> list[str]:
    """The files that its rule hands to a stage that makes tables: what it depends on, then what it makes."""
    handed = {**inputs(stage, at), **parts(stage, at, shards)}
    given = (value if isinstance(value, list) else [value] for value in handed.values())
    return [str(path) for paths in (*given, made(stage, at)) for path in paths]


def settings(stage: Stage, config: dict[str, Any]) -> str:
    """The sections of config.yaml that a stage uses, so that editing others does not rerun it."""
    return json.dumps({name: config.get(name, {}) for name in stage.settings})


def _is_of_people(path: Path, at: Layout) -> bool:
    """Whether a file is of the review, and neither of the program nor made by it."""
    place = path.resolve()
    here = place.is_relative_to(at.root.resolve()) and not place.is_relative_to(
        Path(__file__).resolve().parent
    )
    return here and not place.is_relative_to((at.root / "results").resolve())


def _named(table: Table) -> str:
    return f"{table.stage}_{table.name}"


def _place(table: Table, at: Layout) -> Path:
    return at.table(table.stage, table.name)
