"""What is alike: estimates are brought onto one scale, one comparison, one unit and one side of benefit before any is pooled.

Ratios and their logs meet on the log. A comparison that is written the other way round is turned, other comparisons are not pooled unless the
settings call them alike. Units meet where one is an exact multiple of the other. Where a higher value is better in some rows and worse in others,
the latter are turned if the measure can be (an odds ratio can, a risk ratio cannot). What cannot be brought together is refused by `unlike`.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from evidence.extract.comparison import arms, fold, reversed_arms
from evidence.extract.rows import POOLABLE, POOLED, EvidenceItem, HigherIs
from evidence.io import to_json
from evidence.item_words import Direction, Kind
from evidence.measures import MEASURES, analysed, in_words, mirrors, of_ratios, spread, swaps, unpoolable
from evidence.measures.units import factor
from evidence.synthesise.arms_combined import combined

_ARMS = (
    ("events_1", "events_2"),
    ("n_1", "n_2"),
    ("time_1", "time_2"),
    ("mean_1", "mean_2"),
    ("sd_1", "sd_2"),
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """`turned`: comparisons in which the coded arrangement is the second-named. `alike`: name → comparisons that may be pooled under it."""

    turned: tuple[str, ...] = ()
    alike: Mapping[str, Iterable[str]] = field(default_factory=dict)


class Alike(NamedTuple):
    """What the rows of one pool share. Rows without an estimate share no measure and no comparison."""

    role: str
    outcome: str
    effect_type: str
    measure: str
    comparison: str


def alike(item: EvidenceItem) -> Alike:
    """The group of an effect."""
    if item.estimate is None:
        return Alike(item.role, item.outcome, item.effect_type, "", "")
    return Alike(item.role, item.outcome, item.effect_type, item.measure, item.comparison)


def usable(item: EvidenceItem) -> bool:
    """Whether a row may enter a pool at all."""
    return (
        item.poolable in POOLABLE
        and not unpoolable(item.effect_type)
        and item.estimate is not None
        and item.se is not None
        and item.se > 0
        and (not of_ratios(item.effect_type) or item.estimate > 0)
    )


def comparable(items: Iterable[EvidenceItem], likeness: Likeness | None = None) -> list[EvidenceItem]:
    """The same items in the same order, effects with an estimate as they are pooled; what was done stands under `derivation`."""
    likeness = likeness or Likeness()
    brought = [_oriented(_on_scale(item), likeness) if _number(item) else item for item in items]
    pairs: dict[object, list[EvidenceItem]] = defaultdict(list)
    for item in filter(_number, brought):
        pairs[(*alike(item)[:4], frozenset(arms(item.comparison)))].append(item)
    brought = _put_back(brought, (row for rows in pairs.values() for row in _one_way_round(rows)))
    groups: dict[Alike, list[EvidenceItem]] = defaultdict(list)
    for item in brought:
        if usable(item) and item.standing in POOLED:
            groups[alike(item)].append(item)
    steps = (_in_one_unit, _to_one_benefit, combined)
    for rows in groups.values():
        for step in steps:
            rows[:] = step(rows)
    return _put_back(brought, (row for rows in groups.values() for row in rows))


def unlike(rows: list[EvidenceItem]) -> str:
    """Why rows of one group may not be pooled all the same, or nothing."""
    if not rows:
        return ""
    kind = rows[0].effect_type
    if spread(kind) is None and any(factor(row.unit, rows[0].unit) != 1 for row in rows):
        names = sorted({row.unit or "not stated" for row in rows})
        return f"the rows differ in unit ({', '.join(names)})"
    sides = Counter(side for row in rows if (side := benefit(row)))
    if len(sides) < 2:
        return ""
    said = f"the rows differ in what a higher value is (better in {sides[HigherIs.BETTER]}, worse in {sides[HigherIs.WORSE]})"
    if all(row.higher_is for row in rows):
        return f"{said}, and a {in_words(kind)} of the one is none of the other"
    return f"{said} by their signs and directions; say under higher_is which"


def benefit(item: EvidenceItem) -> HigherIs:
    """Whether a higher value is better: as it is stated, else as direction and sign have it."""
    if item.higher_is or item.estimate is None or not of_sign(item):
        return HigherIs(item.higher_is)
    stated = Direction(item.direction).sign
    if not stated:
        return HigherIs.NOT_STATED
    return HigherIs.BETTER if of_sign(item) == stated else HigherIs.WORSE


def of_sign(item: EvidenceItem) -> int:
    """The side of no difference on which an estimate lies, as a sign."""
    if item.estimate is None or (of_ratios(item.effect_type) and item.estimate <= 0):
        return 0
    value = analysed(item.effect_type, item.estimate)
    return (value > 0) - (value < 0)


def _number(item: EvidenceItem) -> bool:
    return item.kind == Kind.EFFECT and item.estimate is not None


def _put_back(items: list[EvidenceItem], changed: Iterable[EvidenceItem]) -> list[EvidenceItem]:
    new = {item.item_id: item for item in changed}
    return [new.get(item.item_id, item) for item in items]


def _noted(item: EvidenceItem, what: str, **changed: Any) -> EvidenceItem:
    return replace(item, derivation="; ".join(filter(None, (item.derivation, what))), **changed)


def _on_scale(item: EvidenceItem) -> EvidenceItem:
    """A ratio as its log, under the one name of both."""
    measure, estimate = MEASURES.get(item.effect_type), item.estimate
    if measure is None or estimate is None or (of_ratios(item.effect_type) and estimate <= 0):
        return item
    if not of_ratios(item.effect_type):
        return replace(item, effect_type=measure.analysed)
    bounds = (item.ci_low, item.ci_high)
    low, high = (math.log(bound) if bound is not None and bound > 0 else None for bound in bounds)
    return replace(item, effect_type=measure.analysed, estimate=math.log(estimate), ci_low=low, ci_high=high)


def _oriented(item: EvidenceItem, likeness: Likeness) -> EvidenceItem:
    """The coded arrangement first, and under the name of comparisons that the settings call alike."""
    turned = {fold(name) for name in likeness.turned}
    if fold(item.comparison) in turned:
        item = _turned(item)
    own = arms(item.comparison)
    for name, comparisons in likeness.alike.items():
        for comparison in comparisons:
            there = arms(reversed_arms(comparison) if fold(comparison) in turned else comparison)
            if own == there:
                return replace(item, comparison=name)
            if own == there[::-1] and swaps(item.effect_type):
                return replace(_turned(item), comparison=name)
    return item


def _one_way_round(rows: list[EvidenceItem]) -> list[EvidenceItem]:
    """Rows of the same two arms, all as the first of them has it."""
    first = min(rows, key=lambda row: (not usable(row), row.item_id))
    found = []
    for row in rows:
        if arms(row.comparison) != arms(first.comparison):
            row = _turned(row)
        same = arms(row.comparison) == arms(first.comparison)
        found.append(replace(row, comparison=first.comparison) if same else row)
    return found


def _turned(item: EvidenceItem) -> EvidenceItem:
    """The second arm against the first; as it stands where the measure does not allow it."""
    if not swaps(item.effect_type) or len(arms(item.comparison)) < 2:
        return item
    return _noted(
        _other_sign(item), "turned, as its comparison is the other way round", comparison=reversed_arms(item.comparison),
        direction=Direction(item.direction).turned, raw=_swapped(item.raw),
    )  # fmt: skip


def _other_sign(item: EvidenceItem) -> EvidenceItem:
    values = (item.estimate, item.ci_high, item.ci_low)
    estimate, low, high = (None if value is None else 0.0 - value for value in values)
    return replace(item, estimate=estimate, ci_low=low, ci_high=high)


def _swapped(raw: str) -> str:
    cells = json.loads(raw) if raw else {}
    names = dict([*_ARMS, *(pair[::-1] for pair in _ARMS)])
    return to_json({names.get(name, name): value for name, value in cells.items()}) if cells else ""


def _in_one_unit(rows: list[EvidenceItem]) -> list[EvidenceItem]:
    """In the unit of most of them, where theirs is an exact multiple of it; a measure without a unit stays as it is."""
    if spread(rows[0].effect_type) is not None:
        return rows
    count = Counter(row.unit for row in rows)
    unit = min(count, key=lambda name: (-count[name], name))
    return [_converted(row, unit) for row in rows]


def _converted(row: EvidenceItem, unit: str) -> EvidenceItem:
    times = factor(row.unit, unit)
    if times is None or row.unit == unit or row.estimate is None or row.se is None:
        return row
    if times == 1:
        return replace(row, unit=unit)
    bounds = (row.ci_low, row.ci_high)
    low, high = (None if bound is None else bound * times for bound in bounds)
    return _noted(
        row, f"from {row.unit} into {unit}, times {times:g}", unit=unit, estimate=row.estimate * times,
        se=row.se * times, ci_low=low, ci_high=high, raw="",
    )  # fmt: skip


def _to_one_benefit(rows: list[EvidenceItem]) -> list[EvidenceItem]:
    """Higher is better in all of them, where that is stated of each and the measure can be turned."""
    sides = {row.higher_is for row in rows}
    if sides != {HigherIs.BETTER, HigherIs.WORSE} or not mirrors(rows[0].effect_type):
        return rows
    return [_mirrored(row) if row.higher_is == HigherIs.WORSE else row for row in rows]


def _mirrored(row: EvidenceItem) -> EvidenceItem:
    return _noted(
        _other_sign(row), "turned, as a higher value is worse", higher_is=HigherIs.BETTER, raw=_without(row.raw)
    )  # fmt: skip


def _without(raw: str) -> str:
    """Counts of people without the event instead of those with it; other numbers by arm say nothing of the opposite outcome."""
    cells = json.loads(raw) if raw else {}
    if not {"events_1", "n_1", "events_2", "n_2"} <= cells.keys():
        return ""
    rest = {name: cells[name] for name in ("icc", "cluster_size") if name in cells}
    opposite = {f"events_{arm}": cells[f"n_{arm}"] - cells[f"events_{arm}"] for arm in (1, 2)}
    return to_json({**opposite, "n_1": cells["n_1"], "n_2": cells["n_2"], **rest})
