"""Regressions that were fitted before, so that what was learnt from the same codes on the same works is not learnt again.

One file: a checksum and an archive of arrays, each under the hash of all that it is computed from. It may be lost or broken at any time: what cannot be
had of it is fitted again. It holds what the last run asked for and nothing else.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import numpy as np

from evidence.errors import UserError
from evidence.io import write_new
from evidence.kept import digest

_SUM = 32


class Fitted:
    """Arrays by key. `maker`: what names the code and the libraries that fit; what others fitted is under other keys. Without `path` nothing is kept."""

    def __init__(self, path: Path | None = None, maker: str = "") -> None:
        self._path, self._maker = path, maker
        self._known = _load(path)
        self._asked: dict[str, np.ndarray] = {}
        self.made = 0

    def get(self, basis: Iterable[bytes], make: Callable[[], np.ndarray]) -> np.ndarray:
        """What `make` makes, or made when it was last asked for on this basis."""
        key = digest([self._maker.encode(), *basis]).hex()
        if key not in self._known:
            self._known[key] = make()
            self.made += 1
        self._asked[key] = self._known[key]
        return self._known[key]

    def keep(self) -> None:
        """Write what was asked for; where that may not be, it is fitted again next time."""
        if self._path is None or not self.made:
            return
        held = io.BytesIO()
        np.savez(held, **{key: self._asked[key] for key in sorted(self._asked)})  # type: ignore[arg-type]
        body = held.getvalue()
        with suppress(UserError, OSError):
            write_new(self._path, hashlib.sha256(body).digest() + body, force=True)


def _load(path: Path | None) -> dict[str, np.ndarray]:
    """What the file holds; nothing where it is not there or not whole."""
    if path is not None:
        with suppress(OSError, ValueError):
            data = path.read_bytes()
            if hashlib.sha256(data[_SUM:]).digest() == data[:_SUM]:
                with np.load(io.BytesIO(data[_SUM:]), allow_pickle=False) as held:
                    return {key: held[key] for key in held.files}
    return {}
