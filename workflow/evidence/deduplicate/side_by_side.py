"""Work on many pairs that asks nothing of other pairs, shared among the cores that this process was given."""

from __future__ import annotations

import sys
from collections.abc import Callable
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess

import numpy as np

from evidence.cores import cores

Work = Callable[[slice], np.ndarray]
"""(s,) or (s, k) results of a slice of s pairs."""
LEAST = 200_000
"""Fewer pairs are done sooner than a second process is ready."""


def in_parts(work: Work, pairs: int, least: int = LEAST, cores: int = 0) -> np.ndarray:
    """The results of all pairs, as one call of `work` would give them, which depends on no other pair.

    Every part but the first is done by a fork of this process, which has all that `work` asks for without a copy. Where processes cannot be
    forked, or one of them ends early, its part is done here.
    """
    parts = min(cores or _cores(), pairs // least) if "fork" in get_all_start_methods() else 1
    if parts < 2:
        return work(slice(0, pairs))
    bounds = [pairs * part // parts for part in range(parts + 1)]
    slices = [slice(start, end) for start, end in zip(bounds, bounds[1:], strict=False)]
    helpers = [_begun(work, part) for part in slices[1:]]
    found = [work(slices[0])]
    for part, (process, pipe) in zip(slices[1:], helpers, strict=True):
        try:
            found.append(pipe.recv())
        except EOFError:
            found.append(work(part))
        process.join()
    return np.concatenate(found)


def _begun(work: Work, part: slice) -> tuple[ForkProcess, Connection]:
    forking = get_context("fork")
    here, there = forking.Pipe(duplex=False)
    process = forking.Process(target=_send, args=(work, part, there))
    process.start()
    there.close()
    return process, here


def _send(work: Work, part: slice, pipe: Connection) -> None:
    pipe.send(work(part))
    pipe.close()


def _cores() -> int:
    return cores() if sys.platform == "linux" else 1  # elsewhere a fork is not safe
