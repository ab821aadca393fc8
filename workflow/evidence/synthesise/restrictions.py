"""What a careful analyst might do with the studies: leave out reviews, or what fails an appraisal; go by the sign of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from evidence.appraise.rows import StudyAppraisal
from evidence.appraise.stage import APPRAISED
from evidence.extract.rows import EvidenceItem
from evidence.propositions import Proposition, Propositions
from evidence.synthesise.by_sign import sign_of, signed
from evidence.synthesise.claim_rows import SideOfStudy
from evidence.synthesise.ruling import Evidence
from evidence.synthesise.sides import RULE, side_by_clauses


def restrictions(
    evidence: Evidence,
    designs: Mapping[str, set[str]],
    reviews: Iterable[str],
    appraised: Mapping[str, StudyAppraisal],
) -> dict[str, frozenset[str]]:
    """Restriction in words → the studies that it takes away. `reviews`: designs whose studies gather others.

    Only what could leave something: without a whole appraisal there is none by appraisal.
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
    return {name: frozenset(gone & every) for name, gone in found.items() if gone & every}


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
