"""The record of searches as readers see it: a row a run, what is missing as missing, and which are older than the review promises."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath
from typing import Any

from markupsafe import Markup

from evidence.brief.macros import parts
from evidence.brief.tables import Tables
from evidence.brief.words import a_list, long_date
from evidence.ingest.rows import FileCount
from evidence.searches import Overdue, Rerun, Search, overdue
from evidence.singular import agreeing

MISSING = "missing"
_AS_BEFORE = "as before"
_HEADER = (
    "Source",
    "Platform",
    "Date",
    "Strategy",
    "Limits",
    "Filters",
    "Told by the source",
    "Read here",
    "Files",
)


def searches_table(tables: Tables) -> Markup:
    """A row for each search and for each time that it was run again."""
    read = entries_by_file(tables)
    rows = [row for search in tables.searches.searches for row in _rows(search, read)]
    return parts.table(
        "searches",
        "Searches, each time that they were run (PRISMA-S)",
        _HEADER,
        rows,
        empty="No search strategy has been recorded. A reader should take this as missing, not as unimportant.",
    )


def entries_by_file(tables: Tables) -> dict[str, int]:
    """Entries that each export holds, by its name."""
    return {PurePath(count.source_file).name: count.counted for count in tables[FileCount]}


def read_of(run: Search | Rerun, read: dict[str, int]) -> int | None:
    """Entries in the exports of a run; None where it lists none, or one that is not there."""
    return sum(read[name] for name in run.files) if run.files and all(n in read for n in run.files) else None


def differs(run: Search | Rerun, read: dict[str, int]) -> bool:
    """Whether a run's exports hold another number of entries than the source told."""
    held = read_of(run, read)
    return run.count is not None and held is not None and held != run.count


def _rows(search: Search, read: dict[str, int]) -> list[tuple[Any, ...]]:
    strategy = parts.code(search.strategy) if search.strategy else MISSING  # what was typed, not prose
    kept = (search.limits or MISSING, search.filters or MISSING)
    first = (
        search.source,
        search.platform or MISSING,
        search.date or MISSING,
        strategy,
        *kept,
        *_counts(search, read),
    )
    again = [
        (
            f"{search.source}, run again",
            search.platform or MISSING,
            run.date,
            f"otherwise than before: {run.changed}" if run.changed else _AS_BEFORE,
            _AS_BEFORE,
            _AS_BEFORE,
            *_counts(run, read),
        )
        for run in search.reruns
    ]
    return [first, *again]


def _counts(run: Search | Rerun, read: dict[str, int]) -> tuple[str, str, str]:
    """What the source told, what was read, with a remark where the two differ, and the files."""
    held = read_of(run, read)
    told = MISSING if run.count is None else f"{run.count:,}"
    found = MISSING if held is None else f"{held:,}"
    if run.count is not None and held is not None and held != run.count:
        n = abs(held - run.count)
        found += f", {n:,} {'more' if held > run.count else 'fewer'} than told"
    return told, found, ", ".join(run.files) or MISSING


def promise(tables: Tables) -> str:
    """Which searches are older than the review promises, on the date of its evidence; nothing where it promises none."""
    review = tables.config.review
    if review.search_again is None or not tables.searches.searches:
        return ""
    on = date.fromisoformat(review.evidence_date)
    late = overdue(tables.searches, review.search_again, on)
    lead = agreeing(f"The review promises that each search is run again after {review.search_again} months.")
    when = f"On {long_date(review.evidence_date)}, the date of its evidence,"
    if not late:
        return f"{lead} {when} none of them was older."
    return agreeing(
        f"{lead} {when} these were older, or nobody noted when they were run: {a_list(list(map(in_words, late)))}."
    )


def in_words(one: Overdue) -> str:
    """A search that is older than promised.

    >>> in_words(Overdue("MEDLINE", date(2026, 1, 5), 7)), in_words(Overdue("ERIC", None, None))
    ('MEDLINE (last run on 5 January 2026)', 'ERIC (no date)')
    """
    return (
        f"{one.source} (last run on {long_date(one.last.isoformat())})"
        if one.last
        else f"{one.source} (no date)"
    )
