"""Keep pyarrow from loading pandas in a process that runs a stage: loading it takes longer than most stages.

pyarrow loads it with the first array that it makes, in order to ask whether what it was given is a frame.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.abc import MetaPathFinder


class _Hidden(MetaPathFinder):
    """A library that is not to be found."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)


def without_frames(also: Callable[[], object] = lambda: None) -> None:
    """Let pyarrow find no pandas, nor what `also` imports. Who imports pandas later has it, but these make no frames in this process any more."""
    hidden = _Hidden()
    sys.meta_path.insert(0, hidden)
    import pyarrow as pa

    pa.array([])
    also()
    sys.meta_path.remove(hidden)
