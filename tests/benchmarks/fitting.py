"""The weights of deduplication, from labelled pairs; and whether the probabilities that they give hold elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from labelled import Labelled

from evidence.deduplicate.candidates import candidates
from evidence.deduplicate.levels import FOR, LEVELS, Comparisons, compare
from evidence.deduplicate.objections import Objection, objections
from evidence.deduplicate.record_columns import Columns
from evidence.deduplicate.weights import MISSING, log_odds

# What is thought of a weight before any pair is seen, and how much it is believed. A remark speaks against a pair; one
# identifier is one work; a heading, a notice, another part, a draft or other people are other works.
PULL, REMARK = 0.3, -1.0
STIFF, BEFORE = (
    5.0,
    {
        ("identifier", "same"): 6.0,
        ("identifier", "other"): -8.0,
        ("authors", "none shared"): -3.0,
        ("title", "related"): -2.0,
        ("wording", "a notice"): -4.5,
        ("wording", "other part"): -6.0,
        ("wording", "another word"): -5.0,
        ("remark", "no title that tells, and no place that is the same"): -8.0,
        ("remark", "the titles are others, and none translates the other"): -9.0,
        ("remark", "no author is shared, and no identifier"): -3.0,
        ("remark", "parts may begin on two pages"): -3.0,
        ("remark", "one is a page far from the other"): -4.0,
        ("remark", "one is a draft, a report or a thesis"): -4.0,
        ("remark", "they are versions of one work"): -4.0,
        ("remark", "other identifiers, not at one place"): -3.0,
        ("remark", "the places differ as far as they are known"): -5.5,
        ("remark", "two entries of one export that has hardly any twins"): -4.0,
        ("remark", "few words, and not all authors in common"): -3.0,
        ("remark", "the words or the pages differ, and no place is the same"): -4.5,
        ("remark", "a word differs, and no page is the same"): -3.0,
        ("remark", "they stand at different places"): -6.0,
        ("remark", "the years are not the same"): -2.5,
        ("remark", "more than a year lies between"): -1.5,
        ("remark", "other pages of one volume"): -2.5,
        ("wording", "short form"): -3.0,
        ("remark", "words are added, and nothing says where either stands"): -2.0,
        ("remark", "few words, and nothing says where either stands"): -3.0,
        ("remark", "one was online before it had a volume"): 2.0,
        ("remark", "one entry twice"): 12.0,
        ("remark", "no field differs"): 4.0,
    },
)
# Two records of which nothing is known are hardly one work.
SCARCE = -2.0


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs of one set: what was compared, and whether each is one work."""

    name: str
    compared: Comparisons
    remarks: list[Objection]
    same: np.ndarray

    @classmethod
    def of(cls, one: Labelled) -> Pairs:
        compared, _ = compare(columns := Columns(one.records), candidates(columns))
        same = one.cluster[compared.left] == one.cluster[compared.right]
        return cls(one.name, compared, objections(compared), same)

    @cached_property
    def counted(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(distinct rows of 0 and 1, true pairs of each, false pairs of each)."""
        columns = [remark.holds[:, None] for remark in self.remarks]
        for field, levels in LEVELS.items():
            columns.append(np.eye(len(levels), dtype=bool)[self.compared.level(field)][:, _told(field)])
        rows, back = np.unique(np.hstack(columns), axis=0, return_inverse=True)
        true = np.bincount(back.ravel(), weights=self.same, minlength=len(rows))
        return rows, true, np.bincount(back.ravel(), weights=~self.same, minlength=len(rows))


def _told(field: str) -> list[int]:
    return [n for n, level in enumerate(LEVELS[field]) if level not in MISSING]


def fit(sets: list[list[Pairs]]) -> dict[str, Any]:
    """Weights of an L2-penalised logistic regression on the pairs of these sets.

    `sets`: each set with its corrupted forms. Every set has the same say, and every form of it the same part of that.
    Within a field a level that means more agreement never weighs less; what is missing weighs nothing, agreement not
    less, disagreement not more; no remark against a pair speaks for it.
    """
    shown = sets[0][0].remarks
    parts = [(*one.counted, 1000 / len(forms) / len(one.same)) for forms in sets for one in forms]
    design = np.vstack([rows for rows, _, _, _ in parts]).astype(float)
    true = np.concatenate([t * share for _, t, _, share in parts])
    false = np.concatenate([f * share for _, _, f, share in parts])
    names = [("remark", remark.reason) for remark in shown]
    names += [(field, LEVELS[field][n]) for field in LEVELS for n in _told(field)]
    chosen = _rising(design, true, false, names, {r.reason: r.against for r in shown})
    fitted: dict[str, Any] = {"intercept": round(float(chosen[0]), 3), "remarks": {}, "fields": {}}
    for (field, level), weight in zip(names, chosen[1:], strict=True):
        place = fitted["remarks"] if field == "remark" else fitted["fields"].setdefault(field, {})
        place[level] = round(float(weight), 3) + 0.0
    return fitted | {"fitted_on": [forms[0].name for forms in sets]}


def _rising(design, true, false, names, against) -> np.ndarray:
    """(1 + features,) weights, the intercept first, by L-BFGS-B over steps away from nought that have one sign."""
    from scipy.optimize import minimize

    size = len(names) + 1
    steps, bounds = np.zeros((size, size)), [(None, SCARCE)] + [(0, None)] * (size - 1)
    steps[0, 0], before, pull = 1.0, np.zeros(size), np.full(size, PULL)
    for at, (field, level) in enumerate(names, start=1):
        pull[at] = STIFF if (field, level) in BEFORE else PULL
        if field == "remark":
            steps[at, at] = -1 if against[level] else 1
            before[at] = BEFORE.get((field, level), REMARK if against[level] else -REMARK)
            continue
        levels = [LEVELS[field][n] for n in _told(field)]
        here, turn, first = levels.index(level), levels.index(FOR[field]), at - levels.index(level)
        if here >= turn:
            steps[at, first + turn : at + 1] = 1
        else:
            steps[at, at : first + turn] = -1
        before[at] = BEFORE.get((field, level), before[at])
    design = np.column_stack([np.ones(len(design)), design])

    def loss(free: np.ndarray) -> tuple[float, np.ndarray]:
        chosen = steps @ free
        total = design @ chosen
        p = 1 / (1 + np.exp(-total))
        away = np.r_[0.0, chosen[1:] - before[1:]]
        value = true @ np.logaddexp(0, -total) + false @ np.logaddexp(0, total) + pull * away @ away
        return float(value), steps.T @ (design.T @ ((true + false) * p - true) + 2 * pull * away)

    begin = np.r_[SCARCE, np.zeros(size - 1)]
    done = minimize(loss, begin, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 3000})
    return steps @ done.x


BANDS = (0.0, 0.01, 0.1, 0.5, 0.9, 0.98, 0.995, 1.0000001)


def reliability(pairs: Pairs, weights: dict[str, Any]) -> np.ndarray:
    """(bands, 3): pairs, the sum of their probabilities and the true ones, by bands of probability."""
    p = 1 / (1 + np.exp(-log_odds(pairs.compared, pairs.remarks, weights)))
    band = np.digitize(p, BANDS) - 1
    size = len(BANDS) - 1
    return np.column_stack(
        [np.bincount(band, weights=w, minlength=size) for w in (np.ones(len(p)), p, pairs.same)]
    )
