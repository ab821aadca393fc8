"""The files that a rule hands to its stage, wherever they lie.

By hand and on one machine they lie where `Layout` has them, and nothing is done. A storage plugin lays them elsewhere: then the
stage works in a room of its own, which holds what it was handed and nothing else, and what it makes goes where the rule said.
"""

from __future__ import annotations

import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import chdir, contextmanager
from pathlib import Path

from evidence.engine import resource
from evidence.errors import UserError
from evidence.layout import Layout
from evidence.lock import LOCK
from evidence.pipeline import beside, made_before, outputs
from evidence.stage import Stage

_TOPS = ("config", "literature", "releases", "book", "results")
_FIX = "let the rule hand on all its inputs and outputs, or give no files at all"


@contextmanager
def handed(
    stage: Stage, files: Sequence[Path], at: Layout, makes: Sequence[Path] | None = None
) -> Iterator[bool]:
    """Run what is inside `with` where these files stand at their places: here, or in a room. Yields whether it is here, and they were handed so.
    `makes`: what is made, where that is not all that the stage makes.

    Raises UserError where a file is none of the stage's, or one of the stage's is missing among them.
    """
    given = at.given(stage.name)
    ins = [*_flat(made_before(stage, at).values()), given]
    all_of_it = [*outputs(stage, at).values(), *(getattr(at, name) for name in (*stage.made, *stage.keeps))]
    outs = all_of_it if makes is None else list(makes)
    places = {path: _place(path, [*ins, *outs]) for path in files}
    found = {place: path for path, place in places.items()}
    if files and (missing := [place for place in [*ins, *outs] if place not in found and place != given]):
        raise UserError(f"`evidence {stage.name}` was not handed this file", file=missing[0], fix=_FIX)
    if gone := [path for place, path in found.items() if place not in outs and not path.exists()]:
        raise UserError("the file is missing", file=gone[0], fix=_FIX)
    moved = {place: path for place, path in found.items() if place != path}
    if not moved:
        yield bool(files)
    elif stage.at_home:
        for place, path in moved.items():
            if place in outs:
                raise UserError("it is made where the review lies", file=path, fix=f"name {place}")
            _lay(path, place, shutil.copyfile)
        yield False
    else:
        with tempfile.TemporaryDirectory(prefix=f".{stage.name}-", dir=".") as name:
            room, from_here = Path(name), {place: path.absolute() for place, path in found.items()}
            for place, path in from_here.items():
                if place == given:
                    unpack(path, room)
                elif place not in outs:
                    _lay(path, room / place, _link)
                elif path.exists() and place in {getattr(at, kept) for kept in stage.keeps}:
                    _lay(path, room / place, shutil.copyfile)
            for path in beside(at):
                if not (room / path).exists():
                    _lay(path, room / path, _link)
            with chdir(room):
                yield False
            for place in outs:
                _bring(room / place, from_here[place])


def pack(files: Iterable[Path], archive: Path) -> None:
    """What a stage takes of the review's own files as one file, the same bytes for the same files; the engine's are not the review's."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive, "w", format=tarfile.PAX_FORMAT) as packed:
        for path in sorted({*files}):
            if not path.is_absolute() and (path.parts[0] in _TOPS or path == Path(LOCK)):
                entry = tarfile.TarInfo(path.as_posix())
                entry.size = path.stat().st_size
                with path.open("rb") as stream:
                    packed.addfile(entry, stream)


def unpack(archive: Path, folder: Path) -> None:
    """What `pack` packed, in its places under a folder."""
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")


def _flat(values: Iterable[object]) -> Iterator[Path]:
    for value in values:
        yield from value if isinstance(value, list) else [value]  # type: ignore[misc]


def _place(path: Path, known: Iterable[Path]) -> Path:
    """The file of the review that a handed one stands for: the one in whose name it ends."""
    named = next((place for place in known if path.parts[-len(place.parts) :] == place.parts), None)
    if named or path.parts[0] in _TOPS or path.absolute().is_relative_to(resource().absolute()):
        return named or path
    tops = [n for n, part in enumerate(path.parts) if part in _TOPS]
    return Path(*path.parts[tops[-1] :]) if tops else path


def _lay(source: Path, target: Path, copy: object) -> None:
    """Lay a file or a folder at its place, and take away what stood there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target, copy_function=copy)  # type: ignore[arg-type]
    else:
        target.unlink(missing_ok=True)
        copy(source, target)  # type: ignore[operator]


def _link(source: str | Path, target: str | Path) -> None:
    """The same file under another name, so that large ones are not copied; a copy where the disk is another one."""
    try:
        os.link(os.path.realpath(source), target)
    except OSError:
        shutil.copyfile(source, target)


def _bring(made: Path, target: Path) -> None:
    """Put what was made where the rule said."""
    if not made.exists():
        raise UserError(
            "the stage has not made this file", file=target, fix="report it: this is a mistake of the program"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        shutil.rmtree(target)
    shutil.move(made, target)
