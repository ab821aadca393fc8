"""The dozen as it may have come to be: two releases, and what is not as it was since the last, all made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from evidence.brief.changed.releases import Release
from evidence.brief.every_sentence import every_sentence
from evidence.brief.tables import Tables
from evidence.compare.rows import Arrival, Cause, Change, Kind, Way
from evidence.deduplicate.rows import Work
from evidence.releases.said import Said
from evidence.rows import table_of

from .reviews import dozen

FIRST, LAST = "2003", "2005"
OAK, BAY = "w-oak2003-l2yntfdd", "w-bay2006-eex27lsp"


def change(
    kind: Kind, subject: str, field: str, before: str, after: str, name: str = "", **more: Any
) -> Change:
    given = {"way": Way.NONE, "why": "", "study_id": "", **more}
    return Change(
        kind=kind, subject=subject, name=name or subject, field=field, before=before, after=after, **given
    )


def cause(
    kind: Kind, unit: str, name: str, claim: str, moved: tuple[str, str, str], alone: str, **more: Any
) -> Cause:
    """`moved`: (field, before, after) of the finding on `claim`."""
    field, before, after = moved
    given = {"needed": True, "in_set": 1, "exact": True, **more}
    return Cause(
        kind=kind,
        unit=unit,
        name=name,
        target=Kind.FINDING,
        subject=claim,
        field=field,
        before=before,
        after=after,
        alone=alone,
        **given,
    )


TURNED = ("verdict", "leans_against", "divided")
CHANGES = (
    change(Kind.FINDING, "G3", *TURNED, "Choice", way=Way.TURNED),
    change(Kind.FINDING, "G3", "direct_for", "0", "1", "Choice", way=Way.TURNED),
    change(Kind.FINDING, "G2", "amount", "no", "few", "Peace", way=Way.STRENGTHENED),
    change(Kind.FINDING, "G1", "direct_for", "2", "3", "Harvest", way=Way.MOVED),
    change(Kind.SIDE, "G3", "side", "", "for", "Bay (2006)", study_id=BAY),
    change(Kind.SIDE, "G2", "side", "silent", "for", "Ash (2000)", study_id="w-ash2000-yyzf2zx3", why="<read> anew (ann)"),
    change(Kind.WORK_IN, BAY, "fate", "", "included", "Bay (2006): Beans", why="(ann, 2026-01-01)", study_id=BAY),
    change(Kind.WORK_IN, "w-gum2009-cfqjoj3o", "fate", "", "excluded", "Gum (2009): Tractors", study_id="w-gum2009-cfqjoj3o"),
    change(Kind.WORK_OUT, "w-lime1999-aaaaaaaa", "fate", "included", "", "Lime (1999): <x-gone>", study_id="w-lime1999-aaaaaaaa"),
    change(Kind.CELL, "club|roses", "works", "3", "4", "Club garden × Roses", why=f"in: {BAY}"),
    change(Kind.CELL, "town|beans", "positive", "0", "1", "Town garden × Beans"),
    change(Kind.SETTING, "config", "synthesise.interval", "0.9", "0.95", "Width of intervals"),
)  # fmt: skip
CAUSES = (
    cause(Kind.WORK_IN, BAY, "Bay (2006)", "G3", TURNED, "leans_against"),
    cause(
        Kind.SIDE,
        "G2 w-ash2000-yyzf2zx3",
        "Ash (2000) on G2, read by ann",
        "G2",
        ("amount", "no", "few"),
        "no",
    ),
)


class Over:
    """The tables of a review, some of them with other rows."""

    def __init__(self, tables: Tables, rows: dict[Any, Sequence[Any]]) -> None:
        self._tables, self._rows = tables, {table_of(kind): list(own) for kind, own in rows.items()}

    def __getitem__(self, table: Any) -> Any:
        try:
            return self._rows[table_of(table)]
        except KeyError:
            return self._tables.rows[table]


def moved(
    changes: Sequence[Change] = CHANGES,
    causes: Sequence[Cause] = CAUSES,
    releases: Sequence[Release] | None = None,
) -> Tables:
    """The dozen with these changes since its last release."""
    own = {Change: changes, Cause: causes, Arrival: _arrivals()}
    return replace(dozen(), rows=Over(dozen(), own), releases=list(two() if releases is None else releases))


def _arrivals() -> list[Arrival]:
    """Works before 2003 came in with the first release, the others with the second, but for Bay; Oak was not included then."""
    found = []
    for work in dozen()[Work]:
        known = "" if work.work_id == BAY else FIRST if work.year and work.year < 2003 else LAST
        found.append(Arrival(work.work_id, known, "" if work.work_id == OAK else known))
    return found


@cache
def said() -> tuple[Said, ...]:
    """What the book of the last release said: all that it says today, but for one sentence."""
    earlier = {"G3-verdict": "The evidence leans against the claim that gardens last."}
    return tuple(
        Said(s.id, s.evidence, s.id.partition("-")[0], earlier.get(s.id, s.text))
        for s in every_sentence(dozen())
    )


def two() -> list[Release]:
    """Two releases: with the second Oak came in, and the verdict on G1 turned."""
    turned = change(Kind.FINDING, "G1", "verdict", "divided", "leans_for", "Harvest", way=Way.TURNED)
    because = cause(Kind.WORK_IN, OAK, "Oak (2003)", "G1", ("verdict", "divided", "leans_for"), "divided")
    first = Release(FIRST, "2003-12-31", title="Shared gardens", counts={"findings": 5}, sentences=said())
    return [
        first,
        Release(
            LAST,
            "2005-12-31",
            FIRST,
            "Shared gardens",
            "After a <second> search",
            {"findings": 5},
            [turned],
            [because],
            said(),
        ),
    ]


def no_change(releases: int = 1) -> Tables:
    """The dozen as its last release has it."""
    as_now = [Said(s.id, s.evidence, s.id.partition("-")[0], s.text) for s in every_sentence(dozen())]
    return moved((), (), [replace(release, sentences=as_now) for release in two()[:releases]])
