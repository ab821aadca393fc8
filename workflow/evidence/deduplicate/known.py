"""What the review has known before (literature/known_works.csv), found again among the records of now.

An entry that is no longer there under its id is sought by what it said (`again.py`). Where it is there again, its work keeps its id, and its
old names (record id, key, identifiers, title) lead to the record that it is now, so that what people decided follows. A name that was that
of an entry which is gone leads to no other work that has come to bear it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from evidence.deduplicate.again import Again, again
from evidence.deduplicate.decisions import DESCRIBED, KnownWork, names_of
from evidence.deduplicate.records import Records
from evidence.deduplicate.settings import LinkageRules
from evidence.ingest.rows import Record
from evidence.io import to_rows
from evidence.kinds import kind
from evidence.remarks import Remark
from evidence.rows import columns


@dataclass(frozen=True)
class Returned:
    """What is known of the records of now.

    `work_of`: record id → the id that its work has had, the first known first. `names`: record id → every name that it had
    before. `strange`: record id → names of it that were those of an entry which is gone.
    """

    work_of: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    strange: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remarks: Sequence[Remark] = ()

    def had(self, record: str, reference: str) -> bool:
        """Whether a record had this name before."""
        before = self.names.get(record)
        return record in self.work_of if before is None else reference in before


def returned(rows: Sequence[KnownWork], records: pa.Table | Records, settings: LinkageRules) -> Returned:
    """What was known, and which of the records (a table with the columns of `Record`) it is now."""
    work_of = names_of(rows)
    ids = set(records["record_id"].to_pylist())
    if all(record in ids for record in work_of):
        return Returned(work_of)
    earlier = {row.record: row for row in rows}
    told = _told(row for row in rows if row.record not in ids)
    successor = {row.was: row.record for row in rows if row.was}
    gone = [record for record in work_of if record not in ids and record not in successor]
    fresh = _rows(records, pc.invert(pc.is_in(records["record_id"], pa.array(list(work_of), pa.string()))))
    pairs = again([entry_of(earlier[name]) for name in gone if earlier[name].title], fresh, settings)
    sure = [pair for pair in pairs if pair.sure]
    successor |= {pair.was: pair.now for pair in sure}
    now = dict(_followed(successor, ids))
    for pair in sure:
        work_of[pair.now] = work_of[pair.was]
    now |= _by_others(work_of, now, ids)
    names: dict[str, list[str]] = defaultdict(list)
    for record, other in now.items():
        names[other] += told[record]
    lost = {
        name: record for record in work_of if record not in ids and record not in now for name in told[record]
    }
    strange = _strange(records, lost, names, work_of) if lost else {}
    here = {record.record_id: record for record in fresh}
    remarks = [_remark(pair, here[pair.now], earlier[pair.was]) for pair in sure]
    remarks += _reused(strange, records, lost, earlier)
    had = {record: tuple(dict.fromkeys(given)) for record, given in names.items()}
    kept = _rows(
        records, pc.is_in(records["record_id"], pa.array([r for r in had if r not in here], pa.string()))
    )
    had |= {r.record_id: tuple(dict.fromkeys((*had[r.record_id], *_own(r)))) for r in kept}
    return Returned(work_of, had, strange, remarks)


def entry_of(row: KnownWork, **more: object) -> Record:
    """A row of what is known as the record that it describes; what is not written down is empty."""
    empty: dict[str, object] = {
        c.name: () if c.many else None if c.optional else c.kind() if not issubclass(c.kind, str) else ""
        for c in columns(Record)
    }
    given = {
        name: getattr(row, name)
        for name in DESCRIBED
        if name not in ("key", "export", "authors", "year", "kind")
    }
    authors = tuple(part for part in row.authors.split("; ") if part)
    year = int(row.year) if row.year.isdigit() else None
    made = {
        "record_id": row.record,
        "source_key": row.key,
        "source_file": row.export,
        "authors": authors,
        "year": year,
    }
    return Record(**{**empty, **given, **made, "kind": kind(row.kind), **more})


def described(record: Record) -> tuple[str, ...]:
    """What is written down of a record, in the order of DESCRIBED."""
    also = {
        "key": record.source_key,
        "export": record.source_file,
        "authors": "; ".join(record.authors),
        "year": str(record.year or ""),
    }
    return tuple(
        " ".join(also[name].split()) if name in also else getattr(record, name) for name in DESCRIBED
    )


def _told(rows: Iterable[KnownWork]) -> dict[str, list[str]]:
    """Every name that an entry had: record → names."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row.record] += [name for name in (row.record, row.key, row.doi, row.pmid, row.title) if name]
    return found


