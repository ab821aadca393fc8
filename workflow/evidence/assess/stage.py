"""Certainty: computed facts and proposed concerns beside what people judged. A proposal never becomes a level.

A judgement names the fingerprint of the evidence that was judged and is stale when that has changed; without a verdict on
each component it is incomplete.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from evidence.appraise.rows import StudyAppraisal
from evidence.assess.cerqual import COMPONENTS, components
from evidence.assess.decisions import CertaintyDecision
from evidence.assess.rows import CerqualComponent, Certainty
from evidence.assess.states import state
from evidence.extract.rows import EvidenceItem
from evidence.io import to_json
from evidence.synthesise.claim_rows import Finding, SideOfStudy


def assess(
    findings: list[Finding],
    sides: list[SideOfStudy],
    items: list[EvidenceItem],
    studies: list[StudyAppraisal],
    countries: dict[str, list[str]],
    decisions: Iterable[CertaintyDecision],
) -> tuple[list[Certainty], list[CerqualComponent]]:
    """One row a finding and one a component. `countries`: codes of the country facet by work."""
    latest = {d.proposition: d for d in sorted(decisions, key=lambda d: (d.date, d.file, d.line))}
    by_id = {item.item_id: item for item in items}
    appraised = {study.study_id: study for study in studies}
    own_sides: dict[str, list[SideOfStudy]] = defaultdict(list)
    for side in sides:
        if side.counted:
            own_sides[side.proposition].append(side)
    rows, parts = [], []
    for finding in findings:
        own = own_sides[finding.proposition]
        rests = [by_id[i] for side in own for i in side.items if i in by_id]
        where = [country for side in own for country in countries.get(side.work_id, [])[:1]]
        found = components(finding, own, rests, appraised, where)
        decision = latest.get(finding.proposition)
        now = state(decision, finding.evidence_hash, COMPONENTS)
        facts = to_json({name: {**part.facts, "proposed": part.proposed} for name, part in found.items()})
        given = (decision.level, decision.reason, decision.reviewer, decision.date) if decision else ("",) * 4
        rows.append(Certainty(finding.proposition, *given, now, facts, finding.evidence_hash))
        for name in COMPONENTS:
            part, judged = found[name], getattr(decision, name) if decision else ""
            parts.append(
                CerqualComponent(
                    finding.proposition, name, to_json(part.facts), part.proposed, part.why, judged, now
                )
            )
    return rows, parts
