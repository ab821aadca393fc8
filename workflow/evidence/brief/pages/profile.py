"""Who studied what, where and when: years by fate, countries, designs."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import partial

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.characteristics import NOT_STATED, counts, years
from evidence.brief.figures.bars import bar_chart, timeline
from evidence.brief.macros import parts
from evidence.brief.markup import join
from evidence.brief.page import Page, Rows, Slots
from evidence.brief.populations import populations
from evidence.brief.tables import Tables
from evidence.brief.words import a_list
from evidence.codebook import Facet
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem, Standing
from evidence.singular import agreeing


def view(tables: Tables) -> Slots:
    """The timeline, and a chart with its table for each facet of place and design."""
    kinds = years(tables)
    every = [(facet, counts(tables, facet.id)) for facet in tables.codebook.with_role("place", "design")]
    longest = max((n for _, rows in every for _, n in rows), default=0)
    dated = sorted({year for own in kinds.values() for year in own})
    undated = tables.tally(Work, "year")[None,]
    drawn = part.figure(
        partial(timeline, dated, kinds, title="Works by year and fate"),
        "timeline",
        f"{undated} of {agreeing(f'{tables.count(Work)} works have no year and are')} not drawn. The same numbers stand in the table below.",
        _peak(kinds),
    )
    rows = [
        (year, *(own.get(year, 0) for own in kinds.values()), sum(own.get(year, 0) for own in kinds.values()))
        for year in dated
    ]
    full = parts.table(
        "years",
        "Works by year and fate",
        ("Year", *kinds, "All"),
        rows,
        tall=True,
        numeric=tuple(range(len(kinds) + 2)),
        empty="No work has a year.",
    )
    return {
        "sources": _sources(tables),
        "timeline": join([drawn, part.same_in_a_table(full)]),
        "places": join((_facet(tables, f, rows, longest) for f, rows in every), "\n"),
    }


def _peak(kinds: dict[str, dict[int, int]]) -> str:
    """The year with the largest number of works, the first of several."""
    sums: Counter[int] = Counter()
    for own in kinds.values():
        sums.update(own)
    if not sums:
        return "No work has a year."
    year, n = min(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    return f"No year has more works than {year} ({n})."


def _thickest(facet: Facet, rows: list[tuple[str, int]], n: int) -> str:
    """Where the studies are and, of the codes that could be, where none is."""
    stated = [(name, k) for name, k in rows if name != NOT_STATED]
    if not stated:
        return f"{facet.label}: not stated for any study."
    found = {name for name, _ in rows}
    bare = [f"“{code.label}”" for code in facet.codes if not code.abstain and code.label not in found]
    none = f"; there is none of {a_list(bare)}" if bare else ""
    name, k = stated[0]
    return f"“{name}” has the largest number of studies ({k} of {n}){none}."


def _facet(tables: Tables, facet: Facet, rows: list[tuple[str, int]], longest: int) -> Markup:
    n = populations(tables)["included_studies"].n
    drawn = part.figure(
        partial(bar_chart, rows[:24], title=f"Included studies by {facet.label.lower()}", longest=longest),
        f"bars-{facet.id}",
        f"{agreeing(f'{n} included studies')}; a study with two codes is in both bars. The bars of this page are on one scale."
        + (f" The {len(rows) - 24} rarest stand in the table alone." if len(rows) > 24 else ""),
        _thickest(facet, rows, n),
    )
    full = parts.table(
        f"counts-{facet.id}",
        f"Included studies by {facet.label.lower()}",
        (facet.label, "Studies"),
        rows,
        tall=True,
        numeric=(1,),
    )
    return join([parts.heading(2, f"by-{facet.id}", facet.label), drawn, part.same_in_a_table(full)])


def _sources(tables: Tables) -> Rows:
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for item in tables[EvidenceItem]:
        if item.standing != Standing.CLAIM_UNDER_TEST:
            tally[item.source_type or item.role][item.standing] += 1
    return [
        (tables.codebook.called(name), c[Standing.COUNTED], c.total() - c[Standing.COUNTED])
        for name, c in sorted(tally.items())
    ]


PAGE = Page("profile.md", view)
