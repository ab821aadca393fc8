"""Snakemake, begun in half the time: `python -m evidence.build.engine_start snakemake ...` is `python -m snakemake ...`.

For each of its five kinds of plugins it lists the folders of all that is installed (snakemake-interface-common 1.23), thousands
in all, which is most of the time until it has read its words.
"""

from __future__ import annotations

import pkgutil
import sys
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


if __name__ == "__main__":
    list_once()
    from snakemake.cli import main

    sys.argv = sys.argv[1:]
    main()
