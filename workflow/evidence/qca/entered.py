"""Memberships as people entered them: which of them stand, and which name nothing that is compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from evidence.given.declare import moment
from evidence.qca.decisions import MembershipDecision
from evidence.qca.settings import OUTCOME, QcaDesign
from evidence.remarks import Remark
from evidence.written import meant

Entered = dict[str, dict[str, float]]
"""Case → condition → membership."""


def entered(
    decisions: Iterable[MembershipDecision], settings: QcaDesign, cases: Iterable[str]
) -> tuple[Entered, list[Remark]]:
    """The last membership of each case in each set, and remarks on rows that cannot be used.

    `cases` are those with extracts or measured values. Where there are any, a membership of no such case is a mistake,
    unless the outcome itself is entered by hand, so that a case needs nothing else.
    """
    known = sorted({*cases})
    sets = {condition["id"]: condition for condition in settings.conditions}
    sets |= {OUTCOME: settings.outcome} if settings.configured else {}
    found: Entered = defaultdict(dict)
    remarks = []
    for row in sorted(decisions, key=moment):
        if problem := _problem(row, sets, [] if "entered" in settings.outcome else known):
            remarks.append(problem)
        else:
            found[row.case_id][row.condition] = row.membership
    return dict(found), remarks


def _problem(row: MembershipDecision, sets: dict[str, dict[str, Any]], cases: list[str]) -> Remark | None:
    if row.condition not in sets:
        fix = (
            f"one of: {', '.join(sorted(sets))}"
            if sets
            else "configure a comparison under qca in config.yaml"
        )
        return _remark(row, "condition", row.condition, "no such set is compared", fix)
    if cases and row.case_id not in cases:
        near = meant(row.case_id, cases)
        fix = f"did you mean `{near}`?" if near else "correct the case, or add its extracts"
        return _remark(row, "case_id", row.case_id, "no extract and no measured value is of this case", fix)
    most = _levels(sets[row.condition]) - 1
    if row.membership > most or (most > 1 and not float(row.membership).is_integer()):
        allowed = "a number from 0 to 1" if most == 1 else f"a whole number from 0 to {most}"
        said = f"{row.membership:g}"
        return _remark(row, "membership", said, "this is no membership in that set", f"give {allowed}")
    return None


def _levels(condition: dict[str, Any]) -> int:
    """How many levels a condition has; a fuzzy one has two ends."""
    if "entered" in condition:
        return int(condition["entered"]) if condition["entered"] is not True else 2
    return len(condition.get("count", condition.get("from", [0]))) + 1


def _remark(row: MembershipDecision, field: str, value: str, problem: str, fix: str) -> Remark:
    return Remark(
        f"{row.case_id} {row.condition}", row.file, row.line, field, value, problem, fix, dropped=True
    )
