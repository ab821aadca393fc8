"""Each pool once more, in every other way that could be defended, so that a reader sees what the result rests on.

Other estimators and tests, a Bayesian model, subgroups, a moderator, dependent rows in three levels with CR2, and looks
at small studies. A way that does not apply is a row with its reason and no number.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from evidence.appraise.risks import Risks
from evidence.extract.convert import MARK
from evidence.extract.rows import EvidenceItem
from evidence.item_codes import facets_of
from evidence.measures import is_ratio, spread
from evidence.meta import METHODS, Fit, bayes
from evidence.synthesise.analysis_row import Row, fitted, refused, tried
from evidence.synthesise.pool import fit_of
from evidence.synthesise.pool_appraisal import by_appraisal
from evidence.synthesise.pool_asymmetry import small_studies
from evidence.synthesise.pool_counts import by_counts
from evidence.synthesise.pool_dependence import clustered, dependent
from evidence.synthesise.pool_moderators import moderators
from evidence.synthesise.pool_rows import Pool, PoolAnalysis
from evidence.synthesise.settings import Pooling

REFERENCES = {"z": "normal", "knha": "Knapp and Hartung", "adhoc": "Knapp and Hartung, never narrower"}


def pool_analyses(
    pool: Pool,
    items: list[EvidenceItem],
    how: Pooling,
    facets: Sequence[str] = (),
    years: Mapping[str, int | None] | None = None,
    risks: Risks | None = None,
    appraised: Collection[str] = (),
) -> list[PoolAnalysis]:
    """Rows in a fixed order; `items` are those of the whole review, `facets` and the `years` of works its moderators; `risks`: how people
    judged studies, `appraised`: those of which somebody has answered a question."""
    by_id = {item.item_id: item for item in items}
    rows = [by_id[item] for item in pool.items]
    with warnings.catch_warnings(), np.errstate(all="ignore"):  # what overflows is said in its row
        warnings.simplefilter("ignore")
        fit = fit_of(rows, how)
        found = [
            *_models(rows, how),
            *_bayesian(fit, pool, how),
            *by_counts(rows, how.level),
            *_unconverted(rows, how),
            *by_appraisal(rows, how, risks or Risks(), any(row.study_id in appraised for row in rows)),
            *_subgroups(rows, how),
            *moderators(pool, items, how, facets, years or {}),
            *dependent(pool, items, how),
            *clustered(pool, items, how),
            *small_studies(fit),
        ]
    return [PoolAnalysis(pool.pool_id, *row) for row in found]


def _models(rows: list[EvidenceItem], how: Pooling) -> Iterator[Row]:
    for method in METHODS:
        for test, reference in REFERENCES.items():
            same = (method, test) == (how.method, how.test)
            words = "common effect" if method == "EE" else f"random effects, {method}"
            note = "the analysis as configured" if same else ""
            name = f"{words}, {reference}"
            again = partial(_model, name, "model", rows, how, note, method, test)
            yield tried(name, "model", len(rows), again)


def _model(
    name: str,
    kind: str,
    rows: list[EvidenceItem],
    how: Pooling,
    note: str = "",
    method: str = "",
    test: str = "",
) -> Row:
    """The row of one fit. Raises ValueError where its error is none."""
    return fitted(name, kind, fit_of(rows, how, method, test), note)


def _bayesian(fit: Fit, pool: Pool, how: Pooling) -> Iterator[Row]:
    """With a prior for the kind of estimate; an effect in the unit of its outcome has none that holds for all outcomes."""
    share = spread(pool.effect_type)
    for prior in bayes.PRIORS:
        name = f"Bayesian, {prior} prior on tau"
        if share is None:
            unit = f" ({pool.unit})" if pool.unit else ""
            why = f"the effect has a unit of its own{unit}, for which there is no general prior"
            yield refused(name, "bayesian", fit.k, why)
            continue
        scale = how.prior_scale * share
        name += f" of scale {scale:g}"
        ratio = is_ratio(pool.effect_type)
        yield tried(name, "bayesian", fit.k, partial(_posterior, name, fit, prior, scale, how.level, ratio))


def _posterior(name: str, fit: Fit, prior: str, scale: float, level: float, ratio: bool) -> Row:
    """The note is on the scale that a reader sees, ratios as ratios; tau alone stays on that of the analysis."""
    post = bayes.random_effects(fit.y, fit.v, prior, scale, level)
    low, high = (math.exp(bound) if ratio else bound for bound in (post.pi_lb, post.pi_ub))
    note = (
        f"median; tau{' of the log' if ratio else ''} {post.tau:.3f} ({post.tau_lb:.3f} to {post.tau_ub:.3f}); "
        f"new study {low:.2f} to {high:.2f}; probability above {'one' if ratio else 'zero'} {post.above_zero:.3f}"
    )
    return name, "bayesian", fit.k, post.mu, post.mu_lb, post.mu_ub, post.tau**2, None, None, note


def _subgroups(rows: list[EvidenceItem], how: Pooling) -> Iterator[Row]:
    """Codes of a facet as subgroups, each with its own tau², and the test of their difference (QB)."""
    for facet in how.subgroups:
        groups: dict[str, list[EvidenceItem]] = {}
        for item in rows:
            codes = facets_of(item.facets).get(facet, [])
            if len(codes) == 1:
                groups.setdefault(codes[0], []).append(item)
        whole = []
        for code, own in sorted(groups.items()):
            name = f"{facet} = {code}"
            if len(own) < 2:
                yield refused(name, "subgroup", len(own), "one study only")
                continue
            row = tried(name, "subgroup", len(own), partial(_model, name, "subgroup", own, how))
            yield row
            if row[3] is not None:
                whole.append(own)
        name, k = f"{facet}: difference", sum(map(len, groups.values()))
        if len(whole) > 1:
            yield tried(name, "subgroup test", k, partial(_between, facet, whole, k, how))
        else:
            why = (
                "no study has one code of it" if not groups else "two subgroups are needed that can be pooled"
            )
            yield refused(name, "subgroup test", k, why)


def _unconverted(rows: list[EvidenceItem], how: Pooling) -> Iterator[Row]:
    """Without estimates that were converted from another kind, where there are any."""
    own = [item for item in rows if MARK not in item.derivation]
    if len(own) == len(rows):
        return
    name, n = "without converted estimates", len(rows) - len(own)
    if len(own) < 2:
        yield refused(name, "conversion", len(own), f"{n} of {len(rows)} estimates are converted")
    else:
        note = f"{n} converted from another kind are left out"
        yield tried(name, "conversion", len(own), partial(_model, name, "conversion", own, how, note))


def _between(facet: str, groups: list[list[EvidenceItem]], k: int, how: Pooling) -> Row:
    """Q between subgroups by their pooled estimates (Borenstein and others 2009, chapter 19)."""
    from scipy.stats import chi2

    fits = [fit_of(own, how) for own in groups]
    means = np.array([fit.b[0] for fit in fits])
    weights = 1 / np.array([fit.se[0] for fit in fits]) ** 2
    q = float(weights @ (means - weights @ means / weights.sum()) ** 2)
    df = len(fits) - 1
    note = f"Q between {len(fits)} subgroups on {df} degrees of freedom"
    return f"{facet}: difference", "subgroup test", k, None, None, None, None, q, float(chi2.sf(q, df)), note
