"""What a finding needs: which open works could bear on which claims, and how likely one more study would move a verdict.

A work's worth is, summed over claims, the chance that it bears on the claim times the chance that the verdict moves if it does. Both are estimates
from counts of what was read, said in words beside every work that is proposed. They decide nothing; an order by them alone brought verdicts no
sooner than one by uncertainty and novelty (tests/benchmarks/priorities.py), so that they set one only where somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evidence.side_words import Side
from evidence.singular import agreeing
from evidence.synthesise.axes import of_votes
from evidence.synthesise.claim_rows import Finding, Verdict

_FAR = 0.25  # of a claim whose test asks for several studies more: nobody can say how many of them the next would bring
_FEWEST = 2  # works that bear on a claim, before anything is learnt of which do
_C = 10.0  # of the regression; as for codes; taken on seeds 0 to 2 of tests/benchmarks/priorities.py before the ten nearest neighbours


@dataclass(frozen=True, slots=True)
class Need:
    """`chance` that one study more that bears on a claim moves its verdict, between 0 and 1, and `why` in words."""

    claim: str
    chance: float
    why: str


@dataclass(frozen=True, slots=True)
class Stake:
    """`value`: verdicts that a work is expected to move; `why`: the claim that most of it comes from, in words; nothing where there is none."""

    value: float
    why: str


def need_of(finding: Finding, counts_sides: bool, level: float = 0.95) -> Need:
    """What one finding needs. `counts_sides`: whether its rule counts bodies for and against; `level` of its intervals.

    By its votes where there are such, else by the fewest bodies that turn it (one in one more than these); where more of the defensible analyses
    lean otherwise than that, their share, as a stand-in: how fragile a verdict is was not measured to be how likely it moves.
    """
    if counts_sides:
        chance, why = _one_more(finding, level)
    elif finding.verdict == Verdict.NOT_TESTED:
        chance, why = _FAR, f"{finding.proposition} is not tested, for want of several studies"
    else:
        chance = 1 / (1 + finding.flip_bodies) if finding.flip_bodies else 0.0
        why = agreeing(
            f"{finding.proposition} would lean otherwise without {finding.flip_bodies} bodies of evidence"
        )
    other = 1 - finding.holds_in / finding.universes if finding.universes else 0.0
    if other > chance:
        chance = other
        said = str(finding.verdict).replace("_", " ")
        why = f"{finding.proposition} ({said}) leans so in {finding.holds_in} of {finding.universes} analyses"
    return Need(finding.proposition, round(chance, 4), why)


def _one_more(finding: Finding, level: float) -> tuple[float, str]:
    """The chance by the votes: how often the next body speaks directly, and which of its sides would turn the verdict.

    Both are expected by what was seen so far and one of each beside it (Laplace's rule of succession).
    """
    votes = (finding.direct_for, finding.direct_against, finding.direct_qualifies)
    indirect = finding.related + finding.one_arm + finding.proxy + finding.unstated
    direct = (sum(votes) + 1) / (sum(votes) + indirect + 2)
    now = of_votes(*votes, level)
    n_for, n_against, n_qualifies = votes
    more = (
        (n_for + 1, n_against, n_qualifies),
        (n_for, n_against + 1, n_qualifies),
        (n_for, n_against, n_qualifies + 1),
    )
    turns = [of_votes(*one, level) != now for one in more]
    chance = direct * sum((n + 1) * turn for n, turn in zip(votes, turns, strict=True)) / (sum(votes) + 3)
    if now == Verdict.NOT_TESTED:
        return chance, f"{finding.proposition} is not tested, and is with one study that speaks directly"
    said = str(now).replace("_", " ")
    turning = [
        name for name, turn in zip((Side.FOR, Side.AGAINST, "that qualifies"), turns, strict=True) if turn
    ]
    if not turning:
        return 0.0, f"{finding.proposition} ({said}) stays with one study more"
    return chance, f"{finding.proposition} ({said}) turns with one study more {' or '.join(turning)}"


def bearing(features: Any, known: Sequence[int], bears: np.ndarray) -> np.ndarray:
    """(n, k) the chance that each work bears on each claim, by a logistic regression that learnt from the works that were read.

    `features`: (n, d) rows of length 1, sparse or dense; `known`: rows of works that were read; `bears`: (len(known), k) bool, whether they
    bear. Of a claim on which fewer than two of them bear, or all, nothing can be learnt: the share of those that do stands for every work.
    Rounded to three digits, so that no last one decides.
    """
    from sklearn.linear_model import LogisticRegression

    rows = np.asarray(known, int)
    found = np.zeros((features.shape[0], bears.shape[1]))
    for claim, own in enumerate(np.asarray(bears, bool).T):
        if _FEWEST <= own.sum() < len(own):
            model = LogisticRegression(C=_C, max_iter=200).fit(features[rows], own)
            found[:, claim] = model.predict_proba(features)[:, 1]
        elif len(own):
            found[:, claim] = (own.sum() + 0.5) / (len(own) + 1)
    return found.round(3)


def stakes(chances: np.ndarray, needs: Sequence[Need]) -> list[Stake]:
    """What is at stake with each work, from (n, k) chances that it bears on each claim, in the order of `needs`."""
    each = chances * np.array([need.chance for need in needs])
    found = []
    for row, worth in zip(chances, each, strict=True):
        best = int(worth.argmax()) if len(worth) else 0
        said = f"bears on {needs[best].claim} with {row[best]:.2f}; {needs[best].why}" if worth.any() else ""
        found.append(Stake(round(float(worth.sum()), 4), said))
    return found
