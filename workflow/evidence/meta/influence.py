"""What one study does to a result (Viechtbauer and Cheung 2010)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evidence.meta.model import Fit, rma


@dataclass(frozen=True)
class Influence:
    """(k,) each: without study i the estimate and tau²; its studentised deleted residual, Cook's distance, DFFITS and leverage."""

    estimate: np.ndarray
    tau2: np.ndarray
    rstudent: np.ndarray
    cooks: np.ndarray
    dffits: np.ndarray
    hat: np.ndarray


def leave_one_out(fit: Fit) -> Influence:
    """Refit without each study in turn. Raises ValueError where a model without one cannot be fitted."""
    k = fit.k
    estimate, tau2, rstudent, cooks, dffits = (np.empty(k) for _ in range(5))
    w = 1 / (fit.v + fit.tau2)
    M = np.linalg.inv(fit.X.T @ (w[:, None] * fit.X))
    hat = np.einsum("ij,jk,ik->i", fit.X, M, fit.X) * w
    for i in range(k):
        rest = np.arange(k) != i
        without = rma(
            fit.y[rest], fit.v[rest], fit.X[rest], fit.method, fit.test, fit.level, False, fit.precision
        )
        x = fit.X[i]
        estimate[i], tau2[i] = without.b[0], without.tau2
        spread = without.scale * (fit.v[i] + without.tau2)
        rstudent[i] = (fit.y[i] - x @ without.b) / np.sqrt(spread + x @ without.vb @ x)
        moved = fit.b - without.b
        cooks[i] = moved @ np.linalg.solve(fit.vb, moved)
        dffits[i] = (x @ moved) / np.sqrt(hat[i] * spread)
    return Influence(estimate, tau2, rstudent, cooks, dffits, hat)
