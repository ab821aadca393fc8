"""Hedges' g: the difference of two means by their pooled standard deviation, corrected for small samples."""

from __future__ import annotations

import math

from evidence.measures.arms import MEANS, two_means
from evidence.measures.effect import (
    BadInput,
    EffectSize,
    at_least,
    between,
    correction,
    finite,
    made,
    not_negative,
)
from evidence.measures.measure import Conversion, Measure, Oracle, Way

_ARMS = {"n_1": "n1i", "n_2": "n2i"}


def hedges_g(mean_1: float, sd_1: float, n_1: float, mean_2: float, sd_2: float, n_2: float) -> EffectSize:
    """metafor "SMD", vtype "LS": pooled SD, exact correction (Hedges 1981)."""
    two_means(mean_1, sd_1, n_1, mean_2, sd_2, n_2)
    df = n_1 + n_2 - 2
    pooled = math.sqrt(((n_1 - 1) * sd_1**2 + (n_2 - 1) * sd_2**2) / df)
    return of_d((mean_1 - mean_2) / pooled, n_1, n_2, "means, pooled SD and n of two arms")


def of_d(d: float, n_1: float, n_2: float, source: str = "d and n of two arms") -> EffectSize:
    """Hedges' g of an uncorrected d."""
    at_least(2, n_1=n_1, n_2=n_2)
    g = correction(n_1 + n_2 - 2) * d
    note = f"Hedges' g from {source}, exact correction and large-sample variance (Hedges 1981)"
    return made(g, 1 / n_1 + 1 / n_2 + g**2 / (2 * (n_1 + n_2)), note)


def g_of_t(t: float, n_1: float, n_2: float) -> EffectSize:
    """Independent groups: d = t sqrt(1/n1 + 1/n2) (Borenstein and others 2009, table 12.1)."""
    finite(t=t)
    at_least(2, n_1=n_1, n_2=n_2)
    return of_d(t * math.sqrt(1 / n_1 + 1 / n_2), n_1, n_2, f"t = {t:g} and n of two arms")


def g_of_f(f: float, n_1: float, n_2: float, sign: int) -> EffectSize:
    """F with one numerator degree of freedom; its sign must be given."""
    not_negative(f=f)
    if not sign:
        raise BadInput("direction", sign, "this statistic has no sign of its own", "positive or negative")
    return g_of_t(math.copysign(math.sqrt(f), sign), n_1, n_2).noted("; t is the root of F")


def g_of_p(p: float, n_1: float, n_2: float, sign: int) -> EffectSize | None:
    """An exact two-sided p of a t test, with the sign of the effect; nothing without a sign."""
    from scipy.stats import t as student  # late: half a second, which most commands need not wait for

    if not sign:
        return None
    between(0, 1, p_reported=p)
    at_least(2, n_1=n_1, n_2=n_2)
    t = math.copysign(float(student.isf(p / 2, n_1 + n_2 - 2)), sign)
    return g_of_t(t, n_1, n_2).noted(f"; t from the exact p-value {p:g}")


def _as_it_is(d: float, variance: float, a: float = 4) -> EffectSize:
    return made(d, variance, "")


MEASURE = Measure(
    name="SMD",
    label="standardised mean difference (Hedges’ g)",
    kinds=("smd",),
    aliases={
        "standardised_mean_difference": "smd",
        "standardized_mean_difference": "smd",
        "cohens_d": "smd",
        "cohen's_d": "smd",
        "hedges_g": "smd",
        "hedges'_g": "smd",
    },
    mirrors=True,
    apart=1.0,
    source="Hedges (1981)",
    ways=(
        Way(MEANS, hedges_g),
        Way({"t": "ti", **_ARMS}, g_of_t),
        Way({"f": "", **_ARMS}, g_of_f, signed=True),
        Way({"p_reported": "", **_ARMS}, g_of_p, signed=True),
    ),
    converts=Conversion(_as_it_is, _as_it_is),
    oracles=(
        Oracle(
            "Borenstein and others (2009), chapter 4",
            {"mean_1": "103", "sd_1": "5.5", "n_1": "50", "mean_2": "100", "sd_2": "4.5", "n_2": "50"},
            0.5924,
        ),
        Oracle("metafor 3.8.1, escalc", {"mean_1": "10.2", "sd_1": "2", "n_1": "4", "mean_2": "12.5", "sd_2": "3", "n_2": "5"}, -0.7801, 0.4838),
    ),
)  # fmt: skip
