"""Regressions that were fitted before, so that what was learnt from the same codes on the same works is not learnt again."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock

import numpy as np

from evidence.shelf import Shelf


class Fitted:
    """Arrays by key, on a shelf (`evidence.shelf`), which threads may share. `maker`: what names the code and the libraries that fit. Without `path` nothing is kept."""

    def __init__(self, path: Path | None = None, maker: str = "") -> None:
        self._shelf, self._one_at_a_time = Shelf(path, maker), Lock()

    @property
    def made(self) -> int:
        """How many were fitted, and not known."""
        return self._shelf.made

    def get(self, basis: Iterable[bytes], make: Callable[[], np.ndarray]) -> np.ndarray:
        """What `make` makes, or made when it was last asked for on this basis."""
        key = self._shelf.key(*basis)
        with self._one_at_a_time:
            held = self._shelf.find(key)
        if held is None:
            held = _written(make())
            with self._one_at_a_time:
                self._shelf.put(key, held)
        return np.load(io.BytesIO(held), allow_pickle=False)

    @property
    def has_news(self) -> bool:
        """Whether something was fitted that can be there for the next run."""
        return self.made > 0 and self._shelf.lasts

    def keep(self) -> None:
        """Write what was asked for, if some of it is new; where that may not be, it is fitted again next time."""
        if self.has_news:  # who found all labels made asked for nothing, and the next may need it
            self._shelf.save()


def _written(array: np.ndarray) -> bytes:
    into = io.BytesIO()
    np.save(into, array, allow_pickle=False)
    return into.getvalue()
