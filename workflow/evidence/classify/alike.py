"""How alike works are by their words, letters and meaning: what a logistic regression is fitted on, and the weights that follow.

A table of n x n numbers is made once, and every fold picks from it; above `DENSE` works it would not fit into memory, and the same
products are made from the features each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any

import numpy as np

from evidence.classify.logistic import Times

MEANING = 2.0
"""Weight of the likeness of meanings beside those of words and of letters, which weigh 1 each."""
CONSTANT = 10.0
"""Likeness that any two works have: the intercept, held back so little that it is free."""
DENSE = 4_000


class _Products:
    """(n, n) products of rows, made when they are first asked for, by whichever thread."""

    def __init__(self, rows: Any) -> None:
        self._rows, self._one_at_a_time = rows, Lock()
        self._made: np.ndarray | None = None

    def __call__(self) -> np.ndarray:
        with self._one_at_a_time:
            if self._made is None:
                table = self._rows @ self._rows.T
                self._made = table if isinstance(table, np.ndarray) else table.toarray()
            return self._made


@dataclass(frozen=True)
class Voice:
    """One way to compare n works: (n, features) rows, what their products weigh, and these products where works are few."""

    weight: float
    rows: Any
    products: Callable[[], np.ndarray] | None

    @classmethod
    def of(cls, weight: float, rows: Any) -> Voice:
        return cls(weight, rows, _Products(rows) if rows.shape[0] <= DENSE else None)

    def at(self, rows: np.ndarray) -> Voice:
        whole = self.products
        own = None if whole is None else cache(lambda: whole()[np.ix_(rows, rows)])
        return Voice(self.weight, self.rows[rows], own)


@dataclass(frozen=True)
class Alike:
    """How alike n works are: the weighted sum over voices of the products of their rows, and a constant."""

    voices: tuple[Voice, ...]

    @classmethod
    def of(cls, text: Any, meaning: np.ndarray | None) -> Alike:
        """`text`: (n, features) sparse, with rows of length 1 of words and of letters side by side. `meaning`: (n, d) or None."""
        voices = [Voice.of(1.0, text)]
        if meaning is not None:
            voices.append(Voice.of(MEANING, meaning.astype(float)))
        return cls(tuple(voices))

    def __len__(self) -> int:
        return int(self.voices[0].rows.shape[0])

    def at(self, rows: np.ndarray) -> Alike:
        """Of these works alone."""
        return Alike(tuple(voice.at(rows) for voice in self.voices))

    def by(self, voice: int) -> Alike:
        """By words and letters alone (0), or by meaning alone (1)."""
        return Alike(self.voices[voice : voice + 1])

    def told(self) -> Iterator[bytes]:
        """All that the likenesses are made of."""
        for voice in self.voices:
            yield np.array([voice.weight, *voice.rows.shape]).tobytes()
            sparse = hasattr(voice.rows, "indptr")
            parts = (voice.rows.data, voice.rows.indices, voice.rows.indptr) if sparse else (voice.rows,)
            yield from (np.ascontiguousarray(part).tobytes() for part in parts)

    def times(self, to: np.ndarray, rows: np.ndarray) -> Times:
        """The likenesses of works `to` with works `rows`, as what multiplies (rows, k) by them."""
        if all(voice.products for voice in self.voices):
            table = self.table(to, rows)
            return lambda parts: table @ parts
        picked = [(v.weight, v.rows[to], v.rows[rows]) for v in self.voices]
        return lambda parts: (
            CONSTANT * parts.sum(axis=0) + sum(weight * (a @ (b.T @ parts)) for weight, a, b in picked)
        )

    def table(self, to: np.ndarray, rows: np.ndarray) -> np.ndarray:
        """(to, rows) likenesses, where works are few enough for a table."""
        return CONSTANT + sum(v.weight * v.products()[np.ix_(to, rows)] for v in self.voices)  # type: ignore[misc]

    def weights(self, rows: np.ndarray, parts: np.ndarray) -> Weights:
        """What (rows, k) parts of works come to, feature by feature; of a table of words with or without meaning."""
        of = [voice.weight * np.asarray(voice.rows[rows].T @ parts) for voice in self.voices]
        return Weights(of[0], of[1] if len(of) > 1 else None, CONSTANT * parts.sum(axis=0))


@dataclass(frozen=True)
class Weights:
    """A regression spelt out. `text`: (features, k); `meaning`: (d, k) or None; `constant`: (k,)."""

    text: np.ndarray
    meaning: np.ndarray | None
    constant: np.ndarray

    def margins(self, text: Any, meaning: np.ndarray | None) -> np.ndarray:
        """(n, k) log-odds of works, not yet calibrated."""
        said: np.ndarray = np.asarray(text @ self.text) + self.constant
        return said if self.meaning is None or meaning is None else said + meaning @ self.meaning


def likenesses(text: Any, meaning: np.ndarray | None, others: Sequence[Voice]) -> np.ndarray:
    """(n, m) how alike works are to others, 1 for the same text: as the regression sees them, without its constant."""
    said = np.asarray((text @ others[0].rows.T).todense())
    most = 2.0
    if meaning is not None and len(others) > 1:
        said = said + MEANING * (meaning @ others[1].rows.T)
        most += MEANING
    return said / most
