"""A finished screening played back: in what order would its works have come, and when would it have ended?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from evidence.screen.ranking import Ranker
from evidence.screen.stopping import stopping

PATIENCE, AT_MOST = 0.05, 10
"""The model learns anew after each find, and after so many readings without one: a share of what was read, at most ten."""


@dataclass(frozen=True, slots=True)
class Played:
    """`order`: rows in the order of reading, the known ones first. `known`: how many were given.

    `average_time`: mean share of the works read before a relevant one is found (average time to discovery,
    Ferdinands and others 2023). `work_saved`: WSS@95 (Cohen and others 2006). `soon`: recall when a tenth of the works
    is read. `stopped_at`: how many were read when the rule said stop; `recall` then.
    """

    order: np.ndarray
    known: int
    average_time: float
    work_saved: float
    soon: float
    stopped_at: int
    recall: float


def starts(included: np.ndarray, times: int, seed: int = 0) -> Iterator[list[int]]:
    """Random starts: one included and one excluded row each."""
    chance = np.random.default_rng(seed)
    yes, no = np.flatnonzero(included), np.flatnonzero(~included)
    for _ in range(times):
        yield [int(chance.choice(yes)), int(chance.choice(no))]


def play(
    matrix: Any,
    included: np.ndarray,
    known: Sequence[int],
    target: float = 0.95,
    confidence: float = 0.95,
    ranker: Ranker | None = None,
    judge: bool = True,
) -> Played:
    """Read `matrix` (n, words), whose answers are `included` (n,) bool, from the `known` rows on.

    With `judge`, reading goes on until the stopping rule holds and everything relevant is found.
    """
    ranker, n = ranker or Ranker(), len(included)
    read, order = np.zeros(n, bool), list(known)
    read[order] = True
    stopped, step = 0, max(1, n // 100)
    wanted = int(included.sum())
    while (included[read].sum() < wanted or (judge and not stopped)) and len(order) < n:
        rows = np.flatnonzero(read)
        scores = ranker.fit(matrix[rows], included[rows]).decision_function(matrix)
        scores[read] = -np.inf
        for row in _best(scores, min(max(1, int(PATIENCE * len(rows))), AT_MOST, n - len(rows))):
            read[row] = True
            order.append(int(row))
            if judge and not stopped and len(order) % step == 0:
                rule = stopping(included[order].tolist(), n, target, confidence)
                stopped = len(order) if rule.stop else 0
            if included[row]:
                break
    stopped = stopped or len(order)
    answers = included[order]
    asked, total, left = answers[len(known) :], n - len(known), wanted - int(answers[: len(known)].sum())
    return Played(
        np.array(order),
        len(known),
        *measures(asked, total, left),
        float(asked[: ceil(total / 10)].sum() / left) if left else float("nan"),
        stopped,
        float(answers[:stopped].sum() / wanted),
    )


def measures(answers: np.ndarray, total: int, wanted: int) -> tuple[float, float]:
    """(average time to discovery, WSS@95) of answers in the order of reading, of `total` works to read."""
    ranks = np.flatnonzero(answers) + 1
    if not wanted or len(ranks) < wanted:
        return float("nan"), float("nan")
    return float(ranks.mean() / total), float(1 - ranks[ceil(0.95 * wanted) - 1] / total - 0.05)


def _best(scores: np.ndarray, most: int) -> np.ndarray:
    """Rows of the `most` highest scores, the highest first; equal scores in the order of rows."""
    if most < len(scores):
        rows = np.sort(np.argpartition(-scores, most - 1)[:most])
        return rows[np.argsort(-scores[rows], kind="stable")]
    return np.argsort(-scores, kind="stable")
