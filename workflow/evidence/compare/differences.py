"""Everything that differs between two versions of the evidence, what matters most first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from evidence.compare.cells import cells
from evidence.compare.coded import coded
from evidence.compare.entries import entries
from evidence.compare.findings import Names, findings
from evidence.compare.held import Held
from evidence.compare.items import appraisals, items
from evidence.compare.judged import certainty, implications
from evidence.compare.pools import pools, themes
from evidence.compare.program import made_from, program
from evidence.compare.rows import Change, Kind, Way
from evidence.compare.same import same
from evidence.compare.settings import settings
from evidence.compare.sides import sides
from evidence.compare.works import works
from evidence.review import Review
from evidence.synthesise.claim_rows import Finding, SideOfStudy
from evidence.synthesise.rows import MapCell

ORDER = (
    *(Kind.FINDING, Kind.CERTAINTY, Kind.IMPLICATION, Kind.POOL, Kind.THEME, Kind.CELL, Kind.SIDE, Kind.ITEM),
    *(Kind.APPRAISAL, Kind.FATE, Kind.CODE, Kind.WORKS_JOINED, Kind.WORK_PARTED, Kind.WORK_IN, Kind.WORK_OUT),
    *(Kind.ENTRY_IN, Kind.ENTRY_OUT, Kind.REKEYED, Kind.SETTING, Kind.PROGRAM, Kind.SENTENCE),
)  # fmt: skip
"""Kinds by consequence."""
WAYS = (Way.TURNED, Way.GONE, Way.NEW, Way.WEAKENED, Way.STRENGTHENED, Way.MOVED, Way.NONE)
"""Ways by consequence."""
_TESTED = ("test", "rule", "scope", "sides", "not_from")
"""What of a claim makes its test."""


def differences(before: Review, after: Review) -> list[Change]:
    """Every change from one version to the other, by consequence; none where the evidence is the same.

    Entries, works and studies that have another name in `after` are the same all the same. The order of files and entries, the
    names of files and line numbers are no evidence. Raises UserError where a table of one of them has not been built.
    """
    return sorted(_found(Held(before, after), Held(after, before)), key=_place)


def _found(own: Held, now: Held) -> Iterator[Change]:
    one = same(own, now)
    moved, altered = [*works(own, now, one)], [*settings(own.files, now.files)]
    yield from altered
    yield from program(made_from(own.review), made_from(now.review))
    yield from entries(own, now, one)
    yield from moved
    yield from coded(own, now, one)
    yield from items(own, now, one)
    yield from appraisals(own, now, one)
    yield from sides(own[SideOfStudy], now[SideOfStudy], one.study, _gone(moved))
    names = Names({**own.files.headings, **now.files.headings}, _restated(altered), one.study)
    yield from findings(own[Finding], now[Finding], names)
    yield from pools(own, now)
    yield from themes(own, now)
    yield from cells(own[MapCell], now[MapCell], one.work, {**own.files.labels, **now.files.labels})
    yield from certainty(own, now)
    yield from implications(own, now)


def _place(change: Change) -> tuple[Any, ...]:
    """By consequence, then by the id of what changed, numbers in it as numbers; rows of one thing stay as they came."""
    return ORDER.index(change.kind), WAYS.index(change.way), _natural(change.subject), change.study_id


def _natural(text: str) -> list[tuple[int, str]]:
    """
    >>> sorted(["P10", "P2", "P"], key=_natural)
    ['P', 'P2', 'P10']
    """
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", text)]


def _restated(altered: list[Change]) -> dict[str, str]:
    """Claim → which of its own settings changed, so that its test is another."""
    found: dict[str, list[str]] = defaultdict(list)
    for change in altered:
        file, _, claim = change.subject.partition(".")
        if file == "propositions" and change.field.partition(".")[0] in _TESTED:
            found[claim].append(change.field)
    return {claim: f"its own settings changed: {', '.join(fields)}" for claim, fields in found.items()}


def _gone(moved: list[Change]) -> dict[str, str]:
    """Study → what became of it, of those that a work took along or that were decided on anew."""
    told = {}
    for change in moved:
        if change.kind == Kind.WORK_OUT:
            told[change.study_id] = f"no entry of it is here any more ({change.name})"
        elif change.kind == Kind.FATE and change.field == "fate":
            told[change.study_id] = f"it was {change.before} and is {change.after}: {change.why}"
    return told
