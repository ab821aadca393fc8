"""Whether a stage has to run: what it read when it last did, and whether that reads the same now.

What a stage makes follows from what it runs, its settings, the files that people wrote, and of the tables before it those columns that it
read (or those answers out of them, that it asked for: `evidence.noted`). All of that is written down with checksums, and what it made is
kept under a second name (a hard link, which takes no room). Where everything reads the same, what was made is put in its place again, with
the time of now, and the stage does not run; what comes after it finds the same bytes and does not run either.

What is kept is taken only with the checksum that it had. Without it, by hand and where files lie elsewhere than in their places, a stage runs;
so it does where Snakemake was told to run it (`ANEW`).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from evidence.blocks import Before
from evidence.errors import UserError
from evidence.layout import Layout
from evidence.reading import READ, Reading, columns_digest, groups_of, laid_under, read_of, sha256

ANEW = "EVIDENCE_ANEW"
"""In the environment, where a person asked that stages run though nothing changed."""


def begun(
    at: Layout, words: Iterable[str], tables: Iterable[Path], outputs: Iterable[Path], settings: str
) -> Reading:
    """What is known of a run when it begins. Files are read here, before the stage does: who edits one meanwhile makes it differ."""
    words, no_files = list(words), {*map(str, tables), *map(str, outputs)}
    files = {word: sha256(Path(word)) for word in words if word not in no_files}
    return Reading(words, settings, sha256(at.setting("config")), files)


def keep(stage: str, at: Layout, reading: Reading, outputs: Iterable[Path]) -> None:
    """Write down what a stage read, and keep what it made. Where this disk has no hard links, nothing is kept."""
    folder = forget(stage, at)
    try:
        folder.mkdir(parents=True)
        for path in outputs:
            os.link(path, folder / path.name)
            reading.made[str(path)] = sha256(path)
        _lay_under(folder, reading)
        _write(folder, reading)
    except OSError:
        forget(stage, at)


def forget(stage: str, at: Layout) -> Path:
    """Keep nothing of a stage. Returns where it was kept."""
    folder = at.kept(stage)
    shutil.rmtree(folder, ignore_errors=True)
    return folder


class MadeBefore:
    """The long tables that the last run of a stage made, as they are kept. `files`: where, its checksum and the digests of its blocks, by path."""

    def __init__(self, files: dict[str, tuple[Path, str, list[str]]]) -> None:
        self._files = files

    def table(self, path: Path) -> Before:
        """What is there to take of a table; nothing where it is not whole."""
        place, digest, blocks = self._files.get(str(path), (None, "", []))
        with suppress(OSError):
            if place and hashlib.sha256(data := place.read_bytes()).hexdigest() == digest:
                return Before(data, blocks)
        return Before()


def made_before(stage: str, at: Layout) -> MadeBefore:
    """What the last run of a stage made, if it ran the same code."""
    try:
        known = read_of(stage, at)
        code = at.code(stage)
        same = ANEW not in os.environ and known.files.get(str(code)) == sha256(code)
    except (OSError, ValueError, TypeError):
        same = False
    if not same:
        return MadeBefore({})
    kept = at.kept(stage)
    return MadeBefore(
        {
            name: (kept / Path(name).name, known.made[name], blocks)
            for name, blocks in known.blocks.items()
            if name in known.made
        }
    )


def as_before(stage: str, at: Layout, words: Sequence[str]) -> dict[str, Any] | None:
    """Put in its place what a stage made last, if all that it read then reads the same; what it said then. None where it has to run."""
    if ANEW in os.environ:
        return None
    try:
        reading = read_of(stage, at)
        kept = {Path(name): at.kept(stage) / Path(name).name for name in reading.made}
        if (
            reading.words == list(words)
            and _reads_the_same(stage, at, reading, note=True)
            and _is_kept(kept, reading)
        ):
            _put_back(kept)
            _asked_now(at.kept(stage), reading)
            return reading.said
    except (UserError, OSError, ValueError, TypeError):
        pass
    return None


def stands(stage: str, at: Layout, words: Sequence[str]) -> bool:
    """Whether what a stage made stands in its place, and all that it reads is as it was then. Nothing is put anywhere."""
    try:
        reading = read_of(stage, at)
        places = {Path(name): Path(name) for name in reading.made}
        return (
            reading.words == list(words)
            and _reads_the_same(stage, at, reading, note=False)
            and _is_kept(places, reading)
        )
    except (UserError, OSError, ValueError, TypeError):
        return False


def _reads_the_same(stage: str, at: Layout, reading: Reading, note: bool) -> bool:
    from evidence.answered import same_answers

    same = all(sha256(Path(name)) == digest for name, digest in reading.files.items())
    same = same and _same_settings(at, reading) and _same(reading.tables)
    return same and same_answers(stage, at, reading, note)


def _same(tables: dict[str, dict[str, str]]) -> bool:
    return all(
        columns_digest(Path(path), names) == digest
        for path, parts in tables.items()
        for names, digest in parts.items()
    )


def _same_settings(at: Layout, reading: Reading) -> bool:
    if reading.config == sha256(at.setting("config")):
        return True
    from evidence.settings_catalogue import read_config

    sections, config = json.loads(reading.settings), read_config(at.setting("config"))[0]
    return json.dumps({name: config.get(name, {}) for name in sections}) == reading.settings


def _is_kept(kept: dict[Path, Path], reading: Reading) -> bool:
    return all(sha256(file) == reading.made[str(path)] for path, file in kept.items())


def _put_back(kept: dict[Path, Path]) -> None:
    """The kept files in their places: each newer than all that is before it, as those are that a run makes."""
    for path, file in kept.items():
        beside = path.with_name(f".{path.name}.part")
        beside.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        os.utime(file)
        os.link(file, beside)
        os.replace(beside, path)
        beside.unlink(missing_ok=True)  # it stays where both were names of one file already


def _asked_now(folder: Path, reading: Reading) -> None:
    """Note that the answers are those of the tables of now, so that next time no more than what moves from now on is looked at."""
    from evidence.answered import now_under

    if (now := now_under(reading)) != reading.under:
        reading = replace(reading, under=now, groups=groups_of(now))
        _lay_under(folder, reading)
        _write(folder, reading)


def _lay_under(folder: Path, reading: Reading) -> None:
    """Keep the tables that a stage asked under a second name, as they are now."""
    for name in reading.under:
        place = laid_under(folder, name)
        place.parent.mkdir(exist_ok=True)
        place.unlink(missing_ok=True)
        os.link(name, place)


def _write(folder: Path, reading: Reading) -> None:
    part = folder / f".{READ}.part"
    told = {one.name: getattr(reading, one.name) for one in fields(reading)}
    part.write_text(json.dumps(told), encoding="utf-8")
    os.replace(part, folder / READ)
