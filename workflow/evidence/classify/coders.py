"""Several coders side by side: how far they agree, and where they do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from evidence.classify import agreement
from evidence.classify.people import CONSENSUS
from evidence.decisions import CodingDecision

Coded = dict[str, dict[str, tuple[str, ...]]]
"""By work and reviewer: the codes, the main one first."""


def by_coder(applied: Iterable[tuple[CodingDecision, str]]) -> dict[str, Coded]:
    """By facet: what each reviewer coded; the last decision counts, and what was reconciled later is left out."""
    found: dict[str, Coded] = defaultdict(lambda: defaultdict(dict))
    for decision, work_id in applied:
        if decision.reviewer.casefold() != CONSENSUS:
            codes = tuple(code for code in map(str.strip, decision.codes.split(";")) if code)
            found[decision.facet][work_id][decision.reviewer] = codes
    return found


def compared(coded: Coded, multiple: bool) -> dict[str, Any]:
    """Agreement of all coders of one facet; empty unless two coded one work.

    Coefficients are of the main code; where a work may have several, `jaccard` is of the whole sets.
    """
    coders = sorted({name for own in coded.values() for name in own})
    works = sorted(work for work, own in coded.items() if len(own) > 1)
    if not works:
        return {}
    main = [[own[0] if (own := coded[w].get(name)) else None for name in coders] for w in works]
    found: dict[str, Any] = {"coders": coders, "works": len(works)}
    measures = {
        "raw_agreement": agreement.raw_agreement,
        "krippendorff_alpha": agreement.krippendorff_alpha,
        "gwet_ac1": agreement.gwet_ac1,
    }
    if len(coders) == 2:
        measures["cohen_kappa"] = agreement.cohen_kappa
    elif all(None not in unit for unit in main):
        measures["fleiss_kappa"] = agreement.fleiss_kappa
    found |= {name: figure(measure, main) for name, measure in measures.items()}
    if multiple:
        sets = [
            [frozenset(own) if (own := coded[w].get(n)) is not None else None for n in coders] for w in works
        ]
        found["jaccard"] = figure(agreement.jaccard, sets)
    found["disagreements"] = [
        {"work_id": w, **{name: "; ".join(coded[w][name]) for name in coders if name in coded[w]}}
        for w in works
        if len({frozenset(own) for own in coded[w].values()}) > 1
    ]
    return found


def figure(measure: Any, ratings: Sequence[Sequence[Any]]) -> dict[str, float | None]:
    """A coefficient with its bootstrap interval; None where it is undefined."""
    low, high = agreement.interval(measure, ratings)
    return {name: _told(value) for name, value in (("value", measure(ratings)), ("low", low), ("high", high))}


def _told(value: float) -> float | None:
    return round(value, 4) if value == value else None
