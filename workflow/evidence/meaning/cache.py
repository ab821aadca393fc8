"""Points that were read before, so that a text is read once.

One file: 16 bytes of a hash for each text and its point, 784 bytes in all, so a million texts take .8 GB. It may be lost or broken at
any time: what cannot be had of it is read from the texts again, to the same bytes. It is written beside and put in place whole, so
two runs at a time cost each other some work and nothing else. It holds what the last run asked for and, up to as much again (20,000
at least), what was asked for before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from evidence.console import waiting
from evidence.sealed import found, lay

Read = Callable[[list[str]], np.ndarray]
_KEY = 16
_OTHERS = 20_000
_AT_ONCE = 1_000
"""Texts after which what was read is written, so that a run that is stopped has not read for nothing."""
_SAID_FROM = 1_000
"""Texts to be read from which it is said how far the reading is: minutes, where they are abstracts."""


def remembered(texts: Sequence[str], width: int, read: Read, file: Path | None) -> np.ndarray:
    """(n, width) int16 points of texts. `read` makes those that the file does not hold, each text once."""
    keys = [_key(text) for text in texts]
    first = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))
    asked = sorted(first)
    before, held = _load(file, width)
    place = {key: n for n, key in enumerate(before)}
    points = np.zeros((len(asked), width), np.int16)
    known = np.array([place.get(key, -1) for key in asked], dtype=np.intp)
    points[known >= 0] = held[known[known >= 0]]
    missing = np.flatnonzero(known < 0)
    others = [n for n, key in enumerate(before) if key not in first][: max(len(asked), _OTHERS)]
    for at in range(0, len(missing), _AT_ONCE):
        if len(missing) >= _SAID_FROM:
            waiting(f"Reading what texts mean (once; it is kept): {at:,} of {len(missing):,} done.")
        some = missing[at : at + _AT_ONCE]
        points[some] = read([texts[first[asked[i]]] for i in some])
        known[some] = len(held)
        there = np.flatnonzero(known >= 0)
        all_keys = [asked[i] for i in there] + [before[n] for n in others]
        _save(file, all_keys, np.concatenate([points[there], held[others]]))
    row = {key: n for n, key in enumerate(asked)}
    return points[[row[key] for key in keys]]


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY).digest()


def _load(file: Path | None, width: int) -> tuple[list[bytes], np.ndarray]:
    """Keys and their points; none where the file is not there or not whole."""
    body = found(file)
    n, rest = divmod(len(body or b""), _KEY + 2 * width)
    if body is None or rest:  # the points of another model
        return [], np.empty((0, width), np.int16)
    keys = bytes(body[: n * _KEY])
    points = np.frombuffer(body[n * _KEY :], "<i2").reshape(n, width)
    return [keys[at : at + _KEY] for at in range(0, len(keys), _KEY)], points


def _save(file: Path | None, keys: list[bytes], points: np.ndarray) -> None:
    if file is not None:
        lay(file, b"".join(keys) + points.astype("<i2").tobytes())
