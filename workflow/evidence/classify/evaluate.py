"""How well the machine agrees with people, on works that it had not seen. Plain counts, no flattery."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any


def scores(truth: Sequence[set[str]], given: Sequence[set[str]]) -> dict[str, float]:
    """Micro precision, recall and F1, and macro-F1 over the codes that people used."""
    hits: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for own, proposed in zip(truth, given, strict=True):
        hits.update(own & proposed)
        extra.update(proposed - own)
        missed.update(own - proposed)
    precision = _ratio(hits.total(), hits.total() + extra.total())
    recall = _ratio(hits.total(), hits.total() + missed.total())
    codes = sorted(set(hits) | set(missed))
    each = [2 * hits[c] / (2 * hits[c] + extra[c] + missed[c]) for c in codes]
    return {
        "precision": precision,
        "recall": recall,
        "f1": _ratio(2 * hits.total(), 2 * hits.total() + extra.total() + missed.total()),
        "macro_f1": round(sum(each) / len(each), 4) if each else 0.0,
    }


def _ratio(a: float, b: float) -> float:
    return round(a / b, 4) if b else 0.0


def majority(truth: Sequence[set[str]]) -> list[set[str]]:
    """The baseline that gives everyone the commonest code."""
    counts = Counter(code for own in truth for code in own)
    top = min(counts, key=lambda c: (-counts[c], c)) if counts else None
    return [{top} if top else set() for _ in truth]


def evaluation(
    truth: Sequence[set[str]],
    proposed: Sequence[set[str]],
    phrases: Sequence[set[str]],
    learnt: Sequence[str],
    not_learnt: Sequence[str],
) -> dict[str, Any]:
    """What the book prints for one facet."""
    answered = [i for i, codes in enumerate(proposed) if codes]
    right = sum(len(truth[i] & proposed[i]) for i in answered)
    given = sum(len(proposed[i]) for i in answered)
    return {
        "works_coded_by_people": len(truth),
        "answered": len(answered),
        "coverage": _ratio(len(answered), len(truth)),
        "precision_where_answered": _ratio(right, given),
        "machine": scores(truth, proposed),
        "phrases_alone": scores(truth, phrases),
        "commonest_code": scores(truth, majority(truth)),
        "learnt": sorted(learnt),
        "too_few_examples": sorted(not_learnt),
    }
