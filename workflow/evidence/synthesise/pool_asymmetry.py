"""Whether the small studies of a pool differ from the large, and what the pool would be without what is missing: seven looks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from evidence.meta import Fit
from evidence.meta.small_studies import FEW, Asymmetry, egger_lm, egger_rma, pet, rank_test, trim_and_fill
from evidence.synthesise.analysis_row import Row, fitted, refused, tried

FEWEST = 3
EGGER = "Egger, regression"
PET = "precision-effect test (PET)"
PEESE = "precision-effect estimate with standard error (PEESE)"


def small_studies(fit: Fit) -> Iterator[Row]:
    """Tests of asymmetry and what the pool would be without it; warned about under ten studies."""
    warn = f"fewer than {FEW} studies: chance and bias cannot be told apart" if fit.k < FEW else ""
    kind = "small studies"
    why = "all studies are of one precision" if len(np.unique(fit.v)) < 2 else ""
    why = "three studies are needed at least" if fit.k < FEWEST else why
    ways: tuple[tuple[str, Callable[[str], Row]], ...] = (
        (EGGER, lambda name: _asymmetry(name, fit, egger_lm, warn)),
        ("Egger, mixed effects", lambda name: _asymmetry(name, fit, egger_rma, warn)),
        ("rank correlation (Kendall’s tau)", lambda name: _asymmetry(name, fit, _ranks, warn)),
        (PET, lambda name: fitted(name, kind, pet(fit.y, fit.v, level=fit.level), warn)),
        (PEESE, lambda name: fitted(name, kind, pet(fit.y, fit.v, True, fit.level), warn)),
        ("trim and fill, L0", lambda name: _filled(name, fit, "L0", warn)),
        ("trim and fill, R0", lambda name: _filled(name, fit, "R0", warn)),
    )
    for name, way in ways:
        yield refused(name, kind, fit.k, why) if why else tried(name, kind, fit.k, partial(way, name))


def _asymmetry(name: str, fit: Fit, test: Callable[..., Asymmetry], warn: str) -> Row:
    found = test(fit.y, fit.v)
    return name, "small studies", fit.k, None, None, None, None, found.stat, found.pval, warn


def _ranks(y: np.ndarray, v: np.ndarray) -> Asymmetry:
    tau, p = rank_test(y, v)
    return Asymmetry(tau, math.nan, p)


def _filled(name: str, fit: Fit, estimator: str, warn: str) -> Row:
    filled = trim_and_fill(fit, estimator)
    added = f"{filled.k0} {'study' if filled.k0 == 1 else 'studies'} filled in on the {filled.side}"
    note = "; ".join(filter(None, [added, warn]))
    return fitted(name, "small studies", filled.fit, note)
