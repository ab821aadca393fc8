"""When screening may stop: a test that the wanted recall is reached, and what was likely missed.

Callaghan and Müller-Hansen (2020), Statistical stopping criteria for automated screening in systematic
reviews, Systematic Reviews 9:273. From any point of the reading, what was read since is at least as rich
in relevant works as a random sample of what was unread then. The hypergeometric distribution tells how
likely so few finds are if the wanted recall had not been reached.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True, slots=True)
class Stopping:
    """`p`: that recall is below `target`. `recall`: median estimate; `at_least`: one-sided bound at `confidence`."""

    read: int
    total: int
    found: int
    target: float
    confidence: float
    p: float
    answers: np.ndarray = field(repr=False, compare=False)

    @property
    def stop(self) -> bool:
        return self.p < 1 - self.confidence

    @property
    def recall(self) -> float:
        return _recall(self.answers, self.total, 0.5)

    @property
    def at_least(self) -> float:
        return _recall(self.answers, self.total, 1 - self.confidence)


def in_words(rule: Stopping, left: int) -> str:
    """What the rule says to those who screen. `left`: works that nobody has decided on."""
    if not left:
        return "Every work has been screened."
    found = f"{rule.found} found in {rule.read} of {rule.total}"
    if rule.stop:
        return (
            f"Screening may stop: p = {rule.p:.3f} that fewer than {rule.target:.0%} of the relevant works were found "
            f"({found}; recall at least {rule.at_least:.0%})."
        )
    return (
        f"Go on: p = {rule.p:.3f} that fewer than {rule.target:.0%} of the relevant works were found. {found}; "
        f"recall is likely {rule.recall:.0%}, at least {rule.at_least:.0%} (95 % confidence)."
    )


def stopping(
    included: Sequence[bool], total: int, target: float = 0.95, confidence: float = 0.95
) -> Stopping:
    """Judge a reading: `included` in the order in which works were read, of `total` works.

    Raises ValueError where more was read than there is, or a share is not between 0 and 1.
    """
    answers = np.asarray(included, bool)
    if len(answers) > total:
        raise ValueError(f"{len(answers)} works were read, but there are only {total}")
    if not 0 < target < 1 or not 0 < confidence < 1:
        raise ValueError("target and confidence are shares between 0 and 1")
    found = int(answers.sum())
    p = p_value(answers, total, int(np.floor(found / target + 1e-9)) + 1)
    return Stopping(len(answers), total, found, target, confidence, p, answers)


def p_value(answers: np.ndarray, total: int, relevant: int) -> float:
    """How likely so few finds are if `relevant` works or more are relevant; the least over all starting points.

    Only points just after a find matter: an earlier one adds readings without a find.
    """
    from scipy.stats import hypergeom

    found = int(answers.sum())
    if relevant <= found:
        return 1.0
    if relevant > found + total - len(answers):
        return 0.0  # there are not so many unread works
    start = np.concatenate([[0], np.flatnonzero(answers) + 1])
    before = np.arange(found + 1)
    p = hypergeom.cdf(found - before, total - start, relevant - before, len(answers) - start)
    return float(np.min(p))


def _recall(answers: np.ndarray, total: int, level: float) -> float:
    """found / R for the largest R that is not rejected at `level`."""
    found = int(answers.sum())
    low, high = found, found + total - len(answers)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if p_value(answers, total, middle) >= level else (low, middle - 1)
    return found / low if low else 0.0
