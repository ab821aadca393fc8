"""What a build that was killed leaves behind, and whether another one is at work in the same folder.

Snakemake locks a folder with files that name no process, so that after a SIGKILL or a power cut only a person can
say that the lock is dead. Here the living processes are asked instead.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import psutil

from evidence.console import FRAMED

_PROBE = 100_000  # bytes
_WAIT = 5  # seconds that an orphan has for ending by itself


def clear(folder: Path) -> int:
    """Remove the locks of builds that are dead. The caller has seen that `rivals` names none.

    Returns how many files were removed.
    """
    found = sorted((folder / ".snakemake" / "locks").glob("*.lock"))
    for lock in found:
        lock.unlink(missing_ok=True)
    return len(found)


def rivals(folder: Path) -> list[int]:
    """Process ids of living Snakemake runs in this folder, other than ours and those whose `evidence build` is dead, in order."""
    runs = (process for process in _here(folder) if _is_snakemake(_words(process)))
    return sorted(process.pid for process in runs if not _is_left(process))


def orphans(folder: Path) -> list[psutil.Process]:
    """What a build in this folder that is dead left behind: its Snakemake, or stages whose Snakemake is dead.

    They would write under the next build's hands. A Snakemake that is ended leaves its stages, which are found when asked again.
    """
    return [process for process in _here(folder) if _is_left(process) or _is_lone_stage(process)]


def check_place(folder: Path) -> None:
    """Whether the folders that a build writes to can be written to. Raises OSError where the machine refuses.

    Asked before Snakemake is, which would answer with a traceback. The file has no name, so that a kill leaves nothing.
    """
    (folder / ".snakemake").mkdir(exist_ok=True)
    for name in (".", ".snakemake", "results", "logs", "book/_build"):
        if (folder / name).is_dir():
            try:
                with tempfile.TemporaryFile(dir=folder / name) as probe:
                    probe.write(bytes(_PROBE))
            except OSError as error:
                raise OSError(error.errno, error.strerror, str((folder / name).resolve())) from None


def end(processes: list[psutil.Process]) -> None:
    """Ask processes to end, and make them end after some seconds."""
    for process in processes:
        _quietly(process.terminate)
    _, alive = psutil.wait_procs(processes, timeout=_WAIT)
    for process in alive:
        _quietly(process.kill)
    psutil.wait_procs(alive, timeout=_WAIT)


def _here(folder: Path) -> list[psutil.Process]:
    """Living processes whose working folder is this one, without ourselves and those who called us."""
    mine = psutil.Process()
    family = {mine.pid, *(parent.pid for parent in _parents(mine))}
    wanted = str(folder.resolve())
    found = []
    for process in psutil.process_iter():
        try:
            there = process.pid not in family and process.status() != psutil.STATUS_ZOMBIE
            if there and process.cwd() == wanted:
                found.append(process)
        except psutil.Error:  # it ended, or belongs to somebody else, who cannot write here
            continue
    return found


def _parents(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.parents()
    except psutil.Error:
        return []


def _words(process: psutil.Process) -> list[str]:
    try:
        return [Path(word).name for word in process.cmdline()]
    except psutil.Error:
        return []


def _is_snakemake(words: list[str]) -> bool:
    return "snakemake" in words[:4]


def _is_left(process: psutil.Process) -> bool:
    """Whether this is the Snakemake of an `evidence build` that is dead; one that a person called is nobody's."""
    try:
        called = FRAMED in process.environ()
    except psutil.Error:
        return False
    return (
        called and _is_snakemake(_words(process)) and not any(map(_is_build, map(_words, _parents(process))))
    )


def _is_lone_stage(process: psutil.Process) -> bool:
    return _is_stage(_words(process)) and not any(map(_is_snakemake, map(_words, _parents(process))))


def _is_build(words: list[str]) -> bool:
    return "build" in words and not {"evidence", "evidence.main"}.isdisjoint(words[:4])


def _is_stage(words: list[str]) -> bool:
    return "evidence" in words[:3] and "--log" in words


def _quietly(act: object) -> None:
    try:
        act()  # type: ignore[operator]
    except psutil.Error:
        return
