"""Works by year and fate, and included studies by place and design."""

from __future__ import annotations

from collections import Counter, defaultdict

from evidence.brief.made_once import answered
from evidence.brief.statements import code_label
from evidence.brief.tables import Tables
from evidence.deduplicate.rows import Work
from evidence.screen.rows import Screen, Screening
from evidence.stored import beside, one_column
from evidence.synthesise.rows import SignTest
from evidence.synthesise.swim import WITHOUT

# How a study can point, in the order of charts and tables.
WAYS = ("positive", "negative", "mixed", "none")
NOT_STATED = "Not stated"
_FATES = {
    Screen.INCLUDE: "included",
    Screen.BACKGROUND: "background",
    Screen.EXCLUDE: "excluded",
    Screen.UNDECIDED: "not yet decided",
}


@answered
def years(tables: Tables) -> dict[str, dict[int, int]]:
    """Works by fate and year; fates that no work has are left out."""
    found: dict[str, Counter[int]] = defaultdict(Counter)
    works, screened = tables[Work], tables[Screening]
    decision = beside(
        one_column(works, "work_id"), one_column(screened, "work_id"), one_column(screened, "decision")
    )
    for (own, year), n in Counter(
        zip(decision.to_pylist(), one_column(works, "year").to_pylist(), strict=True)
    ).items():
        if year is not None:
            found[_FATES[Screen(own)]][year] += n
    return {name: dict(sorted(found[name].items())) for name in _FATES.values() if name in found}


def studies_by_direction(tables: Tables, facet: str) -> dict[str, dict[str, int]]:
    """Code of a facet → counted studies by direction: one vote a study, however many outcomes it has. Codes without any are left out."""
    return {
        test.code: {way: getattr(test, way) for way in WAYS}
        for test in tables[SignTest]
        if test.grouping == facet and test.sources == WITHOUT
    }


def counts(tables: Tables, facet: str) -> list[tuple[str, int]]:
    """Included studies by code, the most frequent first, those without a code last; a study of two codes is in both."""
    codes: dict[str, set[str]] = defaultdict(set)
    for work in tables.included:
        own = {x.code for x in tables.counted_codes.get(work.work_id, ()) if x.facet == facet}
        for code in own or {""}:
            codes[code].add(work.study_id)
    stated = set().union(*(ids for code, ids in codes.items() if code)) if codes else set()
    rows = sorted(
        ((code_label(tables, facet, c), len(ids)) for c, ids in codes.items() if c),
        key=lambda p: (-p[1], p[0]),
    )
    without = len(codes.get("", set()) - stated)
    return [*rows, (NOT_STATED, without)] if without else rows
