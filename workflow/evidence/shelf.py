"""What was made last time, each piece under the digest of all that it is made of, in one file: what did not change is not made again.

As in `evidence.kept`, the file may be lost or broken at any time, which changes no byte of what is built. It holds what the last build asked
for and no more.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from evidence.kept import as_arrow, digest, from_arrow
from evidence.sealed import found, lay


class Shelf:
    """`maker`: what names the code, the libraries and the settings that make; what others made is under other keys. Without `path` nothing is kept."""

    def __init__(self, path: Path | None, maker: str = "") -> None:
        self._path, self._maker = path, maker.encode()
        self._held: Mapping[str, Any] = _load(path) if path else {}
        self._used: dict[str, bytes | None] = {}
        self.made, self._saved = 0, 0

    @property
    def lasts(self) -> bool:
        """Whether what is put here is there for the next run."""
        return self._path is not None

    def key(self, *basis: bytes | str) -> str:
        """The name of what is made on this basis."""
        parts = (part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in basis)
        return digest([self._maker, *parts]).hex()

    def keys(self) -> set[str]:
        """What it holds, or was just laid down."""
        return {*self._held, *self._used}

    def find(self, key: str) -> bytes | None:
        """What lies under this key."""
        if (made := self._used.get(key)) is not None:
            return made
        if key not in self._held:
            return None
        self._used[key] = None
        return self._held[key].as_py()

    def put(self, key: str, body: bytes) -> None:
        """Lay down what was made."""
        self._used[key] = body
        self.made += 1

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What lies under this key, or is made now."""
        found = self.find(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found

    def told(self, key: str, make: Callable[[], Any]) -> Any:
        """The same of what JSON can hold, as JSON gives it back."""
        return json.loads(self.get(key, lambda: json.dumps(make()).encode()))

    def save(self) -> None:
        """Keep what was asked for, where that is not what the file holds."""
        if self._path and (self.made > self._saved or self._used.keys() != self._held.keys()):
            _save(self._path, {key: self._body(key) for key in self._used})
            self._saved = self.made

    def _body(self, key: str) -> bytes:
        body = self._used[key]
        return self._held[key].as_py() if body is None else body


def _load(path: Path) -> Mapping[str, Any]:
    # What an older version of the program sealed at this place is no table of this form.
    with suppress(ValueError, KeyError):
        if (body := found(path)) is not None:
            table = from_arrow(body)
            bodies = table["body"].combine_chunks()
            return {key: bodies[n] for n, key in enumerate(table["key"].to_pylist())}
    return {}


def _save(path: Path, held: Mapping[str, bytes]) -> None:
    import pyarrow as pa

    table = pa.table({"key": pa.array(held.keys(), pa.string()), "body": pa.array(held.values(), pa.large_binary())})  # fmt: skip
    lay(path, as_arrow(table))
