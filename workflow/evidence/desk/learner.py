"""What to screen next, learnt while somebody screens, in a process of its own: no page waits for it.

The ranking and the stopping test are those of `evidence rank` (`screen/ranking.py`, `screen/so_far.py`). Which answers they are given is the
queue's to say: of somebody who screens blind, her own alone.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from threading import Thread
from typing import Any, Protocol

import numpy as np

from evidence.errors import UserError
from evidence.screen.reading_order import Reading, blocks_of, known
from evidence.screen.stopping import Stopping

_WORDS, _LEAST = 30, 5  # words that are marked on each side, from so many answers on each side
_REST = 1.0  # seconds between two questions
_SHORT = 4  # letters of the shortest word that is marked


@dataclass(frozen=True)
class Question:
    """Answers so far. `rows`, `included`: works by their row in the table, and whether they were included; `recall` that is wanted; `moments`:
    when each was first decided on, and `every` moment of a decision (`screen/reading_order.py`), None where `rows` are in the order of reading."""

    rows: np.ndarray
    included: np.ndarray
    recall: float
    moments: np.ndarray | None = None
    every: np.ndarray | None = None


@dataclass(frozen=True)
class Learnt:
    """`order`: rows of the undecided works, the most promising first. `yes`, `no`: words that tell what
    was included and what was excluded; `rule`: whether screening may stop; `answers`: how many it was learnt from; `because`: what the order
    rests on, in words; `both`: whether works were included and excluded, so that there was something to learn."""

    order: np.ndarray
    yes: frozenset[str]
    no: frozenset[str]
    rule: Stopping
    answers: int
    because: str
    both: bool


class Learner(Protocol):
    """Asked a question now and then; it may answer later, or only the last one."""

    def ask(self, question: Callable[[], Question]) -> bool:
        """Whether it was free to take the question, which is made only then."""

    def latest(self) -> Learnt | None:
        """Its last answer, None before there is one."""

    def close(self) -> None: ...


@dataclass(frozen=True)
class Matter:
    """What there is to learn from: `texts` of all works, their `ids` and whether they are without an abstract (`bare`), the `question` of the
    review, and what `reads` the meaning of texts."""

    texts: Sequence[str]
    ids: Sequence[str]
    bare: Sequence[bool]
    question: str = ""
    reads: Callable[[Sequence[str]], np.ndarray | None] | None = None


class Mind:
    """What is known of all works, for one answer after the other."""

    def __init__(self, matter: Matter) -> None:
        from evidence.screen.ranking import Ranking
        from evidence.screen.start import Asked, to_the_point

        words = to_the_point(matter.question)
        self._asked = Asked(words) if words else None
        self._ranking = Ranking(matter.texts, matter.ids, None, self._asked)
        self._matter, self._size = matter, len(matter.texts)
        self._row = {one: row for row, one in enumerate(matter.ids)}
        self._bare = {one for one, without in zip(matter.ids, matter.bare, strict=True) if without}
        self._read: list[np.ndarray] = []

    def read(self) -> None:
        """Read what texts mean, which takes minutes where nobody has read them before; `learn` takes it up when it is there."""
        found = None
        with suppress(UserError):  # a model that is not installed: words alone
            words = self._asked.words if self._asked else ""
            found = self._matter.reads([*self._matter.texts, words]) if self._matter.reads else None
        if found is not None:
            self._read.append(found)

    def learn(self, question: Question) -> Learnt:
        """An answer."""
        from evidence.screen.so_far import judged, to_go_on
        from evidence.screen.start import Asked, rests_on

        if self._read:
            found = self._read.pop()
            self._asked = Asked(self._asked.words, found[-1]) if self._asked else None
            self._ranking.give(found[:-1], self._asked)
        ids = self._matter.ids
        told: list[bool | None] = [None] * self._size
        for row, yes in zip(question.rows.tolist(), question.included.tolist(), strict=True):
            told[row] = bool(yes)
        ranked = self._ranking.after(told)
        least = min(told.count(True), told.count(False))
        marked = ranked.weights is not None and least >= _LEAST
        yes, no = _telling(ranked.weights, self._ranking.vocabulary) if marked else ((), ())
        unread = [ids[row] for row in ranked.rows]
        answers = {one: said for one, said in zip(ids, told, strict=True) if said is not None}
        rule = judged(_reading(question, ids), answers, unread, self._bare, question.recall)
        order = np.array([self._row[one] for one in to_go_on(rule, unread, self._bare)], np.int64)
        because = rests_on(told, self._asked)
        words = frozenset(yes), frozenset(no)
        return Learnt(order, *words, rule, len(question.rows), because, least > 0)


def _reading(question: Question, ids: Sequence[str]) -> Reading:
    """The works that were decided on, in the order in which they were, as far as it is known."""
    works = [ids[row] for row in question.rows]
    if question.moments is None:
        return Reading(works, None)
    blocks = blocks_of(question.moments, question.every)
    order = sorted(range(len(works)), key=lambda n: (blocks[n], works[n]))
    return Reading([works[n] for n in order], known(blocks[order]))


def _telling(weights: Any, words: np.ndarray) -> tuple[Sequence[str], Sequence[str]]:
    """The words that speak most for a work and most against it; words without a meaning of their own are left out."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    def first(signed: np.ndarray) -> list[str]:
        order = np.argsort(-signed, kind="stable")[: 4 * _WORDS]
        telling = (str(words[n]) for n in order if signed[n] > 0)
        return [word for word in telling if len(word) >= _SHORT and word not in ENGLISH_STOP_WORDS][:_WORDS]

    return first(weights), first(-weights)


class Here:
    """Learns at once in this process: for few works."""

    def __init__(self, texts: Callable[[], Matter]) -> None:
        self._texts = texts
        self._mind: Mind | None = None
        self._latest: Learnt | None = None

    def ask(self, question: Callable[[], Question]) -> bool:
        self._mind = self._mind or Mind(self._texts())
        self._latest = self._mind.learn(question())
        return True

    def latest(self) -> Learnt | None:
        return self._latest

    def close(self) -> None:
        """Nothing."""


class Apart:
    """Learns in another process, which ends with this one."""

    def __init__(self, texts: Callable[[], Matter]) -> None:
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


def _work(end: Any, texts: Callable[[], Matter]) -> None:
    """What the other process does: answers one question after the other until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the desk, which closes this
    os.nice(5)
    mind = Mind(texts())
    Thread(target=mind.read, daemon=True).start()  # until it is done, words tell
    try:
        end.send(None)
        while True:
            end.send(mind.learn(end.recv()))
    except (EOFError, OSError):
        return
