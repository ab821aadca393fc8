"""Every row of the studies of a pool, not one a study: what follows where effects depend on each other, in several ways.

Effects in studies at three levels, sampling errors correlated by as much as is asked, variances robust against a wrong model
(CR2, Satterthwaite); clustered studies at other intra-cluster correlations; small studies among nested effects. The pool
itself holds one row a study.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from evidence.extract.rows import POOLED, EvidenceItem
from evidence.item_words import Kind
from evidence.measures.clustering import design_effect
from evidence.meta import rma
from evidence.meta.impossible import Impossible
from evidence.meta.multilevel import ThreeLevel, cr2, three_level, weighted
from evidence.meta.small_studies import FEW
from evidence.synthesise.analysis_row import Row, fitted, refused, tried
from evidence.synthesise.likeness import alike, unlike, usable
from evidence.synthesise.pool import numbers_of
from evidence.synthesise.pool_rows import Pool
from evidence.synthesise.settings import Pooling

DEPENDENT, CLUSTERED, NESTED = "dependent effects", "clustered studies", "small studies, nested effects"
FEWEST_DF = 4  # degrees of freedom, under which Satterthwaite's approximation fails (Tipton 2015)
MOST_ROWS = 2000  # matrices are as large as the rows; more would take hours
MIDDLE = 0.5
"""Correlation of sampling errors in one study, where no other is asked for."""


def every_row(pool: Pool, items: Sequence[EvidenceItem]) -> list[EvidenceItem]:
    """The rows that might have been pooled, of all times and arms of each study."""
    return [
        item
        for item in items
        if item.kind == Kind.EFFECT
        and alike(item) == (pool.role, pool.outcome, pool.effect_type, pool.measure, pool.comparison)
        and item.standing in POOLED
        and usable(item)
    ]


def dependent(pool: Pool, items: Sequence[EvidenceItem], how: Pooling) -> Iterator[Row]:
    """The mean of all rows at each correlation of sampling errors; then whether small studies differ."""
    rows = every_row(pool, items)
    why = "no study has a second row" if len(rows) == len(pool.items) else unlike(rows)
    ways = [("every time point, three levels, CR2", 0.0)]
    ways += [
        (f"every time point, sampling errors correlated by {rho:g}, CR2", rho) for rho in how.correlations
    ]
    for name, rho in ways:
        if why:
            yield refused(name, DEPENDENT, len(rows), why)
        else:
            yield tried(name, DEPENDENT, len(rows), partial(_mean, name, rows, how, rho))
    yield from _nested_asymmetry(rows, how, why)


def clustered(pool: Pool, items: Sequence[EvidenceItem], how: Pooling) -> Iterator[Row]:
    """The pool with the intra-cluster correlation of every clustered study set to another value."""
    by_id = {item.item_id: item for item in items}
    rows = [by_id[item] for item in pool.items]
    given = [_clusters(item) for item in rows]
    n = sum(one is not None for one in given)
    for icc in how.iccs:
        name = f"an ICC of {icc:g} in every clustered study"
        if n:
            yield tried(name, CLUSTERED, len(rows), partial(_at_icc, name, rows, how, icc))
        else:
            why = "no study in it gives a size of clusters with an ICC"
            yield refused(name, CLUSTERED, len(rows), why)


def arrays(rows: Sequence[EvidenceItem]) -> tuple[np.ndarray, np.ndarray]:
    """Estimates on the scale of analysis, and sampling variances."""
    estimates, errors = map(np.array, zip(*map(numbers_of, rows), strict=True))
    return estimates, errors**2


def model(
    rows: Sequence[EvidenceItem], how: Pooling, rho: float, moderators: np.ndarray | None = None
) -> ThreeLevel:
    """Rows in studies at three levels, their sampling errors correlated within a study."""
    if len(rows) > MOST_ROWS:
        raise Impossible(f"{len(rows)} rows are more than the {MOST_ROWS} that this can be done with")
    y, v = arrays(rows)
    studies, units = [i.study_id for i in rows], [i.item_id for i in rows]
    return three_level(y, v, studies, units, moderators, how.level, rho)


def robust_row(name: str, kind: str, fit: ThreeLevel, note: str, coefficient: int = 0) -> Row:
    """The row of one coefficient, by CR2; the note says how far its degrees of freedom go."""
    from scipy.stats import t

    found = cr2(fit)
    b, se, df = float(fit.b[coefficient]), float(found.se[coefficient]), float(found.df[coefficient])
    reach = float(t.ppf(0.5 + fit.level / 2, df)) * se
    said = f"{note}; {df:.1f} degrees of freedom"
    said += f"; fewer than {FEWEST_DF}, do not trust the p-value" if df < FEWEST_DF else ""
    return (
        *(name, kind, len(fit.y), b, b - reach, b + reach),
        *(float(sum(fit.sigma2)), b / se, float(found.pval[coefficient]), said),
    )


def _counted(rows: Sequence[EvidenceItem]) -> str:
    return f"{len(rows)} rows of {len({row.study_id for row in rows})} studies"


def _mean(name: str, rows: Sequence[EvidenceItem], how: Pooling, rho: float) -> Row:
    fit = model(rows, how, rho)
    note = f"{_counted(rows)}; variance between studies {fit.sigma2[0]:.3f}, within {fit.sigma2[1]:.3f}"
    return robust_row(name, DEPENDENT, fit, note)


def _nested_asymmetry(rows: Sequence[EvidenceItem], how: Pooling, why: str) -> Iterator[Row]:
    """Egger's regression where effects are nested in studies (Rodgers and Pustejovsky 2021): at three levels, and as
    weighted least squares in a sandwich, both with CR2."""
    few = len({row.study_id for row in rows}) < FEW
    warn = f"; fewer than {FEW} studies: chance and bias cannot be told apart" if few else ""
    ways = (
        (
            "Egger, every time point, three levels, CR2",
            partial(_slope_on_error, rows=rows, how=how, warn=warn),
        ),
        ("Egger, every time point, sandwich, CR2", partial(_sandwich, rows=rows, how=how, warn=warn)),
    )
    for name, way in ways:
        if why:
            yield refused(name, NESTED, len(rows), why)
        else:
            yield tried(name, NESTED, len(rows), partial(way, name))


def _slope_on_error(name: str, rows: Sequence[EvidenceItem], how: Pooling, warn: str) -> Row:
    _, v = arrays(rows)
    return _tested(name, model(rows, how, MIDDLE, np.sqrt(v)), f"{_counted(rows)}{warn}")


def _sandwich(name: str, rows: Sequence[EvidenceItem], how: Pooling, warn: str) -> Row:
    y, v = arrays(rows)
    studies = [row.study_id for row in rows]
    return _tested(name, weighted(y, v, studies, np.sqrt(v), how.level), f"{_counted(rows)}{warn}")


def _tested(name: str, fit: ThreeLevel, note: str) -> Row:
    """The test of the slope alone: a slope on the standard error is on no scale that a reader knows."""
    row = robust_row(name, NESTED, fit, note, 1)
    return (*row[:3], None, None, None, *row[6:])


def _clusters(item: EvidenceItem) -> tuple[float, float] | None:
    """(average size of a cluster, intra-cluster correlation) that its standard error was corrected by."""
    given = json.loads(item.raw or "{}")
    size, icc = given.get("cluster_size"), given.get("icc")
    return None if size is None or icc is None else (size, icc)


def _at_icc(name: str, rows: Sequence[EvidenceItem], how: Pooling, icc: float) -> Row:
    y, v = arrays(rows)
    changed = 0
    for i, row in enumerate(rows):
        if given := _clusters(row):
            size, own = given
            v[i] *= design_effect(size, icc) / design_effect(size, own)
            changed += 1
    fit = rma(y, v, method=how.method, test=how.test, level=how.level)
    least = min(math.sqrt(value) for value in v)
    return fitted(
        name, CLUSTERED, fit, f"{changed} of {len(rows)} studies are clustered; least error {least:.3g}"
    )
