"""How a record was compared with others, field by field, for the screen."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from evidence.deduplicate.rows import Consequence

# The columns of a record in which each compared field is read; the first that is filled is shown.
_READ_IN = {
    "title": ("title",),
    "wording": (),
    "authors": ("authors",),
    "year": ("year",),
    "container": ("container", "publisher"),
    "volume": ("volume",),
    "issue": ("issue",),
    "pages": ("pages",),
    "identifier": ("doi", "pmid", "pmcid", "arxiv", "openalex"),
    "abstract": ("abstract",),
}
_OUTCOMES = {
    Consequence.JOINED: "joined with",
    Consequence.ASKED: "asked about with",
    Consequence.HELD: "held apart from",
    Consequence.LINKED: "linked with",
}
_WIDTH = 34


def comparison(row: Mapping[str, Any], record: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """One comparison of `record` with `other` as lines: what each field holds, its level and its weight."""
    told = json.loads(row["fields"])
    lines = [
        f"  compared    {_OUTCOMES[row['outcome']]} {other['record_id']} "
        f"(probability {row['probability']:.3f}): {row['reason']}",
        f"    {'field':<12}{'here':<{_WIDTH}}{'there':<{_WIDTH}}{'level':<22}weight",
    ]
    for name, (level, weight) in sorted(told.items(), key=_as_read):
        here, there = _value(record, name), _value(other, name)
        if name in _READ_IN and not (here or there) and level in ("missing", ""):
            continue
        lines.append(f"    {name:<12}{here:<{_WIDTH}}{there:<{_WIDTH}}{level:<22}{weight:+.2f}")
    return lines


def comparisons(rows: Callable[..., list[dict[str, Any]]], record: Mapping[str, Any]) -> list[str]:
    """Every comparison of a record that had a consequence. `rows(table, where, *values)` asks a table."""
    lines: list[str] = []
    own = record["record_id"]
    for row in rows("comparisons", "record_a = ? or record_b = ?", own, own):
        other = row["record_b"] if row["record_a"] == own else row["record_a"]
        lines += comparison(row, record, rows("records", "record_id = ?", other)[0])
    return lines


def _as_read(item: tuple[str, Any]) -> int:
    order = list(_READ_IN)
    return order.index(item[0]) if item[0] in order else len(order)


def _value(record: Mapping[str, Any], field: str) -> str:
    for column in _READ_IN.get(field, ()):
        value = record[column]
        if value:
            text = "; ".join(value) if isinstance(value, (list, tuple)) else str(value)
            return text if len(text) < _WIDTH - 1 else text[: _WIDTH - 3] + "…"
    return ""
