"""Pooling, where it is defensible; everywhere else the reason why not.

Ratios are pooled as logs, and stay logs in the tables. Only within one evidence role, one outcome domain, one measure and one effect type, with one time point a study, rows
that count and are marked as poolable, and at least two studies. The model is `evidence.meta`; `pool_analyses` does each
pool once more in every other way that could be defended.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from evidence.extract.rows import EvidenceItem, Poolable, Standing
from evidence.item_words import Kind
from evidence.measures import analysed, of_ratios, unpoolable
from evidence.meta.impossible import CANNOT_BE_COMPUTED, TOO_FAR_APART, Impossible, reason
from evidence.synthesise.pool_rows import Pool, PoolStudy
from evidence.synthesise.settings import Pooling

if TYPE_CHECKING:
    from evidence.meta import Fit

_POOLABLE = (Poolable.YES, Poolable.WITHIN_OUTCOME)
FEWEST_TO_LEAVE_OUT = 3
_Key = tuple[str, str, str, str]  # role, outcome, effect type, measure


def pools(items: list[EvidenceItem], never: Mapping[str, str], how: Pooling | None = None) -> list[Pool]:
    """One row for each group of effects. `never` maps an evidence role to why it is not pooled."""
    how = how or Pooling()
    groups: dict[_Key, list[EvidenceItem]] = defaultdict(list)
    for item in items:
        if item.kind == Kind.EFFECT:
            measure = item.measure if item.estimate is not None else ""
            groups[(item.role, item.outcome, item.effect_type, measure)].append(item)
    return [_pool(key, groups[key], never, how) for key in sorted(groups)]


def usable(item: EvidenceItem) -> bool:
    """Whether a row may enter a pool at all."""
    return (
        item.poolable in _POOLABLE
        and not unpoolable(item.effect_type)
        and item.estimate is not None
        and item.se is not None
        and item.se > 0
        and (not of_ratios(item.effect_type) or item.estimate > 0)
    )


def _pool(key: _Key, group: list[EvidenceItem], never: Mapping[str, str], how: Pooling) -> Pool:
    role, outcome, effect_type, measure = key
    rows = [item for item in group if usable(item)]
    counted = [item for item in rows if item.standing == Standing.COUNTED]
    chosen = one_a_study(counted)
    why_not = _refusal(role, effect_type, rows, counted, chosen, never)
    numbers: dict[str, float | None] = dict.fromkeys(_NUMBERS)
    if not why_not:
        numbers, why_not = _computed(chosen, how)
    return Pool(
        role=role,
        outcome=outcome,
        effect_type=effect_type,
        measure=measure,
        n_rows=len(group),
        n_studies=len({item.study_id for item in group}),
        pooled=not why_not,
        reason=why_not or left_out(group, chosen),
        items=tuple(item.item_id for item in (group if why_not else chosen)),
        pool_id=_name(key),
        method=how.method,
        test=how.test,
        **numbers,
    )


def left_out(group: list[EvidenceItem], chosen: list[EvidenceItem]) -> str:
    """Which rows of a group are not in its pool, and why; empty where all of them are."""
    pooled = {item.item_id for item in chosen}
    why = Counter(_why_left(item) for item in group if item.item_id not in pooled)
    return f"left out: {', '.join(f'{n} {words}' for words, n in sorted(why.items()))}" if why else ""


def _why_left(item: EvidenceItem) -> str:
    if item.poolable not in _POOLABLE:
        return "not marked as poolable"
    if item.estimate is None or item.se is None:
        return "without an estimate and its standard error"
    if not usable(item):
        return "with numbers that cannot be true"
    return "shown and not counted" if item.standing != Standing.COUNTED else "of another time of its study"


def _name(key: _Key) -> str:
    """The outcome and a fingerprint of all that makes the group one, so that other groups do not change it."""
    outcome = re.sub(r"[^a-z0-9]+", "-", key[1].lower()).strip("-") or "outcome"
    return f"{outcome}-{hashlib.sha256(chr(0).join(key).encode()).hexdigest()[:5]}"


def one_a_study(rows: list[EvidenceItem]) -> list[EvidenceItem]:
    """The longest follow-up of each study; the first id among equals."""
    best: dict[str, EvidenceItem] = {}
    for item in sorted(rows, key=lambda i: (-(i.months or 0), i.item_id)):
        best.setdefault(item.study_id, item)
    return sorted(best.values(), key=lambda i: i.item_id)


def _refusal(
    role: str,
    effect_type: str,
    rows: list[EvidenceItem],
    counted: list[EvidenceItem],
    chosen: list[EvidenceItem],
    never: Mapping[str, str],
) -> str:
    if role in never:
        return never[role]
    if why := unpoolable(effect_type):
        return why
    if not rows:
        return "no row is marked as poolable with a standard error"
    if any(item.standing == Standing.CLAIM_UNDER_TEST for item in rows):
        return "a claim under test may not count as evidence"
    if not counted:
        return f"its rows are shown and not counted: {rows[0].standing_reason}"
    if len(chosen) < 2:
        return "one study only"
    return ""


def numbers_of(item: EvidenceItem) -> tuple[float, float]:
    """(estimate on the scale of analysis, standard error) of a `usable` row. Raises ValueError for one without."""
    if item.estimate is None or item.se is None:
        raise ValueError(f"{item.item_id} has no estimate with a standard error")
    return analysed(item.effect_type, item.estimate), item.se


def fit_of(rows: list[EvidenceItem], how: Pooling, method: str = "", test: str = "") -> Fit:
    """The fitted model of some usable rows."""
    import numpy as np

    from evidence.meta import rma

    estimates, errors = map(np.array, zip(*map(numbers_of, rows), strict=True))
    return rma(estimates, errors**2, method=method or how.method, test=test or how.test, level=how.level)


_NUMBERS = (
    *("estimate", "ci_low", "ci_high", "tau2", "i2", "se", "p", "pi_low", "pi_high"),
    *("q", "q_p", "h2", "tau2_low", "tau2_high"),
)


def _computed(rows: list[EvidenceItem], how: Pooling) -> tuple[dict[str, float | None], str]:
    """The numbers of a pool; where they cannot be computed, no number and the reason."""
    import numpy as np

    try:
        with np.errstate(all="ignore"):
            fit = fit_of(rows, how)
            if fit.se[0] == 0:
                raise Impossible(
                    "all estimates are the same, which Knapp and Hartung's test takes for certainty; set test: adhoc"
                )
            found = _numbers(fit, how)
            share = fit.I2 / 100
    except CANNOT_BE_COMPUTED as error:
        return dict.fromkeys(_NUMBERS), reason(error)
    # A share is outside 0 to 1 where weights lie so far apart that their differences are lost.
    if not all(math.isfinite(v) for v in found.values() if v is not None) or not 0 <= share <= 1 + 1e-9:
        return dict.fromkeys(_NUMBERS), TOO_FAR_APART
    return found, ""


def _numbers(fit: Fit, how: Pooling) -> dict[str, float | None]:
    from evidence.meta.heterogeneity import q_profile

    bounds = q_profile(fit, how.level) if fit.method != "EE" else None
    return {
        "estimate": float(fit.b[0]),
        "ci_low": float(fit.ci_lb[0]),
        "ci_high": float(fit.ci_ub[0]),
        "tau2": fit.tau2,
        "i2": fit.I2 / 100,
        "se": float(fit.se[0]),
        "p": float(fit.pval[0]),
        "pi_low": fit.pi_lb,
        "pi_high": fit.pi_ub,
        "q": fit.QE,
        "q_p": fit.QEp,
        "h2": fit.H2,
        "tau2_low": bounds.tau2_lb if bounds else None,
        "tau2_high": bounds.tau2_ub if bounds else None,
    }


def pool_studies(pool: Pool, by_id: dict[str, EvidenceItem], how: Pooling) -> list[PoolStudy]:
    """The studies of a pool with weights and, from three studies on, what each does to the result.

    `influential` where |DFFITS| > 3 sqrt(p / (k - p)), Cook's distance has its chi-squared probability above one half,
    or leverage is above 3 p / k (Viechtbauer and Cheung 2010).
    """
    import numpy as np
    from scipy.stats import chi2, norm

    from evidence.meta.influence import leave_one_out

    rows = [by_id[item] for item in pool.items]
    fit = fit_of(rows, how)
    weights = 1 / (fit.v + fit.tau2)
    weights = weights / weights.sum()
    own = None
    if len(rows) >= FEWEST_TO_LEAVE_OUT:
        # A pool stands also where it cannot be fitted without one of its studies.
        with suppress(*CANNOT_BE_COMPUTED), np.errstate(all="ignore"):
            own = leave_one_out(fit)
    reach = float(norm.ppf(0.5 + how.level / 2))
    found = []
    for i, item in enumerate(rows):
        moved: dict[str, float | None] = dict.fromkeys(
            ("without_estimate", "without_tau2", "rstudent", "cooks", "dffits", "hat")
        )
        influential = False
        if own is not None:
            values = (own.estimate, own.tau2, own.rstudent, own.cooks, own.dffits, own.hat)
            moved = {name: _finite(value[i]) for name, value in zip(moved, values, strict=True)}
            influential = bool(
                abs(own.dffits[i]) > 3 * np.sqrt(1 / (fit.k - 1))
                or chi2.cdf(own.cooks[i], 1) > 0.5
                or own.hat[i] > 3 / fit.k
            )
        estimate, (_, se) = float(fit.y[i]), numbers_of(item)
        found.append(
            PoolStudy(
                pool_id=pool.pool_id,
                item_id=item.item_id,
                study_id=item.study_id,
                study_label=item.study_label,
                estimate=estimate,
                se=float(se),
                ci_low=estimate - float(reach * se),
                ci_high=estimate + float(reach * se),
                weight=float(weights[i]),
                influential=influential,
                **moved,
            )
        )
    return found


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
