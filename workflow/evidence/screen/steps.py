"""The ledger: every step of every input entry, one of which is its fate."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.io import arrow_schema, to_table
from evidence.lookup import Rows
from evidence.remarks import Quarantined
from evidence.screen.rows import Fate, LedgerRow, Screen


def ledger(records: Any, quarantine: list[Quarantined], memberships: Any, screening: Any) -> Rows[LedgerRow]:
    """Every step of every entry; exactly one row of each entry is final.

    `records` (`record_id`, `source_file`, `line`, `format`), `memberships` and `screening` are Arrow tables, so that no step of an entry is an object.
    Raises LookupError for a record without a membership and for a work without a screening.
    """
    own = memberships.take(_places(records["record_id"], memberships["record_id"]))
    primary = own["primary"].to_numpy()
    aside = to_table([_set_aside(entry) for entry in quarantine], LedgerRow)
    here = {name: records[column] for name, column in _ENTRY.items()}
    steps = [aside, _step(here, "ingest", "read", records["format"]), _deduplicated(here, own)]
    first, works = records.filter(own["primary"]), own.filter(own["primary"])
    screened = screening.take(_places(works["work_id"], screening["work_id"]))
    here = {name: first[column] for name, column in _ENTRY.items()}
    steps.append(
        _step(here, "screen", _fates(screened["decision"]), screened["reason"], screened["by"], True)
    )
    rank = _ranks(pa.concat_tables(step.select(list(_ENTRY)) for step in steps[:2]))
    read = rank[len(aside) :]
    order = np.lexsort(
        (
            np.repeat(np.arange(len(steps)), [len(step) for step in steps]),
            np.concatenate([rank, read, read[primary]]),
        )
    )
    return Rows(LedgerRow, pa.concat_tables(steps).combine_chunks().take(pa.array(order)).combine_chunks())


_ENTRY = {"entry_id": "record_id", "source_file": "source_file", "line": "line"}
"""The columns of the ledger that name an entry, and those of a record."""


def _set_aside(entry: Quarantined) -> LedgerRow:
    here = (entry.entry_id, entry.source_file, entry.line)
    return LedgerRow(*here, "ingest", Fate.QUARANTINED, entry.problem, "rule", True)


def _deduplicated(here: dict[str, Any], own: Any) -> Any:
    """What became of each record among the others: a work, or the duplicate of another record."""
    told = ("of ", own["matched_record"], ": ", own["rule"], "; ", own["reason"], "")
    primary = own["primary"]
    return _step(
        here,
        "deduplicate",
        pc.if_else(primary, "work", Fate.DUPLICATE.value),
        pc.if_else(primary, own["work_id"], pc.binary_join_element_wise(*told)),
        pc.if_else(primary, "rule", own["by"]),
        pc.invert(primary),
    )


def _step(
    here: dict[str, Any], stage: str, fate: Any, reason: Any, by: Any = "rule", final: Any = False
) -> Any:
    """One step of many entries (n,), as rows of the ledger; what is one value is that of all of them."""
    said = {**here, "stage": stage, "fate": fate, "reason": reason, "by": by, "final": final}
    size, schema = len(here["line"]), arrow_schema(LedgerRow)
    cells = [
        pa.repeat(pa.scalar(said[kind.name], kind.type), size)
        if isinstance(said[kind.name], str | bool)
        else said[kind.name]
        for kind in schema
    ]
    return pa.table(cells, schema=schema)


def _fates(decisions: Any) -> Any:
    words = pa.array([word.value for word in Screen])
    return pa.array([word.fate.value for word in Screen]).take(pc.index_in(decisions, words).combine_chunks())


def _ranks(entries: Any) -> np.ndarray:
    """(n,) int: the place of each entry by file, line and name; entries that share all three keep their order."""
    keys = [(name, "ascending") for name in ("source_file", "line", "entry_id")]
    order = pc.sort_indices(entries.combine_chunks(), sort_keys=keys).to_numpy()
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank


def _places(wanted: Any, among: Any) -> Any:
    """Where each text of a column stands in another, in which no text stands twice. Raises LookupError where one does not."""
    found = pc.index_in(wanted, among.combine_chunks())
    if found.null_count:
        raise LookupError(f"{wanted.filter(found.is_null())[0]} is missing from a table that must have it")
    return found
