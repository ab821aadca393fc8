"""What a careful analyst might do with the studies: leave out reviews, or what fails an appraisal; go by the sign of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from evidence.appraise.risks import Risks
from evidence.appraise.rows import APPRAISED, StudyAppraisal
from evidence.appraise.tool import BAD, Means
from evidence.extract.rows import EvidenceItem
from evidence.propositions import Proposition, Propositions
from evidence.synthesise.by_sign import sign_of, signed
from evidence.synthesise.claim_rows import SideOfStudy
from evidence.synthesise.ruling import Evidence
from evidence.synthesise.sides import RULE, side_by_clauses

WITHOUT_HIGH, LOW_ALONE = "without those at high risk of bias", "those at low risk of bias alone"


def restrictions(
    evidence: Evidence,
    designs: Mapping[str, set[str]],
    reviews: Iterable[str],
    appraised: Mapping[str, StudyAppraisal],
    risks: Risks | None = None,
) -> dict[str, frozenset[str]]:
    """Restriction in words → the studies that it takes away. `reviews`: designs whose studies gather others;
    `risks`: how people judged studies, of whose results the worst judgement counts here.

    Only what could leave something: without a whole appraisal, and without a judgement, there is none by appraisal.
    """
    every = {row.study_id for row in evidence.sides} | {item.study_id for item in evidence.items}
    every = every.union(*designs.values())
    found = {"without reviews": set().union(*(designs.get(code, set()) for code in reviews))}
    done = {study for study, own in appraised.items() if own.state == APPRAISED}
    if done & every:
        found["appraised ones alone"] = every - done
    for question in sorted({item for own in appraised.values() for item in own.no}):
        found[f"without those that fail {question}"] = {
            study for study, own in appraised.items() if question in own.no
        }
    found |= _by_judgement(risks or Risks(), every)
    return {name: frozenset(gone & every) for name, gone in found.items() if gone & every}


def _by_judgement(risks: Risks, every: set[str]) -> dict[str, set[str]]:
    """As a whole, and domain by domain; without those at low risk there is nothing to keep."""
    whole = {study: risks.whole(study) for study in every}
    low = {study for study, risk in whole.items() if risk is Means.LOW}
    found = {WITHOUT_HIGH: {study for study, risk in whole.items() if risk in BAD}}
    if low:
        found[LOW_ALONE] = every - low
    for domain, studies in risks.bad_in_domains(every).items():
        found[f"without those at high risk in {domain}"] = studies
    return found


def numbers_by_sign(
    proposition: Proposition, rows: list[SideOfStudy], items: list[EvidenceItem], settings: Propositions
) -> list[SideOfStudy] | None:
    """The sides, had studies with numbers that people read taken the side of the sign of these; None where none would change."""
    by_id = {item.item_id: item for item in items}
    found = []
    for row in rows:
        own = [by_id[i] for i in row.items if i in by_id and sign_of(by_id[i], settings.margins)]
        side = (
            side_by_clauses(proposition, signed(own, settings.margins), settings.directness)[0]
            if own
            else None
        )
        found.append(replace(row, side=side) if side and row.by != RULE else row)
    return None if found == rows else found
