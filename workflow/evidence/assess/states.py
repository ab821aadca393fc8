"""Whether a person's verdict still holds: judged, incomplete, stale or not yet given."""

from __future__ import annotations

from evidence.assess.decisions import CertaintyDecision, GradeDecision, ImplicationDecision

NOT_JUDGED, JUDGED, STALE, INCOMPLETE = "not yet judged", "judged", "stale", "incomplete"


def state(
    decision: CertaintyDecision | GradeDecision | ImplicationDecision | None,
    fingerprint: str,
    components: tuple[str, ...],
) -> str:
    """Stale where the evidence is no longer what was judged, incomplete where a component has no verdict."""
    if decision is None:
        return NOT_JUDGED
    if decision.evidence_hash != fingerprint:
        return STALE
    return JUDGED if all(getattr(decision, name) for name in components) else INCOMPLETE
