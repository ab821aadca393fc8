"""Log-odds of codes from what is known of each work and code: one logistic regression for all codes of a facet, with a little room for each.

Partial pooling (Gelman and Hill 2007, chapter 12): the codes of a facet share their weights, and each has an intercept and a slope of its own that are held
back towards none, so that a code with few works is calibrated by all, and one with many by its own. The strengths are those of normal priors.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evidence.classify.logistic import CLOSE, STEPS, sigmoid

SLOPE = 0.5
"""Standard deviation of a code's own slope of the first column; that of its own intercept and of each shared weight is 1, and the shared intercept is free.
Half or twice as much changed nothing on headlines and abstracts (docs/benchmarks.md)."""


@dataclass(frozen=True)
class Calibration:
    """`shared`: (d + 1,) weights of all codes, their intercept last. `own`: (k, 2) what each code has of its own: intercept and slope."""

    shared: np.ndarray
    own: np.ndarray

    def log_odds(self, evidence: np.ndarray) -> np.ndarray:
        """(n, k) of (n, k, d) evidence."""
        pooled: np.ndarray = evidence @ self.shared[:-1] + self.shared[-1]
        return pooled + self.own[:, 0] + evidence[:, :, 0] * (SLOPE * self.own[:, 1])

    def numbers(self) -> np.ndarray:
        """All of it in a row."""
        return np.r_[self.shared, self.own.ravel()]

    @classmethod
    def of(cls, numbers: np.ndarray, k: int) -> Calibration:
        """What these are the numbers of, for k codes."""
        return cls(numbers[: -2 * k], numbers[-2 * k :].reshape(k, 2))


def calibration(evidence: np.ndarray, codes: np.ndarray) -> Calibration:
    """The optimum, by Newton steps, for (n, k, d) evidence and (n, k) bool codes."""
    x = np.concatenate([evidence, np.ones((*codes.shape, 1))], axis=2).transpose(1, 0, 2)  # (k, n, d + 1)
    z = np.stack([np.ones(codes.T.shape), SLOPE * evidence[:, :, 0].T], axis=2)  # (k, n, 2)
    yes, held = codes.T, np.r_[np.ones(evidence.shape[2]), 0.0]
    shared, own = np.zeros(len(held)), np.zeros((len(yes), 2))

    def seen(shared: np.ndarray, own: np.ndarray) -> np.ndarray:
        return x @ shared + (z * own[:, None, :]).sum(axis=2)

    def loss(shared: np.ndarray, own: np.ndarray) -> float:
        f = seen(shared, own)
        return float(
            (np.logaddexp(0, f) - yes * f).sum() + (held * shared) @ shared / 2 + (own * own).sum() / 2
        )

    now = loss(shared, own)
    for _ in range(STEPS):
        p = sigmoid(seen(shared, own))
        wrong, bend = (p - yes)[:, None, :], (p * (1 - p))[:, :, None]
        lean = (wrong @ x).sum(axis=(0, 1)) + held * shared
        lean_own = (wrong @ z)[:, 0] + own
        if max(np.abs(lean).max(), np.abs(lean_own).max()) < CLOSE:
            break
        # The curvature is an arrow: each code's own two weights meet the shared ones and no others.
        curve = ((x * bend).transpose(0, 2, 1) @ x).sum(axis=0) + np.diag(held)
        meet = (x * bend).transpose(0, 2, 1) @ z  # (k, d + 1, 2)
        alone = (z * bend).transpose(0, 2, 1) @ z + np.eye(2)
        known = np.linalg.solve(
            alone, np.concatenate([meet.transpose(0, 2, 1), lean_own[:, :, None]], axis=2)
        )
        step = np.linalg.lstsq(
            curve - (meet @ known[:, :, :-1]).sum(axis=0),
            lean - (meet @ known[:, :, -1:]).sum(axis=(0, 2)),
            rcond=None,
        )[0]
        step_own = known[:, :, -1] - known[:, :, :-1] @ step
        while (then := loss(shared - step, own - step_own)) > now + 1e-12 * abs(now):
            if max(np.abs(step).max(), np.abs(step_own).max()) <= CLOSE:
                break
            step, step_own = step / 2, step_own / 2
        shared, own, now = shared - step, own - step_own, then
    return Calibration(shared, own)
