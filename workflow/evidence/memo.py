"""Remembers from run to run what is dear to compute and follows from its key."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from evidence.io import to_json
from evidence.sealed import found, lay

_MAKER = "made by"
_MANY = 5_000


class Memo:
    """What was computed before, by a key that names all that it was computed from. Its file may be lost at any time.

    `maker` names the code that computes; what another wrote is not trusted. `also`: files of the same kind, which are only read.
    """

    def __init__(self, path: Path | None, maker: str, also: Iterable[Path] = ()) -> None:
        self._path, self._maker = path, maker
        self._known: dict[str, Any] = {}
        for file in (*also, *([path] if path else [])):
            self._known |= _load(file, maker)
        self._asked: dict[str, Any] = {}
        self._new = False

    def get(self, key: str, make: Callable[[], Any]) -> Any:
        """What `make` makes, or made when it was last asked for under this key."""
        if key not in self._known:
            self._known[key], self._new = make(), True
        self._asked[key] = self._known[key]
        return self._known[key]

    def keep(self) -> None:
        """Write what is new; where that may not be, it is computed again next time."""
        if self._path and self._new:
            kept = self._known if len(self._known) < _MANY else self._asked
            lay(self._path, to_json({_MAKER: self._maker, **kept}).encode())


def _load(path: Path, maker: str) -> dict[str, Any]:
    body = found(path)
    known: dict[str, Any] = json.loads(bytes(body)) if body is not None else {}
    return known if known.pop(_MAKER, None) == maker else {}
