"""Effects from test statistics of two arms: t, F with one degree of freedom, p with a direction."""

from __future__ import annotations

import math
from dataclasses import replace

from evidence.extract.effect_sizes.correlation import correlation, fisher_z
from evidence.extract.effect_sizes.means import from_d
from evidence.extract.effect_sizes.result import BadInput, EffectSize, at_least, between, finite, not_negative


def g_from_t(t: float, n_1: float, n_2: float) -> EffectSize:
    """Independent groups: d = t sqrt(1/n1 + 1/n2) (Borenstein and others 2009, table 12.1)."""
    finite(t=t)
    at_least(2, n_1=n_1, n_2=n_2)
    return from_d(t * math.sqrt(1 / n_1 + 1 / n_2), n_1, n_2, f"t = {t:g} and n of two arms")


def g_from_f(f: float, n_1: float, n_2: float, sign: int) -> EffectSize:
    """F with one numerator degree of freedom; its sign must be given."""
    not_negative(f=f)
    return g_from_t(_signed(math.sqrt(f), sign), n_1, n_2)


def g_from_p(p: float, n_1: float, n_2: float, sign: int) -> EffectSize:
    """An exact two-sided p of a t test, with the sign of the effect."""
    from scipy.stats import t as student  # late, as in precision.py

    between(0, 1, p_reported=p)
    at_least(2, n_1=n_1, n_2=n_2)
    return g_from_t(_signed(float(student.isf(p / 2, n_1 + n_2 - 2)), sign), n_1, n_2)


def r_from_t(t: float, n: float) -> EffectSize:
    """The correlation that has this t with n - 2 degrees of freedom."""
    return _noted(correlation(_r(t, n), n), t)


def z_from_t(t: float, n: float) -> EffectSize:
    """The same as Fisher's z."""
    return _noted(fisher_z(_r(t, n), n), t)


def _r(t: float, n: float) -> float:
    finite(t=t)
    at_least(3, n=n)
    return t / math.sqrt(t**2 + n - 2)


def _noted(found: EffectSize, t: float) -> EffectSize:
    return replace(found, derivation=f"{found.derivation}; r from t = {t:g}")


def _signed(size: float, sign: int) -> float:
    if sign not in (-1, 1):
        raise BadInput("direction", sign, "this statistic has no sign of its own", "positive or negative")
    return math.copysign(size, sign)
