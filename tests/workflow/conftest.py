"""A copy of the project in a temporary folder, in which the real Snakemake runs."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest
from typer.testing import CliRunner

from evidence import main
from evidence.pipeline import STAGES
from evidence.publish import ready
from tests import books, forks, shared
from tests.engine_facts import hand_to

from .later import RELEASE, lay

REPOSITORY = Path(__file__).resolve().parents[2]
TINY = REPOSITORY / "tests" / "topics" / "bcg"
SCRAMBLED = Path(__file__).parent / "scrambled"
ELSEWHERE = {"TZ": "Pacific/Auckland", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}
_COPIED = ("Snakefile", "config", "literature", "book", "requirements.lock")


@dataclass
class Project:
    """One copy: its own results, and its own code (by PYTHONPATH) where it has some."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    said: str = ""  # by the build that made it

    def run(self, *command: str, **extra: str) -> subprocess.CompletedProcess[str]:
        environment = self.surroundings() | extra
        return forks.run(
            command, cwd=self.folder, env=environment, text=True, capture_output=True, check=False
        )

    def surroundings(self) -> dict[str, str]:
        """The environment of its commands."""
        return {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(self.code),
            "NO_COLOR": "1",
            **self.environment,
        }

    def snakemake(self, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        """The plain one, each stage a process of its own."""
        return self.run("snakemake", "--cores", "2", *arguments, **extra)

    def build(self, *arguments: str) -> str:
        """Let Snakemake make all, or what is named, each stage a fork of one process as in `evidence build`."""
        done = forks.run(
            ["snakemake", "--cores", "2", *arguments],
            served=True, cwd=self.folder, env=self.surroundings(), text=True, capture_output=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def evidence(self, *words: str) -> subprocess.CompletedProcess[str]:
        """How a verb ends and what it says, run in this process: where the test is not of how it is started."""
        out, err = io.StringIO(), io.StringIO()
        with (
            contextlib.chdir(self.folder),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            patch.object(sys, "argv", ["evidence", *words]),
            patch.object(main, "without_frames"),  # of which other tests make some
            pytest.raises(SystemExit) as end,
        ):
            main.main()
        return subprocess.CompletedProcess(words, end.value.code or 0, out.getvalue(), err.getvalue())

    def does(self, *words: str) -> str:
        """What a verb says that succeeds, run in this process."""
        with contextlib.chdir(self.folder), patch.object(ready, "ask", books.ask):
            done = CliRunner().invoke(main.app, words)
        assert done.exit_code == 0, (words, done.output, done.exception)
        return done.output

    def stages(self, *but: str) -> str:
        """What the stages say in the order of the flow, and the report where there is a book, run in this process."""
        verbs = (*(stage.name for stage in STAGES if stage.name not in but), "report")
        return "".join(self.does(verb) for verb in verbs if verb != "report" or self.html.is_dir())

    @property
    def code(self) -> Path:
        """Where the package lies that its commands run."""
        own = self.folder / "workflow"
        return own if own.is_dir() else REPOSITORY / "workflow"

    @property
    def html(self) -> Path:
        return self.folder / "book" / "_build" / "html"

    def checksums(self) -> str:
        return (self.html / "SHA256SUMS").read_text()

    def planned(self) -> set[str]:
        """The rules that a dry run would run."""
        done = self.snakemake("--dry-run", "--quiet", "rules")
        jobs = [line.split() for line in (done.stdout + done.stderr).splitlines()]
        return {
            words[0] for words in jobs if len(words) == 2 and words[1].isdigit() and words[0].isalpha()
        } - {"total"}

    def copy(self, folder: Path) -> Project:
        """The same project elsewhere, with its results and their times. By cp, which takes half as long as Python for a thousand files."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-a", str(self.folder), str(folder)], check=True)
        return Project(folder, dict(self.environment))


def copy_project(folder: Path, topic: Path | None = None, code: bool = False) -> Project:
    """What a review has before it is built: the shipped one, or another topic's. Its commands run the code of this repository, or a copy."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*_COPIED, "workflow") if code else _COPIED:
        source = (topic / name) if topic and name in ("config", "literature") else REPOSITORY / name
        if source.is_dir():
            # Bytecode comes along, but for what another process is just writing: compiling costs more than a stage.
            ignored = shutil.ignore_patterns("_build", "*.pyc.*")
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copyfile(source, folder / name)
    if (REPOSITORY / "releases").is_dir() and not topic:
        shutil.copytree(REPOSITORY / "releases", folder / "releases")
    hand_to(folder)
    return Project(folder)


def scrambling(project: Project, how: str) -> dict[str, str]:
    """An environment in which folders are listed in another order."""
    return {"PYTHONPATH": f"{SCRAMBLED}{os.pathsep}{project.code}", "SCRAMBLE": how}


@cache
def alone() -> tuple[str, ...]:
    """What a command begins with that shall see no network; nothing where this machine does not permit it."""
    words = forks.OFFLINE
    return (
        words
        if shutil.which("unshare") and not subprocess.run([*words, "true"], capture_output=True).returncode
        else ()
    )


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], str]) -> Project:
    """A project that all workers share; `make` returns what was said. Tests that change anything copy it, as is looked after."""
    folder, said = shared.once(factory, name, make)
    return Project(folder, said=said)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The shipped project, built once for all workers. Tests that change anything copy it."""
    return once(tmp_path_factory, "built", lambda folder: copy_project(folder).build())


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A review of six entries, built once for all workers by the verb of people. Tests that change anything copy it.

    Built by processes of its own, without a network, in another time zone and language and with folders listed in reverse: `evidence verify` builds it
    again under none of that, and finds the same bytes (test_verify).
    """

    def make(folder: Path) -> str:
        project = copy_project(folder, TINY)
        done = project.run(*alone(), "evidence", "build", **ELSEWHERE, **scrambling(project, "reverse"))
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    return once(tmp_path_factory, "tiny", make)


@pytest.fixture(scope="session")
def later(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The shipped project a while after its first release (see later.py), built upon its first book, once for all workers."""

    def make(folder: Path) -> str:
        project = built.copy(folder)
        project.does("release", RELEASE)
        lay(folder / "literature")
        return project.stages()

    return once(tmp_path_factory, "later", make)


@pytest.fixture
def changed(built: Project, tmp_path: Path) -> Project:
    """A built project that a test may change."""
    return built.copy(tmp_path / "project")
