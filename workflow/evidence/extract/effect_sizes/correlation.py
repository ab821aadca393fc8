"""Correlations, raw and as Fisher's z."""

from __future__ import annotations

import math

from evidence.extract.effect_sizes.result import EffectSize, at_least, between, made


def correlation(r: float, n: float) -> EffectSize:
    """metafor "COR": large-sample variance."""
    between(-1, 1, r=r)
    at_least(2, n=n)
    return made(r, (1 - r**2) ** 2 / (n - 1), f"correlation as reported, variance from n = {n:g}")


def fisher_z(r: float, n: float) -> EffectSize:
    """metafor "ZCOR"; Fisher (1921)."""
    between(-1, 1, r=r)
    at_least(4, n=n)
    return made(math.atanh(r), 1 / (n - 3), f"Fisher's z from r = {r:g} and n = {n:g} (Fisher 1921)")
