"""How well the machine agrees with people, on works that it had not seen. Plain counts, no flattery."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

TRUSTED = 0.9
"""Precision, out of fold, from which machine codes of a facet are called trustworthy."""


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


def majority(truth: Sequence[set[str]], folds: Sequence[int]) -> list[set[str]]:
    """The baseline that gives everyone the commonest code outside their own fold."""
    top: dict[int, set[str]] = {}
    for fold in set(folds):
        outside = (own for own, placed in zip(truth, folds, strict=True) if placed != fold)
        counts = Counter(code for own in outside for code in own)
        top[fold] = {min(counts, key=lambda c: (-counts[c], c))} if counts else set()
    return [top[fold] for fold in folds]


def evaluation(
    truth: Sequence[set[str]],
    folds: Sequence[int],
    proposed: Sequence[set[str]],
    model: Sequence[set[str]],
    phrases: Sequence[set[str]],
    learnt: Sequence[str],
    not_learnt: Sequence[str],
) -> dict[str, Any]:
    """What the book prints for one facet. Every list but the last two has one entry a coded work.

    A work that people found unclear has no true code: whatever the machine accepts there is wrong.
    """
    answered = sum(1 for codes in proposed if codes)
    machine = scores(truth, proposed)
    precision = machine["precision"]
    return {
        "works_coded_by_people": len(truth),
        "answered": answered,
        "coverage": _ratio(answered, len(truth)),
        "precision_where_answered": precision,
        "trustworthy": bool(answered) and precision >= TRUSTED,
        "why": _why(answered, precision),
        "machine": machine,
        "model_alone": scores(truth, model),
        "phrases_alone": scores(truth, phrases),
        "commonest_code": scores(truth, majority(truth, folds)),
        "learnt": sorted(learnt),
        "too_few_examples": sorted(not_learnt),
    }


def _why(answered: int, precision: float) -> str:
    if not answered:
        return "the machine accepted no code on a work that people coded"
    than = "reaches" if precision >= TRUSTED else "is below"
    return f"precision where answered {than} {TRUSTED:g}"
