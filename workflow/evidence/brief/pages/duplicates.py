"""Duplicates: what was joined and why, what is asked, how works are linked, and what each source added."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from markupsafe import Markup

from evidence.brief.components import reference, title_link
from evidence.brief.macros import parts
from evidence.brief.made_once import once
from evidence.brief.markup import join
from evidence.brief.page import Rows
from evidence.brief.studies.said_alone import one
from evidence.brief.tables import Tables
from evidence.deduplicate.rows import MaybePair, Membership, StudyLink, Work, WorkLink
from evidence.ingest.rows import FileCount, Record
from evidence.rows import view
from evidence.stored import beside, one_column, where

_Read = view(Record, "record_id", "source_file", "source_key", "line")
Joined = view(Membership, "record_id", "work_id", "primary")
_SHOWN = 200


def duplicates(tables: Tables) -> dict[str, Any]:
    """The parts of the selection page that are about duplicates."""
    return {
        "added": _added(tables),
        "pairs": _pairs(tables),
        "duplicates": _duplicates(tables),
        "maybe": _maybe(tables),
        "links": _study_links(tables),
        "links_more": _first_of(tables.count(StudyLink), "study_links.csv"),
        "work_links": _work_links(tables),
        "work_links_more": _first_of(tables.count(WorkLink), "work_links.csv"),
    }


def short(file: str) -> str:
    """The name of an export without the folder that all exports share."""
    return file.removeprefix("literature/records/")


@dataclass(frozen=True)
class Places:
    """Which export files hold which works. `members`: a row a record, with its file, whether it speaks for its work, and the file of the
    record that it was matched with; `files`: file by file, how many works it has, how many of these no other file has, and the same of
    included works; `shared`: of every two files that hold one work, how many they share, and how many of these are included."""

    members: Counter[tuple[str, bool, str | None]]
    files: dict[str, tuple[int, int, int, int]]
    shared: Counter[tuple[str, str]]
    kept: Counter[tuple[str, str]]


@once
def places(tables: Tables) -> Places:
    records, members = tables[Record], tables[Membership]
    named, files = one_column(records, "record_id"), one_column(records, "source_file")
    own = beside(one_column(members, "record_id"), named, files)
    other = beside(one_column(members, "matched_record"), named, files)
    told = {"own": own, "primary": one_column(members, "primary"), "other": other}
    held: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    shared, kept = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for (own_files, is_in), n in _holders(one_column(members, "work_id"), own, tables.included).items():
        for file in own_files:
            alone = len(own_files) == 1
            held[file] = [
                a + n * b for a, b in zip(held[file], (1, alone, is_in, alone and is_in), strict=True)
            ]
        for pair in combinations(own_files, 2):
            shared[pair] += n
            kept[pair] += n * is_in
    found = {file: (a, b, c, d) for file, (a, b, c, d) in held.items()}
    return Places(Counter(_counted(told)), found, shared, kept)


def _counted(columns: dict[str, Any]) -> dict[tuple[Any, ...], int]:
    """The different rows of some columns (n,), with how often each stands there."""
    found = pa.table(columns).group_by([*columns], use_threads=False).aggregate([([], "count_all")])
    rows = zip(*(found[name].to_pylist() for name in columns), strict=True)
    return dict(zip(rows, found["count_all"].to_pylist(), strict=True))


def _holders(works: Any, files: Any, included: list[Work]) -> Counter[tuple[tuple[str, ...], bool]]:
    """How many works stand in the same files and are included or not. `works`, `files` (n,): of each record its work and its file."""
    work, file = (one(column).dictionary_encode() for column in (works, files))
    named = file.dictionary.to_pylist()
    is_in = np.asarray(pc.is_in(work.dictionary, pa.array(sorted(w.work_id for w in included), pa.string())))
    pairs = np.sort(np.asarray(work.indices).astype(np.int64) * len(named) + np.asarray(file.indices))
    of_pair, file_of = np.divmod(pairs[np.diff(pairs, prepend=-1) > 0], max(len(named), 1))
    many = np.bincount(of_pair, minlength=len(is_in))
    found = Counter[tuple[tuple[str, ...], bool]]()
    for size in sorted({*many.tolist()}):  # works that stand in so many files
        own = many[of_pair] == size
        files_of, of_work = file_of[own].reshape(-1, size), is_in[of_pair[own][::size]]
        told = {str(n): files_of[:, n] for n in range(size)} | {"in": of_work}
        for (*numbers, among), n in _counted(told).items():
            found[tuple(sorted(named[number] for number in numbers)), among] += n
    return found


def fates_by_file(tables: Tables) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """By file: records that speak for a work, records that were joined to another, and included works."""
    found = places(tables)
    first, again = Counter[str](), Counter[str]()
    for (file, primary, _), n in found.members.items():
        (first if primary else again)[file] += n
    return first, again, Counter({file: kept for file, (_, _, kept, _) in found.files.items()})


def _added(tables: Tables) -> Rows:
    """What each source brought that no other did, and what of it was included."""
    found = places(tables)
    repeated = Counter[str]()
    for (file, primary, matched), n in found.members.items():
        repeated[file] += n * (not primary and file == matched)
    rows = []
    for count in tables[FileCount]:
        works, alone, included, alone_included = found.files.get(count.source_file, (0, 0, 0, 0))
        rows.append(
            (
                short(count.source_file),
                count.counted,
                works,
                repeated[count.source_file],
                alone,
                works - alone,
                included,
                alone_included,
            )
        )
    return rows


def _pairs(tables: Tables) -> Rows:
    """Works that two exports share, for every two that share one."""
    shared, kept = places(tables).shared, places(tables).kept
    ranked = sorted(shared, key=lambda pair: (-shared[pair], pair))
    return [(short(a), short(b), shared[a, b], kept[a, b]) for a, b in ranked[:_SHOWN]]


def _duplicates(tables: Tables) -> Markup:
    joined = where(tables[Membership], "primary", {False}, _SHOWN)
    named = {name for m in joined for name in (m.record_id, m.matched_record)}
    record = {r.record_id: r for r in where(tables[_Read], "record_id", named)}
    rows = []
    for m in joined:
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
        "Entries joined to another entry"
        + _first_of(tables.tally(Membership, "primary")[False,], "ledger.csv"),
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
        for row in tables[StudyLink][:_SHOWN]
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
        for row in tables[WorkLink][:_SHOWN]
    ]


def _maybe(tables: Tables) -> Markup:
    """Two works side by side, each under the id by which a decision names it."""
    if not tables[MaybePair]:
        return parts.paragraph("No two works are waiting for an answer.")
    asked = sorted(tables[MaybePair], key=lambda m: -m.probability)[:_SHOWN]
    named = {record for m in asked for record in (m.record_a, m.record_b)}
    work_of = {m.record_id: m.work_id for m in where(tables[Joined], "record_id", named)}
    members = where(tables[Joined], "work_id", {*work_of.values()})
    stands = {m.work_id: m.record_id for m in members if m.primary}
    rows = [
        (
            *(
                join([reference(tables.work[work]), parts.code(stands[work])], " ")
                for work in (work_of[m.record_a], work_of[m.record_b])
            ),
            f"{m.probability:.3f}",
            m.question,
        )
        for m in asked
    ]
    header = ("Work", "Work", "Probability that they are one", "Why it was asked")
    caption = "Works of which a person must say whether they are one" + _first_of(
        tables.count(MaybePair), "maybe.csv"
    )
    return parts.table("maybe", caption, header, rows, numeric=(2,), tall=len(rows) > 15)
