"""How directly a study compares what a claim compares: proposed by rule where no person has said.

The order is that of `Directness`. What a clause of the claim says of its items goes before what the review says of their
role, and that before what kind of item it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evidence.extract.rows import EvidenceItem, is_comparison
from evidence.propositions import Proposition
from evidence.side_words import Directness
from evidence.synthesise.claim_rule import Test


def proposed(
    proposition: Proposition, item: EvidenceItem, clause: Mapping[str, Any], roles: Mapping[str, str]
) -> Directness:
    """What an item is to a claim. `clause`: the one that gives its side, or none; `roles`: evidence role → directness.

    A passage of a case sees one arrangement alone, which speaks directly only to a claim that something is so. An
    association speaks directly to a claim that two things go together, and to no other.
    """
    if clause.get("directness"):
        return Directness(clause["directness"])
    if not is_comparison(item):
        return Directness.DIRECT if proposition.test == Test.DESCRIPTIVE else Directness.ONE_ARM
    of_role = Directness(roles.get(item.role, Directness.DIRECT))
    associations = proposition.test in (Test.ASSOCIATIONAL, Test.DESCRIPTIVE)
    return Directness.DIRECT if of_role == Directness.RELATED and associations else of_role
