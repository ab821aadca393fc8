"""Snakemake without what only takes its time: `python -m evidence.build.engine_start snakemake ...` is `python -m snakemake ...`.

For each of its five kinds of plugins it lists the folders of all that is installed (snakemake-interface-common 1.23), thousands
in all, which is most of the time until it has read its words. And it ends a second late: after each job it sets itself a timer to look for
more of them, and a process waits for its timers (snakemake 9.27, `JobScheduler._schedule_reevalutation`). And Python looks for rings of objects again and again while
modules are loaded and jobs are planned, of which hardly one is let go before the end: a tenth of its CPU time, for less than a megabyte.
"""

from __future__ import annotations

import gc
import pkgutil
import sys
import threading
from collections.abc import Iterable, Iterator
from typing import Any


def list_once() -> None:
    """From now on `pkgutil.iter_modules` looks at each path once, for as long as the path is the same."""
    look = pkgutil.iter_modules
    seen: dict[tuple[str, ...], list[Any]] = {}

    def listed(path: Iterable[str] | None = None, prefix: str = "") -> Iterator[Any]:
        if path is not None or prefix:
            return look(path, prefix)
        key = tuple(sys.path)
        if key not in seen:
            seen[key] = list(look())
        return iter(seen[key])

    pkgutil.iter_modules = listed  # type: ignore[assignment]


class _Timer(threading.Timer):
    """One for which no process waits in the end."""

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self.daemon = True


def end_at_once() -> None:
    """From now on no timer keeps this process."""
    threading.Timer = _Timer  # type: ignore[misc]


def begin() -> None:
    """All three, before Snakemake is loaded or run."""
    list_once()
    end_at_once()
    gc.disable()


if __name__ == "__main__":
    begin()
    from snakemake.cli import main

    sys.argv = sys.argv[1:]
    main()
