"""What more hand-coded works would bring: macro-F1 of the regression by how many it learnt from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evidence.classify import logistic
from evidence.classify.alike import Alike
from evidence.classify.combine import C
from evidence.classify.evaluate import counted, macro_f1

SHARES = (0.25, 0.5, 0.75, 1.0)


def learning_curve(
    alike: Alike, truth: np.ndarray, folds: np.ndarray, order: Sequence[str]
) -> list[dict[str, float]]:
    """Out of fold, by the best code of each work, after learning from growing shares of the other folds.

    `alike`: of n works. `truth`: (n, k) bool. `folds`: (n,). Works are added in the order of a hash of their ids (`order`), so
    that a larger share holds the smaller one.
    """
    rank = np.argsort(np.argsort(np.array(order), kind="stable"), kind="stable")
    best = np.zeros(truth.shape, bool)
    curve = []
    for share in SHARES:
        best[:] = False
        learnt = []
        for fold in sorted(set(folds.tolist())):
            outside = np.flatnonzero(folds != fold)
            outside = outside[np.argsort(rank[outside])][: max(2, int(share * len(outside)))]
            outside, inside = np.sort(outside), np.flatnonzero(folds == fold)
            parts = logistic.fit(alike.times(outside, outside), truth[outside], C)
            margins = alike.times(inside, outside)(parts)
            best[inside, margins.argmax(axis=1)] = True
            learnt.append(len(outside))
        score = macro_f1(counted(truth, best).sum(axis=0))
        curve.append({"learnt_from": round(float(np.mean(learnt))), "macro_f1": round(score, 4)})
    return curve
