"""Conversions between d, log odds ratio and r, always marked as converted.

Borenstein, Hedges, Higgins and Rothstein (2009), chapter 7. They assume a logistic, or a normal,
outcome behind the groups.
"""

from __future__ import annotations

import math

from evidence.effect_sizes.result import EffectSize, between, made, positive

_SCALE = math.pi / math.sqrt(3)


def log_odds_from_d(d: float, variance: float) -> EffectSize:
    return made(d * _SCALE, variance * _SCALE**2, "converted: log odds ratio from d by pi/sqrt(3)")


def d_from_log_odds(log_odds: float, variance: float) -> EffectSize:
    return made(log_odds / _SCALE, variance / _SCALE**2, "converted: d from log odds ratio by sqrt(3)/pi")


def share(n_1: float, n_2: float) -> float:
    """a = (n1 + n2)² / (n1 n2); 4 for arms of one size."""
    positive(n_1=n_1, n_2=n_2)
    return (n_1 + n_2) ** 2 / (n_1 * n_2)


def r_from_d(d: float, variance: float, a: float = 4) -> EffectSize:
    note = f"converted: r from d with a = {a:g}"
    return made(d / math.sqrt(d**2 + a), a**2 * variance / (d**2 + a) ** 3, note)


def d_from_r(r: float, variance: float, a: float = 4) -> EffectSize:
    """The inverse of `r_from_d`; a = 4 is the formula of the book."""
    between(-1, 1, r=r)
    note = f"converted: d from r with a = {a:g}"
    return made(math.sqrt(a) * r / math.sqrt(1 - r**2), a * variance / (1 - r**2) ** 3, note)
