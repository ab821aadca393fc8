"""Measures of two means, and of one group measured twice."""

from __future__ import annotations

import math

from evidence.extract.effect_sizes.result import (
    BadInput,
    EffectSize,
    at_least,
    between,
    finite,
    made,
    not_negative,
)


def correction(df: float) -> float:
    """Hedges' exact small-sample correction J(df), by the gamma function (Hedges 1981)."""
    at_least(2, df=df)
    return math.exp(math.lgamma(df / 2) - math.log(math.sqrt(df / 2)) - math.lgamma((df - 1) / 2))


def _checked(mean_1: float, sd_1: float, n_1: float, mean_2: float, sd_2: float, n_2: float) -> None:
    finite(mean_1=mean_1, mean_2=mean_2)
    not_negative(sd_1=sd_1, sd_2=sd_2)
    at_least(2, n_1=n_1, n_2=n_2)
    if sd_1 == 0 and sd_2 == 0:
        raise BadInput("sd_1", sd_1, "neither arm has any variance", "above 0 in at least one arm")


def mean_difference(
    mean_1: float, sd_1: float, n_1: float, mean_2: float, sd_2: float, n_2: float
) -> EffectSize:
    """metafor "MD": variances not assumed equal."""
    _checked(mean_1, sd_1, n_1, mean_2, sd_2, n_2)
    note = "mean difference from means, SDs and n of two arms, variances not assumed equal"
    return made(mean_1 - mean_2, sd_1**2 / n_1 + sd_2**2 / n_2, note)


def hedges_g(mean_1: float, sd_1: float, n_1: float, mean_2: float, sd_2: float, n_2: float) -> EffectSize:
    """metafor "SMD", vtype "LS": pooled SD, exact correction (Hedges 1981)."""
    _checked(mean_1, sd_1, n_1, mean_2, sd_2, n_2)
    df = n_1 + n_2 - 2
    pooled = math.sqrt(((n_1 - 1) * sd_1**2 + (n_2 - 1) * sd_2**2) / df)
    return from_d((mean_1 - mean_2) / pooled, n_1, n_2, "means, pooled SD and n of two arms")


def from_d(d: float, n_1: float, n_2: float, source: str = "d and n of two arms") -> EffectSize:
    """Hedges' g of an uncorrected d."""
    at_least(2, n_1=n_1, n_2=n_2)
    g = correction(n_1 + n_2 - 2) * d
    note = f"Hedges' g from {source}, exact correction and large-sample variance (Hedges 1981)"
    return made(g, 1 / n_1 + 1 / n_2 + g**2 / (2 * (n_1 + n_2)), note)


def log_ratio_of_means(
    mean_1: float, sd_1: float, n_1: float, mean_2: float, sd_2: float, n_2: float
) -> EffectSize:
    """metafor "ROM"; Hedges, Gurevitch and Curtis (1999). The means must have one sign."""
    _checked(mean_1, sd_1, n_1, mean_2, sd_2, n_2)
    if mean_1 * mean_2 <= 0:
        raise BadInput("mean_1", mean_1, "a ratio of means needs means of one sign", "both above 0")
    variance = sd_1**2 / (n_1 * mean_1**2) + sd_2**2 / (n_2 * mean_2**2)
    note = "log ratio of means from means, SDs and n of two arms (Hedges and others 1999)"
    return made(math.log(mean_1 / mean_2), variance, note)


def change(mean_1: float, sd_1: float, mean_2: float, sd_2: float, n: float, r: float) -> EffectSize:
    """metafor "MC": first mean less second of one group measured twice, r between the two."""
    _checked(mean_1, sd_1, n, mean_2, sd_2, n)
    between(-1, 1, r=r)
    note = f"mean change in one group measured twice, r = {r:g} between measurements"
    return made(mean_1 - mean_2, (sd_1**2 + sd_2**2 - 2 * r * sd_1 * sd_2) / n, note)


def standardised_change(
    mean_1: float, sd_1: float, mean_2: float, sd_2: float, n: float, r: float
) -> EffectSize:
    """metafor "SMCC": by the SD of the change, exact correction (Gibbons and others 1993)."""
    _checked(mean_1, sd_1, n, mean_2, sd_2, n)
    between(-1, 1, r=r)
    spread = math.sqrt(sd_1**2 + sd_2**2 - 2 * r * sd_1 * sd_2)
    g = correction(n - 1) * (mean_1 - mean_2) / spread
    note = f"standardised mean change by the SD of the change, r = {r:g}, exact correction"
    return made(g, 1 / n + g**2 / (2 * n), note)
