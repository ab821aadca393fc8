"""What more hand-coded works would bring: the text model's macro-F1 by how many it learnt from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from evidence.classify.evaluate import counted, macro_f1
from evidence.classify.linear import LinearModel

SHARES = (0.25, 0.5, 0.75, 1.0)


def learning_curve(
    features: Any, truth: np.ndarray, folds: Sequence[int], order: Sequence[str]
) -> list[dict[str, float]]:
    """Out of fold, by the best code of each work, after learning from growing shares of the other folds.

    `features`: (n, words). `truth`: (n, k) bool. Works are added in the order of a hash of their ids (`order`), so
    that a larger share holds the smaller one.
    """
    placed, codes = np.array(folds), [str(c) for c in range(truth.shape[1])]
    rank = np.argsort(np.argsort(np.array(order)))
    true = [{codes[c] for c in np.flatnonzero(row)} for row in truth]
    curve = []
    for share in SHARES:
        given: list[set[str]] = [set() for _ in true]
        learnt = []
        for fold in sorted(set(folds)):
            outside = np.flatnonzero(placed != fold)
            outside = outside[np.argsort(rank[outside])][: max(2, int(share * len(outside)))]
            outside, inside = np.sort(outside), np.flatnonzero(placed == fold)
            margins = LinearModel().fit(features[outside], truth[outside]).decision_function(features[inside])
            for row, best in zip(inside, margins.argmax(axis=1), strict=True):
                given[row] = {codes[best]}
            learnt.append(len(outside))
        score = macro_f1(counted(true, given, codes).sum(axis=0))
        curve.append({"learnt_from": round(float(np.mean(learnt))), "macro_f1": round(score, 4)})
    return curve