def _own(record: Record) -> list[str]:
    return [name for name in (record.source_key, record.doi, record.pmid, record.title) if name]


def _rows(records: pa.Table | Records, mask: pa.Array) -> list[Record]:
    """The records that a mask chooses; columns that are not read are empty."""
    table = records.filter(mask)
    for column in columns(Record):
        if column.name not in table.column_names:
            table = table.append_column(column.name, pa.array([""] * len(table), pa.string()))
    return to_rows(table.select([c.name for c in columns(Record)]), Record)


def _followed(successor: Mapping[str, str], ids: set[str]) -> Iterator[tuple[str, str]]:
    """(entry of before, the record that it is now), through what it was in between."""
    for record in successor:
        other, seen = record, {record}
        while other not in ids and (later := successor.get(other)) and later not in seen:
            other = later
            seen.add(later)
        if other in ids and other != record:
            yield record, other


def _by_others(work_of: Mapping[str, str], now: Mapping[str, str], ids: set[str]) -> dict[str, str]:
    """Entries that are gone → the first record by which their work stands: what was said of one entry held for the work."""
    stands: dict[str, str] = {}
    for record, work in work_of.items():
        if (there := record if record in ids else now.get(record)) is not None:
            stands.setdefault(work, there)
    return {
        record: stands[work]
        for record, work in work_of.items()
        if record not in ids and record not in now and work in stands
    }


def _strange(
    records: pa.Table | Records,
    lost: Mapping[str, str],
    names: Mapping[str, Sequence[str]],
    known: Mapping[str, str],
) -> dict[str, tuple[str, ...]]:
    """Record → those of its names that are of an entry which is gone, where it did not have them before."""
    wanted = pa.array(list(lost), pa.string())
    found: dict[str, list[str]] = defaultdict(list)
    for column in ("source_key", "doi", "pmid"):
        there = records.filter(pc.is_in(records[column], wanted)).select(["record_id", column])
        for record, name in zip(there["record_id"].to_pylist(), there[column].to_pylist(), strict=True):
            had = name in names[record] if record in names else record in known
            if not had:
                found[record].append(name)
    return {record: tuple(own) for record, own in found.items()}


def _remark(pair: Again, record: Record, before: KnownWork) -> Remark:
    what = f"this entry was here before as ‘{before.key or before.record}’ and is taken for it: {pair.matched}; what differs: {pair.differences}"
    fix = (
        "nothing, if that is right: its work keeps its id, and what was decided on it holds (`evidence remember` writes it down); "
        f"if it is another work, add the row {record.record_id},w-{record.record_id} to literature/known_works.csv"
    )
    field = pair.differs[0][0] if pair.differs else "record_id"
    return Remark(record.record_id, record.source_file, record.line, field, before.record, what, fix)


def _reused(
    strange: Mapping[str, tuple[str, ...]],
    records: pa.Table | Records,
    lost: Mapping[str, str],
    earlier: Mapping[str, KnownWork],
) -> Iterator[Remark]:
    places = records.filter(pc.is_in(records["record_id"], pa.array(list(strange), pa.string())))
    for row in places.select(["record_id", "source_file", "line"]).to_pylist():
        for name in strange[row["record_id"]]:
            before = earlier[lost[name]]
            what = f"this was the name of another entry, ‘{before.title or before.record}’, which is in no export now; what was decided by it is not taken for this one"
            fix = "write the record id where this entry is meant, or `evidence remember` it first"
            yield Remark(row["record_id"], row["source_file"], row["line"], "key", name, what, fix)
