"""What each module of the engine does, found once for all tests: it follows from the text of the modules alone, and finding it takes 3 s.
So do the libraries behind imports, which follow from what is installed, the command line, which follows from its verbs, what Jinja
makes of a page, which follows from its text and how its environment ends and escapes, that the file of the language model is the one
that is known, and that a settings file is not nested too deep.

That all is found anew, and the same, where nothing is remembered is shown in unit/test_stage_code and by the wheel.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import jinja2
import typer.main
import typer.testing

from evidence import libraries, settings_file, stage_code
from evidence.layout import Layout
from evidence.meaning import weights
from evidence.memo import Memo
from evidence.module_facts import Printed, facts_of
from evidence.pipeline import STAGES

_KEPT = Path(__file__).resolve().parents[1] / ".pytest_cache" / "engine"
_found: dict[tuple[str, bytes, str], dict[str, Any]] = {}
_behind: dict[tuple[Any, ...], dict[str, dict[str, str]]] = {}
_pages: dict[tuple[Any, ...], Any] = {}
_shallow: set[str] = set()
_models: dict[tuple[Any, ...], bytes] = {}
_versions, _get_command, _compile = libraries.versions, typer.main.get_command, jinja2.Environment.compile
_check_depth, _weights = settings_file._check_depth, weights.weights


def once_in_a_process() -> None:
    """Let this process ask `facts_of` once of each text, `versions` once of what is installed, make the command line once and each page
    of Jinja's once, and look through each settings file and the language model once."""
    stage_code.facts_of = _facts_of
    libraries.versions = _versions_of
    typer.main.get_command = typer.testing._get_command = cache(_get_command)
    jinja2.Environment.compile = _compiled  # type: ignore[method-assign, assignment]
    settings_file._check_depth = _checked_depth
    weights.weights = _known_weights


def _checked_depth(text: str, path: Path) -> None:
    """Of what is nested too deep it is told each time."""
    if text not in _shallow:
        _check_depth(text, path)
        _shallow.add(text)


def _known_weights() -> bytes:
    """Read and looked at again where the file is another, or another is asked for."""
    file = weights._file()
    key = (file, file.stat().st_size, file.stat().st_mtime_ns, weights.SHA256)
    if key not in _models:
        _models[key] = _weights()
    return _models[key]


def _compiled(environment: jinja2.Environment, source: Any, *named: Any, **more: Any) -> Any:
    """The code of a text, which is the same object wherever the environment is alike; of one that is broken it is told each time."""
    if not isinstance(source, str) or environment.extensions or more:
        return _compile(environment, source, *named, **more)
    how = type(environment), environment.finalize, environment.autoescape, environment.trim_blocks
    where = environment.lstrip_blocks, environment.keep_trailing_newline, *environment.filters.items()
    key = (source, *named, *how, *where)
    if key not in _pages:
        _pages[key] = _compile(environment, source, *named)
    return _pages[key]


def _facts_of(source: bytes, module: str, printed: Printed) -> dict[str, Any]:
    key = (module, source, repr(printed))
    if key not in _found:
        _found[key] = facts_of(source, module, printed)
    return _found[key]


def _versions_of(imported: Iterable[str], memo: Memo) -> dict[str, dict[str, str]]:
    imported, installed = frozenset(imported), libraries._installed()
    key = (imported, installed, metadata.version)
    if key not in _behind:
        _behind[key] = _versions(imported, memo)
    for name in imported:  # what is remembered from run to run is as it would be
        memo.get(f"{name} {installed}", lambda name=name: list(_behind[key][name]))
    return _behind[key]


def hand_to(folder: Path) -> None:
    """Lay what is known of the engine's modules where a build in this folder remembers it."""
    place = Layout(folder).read_code
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(known(), place)


@cache
def known() -> Path:
    """The file of it, in which what has changed since the program was set up is made good by the worker that comes first."""
    _KEPT.mkdir(parents=True, exist_ok=True)
    with (_KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stage_code.code_of([stage.name for stage in STAGES], stage_code.AT_SETUP)
    return stage_code.AT_SETUP
