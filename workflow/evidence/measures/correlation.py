"""The correlation as it is."""

from __future__ import annotations

import math

from evidence.measures.arms import CORRELATED
from evidence.measures.effect import EffectSize, at_least, between, finite, made
from evidence.measures.measure import Conversion, Measure, Oracle, Way


def correlation(r: float, n: float) -> EffectSize:
    """metafor "COR": large-sample variance."""
    between(-1, 1, r=r)
    at_least(2, n=n)
    return made(r, (1 - r**2) ** 2 / (n - 1), f"correlation as reported, variance from n = {n:g}")


def r_of_t(t: float, n: float) -> float:
    """The correlation that has this t with n - 2 degrees of freedom."""
    finite(t=t)
    at_least(3, n=n)
    return t / math.sqrt(t**2 + n - 2)


def of_t(t: float, n: float) -> EffectSize:
    return correlation(r_of_t(t, n), n).noted(f"; r from t = {t:g}")


def to_d(r: float, variance: float, a: float = 4) -> EffectSize:
    """The inverse of `from_d`; a = 4 is the formula of the book."""
    between(-1, 1, r=r)
    return made(
        math.sqrt(a) * r / math.sqrt(1 - r**2), a * variance / (1 - r**2) ** 3, f"d from r with a = {a:g}"
    )


def from_d(d: float, variance: float, a: float = 4) -> EffectSize:
    return made(d / math.sqrt(d**2 + a), a**2 * variance / (d**2 + a) ** 3, f"r from d with a = {a:g}")


MEASURE = Measure(
    name="COR",
    label="correlation",
    kinds=("correlation",),
    aliases={"pearson_r": "correlation", "pearson's_r": "correlation"},
    mirrors=True,
    apart=0.5,
    source="metafor’s COR: large-sample variance",
    ways=(Way(CORRELATED, correlation), Way({"t": "ti", "n": "ni"}, of_t)),
    converts=Conversion(to_d, from_d),
    oracles=(
        Oracle("metafor 3.8.1, escalc", {"r": "-0.31", "n": "12"}, -0.3100, 0.0743),
        Oracle("R 4.2: t / sqrt(t^2 + n - 2)", {"t": "2.5", "n": "30"}, 0.42718, digits=5),
    ),
)
