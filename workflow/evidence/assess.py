"""Assess: certainty is a person's verdict on computed facts, and goes stale when they change.

The facts are laid out by the four components of GRADE-CERQual (Lewin and others 2018).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evidence.appraise import NOT_APPRAISED
from evidence.decisions import CertaintyDecision
from evidence.io import to_json
from evidence.records import Appraisal, Certainty, EvidenceItem, Finding, SideOfStudy

NOT_JUDGED, JUDGED, STALE = "not yet judged", "judged", "stale"


def assess(
    findings: list[Finding],
    sides: list[SideOfStudy],
    items: list[EvidenceItem],
    appraisals: list[Appraisal],
    decisions: Iterable[CertaintyDecision],
) -> list[Certainty]:
    """One row a finding: the last verdict, `stale` where its evidence hash is not today's."""
    latest = {d.proposition: d for d in sorted(decisions, key=lambda d: (d.date, d.file, d.line))}
    by_id = {item.item_id: item for item in items}
    appraised = {a.study_id for a in appraisals if a.answer != NOT_APPRAISED}
    rows = []
    for finding in findings:
        own = [s for s in sides if s.proposition == finding.proposition and s.counted]
        facts = to_json(_facts(finding, own, by_id, appraised))
        d = latest.get(finding.proposition)
        if d is None:
            rows.append(
                Certainty(finding.proposition, "", "", "", "", NOT_JUDGED, facts, finding.evidence_hash)
            )
            continue
        state = JUDGED if d.evidence_hash == finding.evidence_hash else STALE
        rows.append(
            Certainty(
                finding.proposition,
                d.level,
                d.reason,
                d.reviewer,
                d.date,
                state,
                facts,
                finding.evidence_hash,
            )
        )
    return rows


def _facts(
    finding: Finding,
    sides: list[SideOfStudy],
    by_id: dict[str, EvidenceItem],
    appraised: set[str],
) -> dict[str, object]:
    items = [by_id[i] for side in sides for i in side.items if i in by_id]
    kinds = Counter(item.source_type or item.role for item in items)
    return {
        "methodological_limitations": {
            "studies": len(sides),
            "appraised": sum(side.study_id in appraised for side in sides),
        },
        "coherence": {
            "for": finding.n_for,
            "against": finding.n_against,
            "qualifying": finding.n_qualifies,
        },
        "adequacy": {"studies": len(sides), "items": len(items)},
        "relevance": {"kinds_of_evidence": dict(sorted(kinds.items()))},
    }
