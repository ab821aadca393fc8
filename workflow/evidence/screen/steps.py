"""The ledger: every step of every input entry, one of which is its fate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.io import arrow_schema
from evidence.kept import digest, held
from evidence.remarks import Quarantined
from evidence.rows import column_names
from evidence.screen.rows import Fate, LedgerRow, Screen


@dataclass(frozen=True)
class Ledger:
    """Every step of every entry, exactly one of which is final, as rows of `LedgerRow` that are made when they are written (`evidence.blocks.Unmade`).

    `entries`: a row an entry, in order of files and lines, with all that its steps follow from.
    """

    entries: pa.Table

    @property
    def num_rows(self) -> int:
        return int(self._ends[-1]) if len(self._ends) else 0

    @property
    def column_names(self) -> list[str]:
        return column_names(LedgerRow)

    def __getitem__(self, name: str) -> Any:
        """One column; that of entries holds each name once."""
        if name != "entry_id":
            return self.whole()[name]
        times = np.diff(self._ends, prepend=0)
        return pa.DictionaryArray.from_arrays(
            np.repeat(np.arange(len(times)), times), _one(self.entries[name])
        )

    def whole(self) -> pa.Table:
        """All rows."""
        return self.rows(0, self.num_rows)

    def digest(self, start: int, end: int) -> str | None:
        """A checksum of what some rows follow from, and of which of its steps they are."""
        first, some = self._of(start, end)
        return digest([repr((start - first, end - first)).encode(), *held(some)]).hex()

    def rows(self, start: int, end: int) -> pa.Table:
        """Some rows."""
        first, some = self._of(start, end)
        return _steps(some).slice(start - first, end - start).combine_chunks()

    @cached_property
    def _ends(self) -> np.ndarray:
        """(n,) int64: how many rows there are up to the last step of each entry."""
        primary = self.entries["primary"].to_numpy()
        return np.cumsum(np.where(self.entries["aside"].to_numpy(), 1, 2 + primary), dtype=np.int64)

    def _of(self, start: int, end: int) -> tuple[int, pa.Table]:
        """(the first row of the first, the entries) of which some rows are steps."""
        low = int(self._ends.searchsorted(start, "right"))
        high = int(self._ends.searchsorted(end)) + 1 if end > start else low
        return int(self._ends[low - 1]) if low else 0, self.entries.slice(low, high - low)


def ledger(records: Any, quarantine: list[Quarantined], memberships: Any, screening: Any) -> Ledger:
    """Every step of every entry.

    `records` (`record_id`, `source_file`, `line`, `format`), `memberships` and `screening` are Arrow tables, so that no step of an entry is an object.
    Raises LookupError for a record without a membership and for a work without a screening.
    """
    own = _places(records["record_id"], memberships["record_id"])
    primary = memberships["primary"].to_numpy()
    works = memberships["work_id"].filter(memberships["primary"])
    screened = np.full(len(primary), -1)
    screened[primary] = _places(works, screening["work_id"])
    judged = screened[own]
    entries = pa.table(
        {
            **{name: records[column] for name, column in _ENTRY.items()},
            "format": records["format"],
            **{name: memberships[name].take(pa.array(own)) for name in _JOINED},
            **{
                name: screening[column].take(pa.array(judged, mask=judged < 0))
                for name, column in _JUDGED.items()
            },
            "aside": pa.repeat(False, len(own)),
        }
    )
    if quarantine:
        entries = pa.concat_tables([_set_aside(quarantine, entries.schema), entries])
    return Ledger(_in_order(entries.combine_chunks()))


_ENTRY = {"entry_id": "record_id", "source_file": "source_file", "line": "line"}
"""The columns of the ledger that name an entry, and those of a record."""
_JOINED = ("primary", "work_id", "matched_record", "rule", "reason", "by")
_JUDGED = {"decision": "decision", "why": "reason", "who": "by"}


def _set_aside(quarantine: list[Quarantined], schema: pa.Schema) -> pa.Table:
    """Entries that were set aside; `reason` is the problem."""
    told = [
        {
            "entry_id": one.entry_id,
            "source_file": one.source_file,
            "line": one.line,
            "reason": one.problem,
            "aside": True,
            "primary": False,
        }
        for one in quarantine
    ]
    return pa.Table.from_pylist(told, schema)


def _steps(entries: pa.Table) -> pa.Table:
    """The rows of some entries, in their order."""
    aside = entries["aside"].to_numpy()
    read = entries.filter(pc.invert(entries["aside"]))
    first = read.filter(read["primary"])
    steps = [
        _quarantined(entries.filter(entries["aside"])),
        _read(read),
        _deduplicated(read),
        _screened(first),
    ]
    places = np.arange(len(aside))
    own = places[~aside]
    order = np.lexsort(
        (
            np.repeat(np.arange(len(steps)), [len(step) for step in steps]),
            np.concatenate([places[aside], own, own, own[read["primary"].to_numpy()]]),
        )
    )
    return pa.concat_tables(steps).combine_chunks().take(pa.array(order))


def _quarantined(entries: pa.Table) -> pa.Table:
    return _step(entries, "ingest", Fate.QUARANTINED.value, entries["reason"], final=True)


def _read(entries: pa.Table) -> pa.Table:
    return _step(entries, "ingest", "read", entries["format"])


def _deduplicated(entries: pa.Table) -> pa.Table:
    """What became of each record among the others: a work, or the duplicate of another record."""
    told = ("of ", entries["matched_record"], ": ", entries["rule"], "; ", entries["reason"], "")
    primary = entries["primary"]
    return _step(
        entries,
        "deduplicate",
        pc.if_else(primary, "work", Fate.DUPLICATE.value),
        pc.if_else(primary, entries["work_id"], pc.binary_join_element_wise(*told)),
        pc.if_else(primary, "rule", entries["by"]),
        pc.invert(primary),
    )


def _screened(entries: pa.Table) -> pa.Table:
    return _step(entries, "screen", _fates(entries["decision"]), entries["why"], entries["who"], True)


def _step(
    entries: pa.Table, stage: str, fate: Any, reason: Any, by: Any = "rule", final: Any = False
) -> pa.Table:
    """One step of many entries (n,), as rows of the ledger; what is one value is that of all of them."""
    here = {name: entries[name] for name in _ENTRY}
    said = {**here, "stage": stage, "fate": fate, "reason": reason, "by": by, "final": final}
    schema = arrow_schema(LedgerRow)
    cells = [
        pa.repeat(pa.scalar(said[kind.name], kind.type), len(entries))
        if isinstance(said[kind.name], str | bool)
        else said[kind.name]
        for kind in schema
    ]
    return pa.table(cells, schema=schema)


def _fates(decisions: Any) -> Any:
    words = pa.array([word.value for word in Screen])
    return pa.array([word.fate.value for word in Screen]).take(pc.index_in(decisions, words).combine_chunks())


def _in_order(entries: pa.Table) -> pa.Table:
    """Entries by file, line and name; those that share all three keep their order."""
    files = _one(entries["source_file"]).dictionary_encode()
    named, file, line = files.dictionary.to_pylist(), files.indices.to_numpy(), entries["line"].to_numpy()
    later = (np.diff(file) > 0) | ((np.diff(file) == 0) & (np.diff(line) > 0))
    if named == sorted(named) and later.all():
        return entries
    keys = [(name, "ascending") for name in ("source_file", "line", "entry_id")]
    return entries.take(pc.sort_indices(entries, sort_keys=keys)).combine_chunks()


def _places(wanted: Any, among: Any) -> np.ndarray:
    """(n,) int: where each text of a column stands in another, in which no text stands twice. Raises LookupError where one does not."""
    if wanted.equals(among):
        return np.arange(len(wanted))
    found = pc.index_in(wanted, _one(among))
    if found.null_count:
        raise LookupError(f"{wanted.filter(found.is_null())[0]} is missing from a table that must have it")
    return found.to_numpy()


def _one(column: Any) -> Any:
    """A column in one piece."""
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
