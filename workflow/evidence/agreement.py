"""How far coders agree: raw agreement, kappas, Krippendorff's alpha, Gwet's AC1, Jaccard.

Ratings are a table of units by coders; a missing rating is None. All coefficients are nominal. A coefficient
is NaN where nothing can be said: no unit with two ratings, or no variation to agree beyond.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import wraps
from itertools import combinations
from typing import Any

import numpy as np

Ratings = Sequence[Sequence[Hashable | None]]
Coefficient = Callable[..., Any]
Drawn = np.ndarray
"""How often a sample has each unit, samples by units."""
Shares = np.ndarray
"""By sample."""
Coded = dict[str, dict[str, tuple[str, ...]]]
"""By work and reviewer: what the reviewer decided, the main code first."""
NOTHING = float("nan")
RESAMPLES, SEED = 400, 20120101
FEWEST = 10
"""Of so many units at least an interval is drawn; with fewer a bound is the coefficient itself, or -1."""
_CELLS = 1_000_000  # of samples by units at once, so that those of a large review fit into memory


def _over_samples(of: Callable[[Any, Drawn], Shares]) -> Coefficient:
    """Of the ratings as they are one number; where `drawn` says how often each sample has each unit, one of each sample."""

    @wraps(of)
    def measured(ratings: Ratings, drawn: Drawn | None = None) -> Any:
        if drawn is not None:
            return of(ratings, drawn)
        return float(of(ratings, np.ones((1, len(ratings))))[0])

    return measured


@_over_samples
def raw_agreement(ratings: Ratings, drawn: Drawn) -> Shares:
    """Share of pairs of coders that agree, averaged over the units with two ratings or more."""
    agree, paired = _pairs_that_agree(_counts(ratings))
    return _share(drawn @ agree, drawn @ paired)


@_over_samples
def cohen_kappa(ratings: Ratings, drawn: Drawn) -> Shares:
    """Two coders (Cohen 1960). Raises ValueError where a unit has not two columns."""
    if any(len(unit) != 2 for unit in ratings):
        raise ValueError("Cohen's kappa is for two coders")
    both = np.array([None not in unit for unit in ratings], dtype=float)
    codes = _codes(ratings)
    first, second = (both[:, None] * _counts([unit[n : n + 1] for unit in ratings], codes) for n in (0, 1))
    n = drawn @ both
    observed = _share(drawn @ (first * second).sum(axis=1), n)
    return _beyond(observed, _share(((drawn @ first) * (drawn @ second)).sum(axis=1), n**2))


@_over_samples
def fleiss_kappa(ratings: Ratings, drawn: Drawn) -> Shares:
    """Several coders, every unit rated by as many (Fleiss 1971). Raises ValueError where the numbers differ."""
    counts = _counts(ratings)
    sizes = {*counts.sum(axis=1)} - {0}
    if len(sizes) > 1 or sizes == {1}:
        raise ValueError("Fleiss' kappa needs the same number of ratings, two at least, for every unit")
    totals = drawn @ counts
    expected = (_share(totals, totals.sum(axis=1, keepdims=True)) ** 2).sum(axis=1)
    return _beyond(raw_agreement(ratings, drawn), expected)


@_over_samples
def krippendorff_alpha(ratings: Ratings, drawn: Drawn) -> Shares:
    """Any number of coders, with missing ratings (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability)."""
    counts = _counts(ratings)
    agree, paired = _pairs_that_agree(counts)
    m = paired * counts.sum(axis=1)
    totals = drawn @ (paired[:, None] * counts)
    n = totals.sum(axis=1)
    observed = _share(drawn @ (m * (1 - agree)), n)
    expected = _share(n**2 - (totals**2).sum(axis=1), n * (n - 1))
    return 1 - _share(observed, expected)


@_over_samples
def gwet_ac1(ratings: Ratings, drawn: Drawn) -> Shares:
    """Any number of coders, with missing ratings; steady where one code prevails (Gwet 2008)."""
    counts = _counts(ratings)
    m = counts.sum(axis=1, keepdims=True)
    share = _share(drawn @ (counts / np.maximum(m, 1)), drawn @ (m > 0))
    codes = (drawn @ counts > 0).sum(axis=1)
    expected = _share((share * (1 - share)).sum(axis=1), codes - 1)
    return _beyond(raw_agreement(ratings, drawn), expected)


@_over_samples
def jaccard(ratings: Sequence[Sequence[frozenset[str] | None]], drawn: Drawn) -> Shares:
    """Mean over units and pairs of coders of shared codes by all codes; two empty sets agree fully."""
    told = [[own for own in unit if own is not None] for unit in ratings]
    pairs = [[len(a & b) / len(a | b) if a | b else 1.0 for a, b in combinations(unit, 2)] for unit in told]
    shares = np.array([np.mean(own) if own else 0.0 for own in pairs])
    return _share(drawn @ shares, drawn @ np.array([bool(own) for own in pairs], dtype=float))


def compared(coded: Coded, multiple: bool) -> dict[str, Any]:
    """Agreement of all coders on one question; empty unless two decided on one work.

    Coefficients are of the main code; where a work may have several, `jaccard` is of the whole sets.
    """
    coders = sorted({name for own in coded.values() for name in own})
    works = sorted(work for work, own in coded.items() if len(own) > 1)
    if not works:
        return {}
    main = [[own[0] if (own := coded[w].get(name)) else None for name in coders] for w in works]
    found: dict[str, Any] = {"coders": coders, "works": len(works)}
    measures = {
        "raw_agreement": raw_agreement,
        "krippendorff_alpha": krippendorff_alpha,
        "gwet_ac1": gwet_ac1,
    }
    if len(coders) == 2:
        measures["cohen_kappa"] = cohen_kappa
    elif all(None not in unit for unit in main):
        measures["fleiss_kappa"] = fleiss_kappa
    found |= {name: coefficient(measure, main) for name, measure in measures.items()}
    if multiple:
        sets = [
            [frozenset(own) if (own := coded[w].get(n)) is not None else None for n in coders] for w in works
        ]
        found["jaccard"] = coefficient(jaccard, sets)
    found["disagreements"] = [
        {"work_id": w, **{name: "; ".join(coded[w][name]) for name in coders if name in coded[w]}}
        for w in works
        if len({frozenset(own) for own in coded[w].values()}) > 1
    ]
    return found


def coefficient(measure: Any, ratings: Sequence[Sequence[Any]]) -> dict[str, float | None]:
    """A coefficient with its bootstrap interval; None where it is undefined."""
    low, high = interval(measure, ratings)
    return {name: _told(value) for name, value in (("value", measure(ratings)), ("low", low), ("high", high))}


def _told(value: float) -> float | None:
    return round(value, 4) if value == value else None


def bounds(told: dict[str, Any]) -> tuple[float, float] | None:
    """The interval of a coefficient as `coefficient` gives it; None where it is undefined."""
    low, high = told["low"], told["high"]
    return None if low is None or high is None else (low, high)


def interval(measure: Coefficient, ratings: Ratings, times: int = RESAMPLES) -> tuple[float, float]:
    """The middle 95 % of `measure` over units drawn with replacement; NaN where it is undefined, or where there are too few units to draw from."""
    if len(ratings) < FEWEST:
        return NOTHING, NOTHING
    chance, n = np.random.default_rng(SEED), len(ratings)
    some = max(1, _CELLS // n)
    values = np.concatenate(
        [measure(ratings, _drawn(chance, min(some, times - start), n)) for start in range(0, times, some)]
    )
    known = values[~np.isnan(values)]
    return tuple(np.percentile(known, [2.5, 97.5]).tolist()) if known.size else (NOTHING, NOTHING)


def _drawn(chance: np.random.Generator, times: int, n: int) -> Drawn:
    units = np.concatenate([chance.integers(0, n, n) + n * sample for sample in range(times)])
    return np.bincount(units, minlength=n * times).reshape(times, n).astype(float)


def _codes(ratings: Ratings) -> list[Hashable]:
    return list(dict.fromkeys(code for unit in ratings for code in unit if code is not None))


def _counts(ratings: Ratings, codes: Sequence[Hashable] | None = None) -> np.ndarray:
    """How many coders gave each code, units by codes."""
    column = {code: n for n, code in enumerate(_codes(ratings) if codes is None else codes)}
    counts = np.zeros((len(ratings), len(column)))
    for row, unit in zip(counts, ratings, strict=True):
        for code in unit:
            if code is not None:
                row[column[code]] += 1
    return counts


def _pairs_that_agree(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """By unit: the share of its pairs of ratings that agree, 0 where it has none; and 1 where it has any, else 0."""
    m = counts.sum(axis=1)
    return _share((counts * (counts - 1)).sum(axis=1), m * (m - 1), where_none=0.0), (m > 1).astype(float)


def _share(part: np.ndarray, of: np.ndarray, where_none: float = NOTHING) -> np.ndarray:
    """A quotient, and `where_none` where there is nothing to divide by."""
    part, of = np.broadcast_arrays(part, of)
    return np.divide(part, of, out=np.full(part.shape, where_none), where=of != 0)


def _beyond(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Agreement beyond chance, by what there may be beyond it."""
    return _share(observed - expected, 1 - expected)
