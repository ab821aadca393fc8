"""What each module of the engine does, found once for all tests: it follows from the text of the modules alone, and finding it takes 3 s.

That it is found anew, and the same, where nothing is remembered is shown in unit/test_stage_code, by the tutorial and by the wheel.
"""

from __future__ import annotations

import copy
import fcntl
import shutil
from functools import cache
from pathlib import Path
from typing import Any

from evidence import stage_code
from evidence.layout import Layout
from evidence.module_facts import Printed, facts_of
from evidence.pipeline import STAGES

_KEPT = Path(__file__).resolve().parents[1] / ".pytest_cache" / "engine"
_found: dict[tuple[str, bytes, str], dict[str, Any]] = {}


def once_in_a_process() -> None:
    """Let planning in this process ask `facts_of` once of each text."""
    stage_code.facts_of = _facts_of


def _facts_of(source: bytes, module: str, printed: Printed) -> dict[str, Any]:
    key = (module, source, repr(printed))
    if key not in _found:
        _found[key] = facts_of(source, module, printed)
    return copy.deepcopy(_found[key])


def hand_to(folder: Path) -> None:
    """Lay what is known of the engine's modules where a build in this folder remembers it."""
    place = Layout(folder).read_code
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(known(), place)


@cache
def known() -> Path:
    """The file of it, in which what has changed since the last session is made good by the worker that comes first."""
    _KEPT.mkdir(parents=True, exist_ok=True)
    path = _KEPT / "read.json"
    with (_KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stage_code.code_of([stage.name for stage in STAGES], path)
    return path
