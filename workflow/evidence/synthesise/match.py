"""Which evidence items a `where` of the configuration means."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from evidence.extract.rows import EvidenceItem
from evidence.item_codes import facets_of

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


def matches(item: EvidenceItem, where: dict[str, Any]) -> bool:
    """True where the item meets every condition. A list means any of its values.

    `{at_least: n}` and `{at_most: n}` count the codes of a facet, or bound the months.
    """
    return matcher(where)(item)


def matcher(where: dict[str, Any]) -> Callable[[EvidenceItem], bool]:
    """`matches` for one `where`, read once and asked of many items."""
    conditions = [_condition(name, wanted) for name, wanted in where.items()]

    def met(item: EvidenceItem) -> bool:
        for condition in conditions:  # noqa: SIM110 - half the time of a generator
            if not condition(item):
                return False
        return True

    return met


def any_matcher(wheres: Iterable[dict[str, Any]]) -> Callable[[EvidenceItem], bool]:
    """True of an item that meets one `where` at least."""
    each = [matcher(where) for where in wheres]

    def met(item: EvidenceItem) -> bool:
        for one in each:  # noqa: SIM110 - half the time of a generator
            if one(item):
                return True
        return False

    return met


def _condition(name: str, wanted: Any) -> Callable[[EvidenceItem], bool]:
    if name == "months":
        return lambda item: item.months is not None and _within(item.months, wanted)
    if name in _PLAIN:
        column, values = _PLAIN[name], _values(wanted)
        return lambda item: getattr(item, column) in values
    if isinstance(wanted, dict):
        return lambda item: (
            bool(codes := facets_of(item.facets).get(name, ())) and _within(len(codes), wanted)
        )
    values = _values(wanted)
    return lambda item: not values.isdisjoint(facets_of(item.facets).get(name, ()))


def _within(number: float, bounds: dict[str, float]) -> bool:
    return bounds.get("at_least", number) <= number <= bounds.get("at_most", number)


def _values(wanted: Any) -> frozenset[str]:
    return frozenset(map(str, wanted)) if isinstance(wanted, list) else frozenset([str(wanted)])
