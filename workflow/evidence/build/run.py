"""Runs Snakemake and says what it says, without what says nothing, and with a person's mistake last on the screen."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from evidence.build.server import serving
from evidence.console import FRAME, FRAMED, refused_in
from evidence.errors import printable

# What Snakemake prints of itself on every run.
_CHATTER = re.compile(
    r"(Select jobs to execute|Execute \d+ jobs|Assuming unrestricted|Building DAG|Complete log|Elapsed time"
    r"|Shutting down|Exiting because|Using shell|Provided cores|Conda environments: ignored|Singularity containers: ignored|Nothing to be done|Touching output)"
)
_ERROR = re.compile(r"(\[.*\]\s*$|Error in rule |RuleException|WorkflowError|Traceback|\S*Exception\b)")
_SHOWN = 15


@dataclass
class Outcome:
    """How a run ended: its exit code, the messages for people that stages gave, and what else was said after an error."""

    code: int = 0
    messages: list[str] = field(default_factory=list)
    detail: list[str] = field(default_factory=list)


def snakemake(
    arguments: Sequence[str], log: Path, say: Callable[[str], None] = print, served: bool = False
) -> Outcome:
    """Run Snakemake here, its stages as forks of one process where they are to be `served`. Lines go to `say` as they come,
    all of them to `log`; a lost disk costs the log alone."""
    command = [sys.executable, "-m", "evidence.build.engine_start", "snakemake", "--rerun-incomplete"]
    command += arguments
    beside = Path(sys.executable).parent  # where `evidence` is, also where the environment is not activated
    path = f"{beside}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    environment = {**os.environ, FRAMED: "1", "PATH": path, **_cache(os.environ)}
    kept: list[str] = []
    with serving(environment) if served else nullcontext(environment) as environment:
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=environment,
        )
        try:
            outcome = read(_kept(process.stdout or (), kept), say)
            outcome.code = process.wait()
        finally:
            if process.poll() is None:  # we are being interrupted, so the run is too
                process.terminate()
                process.wait()
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(printable("".join(kept)), encoding="utf-8")
    except OSError:
        pass
    return outcome


def _cache(environment: Mapping[str, str]) -> dict[str, str]:
    """A place for what Snakemake keeps of its sources while it runs, where the usual one cannot be written: an account for services
    may have no home."""
    usual = Path(
        environment.get("XDG_CACHE_HOME")
        or Path(environment.get("HOME") or os.path.expanduser("~"), ".cache")
    )
    there = next((place for place in (usual, *usual.parents) if place.exists()), usual)
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        return {}
    return {"XDG_CACHE_HOME": str(Path(".snakemake", "cache").resolve())}


def _kept(lines: Iterable[str], kept: list[str]) -> Iterable[str]:
    for line in lines:
        kept.append(line.replace(FRAME, ""))
        yield line


def read(lines: Iterable[str], say: Callable[[str], None]) -> Outcome:
    r"""Tell a run's messages for people from the rest, which is said at once until an error is reported.

    >>> said = []
    >>> found = read(["[1/10] ingest\n", "\x1ea.csv: no title\n", "\x1e\n", "Error in rule x:\n", "y\n"], said.append)
    >>> said, found.messages, found.detail
    (['[1/10] ingest'], ['a.csv: no title'], ['Error in rule x:', 'y'])
    """
    outcome, framed, failed = Outcome(), None, False
    for line in (raw.rstrip("\n") for raw in lines):
        if FRAME in line:
            before, _, after = line.partition(FRAME)
            if framed is None:
                framed = [after] if after else []
            else:
                outcome.messages.append("\n".join([*framed, before] if before else framed).strip("\n"))
                framed, failed = None, True
        elif framed is not None:
            framed.append(line)
        elif re.match(r"\s*\[\d+/\d+\]", line):
            say(line)
        elif failed or _ERROR.match(line):
            failed = True
            outcome.detail.append(line)
        elif line.strip() and not _CHATTER.match(line):
            say(line)
    return outcome


def last_words(outcome: Outcome, log: Path) -> str:
    """What stands last on the screen after a run that failed."""
    if outcome.messages:
        return "\n\n".join(dict.fromkeys(outcome.messages))
    if refused := refused_in("\n".join(outcome.detail)):
        return refused.text()
    shown = [line for line in outcome.detail if line.strip()][-_SHOWN:]
    return "\n".join([*shown, f"the build did not finish; all that was said: {log}"])
