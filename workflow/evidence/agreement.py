"""How far coders agree: raw agreement, kappas, Krippendorff's alpha, Gwet's AC1, Jaccard.

Ratings are a table of units by coders; a missing rating is None. All coefficients are nominal. A coefficient
is NaN where nothing can be said: no unit with two ratings, or no variation to agree beyond.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from itertools import combinations
from typing import Any, TypeVar

import numpy as np

Code = TypeVar("Code", bound=Hashable)
Ratings = Sequence[Sequence[Hashable | None]]
Coded = dict[str, dict[str, tuple[str, ...]]]
"""By work and reviewer: what the reviewer decided, the main code first."""
NOTHING = float("nan")
RESAMPLES, SEED = 400, 20120101


def raw_agreement(ratings: Ratings) -> float:
    """Share of pairs of coders that agree, averaged over the units with two ratings or more."""
    shares = [_pairs_that_agree(unit) for unit in _paired(ratings)]
    return float(np.mean(shares)) if shares else NOTHING


def cohen_kappa(ratings: Ratings) -> float:
    """Two coders (Cohen 1960). Raises ValueError where a unit has not two columns."""
    if any(len(unit) != 2 for unit in ratings):
        raise ValueError("Cohen's kappa is for two coders")
    both = [unit for unit in ratings if None not in unit]
    if not both:
        return NOTHING
    n = len(both)
    observed = sum(a == b for a, b in both) / n
    first, second = Counter(a for a, _ in both), Counter(b for _, b in both)
    expected = sum(first[code] * second[code] for code in first) / n**2
    return (observed - expected) / (1 - expected) if expected < 1 else NOTHING


def fleiss_kappa(ratings: Ratings) -> float:
    """Several coders, every unit rated by as many (Fleiss 1971). Raises ValueError where the numbers differ."""
    units = [[code for code in unit if code is not None] for unit in ratings]
    units = [unit for unit in units if unit]
    sizes = {len(unit) for unit in units}
    if not units:
        return NOTHING
    if len(sizes) > 1 or sizes == {1}:
        raise ValueError("Fleiss' kappa needs the same number of ratings, two at least, for every unit")
    observed = float(np.mean([_pairs_that_agree(unit) for unit in units]))
    counts = Counter(code for unit in units for code in unit)
    total = sum(counts.values())
    expected = sum((n / total) ** 2 for n in counts.values())
    return (observed - expected) / (1 - expected) if expected < 1 else NOTHING


def krippendorff_alpha(ratings: Ratings) -> float:
    """Any number of coders, with missing ratings (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability)."""
    coincidence: dict[tuple[Hashable, Hashable], float] = defaultdict(float)
    for unit in _paired(ratings):
        counts = Counter(unit)
        m = len(unit)
        for a in counts:
            for b in counts:
                coincidence[(a, b)] += counts[a] * (counts[b] - (a == b)) / (m - 1)
    totals: dict[Hashable, float] = defaultdict(float)
    for (a, _), n in coincidence.items():
        totals[a] += n
    n = sum(totals.values())
    if not n:
        return NOTHING
    observed = sum(value for (a, b), value in coincidence.items() if a != b) / n
    expected = (n * n - sum(value * value for value in totals.values())) / (n * (n - 1))
    return 1 - observed / expected if expected else NOTHING


def gwet_ac1(ratings: Ratings) -> float:
    """Any number of coders, with missing ratings; steady where one code prevails (Gwet 2008)."""
    paired = _paired(ratings)
    everyone = [[code for code in unit if code is not None] for unit in ratings]
    everyone = [unit for unit in everyone if unit]
    codes = sorted({code for unit in everyone for code in unit}, key=str)
    if not paired or len(codes) < 2:
        return NOTHING
    observed = float(np.mean([_pairs_that_agree(unit) for unit in paired]))
    share = np.array([np.mean([unit.count(code) / len(unit) for unit in everyone]) for code in codes])
    expected = float((share * (1 - share)).sum() / (len(codes) - 1))
    return (observed - expected) / (1 - expected)


def jaccard(ratings: Sequence[Sequence[frozenset[str] | None]]) -> float:
    """Mean over units and pairs of coders of shared codes by all codes; two empty sets agree fully."""
    shares = [
        float(np.mean([len(a & b) / len(a | b) if a | b else 1.0 for a, b in combinations(unit, 2)]))
        for unit in _paired(ratings)
    ]
    return float(np.mean(shares)) if shares else NOTHING


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


def interval(
    measure: Callable[[Ratings], float], ratings: Ratings, times: int = RESAMPLES
) -> tuple[float, float]:
    """The middle 95 % of `measure` over units drawn with replacement; NaN where it is undefined."""
    chance = np.random.default_rng(SEED)
    values = [
        measure([ratings[i] for i in chance.integers(0, len(ratings), len(ratings))]) for _ in range(times)
    ]
    known = [value for value in values if value == value]
    return tuple(np.percentile(known, [2.5, 97.5]).tolist()) if known else (NOTHING, NOTHING)


def _paired(ratings: Sequence[Sequence[Code | None]]) -> list[list[Code]]:
    units = [[code for code in unit if code is not None] for unit in ratings]
    return [unit for unit in units if len(unit) > 1]


def _pairs_that_agree(unit: Sequence[Hashable]) -> float:
    m = len(unit)
    return sum(n * (n - 1) for n in Counter(unit).values()) / (m * (m - 1))
