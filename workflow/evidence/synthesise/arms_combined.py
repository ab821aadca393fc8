"""Arms of one study against one control, made one arm, so that no group of people counts twice in a pool.

Counts and times are added; means and standard deviations by Cochrane Handbook 23.3.4 and 6.5.2.10. Only where the estimates are those of the
numbers by arm; else the pool names the row that it leaves out.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from dataclasses import replace
from functools import reduce

from evidence.extract.derive import CLUSTERED, computed_by, ways_of
from evidence.extract.doubts import same_control
from evidence.extract.rows import EvidenceItem, Standing
from evidence.io import to_json
from evidence.measures import BadInput, clustering
from evidence.measures.effect import EffectSize

_SUMS = ("events_1", "n_1", "time_1")


def combined(rows: list[EvidenceItem]) -> list[EvidenceItem]:
    """Rows of one group; of those that share a control the first holds all arms, and the others count no more."""
    together: dict[tuple[str, float | None], list[EvidenceItem]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.item_id):
        together[(row.study_id, row.months)].append(row)
    made: dict[str, EvidenceItem] = {}
    for own in together.values():
        first, *others = own
        arms = [first, *(other for other in others if same_control(first, other))]
        if len(arms) > 1 and (whole := _one_arm(arms)):
            made |= {row.item_id: _gone(row, first) for row in arms[1:]} | {first.item_id: whole}
    return [made.get(row.item_id, row) for row in rows]


def _gone(row: EvidenceItem, into: EvidenceItem) -> EvidenceItem:
    reason = f"combined with {into.item_id}, whose control it shares"
    return replace(row, standing=Standing.SHOWN_ONLY, standing_reason=reason)


def _one_arm(rows: list[EvidenceItem]) -> EvidenceItem | None:
    """The first row with the arms of all; None where their estimates are not those of the numbers by arm, or are of other clusters."""
    cells = [json.loads(row.raw) for row in rows]
    if any(cell.get(name) != cells[0].get(name) for cell in cells for name in CLUSTERED):
        return None
    if not all(_is_own(row, cell) for row, cell in zip(rows, cells, strict=True)):
        return None
    whole = reduce(added, cells)
    found = _computed(rows[0].effect_type, whole)
    if found is None:
        return None
    names = ", ".join(row.item_id for row in rows)
    note = f"arms of {names} combined, as they share a control; {found.derivation}"
    n = whole.get("n_1", 0) + whole.get("n_2", 0)
    return replace(
        rows[0], estimate=found.estimate, se=found.se, ci_low=None, ci_high=None, raw=to_json(whole), derivation=note,
        n=int(n) if n else rows[0].n,
    )  # fmt: skip


def _computed(kind: str, cells: dict[str, float]) -> EffectSize | None:
    """From the numbers by arm, on the scale of analysis."""
    for way in ways_of(kind):
        try:
            found = None if way.signed else computed_by(way, cells, 0)
        except (BadInput, ArithmeticError):
            return None
        if found and cells.keys() >= CLUSTERED:
            return replace(found, se=clustering.corrected_se(found.se, cells["cluster_size"], cells["icc"]))
        if found:
            return found
    return None


def _is_own(row: EvidenceItem, cells: dict[str, float]) -> bool:
    """Whether an estimate is that of its numbers by arm, and no adjusted one."""
    found = _computed(row.effect_type, cells)
    if found is None or row.estimate is None or row.se is None:
        return False
    return math.isclose(found.estimate, row.estimate, rel_tol=0.01, abs_tol=1e-6) and math.isclose(
        found.se, row.se, rel_tol=0.01
    )


def added(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    """Two first arms as one, beside the same second.

    >>> whole = added({"mean_1": 10, "sd_1": 2, "n_1": 10}, {"mean_1": 14, "sd_1": 4, "n_1": 30})
    >>> whole["mean_1"], round(whole["sd_1"], 3)
    (13.0, 3.987)
    """
    whole = {**one, **{name: one[name] + other[name] for name in _SUMS if name in one and name in other}}
    if {"mean_1", "sd_1", "n_1"} <= one.keys() & other.keys():
        n, m = one["n_1"], other["n_1"]
        whole["mean_1"] = (n * one["mean_1"] + m * other["mean_1"]) / (n + m)
        between = n * m / (n + m) * (one["mean_1"] - other["mean_1"]) ** 2
        within = (n - 1) * one["sd_1"] ** 2 + (m - 1) * other["sd_1"] ** 2
        whole["sd_1"] = math.sqrt((within + between) / (n + m - 1))
    return whole
