"""What more hand-coded works would bring: macro-F1 of the regression by how many it learnt from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evidence.classify.combine import Nested
from evidence.classify.evaluate import counted, macro_f1

SHARES = (0.25, 0.5, 0.75, 1.0)


def learning_curve(nested: Nested, order: Sequence[str]) -> list[dict[str, float]]:
    """Out of fold, by the best code of each work, after learning from growing shares of the other folds.

    Works are added in the order of a hash of their ids (`order`, one for each work of `nested`), so that a larger share holds the smaller one.
    """
    rank = np.argsort(np.argsort(np.array(order), kind="stable"), kind="stable")
    best = np.zeros(nested.codes.shape, bool)
    curve = []
    for share in SHARES:
        best[:] = False
        learnt = []
        for fold in sorted(set(nested.folds.tolist())):
            outside = nested.outside(frozenset({fold}))
            some = np.sort(outside[np.argsort(rank[outside])[: max(2, int(share * len(outside)))]])
            inside = np.flatnonzero(nested.folds == fold)
            rows, parts = nested.parts(frozenset({fold}))
            if share < 1:
                rows, parts = nested.fit(some, (rows, parts))
            margins = nested.alike.times(inside, rows)(parts)
            best[inside, margins.argmax(axis=1)] = True
            learnt.append(len(some))
        taught = nested.taught
        score = macro_f1(counted(nested.codes[taught], best[taught]).sum(axis=0))
        curve.append({"learnt_from": round(float(np.mean(learnt))), "macro_f1": round(score, 4)})
    return curve
