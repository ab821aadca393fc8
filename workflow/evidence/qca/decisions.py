"""The memberships that people gave cases: literature/decisions/memberships*.csv."""

from __future__ import annotations

from evidence.given.declare import Placed, day, given, given_table, reviewer, withdrawn


@given_table(
    "memberships",
    "The membership of one case in one set, as a person judged it; it stands before any calibration",
    key="case_id",
    about=("case_id", "condition"),
    says="membership",
)
class MembershipDecision(Placed):
    """How far one case belongs to one condition, or to the outcome."""

    case_id: str = given("Identifier of the case, as in the extracts where it has any", required=True)
    condition: str = given(
        "Id of a condition under qca in config.yaml, or OUTCOME", required=True, pattern="[A-Z][A-Z0-9_]*"
    )
    membership: float = given(
        "Membership from 0 (fully out) to 1 (fully in), or the level of a condition with several",
        required=True,
        minimum=0,
    )
    reason: str = given("What the judgement rests on", required=True)
    reviewer: str = reviewer()
    date: str = day(required=True)
    withdrawn: str = withdrawn(default="")
