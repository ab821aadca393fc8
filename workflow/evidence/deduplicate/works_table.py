"""The table of works, of which long columns are made when they are asked for: where one record came, those of nearly all works are written as they were.

What a work takes over from its records follows from which record gives each field, and from what these records say. So the digest of some works is
one of the fingerprints of their givers, and neither texts nor provenance are needed to tell that they are as they were.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.deduplicate.in_one_piece import one
from evidence.deduplicate.records import Records
from evidence.kept import digest, held

_SLICE = 100_000
Giver = tuple[np.ndarray, np.ndarray]
"""(the record that gives a field to each work, whether it has it)."""


@dataclass(frozen=True)
class Works:
    """Works in order of their id. `told`: columns that are made already, by name; `givers`: field → its giver, which are made of `records`.

    `contents`: (n,) uint64 fingerprints of all that records say, with their ids (`Columns.merged`); without them the digest of works is that of their rows.
    """

    told: pa.Table
    givers: Mapping[str, Giver]
    records: Records
    order: Sequence[str]
    contents: np.ndarray | None = None

    def __len__(self) -> int:
        return self.told.num_rows

    @property
    def num_rows(self) -> int:
        return len(self)

    @property
    def column_names(self) -> list[str]:
        return list(self.order)

    def __getitem__(self, name: str) -> pa.ChunkedArray:
        """One column."""
        return self.told[name] if name in self.told.column_names else self.select([name])[name]

    def having(self, name: str, column: pa.Array) -> Works:
        """The same with another column of this name, or one more."""
        told = self.told.drop_columns([n for n in self.told.column_names if n == name])
        order = self.order if name in self.order else [*self.order, name]
        return replace(self, told=told.append_column(name, column), order=order)

    def select(self, names: Sequence[str]) -> pa.Table:
        """Some columns."""
        parts = [self._rows(at, at + _SLICE, names) for at in range(0, max(len(self), 1), _SLICE)]
        return pa.concat_tables(parts)

    def whole(self) -> pa.Table:
        """All columns."""
        return self.select(self.order)

    def rows(self, start: int, end: int) -> pa.Table:
        """Some works with all columns."""
        return self._rows(start, end, self.order).combine_chunks()

    def digest(self, start: int, end: int) -> str | None:
        """A checksum of some works: of equal works, whatever stands beside them. None where it is not known without their rows."""
        if self.contents is None:
            return None
        own = slice(start, end)
        prints = (given[own].tobytes() for given in self._given)
        return digest(
            [repr(list(self.order)).encode(), *held(self.told.slice(start, end - start)), *prints]
        ).hex()

    @cached_property
    def _given(self) -> list[np.ndarray]:
        """The fingerprint of the record that gives a field to each work, in the order of fields; 0 where none does."""
        assert self.contents is not None
        prints = np.maximum(self.contents, np.uint64(1))
        found = []
        for name in sorted(self.givers):
            giver, there = self.givers[name]
            found += [prints[giver], there]
        return found

    @cached_property
    def _escaped(self) -> pa.Array:
        ids = one(self.records["record_id"])
        return pc.replace_substring(pc.replace_substring(ids, "\\", "\\\\"), '"', '\\"')

    def _rows(self, start: int, end: int, names: Sequence[str]) -> pa.Table:
        own = slice(start, end)
        found: dict[str, Any] = {}
        for name in names:
            if name in self.told.column_names:
                found[name] = self.told[name].slice(start, end - start)
            elif name == "provenance":
                found[name] = _said(self._escaped, self.givers, own)
            else:
                found[name] = _taken(self.records.cells(name, self.givers[name][0][own]))
        return pa.table(found)


def _said(escaped: pa.Array, givers: Mapping[str, Giver], some: slice) -> pa.Array:
    """JSON text of some works: field → record_id, in the order of the field names."""
    parts = []
    for name in sorted(givers):
        giver, there = (column[some] for column in givers[name])
        part = pc.binary_join_element_wise(f'"{name}": "', escaped.take(pa.array(giver)), '"', "")
        parts.append(pc.if_else(pa.array(there), part, pa.scalar(None, pa.string())))
    # A work of which no field is known has no part; Arrow leaves such rows out of what it joins.
    known = np.any([there[some] for _, there in givers.values()], axis=0)
    parts.append(pc.if_else(pa.array(known), pa.scalar(None, pa.string()), ""))
    body = pc.binary_join_element_wise(*parts, ", ", null_handling="skip")
    return pc.binary_join_element_wise("{", body, "}", "")


def _taken(taken: pa.Array) -> pa.Array:
    """Values as works have them. Long texts of a million records outgrow one Arrow array: so many rows are taken at once as are asked for."""
    return taken.cast(pa.string()) if pa.types.is_large_string(taken.type) else taken
