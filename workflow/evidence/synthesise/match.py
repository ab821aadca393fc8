"""Which evidence items a `where` of the configuration means."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from evidence.records import EvidenceItem

_PLAIN = {
    "kind": "kind",
    "outcome": "outcome",
    "direction": "direction",
    "comparison": "comparison",
    "role": "role",
    "case": "case_id",
    "source_type": "source_type",
    "effect_type": "effect_type",
}


@lru_cache(maxsize=100_000)
def facets_of(text: str) -> dict[str, list[str]]:
    """The facet codes of an item, from their JSON."""
    return json.loads(text) if text else {}


def matches(item: EvidenceItem, where: dict[str, Any]) -> bool:
    """True where the item meets every condition. A list means any of its values.

    `{at_least: n}` and `{at_most: n}` count the codes of a facet, or bound the months.
    """
    return all(_meets(item, name, wanted) for name, wanted in where.items())


def _meets(item: EvidenceItem, name: str, wanted: Any) -> bool:
    if name == "months":
        return item.months is not None and _within(item.months, wanted)
    if name in _PLAIN:
        return getattr(item, _PLAIN[name]) in _values(wanted)
    codes = facets_of(item.facets).get(name, [])
    if isinstance(wanted, dict):
        return bool(codes) and _within(len(codes), wanted)
    return any(code in _values(wanted) for code in codes)


def _within(number: float, bounds: dict[str, float]) -> bool:
    return bounds.get("at_least", number) <= number <= bounds.get("at_most", number)


def _values(wanted: Any) -> list[str]:
    return [str(value) for value in wanted] if isinstance(wanted, list) else [str(wanted)]
