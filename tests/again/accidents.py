"""What happens to a review beside its edits: files are touched, brought back, lost and damaged, folders moved, builds killed, other commands run."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from evidence.pipeline import STAGES
from tests.again import records, settings, tables
from tests.again.review import Review

INPUTS = ("config", "literature", "book", "releases")


def inputs_from(source: Path, target: Path, times: bool = True) -> None:
    """All that a person wrote, and nothing else of what was written before; what was built stays. `times`: with the times of its files."""
    for name in INPUTS:
        there = target / name
        for path in there.iterdir() if there.exists() else ():
            if path.name != "_build":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        if (source / name).exists():
            shutil.copytree(
                source / name,
                there,
                ignore=shutil.ignore_patterns("_build"),
                dirs_exist_ok=True,
                copy_function=shutil.copy2 if times else shutil.copyfile,
            )


def earlier_comes_back(at: Review) -> str:
    """As from a version control, or from a backup, which brings the times of files too."""
    if not at.earlier:
        return records.entry_comes(at)
    state, times = at.random.choice(at.earlier), at.random.random() < 0.5
    inputs_from(state, at.folder, times)
    return f"back to {state.name}{' with its times' if times else ''}"


def earlier_file_comes_back(at: Review) -> str:
    if not at.earlier:
        return records.entry_comes(at)
    state = at.random.choice(at.earlier)
    files = [path for name in INPUTS for path in sorted((state / name).rglob("*")) if path.is_file()]
    path = at.random.choice(files).relative_to(state)
    (at.folder / path).parent.mkdir(parents=True, exist_ok=True)
    times = at.random.random() < 0.5
    (shutil.copy2 if times else shutil.copyfile)(state / path, at.folder / path)
    return f"{path} is that of {state.name}{' with its time' if times else ''}"


def touched(at: Review) -> str:
    top = at.random.choice(("config", "literature", "literature/records", "book", "results", "results/*"))
    now = time.time()
    when = now + at.random.choice((0, 0, -100_000, 5_000))
    files = [path for path in at.files(f"{top}/**/*") if "_build" not in path.parts]
    if at.random.random() < 0.5:
        files = at.random.sample(files, min(len(files), 1))
    for path in files:
        os.utime(path, (when, when))
    return f"{len(files)} files of {top} have the time {when - now:+.0f} s"


def folder_moves(at: Review) -> str:
    """Copied without times: what was built may look older than what it was built from."""
    other = at.folder.with_name("elsewhere")
    shutil.copytree(at.folder, other, symlinks=True, copy_function=shutil.copyfile)
    shutil.rmtree(at.folder)
    other.rename(at.folder)
    return "the folder copied without times"


def _lost(at: Review, *patterns: str) -> str:
    files = [
        path for path in at.files(*patterns) if not path.is_relative_to(at.folder / "results/brief/book")
    ]
    for path in (lost := at.random.sample(files, min(len(files), at.random.choice((1, 1, 2, 5))))):
        path.unlink()
    return f"deleted: {', '.join(str(path.relative_to(at.folder)) for path in lost)}"


def results_are_lost(at: Review) -> str:
    """Of the staged book nothing alone: to Snakemake and to a build it is one thing, and what else is in it is made with it."""
    return _lost(at, *(f"results/{stage.name}/**/*" for stage in STAGES))


def kept_is_lost(at: Review) -> str:
    return _lost(at, "results/meanings/**/*", "results/code/**/*")


def book_is_lost(at: Review) -> str:
    at.unseen = True
    return _lost(at, "book/_build/html/**/*")


def folder_is_lost(at: Review) -> str:
    found = [
        *at.folder.glob("results/*"),
        *at.folder.glob("results/meanings/*"),
        *at.folder.glob("results/code/.kept/*"),
    ]
    found += [
        path
        for name in ("book/_build", "book/_build/html", ".snakemake", "logs")
        if (path := at.folder / name).exists()
    ]
    path = at.random.choice(sorted(path for path in found if path.is_dir()))
    shutil.rmtree(path)
    at.unseen = True  # Snakemake's own notes may be what is gone
    return f"{path.relative_to(at.folder)} deleted"


def _damaged(at: Review, *patterns: str) -> str:
    files = [path for path in at.files(*patterns) if path.stat().st_size]
    told = []
    for path in at.random.sample(files, min(len(files), at.random.choice((1, 3)))):
        held = bytearray(path.read_bytes())
        if at.random.random() < 0.4:
            del held[at.random.randrange(len(held)) :]
        else:
            held[at.random.randrange(len(held))] ^= 1 << at.random.randrange(8)
        path.unlink()  # it may be linked elsewhere
        path.write_bytes(held)
        told.append(str(path.relative_to(at.folder)))
    return f"damaged: {', '.join(told)}"


def kept_is_damaged(at: Review) -> str:
    return _damaged(at, "results/meanings/**/*")


def book_is_damaged(at: Review) -> str:
    at.unseen = True
    return _damaged(at, "book/_build/html/**/*")


def book_is_edited(at: Review) -> str:
    """In place, so that a second name of the file has the edit too."""
    at.unseen = True
    path = at.random.choice(at.files("book/_build/html/**/*") or [at.folder / "book/aside.md"])
    with path.open("ab") as handle:
        handle.write(b" ")
    return f"{path.relative_to(at.folder)} edited"


def build_is_killed(at: Review) -> str:
    told = at.random.choice((*records.KINDS, *tables.KINDS, *settings.KINDS))(at)
    after, how = (
        at.random.uniform(1, 12),
        at.random.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)),
    )
    process = subprocess.Popen(
        at.random.choice((["evidence", "build"], ["snakemake", "--cores", "2"])),
        cwd=at.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=at.project.surroundings(),
        start_new_session=True,
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        at.unseen = True
        os.killpg(process.pid, how)
        process.wait()
    return f"{told}; a build killed after {after:.1f} s by {how.name}"


def command_runs(at: Review) -> str:
    """Another command between two builds; what it says is no matter here."""
    stage = at.random.choice(STAGES).name
    words = at.random.choice(
        (["evidence", stage], ["evidence", "check"], ["evidence", "status"], ["evidence", "verdicts"], ["evidence", "remember"],
         ["evidence", "release", f"r{at.number}"], ["snakemake", "--cores", "1", "--until", stage],
         ["snakemake", "--cores", "2", "--forcerun", stage], ["snakemake", "--cores", "2", "--forceall"], ["snakemake", "--cores", "1", "--dry-run"],
         ["snakemake", "--cores", "1", "--touch"])
    )  # fmt: skip
    if "--touch" in words:  # which says that what is not right is
        words = words[:-1]
    done = at.project.run(*words)
    return f"{' '.join(words)} ({done.returncode})"


KINDS = (
    *(earlier_comes_back, build_is_killed, command_runs, results_are_lost) * 2,
    *(
        earlier_file_comes_back,
        touched,
        folder_moves,
        kept_is_lost,
        book_is_lost,
        folder_is_lost,
        kept_is_damaged,
    ),
    *(book_is_damaged, book_is_edited),
)
