"""What to screen next, learnt while somebody screens, in a process of its own: no page waits for it.

The ranking and the stopping test are those of `evidence rank` (`screen/ranking.py`, `screen/stopping.py`). Which answers they are given is the
queue's to say: of somebody who screens blind, her own alone.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Protocol

import numpy as np

from evidence.screen.stopping import Stopping, stopping

_WORDS, _LEAST = 30, 5  # words that are marked on each side, from so many answers on each side
_REST = 1.0  # seconds between two questions
_SHORT = 4  # letters of the shortest word that is marked


@dataclass(frozen=True)
class Question:
    """Answers so far. `rows`, `included`: works by their row in the table, and whether they were included; `read`: answers in the order in which
    works were first read; `total` works; `recall` that is wanted."""

    rows: np.ndarray
    included: np.ndarray
    read: np.ndarray
    total: int
    recall: float


@dataclass(frozen=True)
class Learnt:
    """`order`: rows of the undecided works, the most promising first; empty where nothing could be learnt. `yes`, `no`: words that tell what
    was included and what was excluded; `rule`: whether screening may stop; `answers`: how many it was learnt from."""

    order: np.ndarray
    yes: frozenset[str]
    no: frozenset[str]
    rule: Stopping
    answers: int


class Learner(Protocol):
    """Asked a question now and then; it may answer later, or only the last one."""

    def ask(self, question: Callable[[], Question]) -> bool:
        """Whether it was free to take the question, which is made only then."""

    def latest(self) -> Learnt | None:
        """Its last answer, None before there is one."""

    def close(self) -> None: ...


def learn(features: Any, words: np.ndarray, question: Question) -> Learnt:
    """An answer, from (n, words) features of all works and the word of each column."""
    from evidence.screen.ranking import Ranker

    rule = stopping(question.read.tolist(), question.total, question.recall)
    included = question.included.astype(bool)
    if not len(included) or included.all() or not included.any():
        return Learnt(np.array([], np.int64), frozenset(), frozenset(), rule, len(included))
    model = Ranker().fit(features[question.rows], included)
    undecided = np.setdiff1d(np.arange(features.shape[0]), question.rows)
    scores = model.decision_function(features[undecided])
    order = undecided[np.argsort(-scores.round(6), kind="stable")]
    yes, no = _telling(model.coef_, words) if min(included.sum(), (~included).sum()) >= _LEAST else ((), ())
    return Learnt(order, frozenset(yes), frozenset(no), rule, len(included))


def _telling(weights: np.ndarray, words: np.ndarray) -> tuple[Sequence[str], Sequence[str]]:
    """The words that speak most for a work and most against it; words without a meaning of their own are left out."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    def first(signed: np.ndarray) -> list[str]:
        order = np.argsort(-signed, kind="stable")[: 4 * _WORDS]
        telling = (str(words[n]) for n in order if signed[n] > 0)
        return [word for word in telling if len(word) >= _SHORT and word not in ENGLISH_STOP_WORDS][:_WORDS]

    return first(weights), first(-weights)


class Here:
    """Learns at once in this process: for few works."""

    def __init__(self, texts: Callable[[], Sequence[str]]) -> None:
        self._texts = texts
        self._known: tuple[Any, np.ndarray] | None = None
        self._latest: Learnt | None = None

    def ask(self, question: Callable[[], Question]) -> bool:
        from evidence.screen.ranking import with_words

        self._known = self._known or with_words(self._texts())
        self._latest = learn(*self._known, question())
        return True

    def latest(self) -> Learnt | None:
        return self._latest

    def close(self) -> None:
        """Nothing."""


class Apart:
    """Learns in another process, which ends with this one."""

    def __init__(self, texts: Callable[[], Sequence[str]]) -> None:
        context = get_context("spawn")
        self._end, theirs = context.Pipe()
        self._busy, self._rest = True, 0.0  # until it has read the works
        self._latest: Learnt | None = None
        self._process = context.Process(target=_work, args=(theirs, texts), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, question: Callable[[], Question]) -> bool:
        self.latest()
        if self._busy or time.monotonic() < self._rest:
            return False
        try:
            self._end.send(question())
            self._busy, self._rest = True, time.monotonic() + _REST
        except (OSError, ValueError):
            return False  # it has ended: works go on in the order in which they stand
        return True

    def latest(self) -> Learnt | None:
        try:
            while self._end.poll():
                self._latest, self._busy = self._end.recv() or self._latest, False
        except (EOFError, OSError):
            pass
        return self._latest

    def close(self) -> None:
        self._end.close()
        self._process.terminate()


def _work(end: Any, texts: Callable[[], Sequence[str]]) -> None:
    """What the other process does: answers one question after the other until nobody asks any more."""
    from evidence.screen.ranking import with_words

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the desk, which closes this
    os.nice(5)
    known = with_words(texts())
    try:
        end.send(None)
        while True:
            end.send(learn(*known, end.recv()))
    except (EOFError, OSError):
        return
