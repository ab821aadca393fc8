"""What each record says by itself, folded and keyed for comparison, kept from one run to the next.

It is kept a piece of the table of records at a time, under the checksum of that piece as it is stored, so that where nothing changed nothing is read. Of
a piece that changed, the records that are as they were are known by their fingerprints (`Columns.merged`); none can be out of date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.deduplicate.in_one_piece import one
from evidence.deduplicate.keys import keys
from evidence.deduplicate.record_columns import FOLDED, Columns
from evidence.deduplicate.records import Records, large
from evidence.deduplicate.retractions import hints
from evidence.kept import Kept

READ = (
    *("kind", "title", "year", "container", "volume", "issue", "pages", "publisher", "source_key"),
    *("doi", "pmid", "pmcid", "arxiv", "openalex", "abstract"),
    *("record_id", "isbn", "issn", "url", "abstract_kind", "authors", "keywords", "extra"),
)
"""Columns that are read of a record."""
_TOGETHER = 50_000
"""Records that are read together, or one piece: patterns are costly to prepare."""
_KEY, _ID, _HINTED, _MAKER = "key ", "record_id", "hinted", b"maker"


def readings(records: Records, kept: Kept) -> tuple[Columns, np.ndarray, np.ndarray]:
    """(columns of n records, of which those of `FOLDED` are known; (keys, n) their keys; the rows of those that may say something of retractions)."""
    pieces = records.pieces
    names = [kept.key([b"readings", digest.encode()]) if digest else "" for digest in pieces.digests]
    blocks: list[pa.Table] = [kept.find(name) if name else None for name in names]
    missing = [number for number, block in enumerate(blocks) if block is None]
    known = _Known(kept)
    for some in _batches(missing, pieces.lengths):
        told, start = known.of(pieces.some(some, READ)), 0
        for number in some:
            blocks[number] = told.slice(start, pieces.lengths[number]).combine_chunks()
            start += pieces.lengths[number]
            if names[number]:
                kept.put(names[number], blocks[number].replace_schema_metadata({_MAKER: kept.maker.encode()}))
    kept.forget()
    whole = pa.concat_tables([block.drop_columns([_ID]) for block in blocks])
    if not np.array_equal(records.row_of, np.arange(len(records))):
        whole = whole.take(pa.array(records.row_of))
    keyed = np.array([whole[name].to_numpy() for name in whole.column_names if name.startswith(_KEY)])
    own = {name: one(whole[name]) if kind is str else whole[name].to_numpy() for name, kind in FOLDED.items()}
    if sum(map(len, known.abstracts)) == len(records):
        own["abstract"] = pa.concat_arrays(known.abstracts).take(pa.array(records.row_of))
    return Columns(records).told(own), keyed, np.flatnonzero(whole[_HINTED].to_numpy())


class _Known:
    """What is known of records: what was kept of them in pieces that are no more, or what is read of them now."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._before: pa.Table | None = None
        self.abstracts: list[pa.Array] = []

    def of(self, raw: pa.Table) -> pa.Table:
        """The columns that are kept, of records as they stand in their table."""
        raw = large(raw)
        columns = Columns(raw)
        if self._before is None:
            self._before = _joined(
                table
                for table in self._kept.left()
                if (table.schema.metadata or {}).get(_MAKER) == self._kept.maker.encode()
            )
        if not len(self._before):
            self.abstracts.append(columns.abstract)
            return _told(columns).append_column(_HINTED, hints(raw))
        place = pc.index_in(raw[_ID], self._before[_ID])
        at = pc.fill_null(place, 0).to_numpy()
        same = pc.is_valid(place).to_numpy() & (self._before["merged"].to_numpy()[at] == columns.merged)
        new, old = np.flatnonzero(~same), np.flatnonzero(same)
        both = [self._before.drop_columns([_HINTED]).take(pa.array(at[old]))]
        if len(new):
            both.append(_told(Columns(raw.take(pa.array(new)).combine_chunks())))
        told = pa.concat_tables(both).take(pa.array(np.argsort(np.r_[old, new])))
        # What stands beside the fields of a work is no part of the fingerprint, and is looked at anew.
        return told.append_column(_HINTED, hints(raw))


def _joined(left: Iterator[pa.Table]) -> pa.Table:
    found = list(left)
    return pa.concat_tables(found).combine_chunks() if found else pa.table({})


def _told(columns: Columns) -> pa.Table:
    own = {_ID: columns.ids} | {name: pa.array(getattr(columns, name)) for name in FOLDED}
    return pa.table(own | {f"{_KEY}{n}": pa.array(key) for n, key in enumerate(keys(columns))})


def _batches(numbers: list[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    some: list[int] = []
    for number in numbers:
        some.append(number)
        if sum(lengths[one] for one in some) >= _TOGETHER:
            yield some
            some = []
    if some:
        yield some
