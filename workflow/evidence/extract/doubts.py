"""What looks wrong in estimates when they are laid side by side: each is a remark, and the rows are used as they stand."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from statistics import median_low

from evidence.extract.comparison import arms
from evidence.extract.rows import POOLABLE, EvidenceItem
from evidence.item_words import Kind
from evidence.remarks import Remark

FAR = 1000  # times the median of its group: no study is so much smaller
_CONTROLS = (("events_2", "n_2"), ("mean_2", "sd_2", "n_2"), ("events_2", "time_2"))
_FIRST = ("events_1", "mean_1", "n_1", "time_1")


def doubts(items: Iterable[EvidenceItem]) -> list[Remark]:
    """Remarks on rows of one outcome, measure and kind: the same numbers twice, a standard error out of all proportion, a control twice."""
    groups: dict[tuple[str, ...], list[EvidenceItem]] = defaultdict(list)
    for item in items:
        if item.kind == Kind.EFFECT and item.estimate is not None:
            groups[(item.role, item.outcome, item.measure, item.effect_type)].append(item)
    return [
        remark
        for key in sorted(groups)
        for look in (_twins, _far_off, _shared_controls)
        for remark in look(groups[key])
    ]


def _twins(rows: list[EvidenceItem]) -> Iterator[Remark]:
    """Rows of two studies with the same estimate, standard error and n."""
    first: dict[object, EvidenceItem] = {}
    for row in rows:
        one = first.setdefault((row.estimate, row.se, row.n, row.raw), row)
        if row.se and one.study_id != row.study_id:
            what = f"the same estimate, standard error and n as {one.item_id}, which is of another study"
            yield _remark(row, "estimate", what, "give both rows one record or study, if they are of one")


def _far_off(rows: list[EvidenceItem]) -> Iterator[Remark]:
    errors = {row.item_id: row.se for row in rows if row.se}
    usual = median_low(errors.values()) if errors else 1.0
    for row in rows:
        times = errors.get(row.item_id, usual) / usual
        if times >= FAR or times <= 1 / FAR:
            what = f"a standard error of {row.se:g} is {times:.3g} times the median of its group"
            yield _remark(
                row, "se", what, "correct it; leave the cell empty where this is a code for a missing value"
            )


def _shared_controls(rows: list[EvidenceItem]) -> Iterator[Remark]:
    """A further arm of a study against the same second arm at the same time."""
    together: dict[object, list[EvidenceItem]] = defaultdict(list)
    for row in rows:
        own = together[(row.study_id, row.months)]
        if one := next((one for one in own if shares_control(one, row)), None):
            what = f"its second arm is that of {one.item_id}, so that one group of people would count twice in a pool"
            fix = "nothing, where the arms are one comparison: they are then combined; else only like comparisons are pooled"
            yield _remark(row, "n_2", what, fix)
        own.append(row)


def shares_control(one: EvidenceItem, other: EvidenceItem) -> bool:
    """Whether two rows of one study and time set other first arms against one second arm, by their numbers or by its name."""
    first, second = arms(one.comparison), arms(other.comparison)
    named = len(first) == len(second) == 2 and first[1] == second[1] and first[0] != second[0]
    poolable = one.poolable in POOLABLE and other.poolable in POOLABLE
    return same_control(one, other) or (named and poolable)


def same_control(one: EvidenceItem, other: EvidenceItem) -> bool:
    """Whether two rows give other numbers of the first arm and the same of the second."""
    if not one.raw or not other.raw:
        return False
    first, second = json.loads(one.raw), json.loads(other.raw)
    apart = any(first.get(name) != second.get(name) for name in _FIRST)
    return apart and any(
        all(name in first and first.get(name) == second.get(name) for name in names) for names in _CONTROLS
    )


def _remark(row: EvidenceItem, field: str, what: str, fix: str) -> Remark:
    value = getattr(row, field, None)
    return Remark(
        row.item_id, row.source_file, row.line, field, f"{value:g}" if value is not None else "", what, fix
    )
