"""What the effects of a pool may depend on: any coded facet, the months of follow-up, and the year of publication.

Meta-regression by the model and test of the pool (Knapp and Hartung 2003), with the test of all codes of a facet at once; and
the same of every row of the studies, where they have several, by CR2 (Tipton and Pustejovsky 2015). Studies were not allocated
to moderators, so that a difference is an association.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from evidence.extract.rows import EvidenceItem
from evidence.item_codes import facets_of
from evidence.meta import Fit, rma
from evidence.meta.multilevel import htz
from evidence.synthesise.analysis_row import Row, fitted, refused, tried
from evidence.synthesise.likeness import unlike
from evidence.synthesise.pool_dependence import MIDDLE, arrays, every_row, model, robust_row
from evidence.synthesise.pool_rows import Pool
from evidence.synthesise.settings import Pooling

STUDIES_A_MODERATOR = 10  # Cochrane Handbook 10.11.5.1
KIND, TEST = "meta-regression", "test of a moderator"


def moderators(
    pool: Pool,
    items: Sequence[EvidenceItem],
    how: Pooling,
    facets: Sequence[str],
    years: Mapping[str, int | None],
) -> Iterator[Row]:
    """Rows for each facet of which some study of the pool has a code, for the follow-up and for the year. `years`: work → year."""
    by_id = {item.item_id: item for item in items}
    rows = [by_id[item] for item in pool.items]
    every = every_row(pool, items)
    every = [] if len(every) == len(rows) or unlike(every) else every
    for facet in facets:
        if any(facets_of(row.facets).get(facet) for row in rows):
            yield from _facet(facet, rows, every, how)
    yield from _slopes("slope on months of follow-up", "a month", lambda row: row.months, rows, every, how)
    published = "slope on the year of publication"
    yield from _slopes(published, "a year", lambda row: years.get(row.work_id), rows, every, how)


def _facet(facet: str, rows: list[EvidenceItem], every: list[EvidenceItem], how: Pooling) -> Iterator[Row]:
    """One code against the most frequent one, each, and all codes at once. Rows with no code of it or several are left out."""
    name, coded = f"{facet}: all codes at once", [row for row in rows if _code(facet, row)]
    counts = Counter(_code(facet, row) for row in coded)
    aside = len(rows) - len(coded)
    if why := _too_few(len(coded), counts, aside):
        yield refused(name, TEST, len(coded), why)
        return
    reference, *others = sorted(counts, key=lambda code: (-counts[code], code))
    y, v = arrays(coded)
    fit = partial(rma, y, v, _dummies(facet, coded, others), how.method, how.test, how.level)
    for place, code in enumerate(others, start=1):
        said = f"{counts[code]} studies against {counts[reference]}; difference in the effect"
        one = f"{facet}: {code} against {reference}"
        yield tried(one, KIND, len(coded), partial(_coefficient, one, fit, said, place))
    plain = partial(rma, y, v, None, how.method, how.test, how.level)
    yield tried(name, TEST, len(coded), partial(_at_once, name, fit, plain, aside))
    nested = [row for row in every if _code(facet, row) in counts]
    if nested:
        name = f"{facet}: all codes at once, every time point, CR2"
        yield tried(name, TEST, len(nested), partial(_robustly, name, facet, nested, others, how))


def _slopes(
    name: str,
    unit: str,
    value: Callable[[EvidenceItem], float | None],
    rows: list[EvidenceItem],
    every: list[EvidenceItem],
    how: Pooling,
) -> Iterator[Row]:
    """The change of the effect with a number that rows have."""
    known = [row for row in rows if value(row) is not None]
    if why := _too_few(len(known), Counter(map(value, known)), len(rows) - len(known)):
        yield refused(name, KIND, len(known), why)
        return
    y, v = arrays(known)
    fit = partial(rma, y, v, _centred(known, value), how.method, how.test, how.level)
    note = f"change in the effect {unit}"
    yield tried(name, KIND, len(known), partial(_coefficient, name, fit, note, 1))
    nested = [row for row in every if value(row) is not None]
    if nested:
        name = f"{name}, every time point, CR2"
        yield tried(name, KIND, len(nested), partial(_slope, name, note, nested, value, how))


def _code(facet: str, row: EvidenceItem) -> str:
    """The one code of a row in a facet; nothing where it has none, or several."""
    codes = facets_of(row.facets).get(facet, [])
    return codes[0] if len(codes) == 1 else ""


def _too_few(k: int, counts: Mapping[Any, int], aside: int) -> str:
    left = f"; {aside} more {'has' if aside == 1 else 'have'} none, or several codes" if aside else ""
    if k < STUDIES_A_MODERATOR:
        return f"{STUDIES_A_MODERATOR} studies with one are needed, and there are {k}{left}"
    if len(counts) < 2:
        return f"it is the same in all{left}"
    return ""


def _dummies(facet: str, rows: Sequence[EvidenceItem], codes: Sequence[str]) -> np.ndarray:
    return np.column_stack([[float(_code(facet, row) == code) for row in rows] for code in codes])


def _centred(rows: Sequence[EvidenceItem], value: Callable[[EvidenceItem], float | None]) -> np.ndarray:
    given = np.array([value(row) for row in rows], float)
    return given - given.mean()


def _coefficient(name: str, fit: partial[Fit], note: str, place: int) -> Row:
    return fitted(name, KIND, fit(), note, place)


def _at_once(name: str, fit: partial[Fit], plain: partial[Fit], aside: int) -> Row:
    """Q_M, or F where the test is not by the normal distribution; how much of tau² the codes take away."""
    found, without = fit(), plain()
    q = found.p - 1
    by = "chi-squared" if found.test == "z" else "F"
    df = f"{q}" if found.test == "z" else f"{q} and {found.k - found.p}"
    note = f"{by} = {found.QM:.2f} on {df} degrees of freedom"
    if without.tau2 > 0:
        note += (
            f"; tau² {1 - found.tau2 / without.tau2:.0%} less"
            if found.tau2 <= without.tau2
            else "; tau² is no less"
        )
    note += f"; {aside} studies have no code, or several" if aside else ""
    return name, TEST, found.k, None, None, None, found.tau2, found.QM, found.QMp, note


def _robustly(name: str, facet: str, rows: Sequence[EvidenceItem], codes: Sequence[str], how: Pooling) -> Row:
    fit = model(rows, how, MIDDLE, _dummies(facet, rows, codes))
    joint = htz(fit, range(1, len(codes) + 1))
    note = f"F = {joint.stat:.2f} on {joint.df_num} and {joint.df:.1f} degrees of freedom; {len(rows)} rows of {len(fit.clusters)} studies"
    return name, TEST, len(rows), None, None, None, float(sum(fit.sigma2)), joint.stat, joint.pval, note


def _slope(
    name: str,
    note: str,
    rows: Sequence[EvidenceItem],
    value: Callable[[EvidenceItem], float | None],
    how: Pooling,
) -> Row:
    fit = model(rows, how, MIDDLE, _centred(rows, value))
    return robust_row(name, KIND, fit, f"{note}; {len(rows)} rows of {len(fit.clusters)} studies", 1)
