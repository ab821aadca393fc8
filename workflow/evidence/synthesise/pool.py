"""Pooling, where it is defensible; everywhere else the reason why not.

Only within one evidence role, one outcome domain, one measure, one comparison, one kind of estimate and one unit, with the same side of benefit, one
time point a study, rows that count and are marked as poolable, and at least two studies. `likeness.comparable` has brought the rows together. The
model is `evidence.meta`; `pool_analyses` does each pool once more in every other way that could be defended.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from evidence.extract.doubts import shares_control
from evidence.extract.rows import POOLED, EvidenceItem, HigherIs, Standing
from evidence.item_words import Direction, Kind
from evidence.measures import analysed, unpoolable
from evidence.meta.impossible import CANNOT_BE_COMPUTED, TOO_FAR_APART, Impossible, reason
from evidence.synthesise.likeness import Alike, alike, benefit, unlike, usable
from evidence.synthesise.pool_notes import left_out, notes, pointing, votes
from evidence.synthesise.pool_rows import Pool, PoolStudy
from evidence.synthesise.settings import Pooling

if TYPE_CHECKING:
    from evidence.meta import Fit

FEWEST_TO_LEAVE_OUT = 3
_EPSILON, _SHARP = 2.0**-52, 1e-3  # an estimate is written a thousand times as finely as its standard error
FEWEST_TO_EXPECT = 3  # studies, for where the effect of a new one is expected: of two nobody can tell


def pools(items: list[EvidenceItem], never: Mapping[str, str], how: Pooling | None = None) -> list[Pool]:
    """One row for each group of effects, `comparable` ones. `never` maps an evidence role to why it is not pooled."""
    how = how or Pooling()
    groups: dict[Alike, list[EvidenceItem]] = defaultdict(list)
    for item in items:
        if item.kind == Kind.EFFECT:
            groups[alike(item)].append(item)
    return [_pool(key, groups[key], items, never, how) for key in sorted(groups)]


def _pool(
    key: Alike, group: list[EvidenceItem], items: list[EvidenceItem], never: Mapping[str, str], how: Pooling
) -> Pool:
    rows = [item for item in group if usable(item)]
    counted = [item for item in rows if item.standing in POOLED]
    chosen = one_a_study(counted)
    why_not = _refusal(key, rows, counted, chosen, never)
    numbers: dict[str, float | None] = dict.fromkeys(_NUMBERS)
    if not why_not:
        numbers, why_not = _computed(chosen, how)
    for_it, against = votes(chosen)
    return Pool(
        role=key.role,
        outcome=key.outcome,
        effect_type=key.effect_type,
        measure=key.measure,
        comparison=key.comparison,
        n_rows=len(group),
        n_studies=len({item.study_id for item in group}),
        pooled=not why_not,
        reason=why_not or left_out(group, chosen),
        items=tuple(item.item_id for item in (group if why_not else chosen)),
        pool_id=_name(key),
        method=how.method,
        test=how.test,
        unit=_shared(row.unit for row in chosen),
        higher_is=HigherIs(_shared(benefit(row) for row in chosen if benefit(row))),
        points_to=Direction.NOT_STATED if why_not else pointing(chosen, numbers["estimate"]),
        votes_for=for_it,
        votes_against=against,
        notes=() if why_not else tuple(notes(chosen, numbers["estimate"], _beside(chosen, items))),
        **numbers,
    )


def _shared(values: Iterable[str]) -> str:
    """What all of them say, else nothing."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""


def _beside(chosen: list[EvidenceItem], items: list[EvidenceItem]) -> list[EvidenceItem]:
    """Rows of other groups that share a control with a pooled one: the same people in another comparison."""
    groups = {alike(row) for row in chosen}
    return [
        item
        for item in items
        if item.estimate is not None
        and alike(item) not in groups
        and any(
            (item.study_id, item.months, *alike(item)[:4]) == (row.study_id, row.months, *alike(row)[:4])
            and shares_control(row, item)
            for row in chosen
        )
    ]


def _name(key: Alike) -> str:
    """The outcome and a fingerprint of all that makes the group one, so that other groups do not change it."""
    outcome = re.sub(r"[^a-z0-9]+", "-", key.outcome.lower()).strip("-") or "outcome"
    return f"{outcome}-{hashlib.sha256(chr(0).join(key).encode()).hexdigest()[:5]}"


def one_a_study(rows: list[EvidenceItem]) -> list[EvidenceItem]:
    """The longest follow-up of each study; the first id among equals."""
    best: dict[str, EvidenceItem] = {}
    for item in sorted(rows, key=lambda i: (-(i.months or 0), i.item_id)):
        best.setdefault(item.study_id, item)
    return sorted(best.values(), key=lambda i: i.item_id)


def _refusal(
    key: Alike,
    rows: list[EvidenceItem],
    counted: list[EvidenceItem],
    chosen: list[EvidenceItem],
    never: Mapping[str, str],
) -> str:
    if key.role in never:
        return never[key.role]
    if why := unpoolable(key.effect_type):
        return why
    if not rows:
        return "no row is marked as poolable with a standard error"
    if any(item.standing == Standing.CLAIM_UNDER_TEST for item in rows):
        return "a claim under test may not count as evidence"
    if not counted:
        return f"its rows are shown and not counted: {rows[0].standing_reason}"
    if len(chosen) < 2:
        return "one study only"
    return unlike(chosen)


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
            blurred = np.abs(fit.y) * _EPSILON > _SHARP * np.sqrt(fit.v)
    except CANNOT_BE_COMPUTED as error:
        return dict.fromkeys(_NUMBERS), reason(error)
    # A standard error that is as small as the last digits of its estimate tells of distances that are lost.
    if blurred.any() or not all(math.isfinite(v) for v in found.values() if v is not None):
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
        "pi_low": fit.pi_lb if fit.k >= FEWEST_TO_EXPECT else None,
        "pi_high": fit.pi_ub if fit.k >= FEWEST_TO_EXPECT else None,
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
                derivation=item.derivation,
                influential=influential,
                **moved,
            )
        )
    return found


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
