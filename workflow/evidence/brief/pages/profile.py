"""Who studied what, where and when: years by fate, countries, designs."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import partial
from typing import Any

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.downloads import Download
from evidence.brief.figures.bars import bar_chart, timeline
from evidence.brief.markup import block, join, table
from evidence.brief.statements import code_label
from evidence.brief.tables import Tables
from evidence.deduplicate.rows import Work
from evidence.screen.rows import Screen
from evidence.singular import agreeing

NOT_STATED = "Not stated"
_FATES = {
    Screen.INCLUDE: "included",
    Screen.BACKGROUND: "background",
    Screen.EXCLUDE: "excluded",
    Screen.UNDECIDED: "not yet decided",
}


def profile(tables: Tables) -> dict[str, Any]:
    """The timeline, and a chart with its table for each facet of place and design."""
    kinds = years(tables)
    dated = sorted({year for own in kinds.values() for year in own})
    undated = sum(w.year is None for w in tables[Work])
    drawn = part.figure(
        partial(timeline, dated, kinds, title="Works by year and fate"),
        "timeline",
        f"{undated} of {agreeing(f'{len(tables[Work])} works have no year and are')} not drawn. The same numbers stand in the table below.",
        "When.",
    )
    rows = [
        (year, *(own.get(year, 0) for own in kinds.values()), sum(own.get(year, 0) for own in kinds.values()))
        for year in dated
    ]
    full = table(
        "years",
        "Works by year and fate",
        ("Year", *kinds, "All"),
        rows,
        tall=True,
        numeric=tuple(range(len(kinds) + 2)),
        empty="No work has a year.",
    )
    return {
        "timeline": block(
            join(
                [
                    drawn,
                    Markup(
                        '<details class="trace"><summary>The same numbers in a table</summary>{}</details>'
                    ).format(full),
                ]
            )
        ),
        "places": block(
            join((_facet(tables, f.id) for f in tables.codebook.with_role("place", "design")), "\n")
        ),
    }


def years(tables: Tables) -> dict[str, dict[int, int]]:
    """Works by fate and year; fates that no work has are left out."""
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for work in tables[Work]:
        if work.year is not None:
            found[_FATES[tables.screened[work.work_id].decision]][work.year] += 1
    return {name: dict(sorted(found[name].items())) for name in _FATES.values() if name in found}


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


def _facet(tables: Tables, facet: str) -> Markup:
    found = tables.codebook.find(facet)
    rows = counts(tables, facet)
    n = len({w.study_id for w in tables.included})
    drawn = part.figure(
        partial(bar_chart, rows[:24], title=f"Included studies by {found.label.lower()}"),
        f"bars-{facet}",
        f"{agreeing(f'{n} included studies')}; a study with two codes is in both bars."
        + (f" The {len(rows) - 24} rarest stand in the table alone." if len(rows) > 24 else ""),
        f"{found.label}.",
    )
    full = table(
        f"counts-{facet}",
        f"Included studies by {found.label.lower()}",
        (found.label, "Studies"),
        rows,
        tall=True,
        numeric=(1,),
    )
    return join(
        [
            Markup('<h2 id="{}">{}</h2>').format(f"by-{facet}", found.label),
            drawn,
            Markup(
                '<details class="trace"><summary>The same numbers in a table</summary>{}</details>'
            ).format(full),
        ]
    )


def profile_downloads(tables: Tables) -> list[Download]:
    kinds = years(tables)
    by_year = [(name, year, n) for name, own in kinds.items() for year, n in own.items()]
    by_code = [
        (f.id, name, n)
        for f in tables.codebook.with_role("place", "design")
        for name, n in counts(tables, f.id)
    ]
    return [
        Download("years.csv", "Works by fate and year", ["fate", "year", "works"], by_year),
        Download(
            "profile.csv", "Included studies by country and design", ["facet", "code", "studies"], by_code
        ),
    ]
