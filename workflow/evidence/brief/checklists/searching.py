"""Tests of the record of searches (config/searches.yaml; PRISMA-S)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from evidence.brief.checklists.answer import ItemAnswer, met, missing
from evidence.brief.searched import differs, entries_by_file, read_of
from evidence.brief.tables import Tables
from evidence.deduplicate.rows import Membership
from evidence.ingest.rows import FileCount
from evidence.searches import day_of

FILE = "config/searches.yaml"
WHERE = "selection.html#searches-caption"
# Statements at the top of searches.yaml: (what it states, for a reader).
STATED = {
    "multi_database": "Databases searched together on one platform",
    "study_registries": "Registries of studies",
    "browsing": "Online and printed sources that were browsed",
    "citation_searching": "Citation searching",
    "contacts": "People who were asked",
    "other_methods": "Other ways in",
    "filters": "Search filters",
    "prior_work": "Strategies taken from other reviews",
    "updates": "How the search is kept up to date",
    "peer_review": "Peer review of the strategies",
}


def _every_search_has(key: str, what: str) -> Callable[[Tables], ItemAnswer]:
    def test(tables: Tables) -> ItemAnswer:
        rows = tables.searches.searches
        again = sum(len(row.reruns) for row in rows)
        more = f", and for {again} times that they were run again" if again and key == "date" else ""
        without = [row.source for row in rows if not getattr(row, key).strip()]
        if rows and not without:
            return met(f"{what}: given for all {len(rows)} sources{more}", WHERE)
        if not rows:
            return missing(f"{what}: no search is recorded", f"record each search in {FILE}")
        return missing(
            f"{what}: not given for {len(without)} of {len(rows)} sources, first for {without[0]}",
            f"fill in {key} for each source in {FILE}",
        )

    return test


def _states(key: str) -> Callable[[Tables], ItemAnswer]:
    def test(tables: Tables) -> ItemAnswer:
        if getattr(tables.searches, key).strip():
            return met(STATED[key], f"selection.html#search-{key.replace('_', '-')}")
        return missing(
            f"nothing is stated: {STATED[key].lower()}",
            f"fill in {key} in {FILE}, also where the answer is none",
        )

    return test


def _sources(tables: Tables) -> ItemAnswer:
    """Every export file must be named by a search, so that its origin is known."""
    named = {name for row in tables.searches.searches for name in row.every_file}
    files = sorted({PurePath(count.source_file).name for count in tables[FileCount]})
    without = [name for name in files if name not in named]
    if files and not without:
        return met(f"the source of each of {len(files)} files is named", WHERE)
    return missing(
        f"no source is named for {len(without)} of {len(files)} files: {', '.join(without[:3])}",
        f"name the files of each source in {FILE}",
    )


def _filters(tables: Tables) -> ItemAnswer:
    """Stated for the searching as a whole, or for every search."""
    rows = tables.searches.searches
    own = _every_search_has("filters", "search filters")
    stated = tables.searches.filters.strip() or not any(row.filters for row in rows)
    return (_states("filters") if stated else own)(tables)


def _updates(tables: Tables) -> ItemAnswer:
    """Stated, or seen from the times that searches were run again."""
    again = [run for row in tables.searches.searches for run in row.reruns]
    if tables.searches.updates.strip() or not again:
        return _states("updates")(tables)
    latest = max(again, key=lambda run: str(day_of(run.date) or ""))
    return met(f"searches were run again {len(again)} times, last on {latest.date}", WHERE)


def _totals(tables: Tables) -> ItemAnswer:
    entries = sum(count.counted for count in tables[FileCount])
    read = entries_by_file(tables)
    runs = [(row.source, run) for row in tables.searches.searches for run in row.runs]
    told = [(source, run) for source, run in runs if run.count is not None]
    other = [(source, run) for source, run in told if differs(run, read)]
    words = f"{entries} entries, file by file"
    if told:
        words += f"; of {len(told)} runs the source told how many it found"
    if other:
        source, run = other[0]
        words += f", another number than was read in {len(other)} of them, first {source}: told {run.count}, read {read_of(run, read)}"
    return met(words, "selection.html#files-caption")


def _deduplication(tables: Tables) -> ItemAnswer:
    gone = tables.tally(Membership, "primary")[False,]
    return met(f"{gone} duplicates, each with its reason", "methods.html#from-entries-to-works")


TESTS: dict[str, Callable[[Tables], ItemAnswer]] = {
    "search_dates": _every_search_has("date", "date of the last search"),
    "search_platforms": _every_search_has("platform", "platform"),
    "search_strategies": _every_search_has("strategy", "full strategy"),
    "search_limits": _every_search_has("limits", "limits and restrictions"),
    **{f"search_{key}": _states(key) for key in STATED},
    "sources": _sources,
    "search_filters": _filters,
    "search_updates": _updates,
    "totals": _totals,
    "deduplication": _deduplication,
}
