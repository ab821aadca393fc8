"""Conversions between d, log odds ratio and r, always marked as converted.

Borenstein, Hedges, Higgins and Rothstein (2009), chapter 7. They assume a logistic, or a normal,
outcome behind the groups.
"""

from __future__ import annotations

import math

from evidence.extract.effect_sizes.result import BadInput, EffectSize, between, made, positive

_SCALE = math.pi / math.sqrt(3)
MARK = "converted: "
SCALES = {
    "smd": "smd",
    "log_odds_ratio": "log_odds_ratio",
    "odds_ratio": "log_odds_ratio",
    "correlation": "correlation",
}


def convert(kind: str, to: str, estimate: float, se: float, a: float = 4) -> EffectSize:
    """From one kind to another by way of d; `estimate` of odds ratios is their log. `a` as `share` gives it.

    Raises BadInput for kinds that have no conversion.
    """
    scale = SCALES.get(kind)
    if scale is None or to not in SCALES.values():
        raise BadInput(
            "convert_to",
            to,
            f"{kind} cannot be converted to it",
            f"one of {', '.join(sorted(SCALES))} to another",
        )
    if scale == to:
        return EffectSize(estimate, se, f"{MARK}the log of a ratio")
    d = EffectSize(estimate, se, "")
    if scale == "log_odds_ratio":
        d = d_from_log_odds(estimate, se**2)
    elif scale == "correlation":
        d = d_from_r(estimate, se**2, a)
    found = d
    if to == "log_odds_ratio":
        found = log_odds_from_d(d.estimate, d.variance)
    elif to == "correlation":
        found = r_from_d(d.estimate, d.variance, a)
    steps = [part.derivation.removeprefix(MARK) for part in (d, found) if part.derivation]
    return EffectSize(found.estimate, found.se, MARK + ", then ".join(dict.fromkeys(steps)))


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
