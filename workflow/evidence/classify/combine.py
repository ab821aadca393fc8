"""One logistic regression over words, letters and meaning, and beside it what the codebook itself says: one calibrated probability a code.

The margins that the regression would give to works if it had not seen their study, the phrases of the codebook that speak in a text, and how like
the text is to what the codebook says of a code are weighed by a second, small regression over all works and codes of the facet (stacked
generalisation, Wolpert 1992), so that its few weights are learnt from many decisions and come out calibrated (Platt 1999), with a little room for each code
(`calibrate.py`). What the codebook says of a code is one more text to learn from: it tells most where few works are coded, and its share
shrinks by itself as more are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from evidence.classify import logistic
from evidence.classify.alike import Alike, Weights
from evidence.classify.calibrate import Calibration, calibration
from evidence.classify.fitted import Fitted
from evidence.classify.left_out import left_out
from evidence.classify.logistic import sigmoid
from evidence.kept import digest

C = 1.0
"""Weight of the losses against the squared weights. It and the weights of `alike.py` were chosen on headlines (docs/benchmarks.md)."""
SAID = 8.0
"""As how many works of a code what the codebook says of it counts."""
AT_ONCE = 2_000
"""Works up to which each study is left out by itself, in a time that grows with their third power."""


@dataclass(frozen=True)
class Voices:
    """What is known of n works before a model is fitted.

    `text`: (n, features) sparse. `phrases`: (n, k) how many phrases speak for each code. `meaning`: (n, d) or None. `likeness`:
    (n, k) how like each text is to what the codebook says of each code, or None. `study`: n study ids.
    """

    text: Any
    phrases: np.ndarray
    meaning: np.ndarray | None
    likeness: np.ndarray | None
    study: Sequence[str]

    def rows(self, at: np.ndarray) -> Voices:
        meaning, likeness = (None if one is None else one[at] for one in (self.meaning, self.likeness))
        return Voices(self.text[at], self.phrases[at], meaning, likeness, [self.study[i] for i in at])

    def __len__(self) -> int:
        return len(self.study)


def fold_of(study_id: str, folds: int) -> int:
    """The fold of a study: the same whatever else is in the corpus.

    >>> fold_of('w-a', 5) == fold_of('w-a', 5)
    True
    """
    return int.from_bytes(hashlib.sha256(study_id.encode()).digest()[:4], "big") % folds


class Nested:
    """The regressions of one facet that saw all works but those of some folds, each fitted once. All works of one study stay in one fold.

    What each would say of a work that it learnt from, without the study of that work, follows from it without another (`left_out.py`): with five folds six
    regressions serve for everything. Above `AT_ONCE` works folds are left out instead, two at a time.
    """

    def __init__(
        self,
        alike: Alike,
        codes: np.ndarray,
        study: Sequence[str],
        folds: int = 5,
        taught: np.ndarray | None = None,
        fitted: Fitted | None = None,
    ) -> None:
        """`codes`: (n, k) bool. `study`: n ids. `folds`: how many. `taught`: (n,) bool, works that may be learnt from; all where left out.
        `fitted`: what was fitted before. `alike` is of the n works and, where it has k more, of what the codebook says of each code, which
        is in no fold: always learnt from and never judged."""
        self.alike, self.codes, self.study = alike, codes, study
        self.folds = np.array([fold_of(one, folds) for one in study], int)
        self._folds = folds
        self.taught = np.ones(len(codes), bool) if taught is None else taught
        self.fitted = fitted or Fitted()
        said = len(alike) - len(codes)
        assert said in (0, codes.shape[1])
        self._said = len(codes) + np.arange(said)
        self._all = np.vstack([codes, np.eye(codes.shape[1], dtype=bool)[:said]])
        self._known: dict[frozenset[int], tuple[np.ndarray, np.ndarray]] = {}

    def by(self, voice: int) -> Nested:
        """The same by words and letters alone (0), or by meaning alone (1)."""
        return Nested(self.alike.by(voice), self.codes, self.study, self._folds, self.taught, self.fitted)

    def outside(self, without: frozenset[int]) -> np.ndarray:
        """The rows of works to learn from that are in none of these folds."""
        return np.flatnonzero(self.taught & ~np.isin(self.folds, list(without)))

    def parts(self, without: frozenset[int]) -> tuple[np.ndarray, np.ndarray]:
        """Rows of `alike` learnt from, and (rows, k) what each adds to the weights."""
        if without not in self._known:
            near = self.parts(frozenset()) if without else None
            self._known[without] = self.fit(self.outside(without), near)
        return self._known[without]

    def fit(
        self, works: np.ndarray, near: tuple[np.ndarray, np.ndarray] | None
    ) -> tuple[np.ndarray, np.ndarray]:
        """`parts` of these works alone. `near`: parts that others had, to start from."""
        rows = np.r_[works, self._said]
        codes, counts = self._all[rows], self._counts(rows)
        start = np.zeros(codes.shape)
        if near:
            known = np.zeros(self._all.shape)
            known[near[0]] = near[1]
            start = _evened(known[rows], codes, near[1].sum(axis=0))
        return rows, self.fitted.get(
            self._of(rows), lambda: logistic.fit(self.alike.times(rows, rows), codes, C, start, counts)
        )

    def _counts(self, rows: np.ndarray) -> np.ndarray:
        return np.where(rows < len(self.codes), 1.0, SAID)

    def _of(self, rows: np.ndarray) -> list[bytes]:
        """All that a regression of these rows follows from."""
        shape = np.array([*self._all[rows].shape, len(self.codes)])
        told = shape, rows, self._all[rows]
        return [self._basis, *(np.ascontiguousarray(part).tobytes() for part in told)]

    @cached_property
    def _basis(self) -> bytes:
        return digest(self.alike.told())

    def without_own_study(self, without: frozenset[int] = frozenset()) -> np.ndarray:
        """(works, k) margins of the works that are learnt from outside these folds, in their order, each without its study."""
        works = self.outside(without)
        if len(works) > AT_ONCE:
            return self.unseen(without)[works]
        rows, parts = self.parts(without)
        studies: dict[str, list[int]] = {}
        for at, work in enumerate(works.tolist()):
            studies.setdefault(self.study[work], []).append(at)
        groups = [np.array(own) for own in studies.values()]

        def made() -> np.ndarray:
            weights = C * logistic.balanced(self._all[rows], self._counts(rows))
            return left_out(self.alike.table(rows, rows), parts, weights, groups)[: len(works)]

        return self.fitted.get([*self._of(rows), *(group.tobytes() for group in groups)], made)

    def unseen(self, without: frozenset[int] = frozenset()) -> np.ndarray:
        """(n, k) margins of each work by a regression that saw neither its fold nor these; rows of these folds stay noughts."""
        said = np.zeros(self.codes.shape)
        for fold in sorted(set(self.folds.tolist()) - without):
            inside = np.flatnonzero(self.folds == fold)
            rows, parts = self.parts(without | {fold})
            said[inside] = self.alike.times(inside, rows)(parts)
        return said


@dataclass(frozen=True)
class Combined:
    """The regression, the codebook and the calibration as one classifier for new works. `one`: a work has one code."""

    weights_: Weights
    calibrated: Calibration
    one: bool = False

    def predict_proba(self, voices: Voices) -> np.ndarray:
        """(n, k) probabilities, each code judged by itself; of a facet with one code a work they come to 1."""
        return self.probability(_stacked(self.weights_.margins(voices.text, voices.meaning), voices))

    def probability(self, evidence: np.ndarray) -> np.ndarray:
        """(n, k) the same of (n, k, d) evidence."""
        p = sigmoid(self.calibrated.log_odds(evidence))
        return p / p.sum(axis=1, keepdims=True) if self.one and p.shape[1] > 1 else p


def weights(nested: Nested, without: frozenset[int] = frozenset()) -> Weights:
    """The regression of the works that are in none of these folds."""
    return nested.alike.weights(*nested.parts(without))


def combined(
    nested: Nested, voices: Voices, without: frozenset[int] = frozenset(), one: bool = False
) -> tuple[Combined, np.ndarray]:
    """Learn from the works (`voices`, in the order of `nested`) that are in none of these folds; and (rows, k) probabilities of these works, each by the
    regression as if it had not seen their study."""
    rows = nested.outside(without)
    evidence = _stacked(nested.without_own_study(without), voices.rows(rows))
    model = Combined(weights(nested, without), calibration(evidence, nested.codes[rows]), one)
    return model, model.probability(evidence)


def _evened(parts: np.ndarray, codes: np.ndarray, total: np.ndarray) -> np.ndarray:
    """Parts with those of works that have a code made larger or smaller, so that they come to `total` (k,) again: what they come to is the intercept."""
    have = np.where(codes, parts, 0.0).sum(axis=0)
    wanted = total - np.where(codes, 0.0, parts).sum(axis=0)
    share = np.divide(wanted, have, out=np.ones_like(have), where=(have > 0) & (wanted > 0))
    return np.asarray(np.where(codes, parts * share, parts))


def _stacked(margins: np.ndarray, voices: Voices) -> np.ndarray:
    """(n, k, features): the margin and its lead over the best other code, the phrases of the codebook, and the likeness to what it says."""
    phrases = voices.phrases
    total = phrases.sum(axis=1, keepdims=True)
    columns = [margins, _lead(margins), np.minimum(phrases, 3.0), (phrases > 0) / np.maximum(total, 1)]
    if voices.likeness is not None:
        columns.append(voices.likeness)
    return np.stack(columns, axis=2)


def _lead(said: np.ndarray) -> np.ndarray:
    """(n, k): by how much each code leads the best of the others; 0 where there is no other."""
    if said.shape[1] < 2:
        return np.zeros(said.shape)
    order = np.sort(said, axis=1)
    return said - np.where(said == order[:, -1:], order[:, -2:-1], order[:, -1:])
