"""What is at stake with each included work, from the tables of the last build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

from evidence.classify.rows import CodedBy, Label
from evidence.deduplicate.rows import Work
from evidence.propositions import Propositions
from evidence.review import Review
from evidence.screen.rows import Screen, Screening
from evidence.side_words import TAKEN, Side
from evidence.synthesise.claim_rows import Finding, SideOfStudy
from evidence.synthesise.claim_rule import Weighs
from evidence.synthesise.rules import rule_of
from evidence.waiting.needs import Need, Stake, bearing, need_of, stakes

_CERTAIN = 1.0  # that a work bears on a claim of which somebody coded a passage of it


def needs(review: Review, claims: Propositions) -> list[Need]:
    """What each claim needs, in their order. Raises UserError before findings were made."""
    by_claim = {finding.proposition: finding for finding in review[Finding]}
    return [
        need_of(by_claim[claim.id], rule_of(claim.rule).weighs == Weighs.SIDES, claims.interval)
        for claim in claims.items
        if claim.id in by_claim
    ]


def staked(
    review: Review, claims: Propositions, works: Sequence[Work], features: Any, open_rows: Sequence[int]
) -> dict[str, Stake]:
    """By id what is at stake with the works that are open. `features`: (n, d) rows of length 1, of `works`; `open_rows`: which of these are open.

    What is known comes from included works that a person coded, or whose study takes a side. A work bears for certain on a claim for which
    a passage of it waits to be read, and not again on one to which its study speaks already. Raises UserError before findings were made.
    """
    needed = needs(review, claims)
    place = {need.claim: n for n, need in enumerate(needed)}
    speaks: dict[str, set[int]] = defaultdict(set)
    waits: dict[str, set[int]] = defaultdict(set)
    for row in review[SideOfStudy]:
        if row.counted and row.proposition in place:
            if row.side in TAKEN:
                speaks[row.study_id].add(place[row.proposition])
            elif row.side == Side.NOT_READ:
                waits[row.study_id].add(place[row.proposition])
    included = {row.work_id for row in review[Screening] if row.decision == Screen.INCLUDE}
    read = {label.work_id for label in review[Label] if label.source == CodedBy.PERSON}
    known = [
        n
        for n, work in enumerate(works)
        if work.work_id in included and (work.work_id in read or speaks[work.study_id])
    ]
    bears = np.array([[n in speaks[works[row].study_id] for n in range(len(needed))] for row in known], bool)
    chances = bearing(features, known, bears.reshape(len(known), len(needed)))[list(open_rows)]
    for at, n in enumerate(open_rows):
        chances[at, sorted(waits[works[n].study_id])] = _CERTAIN
        chances[at, sorted(speaks[works[n].study_id])] = 0.0
    return {works[n].work_id: stake for n, stake in zip(open_rows, stakes(chances, needed), strict=True)}


def staked_by_words(review: Review, claims: Propositions, included_alone: bool = True) -> dict[str, Stake]:
    """`staked` for all works, or the included ones, with what is alike told by their words."""
    from evidence.screen.ranking import features
    from evidence.texts import text_of

    works = review[Work]
    if included_alone:
        kept = {row.work_id for row in review[Screening] if row.decision == Screen.INCLUDE}
        works = [work for work in works if work.work_id in kept]
    texts = [text_of(work) for work in works]
    if not any(any(letter.isalnum() for letter in text) for text in texts):
        return {}
    return staked(review, claims, works, features(texts), range(len(works)))
