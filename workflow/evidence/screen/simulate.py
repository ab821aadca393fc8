"""A finished screening played back: in what order would its works have come, and when would it have ended?

The order hangs on the ranking alone and not on when one stops: it is made once (`play`), and any rule can be tried on it (`ended`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from evidence.screen.hinge import Alike, products
from evidence.screen.ranking import Ranker
from evidence.screen.stopping import Next, Stopping, stopping

PATIENCE, AT_MOST = 0.05, 10
"""The model learns anew after each find, and after so many readings without one: a share of what was read, at most ten."""
REST = 0.01
"""Of what was read, the share that a simulation reads before it learns anew: in means over six sets average time to discovery is the same to
1e-4 and work saved to 4e-4, and where many are relevant it learns half as often."""
DENSE = 5_000
"""Works up to which it is known of each two how alike they are."""
LOOKS = 100
"""The rule is asked so many times, evenly over the works."""


@dataclass(frozen=True, slots=True)
class Ended:
    """`read`: how many works were read when the rule said stop; `recall` then; `rule`: what it said; `warned`: whether it had ever warned."""

    read: int
    recall: float
    rule: Stopping
    warned: bool


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
    bare: np.ndarray | None = None,
    rest: float = 0.0,
) -> Played:
    """Read `matrix` (n, words) or `Both`, whose answers are `included` (n,) bool, from the `known` rows on, until everything relevant is found.

    With `judge`, the stopping rule is tried on this order; `bare` (n,) bool are works without an abstract. `rest`: the share of what was
    read that must be read before the model learns anew, for quick simulations.
    """
    ranker, n = ranker or Ranker(), len(included)
    read, order = np.zeros(n, bool), list(known)
    read[order] = True
    wanted, near = int(included.sum()), None
    table = products(matrix) if n <= DENSE else None
    while True:
        rows = np.flatnonzero(read)
        alike = None if table is None else _of(table, rows)
        scores = ranker.fit(matrix[rows], included[rows], near, alike).decision_function(matrix)
        near = ranker.solved_
        scores[read] = -np.inf
        left = n - len(rows)
        if included[read].sum() == wanted or not left:
            break
        patience = min(int(PATIENCE * len(rows)), max(AT_MOST, int(rest * len(rows) / 0.66)))
        for at, row in enumerate(_best(scores, min(max(1, patience), left)), start=1):
            read[row] = True
            order.append(int(row))
            if included[row] and at >= int(rest * len(rows)):
                break
    found_all = np.array(order)
    answers = included[found_all]
    end = len(order), 1.0
    if judge:
        whole = np.concatenate([found_all, _best(scores, left)]) if left else found_all
        over = ended(whole, included, bare, len(known), target=target, confidence=confidence)
        end = over.read, over.recall
    given = len(known)
    asked, total, unknown = answers[given:], n - given, wanted - int(answers[:given].sum())
    soon = float(asked[: ceil(total / 10)].sum() / unknown) if unknown else float("nan")
    return Played(found_all, given, *measures(asked, total, unknown), soon, *end)


def ended(
    order: np.ndarray,
    included: np.ndarray,
    bare: np.ndarray | None = None,
    known: int = 2,
    seed: int = 0,
    target: float = 0.95,
    confidence: float = 0.95,
    trusted: bool = True,
) -> Ended:
    """Read rows in `order` (n,), or by chance as the rule asks (`seed`), until it says stop. The first `known` are given.

    Works without an abstract (`bare`) are read by chance alone, but those that were known at the start.
    """
    n = len(included)
    without = np.zeros(n, bool) if bare is None else bare
    lots = np.random.default_rng(seed).permutation(n)
    read, taken = list(map(int, order[:known])), np.zeros(n, bool)
    chance, warned = [False] * known, False
    taken[read] = True
    ways = {
        Next.RANKED: [int(row) for row in order if not without[row]],
        Next.BARE: [int(row) for row in lots if without[row]],
        Next.RANDOM: [int(row) for row in lots if not without[row]],
    }
    while True:
        rule = stopping(
            included[read].tolist(),
            n,
            target,
            confidence,
            random=chance,
            bare=without[read].tolist(),
            bare_total=int(without.sum()),
            trusted=trusted,
        )
        warned = warned or bool(rule.warnings)
        if rule.stop:
            return Ended(len(read), float(included[read].sum() / included.sum()), rule, warned)
        here = [row for row in ways[rule.next] if not taken[row]]
        ahead = (here or [int(row) for row in lots if not taken[row]])[: max(1, n // LOOKS)]
        taken[ahead] = True
        read += ahead
        chance += [rule.next != Next.RANKED] * len(ahead)


def measures(answers: np.ndarray, total: int, wanted: int) -> tuple[float, float]:
    """(average time to discovery, WSS@95) of answers in the order of reading, of `total` works to read."""
    ranks = np.flatnonzero(answers) + 1
    if not wanted or len(ranks) < wanted:
        return float("nan"), float("nan")
    return float(ranks.mean() / total), float(1 - ranks[ceil(0.95 * wanted) - 1] / total - 0.05)


def _of(table: np.ndarray, rows: np.ndarray) -> Alike:
    """Of some rows of `table`, by their place among these."""
    return lambda some: table[np.ix_(rows[some], rows[some])]


def _best(scores: np.ndarray, most: int) -> np.ndarray:
    """Rows of the `most` highest scores, the highest first; equal scores in the order of rows."""
    if most < len(scores):
        rows = np.flatnonzero(scores >= -np.partition(-scores, most - 1)[most - 1])
        return rows[np.argsort(-scores[rows], kind="stable")][:most]
    return np.argsort(-scores, kind="stable")
