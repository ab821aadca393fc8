"""The checksums of what people wrote, which may be gigabytes of exports: a file is read again only where it is not as it lay when it was read.

They lie in `results/code/.inputs.json`, which may be lost at any time. A file is told by its place, size, number on the disk, last edit and last change of any
kind, as in `evidence.build.standing`; one that changed a moment before it was read is read again, for it may have changed in the same moment.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from evidence.layout import Layout
from evidence.reading import SETTLED, sha256


def input_sums(at: Layout, paths: Iterable[Path], noted: bool = False) -> dict[str, str]:
    """sha256 of files of a review, by their path in it. `noted`: what was found out is written down for the next time."""
    place = at.root / "results" / "code" / ".inputs.json"
    known, told = _read(place), {}
    found, now = {}, time.time_ns()
    for path in paths:
        name, facts = path.relative_to(at.root).as_posix(), _facts(path)
        *lay, digest = known.get(name) or [""]
        found[name] = digest if lay == facts else sha256(path)
        if now - facts[-1] > SETTLED:
            told[name] = [*facts, found[name]]
    if noted and told != known:
        _write(place, told)
    return found


def _facts(path: Path) -> list[int]:
    facts = os.stat(path)
    return [facts.st_size, facts.st_dev, facts.st_ino, facts.st_mtime_ns, facts.st_ctime_ns]


def _read(place: Path) -> dict[str, list[Any]]:
    with suppress(OSError, ValueError):
        told = json.loads(place.read_text(encoding="utf-8"))
        if isinstance(told, dict) and all(isinstance(one, list) for one in told.values()):
            return told
    return {}


def _write(place: Path, told: dict[str, list[Any]]) -> None:
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(told), encoding="utf-8")
        os.replace(beside, place)
