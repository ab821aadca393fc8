"""Each pool once more, in every other way that could be defended, so that a reader sees what the result rests on.

Other estimators and tests, a Bayesian model, subgroups, a moderator, dependent rows in three levels with CR2, and looks
at small studies. A way that does not apply is a row with its reason and no number.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from evidence.extract.convert import MARK
from evidence.extract.rows import EvidenceItem, Standing
from evidence.item_codes import facets_of
from evidence.item_words import Kind
from evidence.meta import METHODS, Fit, bayes, rma
from evidence.meta.impossible import CANNOT_BE_COMPUTED, TOO_FAR_APART, Impossible, reason
from evidence.meta.multilevel import cr2, three_level
from evidence.meta.small_studies import (
    FEW,
    Asymmetry,
    egger_lm,
    egger_rma,
    pet,
    rank_test,
    trim_and_fill,
)
from evidence.synthesise.pool import fit_of, numbers_of, usable
from evidence.synthesise.pool_rows import Pool, PoolAnalysis
from evidence.synthesise.settings import Pooling

REFERENCES = {"z": "normal", "knha": "Knapp and Hartung", "adhoc": "Knapp and Hartung, never narrower"}
STUDIES_A_MODERATOR = 10  # Cochrane Handbook 10.11.5.1
_Number = float | None
_Row = tuple[
    str, str, int, _Number, _Number, _Number, _Number, _Number, _Number, str
]  # `PoolAnalysis` but its pool


def pool_analyses(pool: Pool, items: list[EvidenceItem], how: Pooling) -> list[PoolAnalysis]:
    """Rows in a fixed order; `items` are those of the whole review."""
    by_id = {item.item_id: item for item in items}
    rows = [by_id[item] for item in pool.items]
    with warnings.catch_warnings(), np.errstate(all="ignore"):  # what overflows is said in its row
        warnings.simplefilter("ignore")
        fit = fit_of(rows, how)
        found = [
            *_models(rows, how),
            *_bayesian(fit, how),
            *_unconverted(rows, how),
            *_subgroups(rows, how),
            *_moderators(rows, how),
            *_dependent(pool, items, how),
            *_small_studies(fit),
        ]
    return [PoolAnalysis(pool.pool_id, *row) for row in found]


def _tried(name: str, kind: str, k: int, made: Callable[[], _Row]) -> _Row:
    """The row of an analysis; where it cannot be computed, or gives no finite numbers, its reason in their place."""
    try:
        row = made()
    except CANNOT_BE_COMPUTED as error:
        return _refused(name, kind, k, reason(error))
    numbers = [value for value in row[3:9] if value is not None]
    return row if all(map(math.isfinite, numbers)) else _refused(name, kind, k, TOO_FAR_APART)


def _row(name: str, kind: str, fit: Fit, note: str = "") -> _Row:
    return (
        *(name, kind, fit.k, float(fit.b[0]), float(fit.ci_lb[0]), float(fit.ci_ub[0]), fit.tau2),
        *(float(fit.stat[0]), float(fit.pval[0]), note),
    )


def _refused(name: str, kind: str, k: int, note: str) -> _Row:
    return name, kind, k, None, None, None, None, None, None, note


def _models(rows: list[EvidenceItem], how: Pooling) -> Iterator[_Row]:
    for method in METHODS:
        for test, reference in REFERENCES.items():
            same = (method, test) == (how.method, how.test)
            words = "common effect" if method == "EE" else f"random effects, {method}"
            note = "the analysis as configured" if same else ""
            name = f"{words}, {reference}"
            again = partial(_model, name, "model", rows, how, note, method, test)
            yield _tried(name, "model", len(rows), again)


def _model(
    name: str,
    kind: str,
    rows: list[EvidenceItem],
    how: Pooling,
    note: str = "",
    method: str = "",
    test: str = "",
) -> _Row:
    """The row of one fit. Raises ValueError where its error is none."""
    fit = fit_of(rows, how, method, test)
    if fit.se[0] == 0:
        raise Impossible("all estimates are the same")
    return _row(name, kind, fit, note)


def _bayesian(fit: Fit, how: Pooling) -> Iterator[_Row]:
    for prior in bayes.PRIORS:
        name = f"Bayesian, {prior} prior on tau of scale {how.prior_scale:g}"
        yield _tried(name, "bayesian", fit.k, partial(_posterior, name, fit, prior, how))


def _posterior(name: str, fit: Fit, prior: str, how: Pooling) -> _Row:
    post = bayes.random_effects(fit.y, fit.v, prior, how.prior_scale, how.level)
    note = (
        f"median; tau {post.tau:.3f} ({post.tau_lb:.3f} to {post.tau_ub:.3f}); new study {post.pi_lb:.3f} to "
        f"{post.pi_ub:.3f}; probability above zero {post.above_zero:.3f}"
    )
    return name, "bayesian", fit.k, post.mu, post.mu_lb, post.mu_ub, post.tau**2, None, None, note


def _subgroups(rows: list[EvidenceItem], how: Pooling) -> Iterator[_Row]:
    """Codes of a facet as subgroups, each with its own tau², and the test of their difference (QB)."""
    for facet in how.subgroups:
        groups: dict[str, list[EvidenceItem]] = {}
        for item in rows:
            codes = facets_of(item.facets).get(facet, [])
            if len(codes) == 1:
                groups.setdefault(codes[0], []).append(item)
        fitted = []
        for code, own in sorted(groups.items()):
            name = f"{facet} = {code}"
            if len(own) < 2:
                yield _refused(name, "subgroup", len(own), "one study only")
                continue
            row = _tried(name, "subgroup", len(own), partial(_model, name, "subgroup", own, how))
            yield row
            if row[3] is not None:
                fitted.append(own)
        if len(fitted) > 1:
            k = sum(map(len, groups.values()))
            between = partial(_between, facet, fitted, k, how)
            yield _tried(f"{facet}: difference", "subgroup test", k, between)


def _unconverted(rows: list[EvidenceItem], how: Pooling) -> Iterator[_Row]:
    """Without estimates that were converted from another kind, where there are any."""
    own = [item for item in rows if MARK not in item.derivation]
    if len(own) == len(rows):
        return
    name, n = "without converted estimates", len(rows) - len(own)
    if len(own) < 2:
        yield _refused(name, "conversion", len(own), f"{n} of {len(rows)} estimates are converted")
    else:
        note = f"{n} converted from another kind are left out"
        yield _tried(name, "conversion", len(own), partial(_model, name, "conversion", own, how, note))


def _between(facet: str, groups: list[list[EvidenceItem]], k: int, how: Pooling) -> _Row:
    """Q between subgroups by their pooled estimates (Borenstein and others 2009, chapter 19)."""
    from scipy.stats import chi2

    fits = [fit_of(own, how) for own in groups]
    means = np.array([fit.b[0] for fit in fits])
    weights = 1 / np.array([fit.se[0] for fit in fits]) ** 2
    q = float(weights @ (means - weights @ means / weights.sum()) ** 2)
    df = len(fits) - 1
    note = f"Q between {len(fits)} subgroups on {df} degrees of freedom"
    return f"{facet}: difference", "subgroup test", k, None, None, None, None, q, float(chi2.sf(q, df)), note


def _moderators(rows: list[EvidenceItem], how: Pooling) -> Iterator[_Row]:
    """Months of follow-up as a moderator, where there are ten studies for it."""
    dated = [item for item in rows if item.months is not None]
    if len({item.months for item in dated}) < 2:
        return
    name = "slope on months of follow-up"
    if len(dated) < STUDIES_A_MODERATOR:
        yield _refused(
            name,
            "meta-regression",
            len(dated),
            f"{STUDIES_A_MODERATOR} studies are needed, and {len(dated)} have one",
        )
        return
    yield _tried(name, "meta-regression", len(dated), partial(_slope_on_months, name, dated, how))


def _slope_on_months(name: str, dated: list[EvidenceItem], how: Pooling) -> _Row:
    y, v, x = (
        np.array(column, float)
        for column in zip(
            *((estimate, se**2, i.months) for i in dated for estimate, se in [numbers_of(i)]), strict=True
        )
    )
    fit = rma(y, v, x, how.method, how.test, how.level)
    return (
        *(
            name,
            "meta-regression",
            fit.k,
            float(fit.b[1]),
            float(fit.ci_lb[1]),
            float(fit.ci_ub[1]),
            fit.tau2,
        ),
        *(float(fit.stat[1]), float(fit.pval[1]), "change in the effect a month"),
    )


def _dependent(pool: Pool, items: list[EvidenceItem], how: Pooling) -> Iterator[_Row]:
    """All rows of the studies, not one a study: effects within studies, robust variance (CR2, Satterthwaite)."""
    every = [
        item
        for item in items
        if item.kind == Kind.EFFECT
        and (item.role, item.outcome, item.effect_type, item.measure)
        == (pool.role, pool.outcome, pool.effect_type, pool.measure)
        and item.standing == Standing.COUNTED
        and usable(item)
    ]
    if len(every) == len(pool.items):
        return
    name = "every time point, three levels, CR2"
    yield _tried(name, "dependent effects", len(every), partial(_three_levels, name, every, how))


def _three_levels(name: str, every: list[EvidenceItem], how: Pooling) -> _Row:
    from scipy.stats import t

    y, errors = map(np.array, zip(*map(numbers_of, every), strict=True))
    studies = [i.study_id for i in every]
    fit = three_level(y, errors**2, studies, [i.item_id for i in every], level=how.level)
    robust = cr2(fit)
    reach = float(t.ppf(0.5 + how.level / 2, robust.df[0]) * robust.se[0])
    b = float(fit.b[0])
    note = (
        f"{len(every)} rows of {len(set(studies))} studies; {robust.df[0]:.1f} degrees of freedom"
        f"{'; fewer than four, do not trust the p-value' if robust.df[0] < 4 else ''}"
    )
    return (
        *(name, "dependent effects", len(every), b, b - reach, b + reach),
        *(float(sum(fit.sigma2)), b / float(robust.se[0]), float(robust.pval[0]), note),
    )


def _small_studies(fit: Fit) -> Iterator[_Row]:
    """Tests of asymmetry and what the pool would be without it; warned about under ten studies."""
    warn = f"fewer than {FEW} studies: chance and bias cannot be told apart" if fit.k < FEW else ""
    kind = "small studies"
    spread = len(np.unique(fit.v)) > 1
    if fit.k < 3 or not spread:
        why = "three studies are needed at least" if fit.k < 3 else "all studies are of one precision"
        yield _refused("tests of asymmetry", kind, fit.k, why)
        return
    ways: tuple[tuple[str, Callable[[str], _Row]], ...] = (
        ("Egger, regression", lambda name: _asymmetry(name, fit, egger_lm, warn)),
        ("Egger, mixed effects", lambda name: _asymmetry(name, fit, egger_rma, warn)),
        ("rank correlation (Kendall’s tau)", lambda name: _asymmetry(name, fit, _ranks, warn)),
        ("precision-effect test (PET)", lambda name: _row(name, kind, pet(fit.y, fit.v), warn)),
        (
            "precision-effect estimate with standard error (PEESE)",
            lambda name: _row(name, kind, pet(fit.y, fit.v, True), warn),
        ),
        ("trim and fill, L0", lambda name: _filled(name, fit, "L0", warn)),
        ("trim and fill, R0", lambda name: _filled(name, fit, "R0", warn)),
    )
    for name, way in ways:
        yield _tried(name, kind, fit.k, partial(way, name))


def _asymmetry(name: str, fit: Fit, test: Callable[..., Asymmetry], warn: str) -> _Row:
    found = test(fit.y, fit.v)
    return name, "small studies", fit.k, None, None, None, None, found.stat, found.pval, warn


def _ranks(y: np.ndarray, v: np.ndarray) -> Asymmetry:
    tau, p = rank_test(y, v)
    return Asymmetry(tau, math.nan, p)


def _filled(name: str, fit: Fit, estimator: str, warn: str) -> _Row:
    filled = trim_and_fill(fit, estimator)
    added = f"{filled.k0} {'study' if filled.k0 == 1 else 'studies'} filled in on the {filled.side}"
    note = "; ".join(filter(None, [added, warn]))
    return _row(name, "small studies", filled.fit, note)
