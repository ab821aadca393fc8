"""Duplicates: what was joined and why, what is asked, how works are linked, and what each source added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import combinations
from typing import Any

from markupsafe import Markup

from evidence.brief.components import reference, title_link
from evidence.brief.macros import parts
from evidence.brief.markup import join
from evidence.brief.page import Rows
from evidence.brief.stored import cells, where
from evidence.brief.tables import Tables, once
from evidence.deduplicate.rows import MaybePair, Membership, StudyLink, WorkLink
from evidence.ingest.rows import FileCount, Record

_SHOWN = 200


def duplicates(tables: Tables) -> dict[str, Any]:
    """The parts of the selection page that are about duplicates."""
    return {
        "added": _added(tables),
        "pairs": _pairs(tables),
        "duplicates": _duplicates(tables),
        "maybe": _maybe(tables),
        "links": _study_links(tables),
        "work_links": _work_links(tables),
    }


def short(file: str) -> str:
    """The name of an export without the folder that all exports share."""
    return file.removeprefix("literature/records/")


@once
def sources_of(tables: Tables) -> dict[str, frozenset[str]]:
    """work_id → the export files that hold it."""
    file, sources = file_of(tables), dict[str, frozenset[str]]()
    alone = {name: frozenset((name,)) for name in file.values()}
    for record, work in cells(tables[Membership], "record_id", "work_id"):
        own = alone[file[record]]
        sources[work] = sources[work] | own if work in sources else own
    return sources


@once
def file_of(tables: Tables) -> dict[str, str]:
    """record_id → the export file that it was read from."""
    names: dict[str, str] = {}
    found = cells(tables[Record], "record_id", "source_file")
    return {record: names.setdefault(name, name) for record, name in found}


def _added(tables: Tables) -> Rows:
    """What each source brought that no other did, and what of it was included."""
    sources = sources_of(tables)
    included = {work.work_id for work in tables.included}
    file = file_of(tables)
    repeated = Counter(
        file[record]
        for record, primary, matched in cells(tables[Membership], "record_id", "primary", "matched_record")
        if not primary and file[record] == file[matched]
    )
    rows = []
    for count in tables[FileCount]:
        works = {work for work, files in sources.items() if count.source_file in files}
        alone = {work for work in works if len(sources[work]) == 1}
        rows.append(
            (
                short(count.source_file),
                count.counted,
                len(works),
                repeated[count.source_file],
                len(alone),
                len(works - alone),
                len(works & included),
                len(alone & included),
            )
        )
    return rows


def _pairs(tables: Tables) -> Rows:
    """Works that two exports share, for every two that share one."""
    included = {work.work_id for work in tables.included}
    shared: Counter[tuple[str, str]] = Counter()
    kept: Counter[tuple[str, str]] = Counter()
    for work, files in sources_of(tables).items():
        for pair in combinations(sorted(files), 2):
            shared[pair] += 1
            kept[pair] += work in included
    ranked = sorted(shared, key=lambda pair: (-shared[pair], pair))
    return [(short(a), short(b), shared[a, b], kept[a, b]) for a, b in ranked[:_SHOWN]]


def _duplicates(tables: Tables) -> Markup:
    joined = where(tables[Membership], "primary", {False})
    named = {name for m in joined[:_SHOWN] for name in (m.record_id, m.matched_record)}
    record = {r.record_id: r for r in where(tables[Record], "record_id", named)}
    rows = []
    for m in joined[:_SHOWN]:
        r, other = record[m.record_id], record[m.matched_record]
        rows.append(
            (
                _entry(r, short),
                _entry(other, short),
                "a reader" if m.rule == "person" else m.rule,
                m.reason,
                m.by,
            )
        )
    return parts.table(
        "duplicates",
        "Entries joined to another entry" + _first_of(len(joined), "ledger.csv"),
        ("Entry", "Duplicate of", "Joined by", "Why", "Who"),
        rows,
        tall=len(rows) > 15,
        empty="No duplicates were found.",
    )


def _entry(record: Record, short: Callable[[str], str]) -> Markup:
    """The key of an entry, and where it was read."""
    where = parts.code(f"{short(record.source_file)}:{record.line}")
    return join([parts.code(record.source_key or record.record_id), where], " ")


def _first_of(many: int, file: str) -> str:
    return f": the first {_SHOWN} of {many:,}; all are in the data file {file}" if many > _SHOWN else ""


def _study_links(tables: Tables) -> Rows:
    return [
        (
            title_link(tables.work[row.work_id]),
            tables.work[row.study_id].title,
            row.relation.replace("_", " "),
            row.reason,
            row.by,
        )
        for row in tables[StudyLink]
    ]


def _work_links(tables: Tables) -> Rows:
    return [
        (
            title_link(tables.work[row.work_id]),
            row.relation.replace("-", " "),
            title_link(tables.work[row.other_work_id]),
            "counted as one study" if row.policy == "study" else "named only",
            row.reason,
        )
        for row in tables[WorkLink]
    ]


def _maybe(tables: Tables) -> Markup:
    """Two works side by side, each under the id by which a decision names it."""
    if not tables[MaybePair]:
        return parts.paragraph("No two works are waiting for an answer.")
    members = [*cells(tables[Membership], "record_id", "work_id", "primary")]
    work_of = {record: work for record, work, _ in members}
    stands = {work: record for record, work, primary in members if primary}
    rows = [
        (
            *(
                join([reference(tables.work[work]), parts.code(stands[work])], " ")
                for work in (work_of[m.record_a], work_of[m.record_b])
            ),
            f"{m.probability:.3f}",
            m.question,
        )
        for m in sorted(tables[MaybePair], key=lambda m: -m.probability)[:_SHOWN]
    ]
    header = ("Work", "Work", "Probability that they are one", "Why it was asked")
    caption = "Works of which a person must say whether they are one" + _first_of(
        len(tables[MaybePair]), "maybe.csv"
    )
    return parts.table("maybe", caption, header, rows, numeric=(2,), tall=len(rows) > 15)
