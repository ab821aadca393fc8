"""An order of chance that is the same for everyone, and which works of a reading were drawn in it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import numpy as np


def at_random(ids: Sequence[str]) -> list[str]:
    """Ids in an order of chance that is the same for everyone: by the SHA-256 of the id."""
    return sorted(ids, key=_lot)


def drawn(read: Sequence[str], unread: Sequence[str]) -> np.ndarray:
    """(n,) bool: which of the works `read`, in order of reading, are a random sample of what was unread then.

    They are the longest end of the reading whose works all come before every unread one in the order of `at_random`: whoever read
    in that order read these. Ask for works with and without an abstract apart. Nothing needs to be written down for it.
    """
    told = np.zeros(len(read), bool)
    first = min(map(_lot, unread), default=None)
    for n in range(len(read) - 1, -1, -1):
        if first is None or _lot(read[n]) > first:
            break
        told[n] = True
    return told


def _lot(key: str) -> str:
    return sha256(key.encode("utf-8")).hexdigest()
