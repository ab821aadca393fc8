"""What each record says by itself, folded and keyed for comparison, kept in blocks from one run to the next.

A block ends where the id of a record says so, as those of *classify* do: a record that comes or goes changes the block that it lies in and no
other. A block is kept under the digest of all that it is read from (`evidence.kept`), so that none can be out of date.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from evidence.deduplicate.keys import keys
from evidence.deduplicate.record_columns import FOLDED, Columns, one
from evidence.kept import Kept, content, held
from evidence.lookup import ends_by_content

SIZE = 11
"""A block has 2^SIZE records at most, and about half as many in the mean."""
_TOGETHER = 48
"""Blocks that are read together: patterns are costly to prepare."""
_READ = (
    *("kind", "title", "year", "container", "volume", "issue", "pages", "publisher", "source_key"),
    *("doi", "pmid", "pmcid", "arxiv", "openalex", "abstract"),
    *("record_id", "isbn", "issn", "url", "abstract_kind"),
)
_LISTS = ("authors", "keywords")
"""Columns that are read of a record."""
_KEY = "key "


def readings(records: pa.Table, kept: Kept) -> tuple[Columns, np.ndarray]:
    """(columns of n records, of which those of `FOLDED` are known; (keys, n) their keys)."""
    needed = records.select([*_READ, *_LISTS])
    owns = [
        needed.slice(start, end - start)
        for start, end in ends_by_content(records["record_id"], SIZE) or [(0, 0)]
    ]
    names = [kept.key(_basis(own)) for own in owns]
    blocks: list[pa.Table] = [kept.find(name) for name in names]
    missing = [place for place, block in enumerate(blocks) if block is None]
    abstracts: list[pa.Array] = []
    for at in range(0, len(missing), _TOGETHER):
        some = missing[at : at + _TOGETHER]
        columns = Columns(pa.concat_tables([owns[place] for place in some]).combine_chunks())
        told, start = _told(columns), 0
        for place in some:
            blocks[place] = told.slice(start, len(owns[place]))
            kept.put(names[place], blocks[place])
            start += len(owns[place])
        abstracts.append(columns.abstract)
    kept.forget()
    whole = pa.concat_tables(blocks)
    keyed = np.array([whole[name].to_numpy() for name in whole.column_names if name.startswith(_KEY)])
    known = {
        name: one(whole[name]) if kind is str else whole[name].to_numpy() for name, kind in FOLDED.items()
    }
    if len(missing) == len(blocks):
        known["abstract"] = pa.concat_arrays(abstracts)
    return Columns(records).told(known), keyed


def _told(columns: Columns) -> pa.Table:
    own = {name: pa.array(getattr(columns, name)) for name in FOLDED}
    return pa.table(own | {f"{_KEY}{n}": pa.array(key) for n, key in enumerate(keys(columns))})


def _basis(own: pa.Table) -> Iterator[bytes | memoryview]:
    """All that the texts of a block follow from."""
    for name in _LISTS:
        yield from held(own.select([name]))
    yield from content(own.select(_READ))
