"""The two axes of a finding: how much evidence bears on it, and how far that agrees. Both are functions of counts alone.

Equal counts get equal words, and one more body of evidence for a claim never weakens what is said of it (property tests hold
both to that).
"""

from __future__ import annotations

from evidence.synthesise.claim_rows import Lean, Verdict
from evidence.synthesise.ruling import interval_of

AMOUNTS = ((10, "many"), (5, "several"), (2, "few"), (1, "one"), (0, "no"))
"""The fewest of what is counted from which each word holds."""
MAJORITY = 2 / 3
"""The share from which studies lean one way; in tests with numbers, the level of the interval that must lie on one side."""
LEANS = {
    Verdict.AGREEMENT_FOR: Lean.FOR,
    Verdict.LEANS_FOR: Lean.FOR,
    Verdict.DIVIDED: Lean.BETWEEN,
    Verdict.QUALIFIED: Lean.BETWEEN,
    Verdict.LEANS_AGAINST: Lean.AGAINST,
    Verdict.AGREEMENT_AGAINST: Lean.AGAINST,
    Verdict.NOT_TESTED: Lean.NONE,
}
"""Which way a verdict leans: what robustness compares."""


def amount(n: int) -> str:
    """The word for a count.

    >>> [amount(n) for n in (0, 1, 2, 4, 5, 10)]
    ['no', 'one', 'few', 'few', 'several', 'many']
    """
    return next(word for least, word in AMOUNTS if n >= least)


def of_votes(
    n_for: int, n_against: int, n_qualifying: int, level: float, majority: float = MAJORITY
) -> Verdict:
    """What bodies for and against come to. Those that qualify speak only where no other does.

    Two thirds lean one way; where the exact interval of their share lies beyond a half as well, they agree.

    >>> print(of_votes(3, 0, 0, 0.95), of_votes(9, 2, 0, 0.95), of_votes(1, 1, 0, 0.95), of_votes(10, 1, 0, 0.95))
    leans_for leans_for divided agreement_for
    """
    n = n_for + n_against
    if not n:
        return Verdict.QUALIFIED if n_qualifying else Verdict.NOT_TESTED
    low, high = interval_of(n_for, n, level)
    if n_for != n_against:
        if n_for / n >= majority:
            return Verdict.AGREEMENT_FOR if low > 0.5 else Verdict.LEANS_FOR
        if n_against / n >= majority:
            return Verdict.AGREEMENT_AGAINST if high < 0.5 else Verdict.LEANS_AGAINST
    return Verdict.DIVIDED


def of_intervals(wide: tuple[float, float], narrow: tuple[float, float]) -> Verdict:
    """What a number comes to that is above 0 where the claim holds: by the interval of the review's level, and that of two thirds."""
    if wide[0] > 0:
        return Verdict.AGREEMENT_FOR
    if wide[1] < 0:
        return Verdict.AGREEMENT_AGAINST
    if narrow[0] > 0:
        return Verdict.LEANS_FOR
    return Verdict.LEANS_AGAINST if narrow[1] < 0 else Verdict.DIVIDED
