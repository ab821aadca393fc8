"""A review that begins, under git, and the runners that clone it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .act import Runner, environment
from .github import GitHub

FIRST = "TY  - JOUR\nID  - a\nAU  - Ray, A\nTI  - Beaver dams and the flow of a small stream\nPY  - 2001\nVL  - 3\nSP  - 12\nER  - \n"
SECOND = "TY  - JOUR\nID  - b\nAU  - Lee, B\nTI  - Burrows of beavers in river banks\nPY  - 2017\nVL  - 9\nSP  - 77\nER  - \n"


@dataclass
class Repository:
    """A review under git, from which runners clone."""

    folder: Path
    environment: dict[str, str]

    def git(self, *words: str) -> str:
        named = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
        return subprocess.run(
            ["git", *named, *words], cwd=self.folder, check=True, capture_output=True, text=True
        ).stdout.strip()

    def lay(self, files: dict[str, str], message: str = "more") -> str:
        """Write, commit, and give the commit."""
        for name, text in files.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def files(self, branch: str) -> set[str]:
        return set(self.git("ls-tree", "-r", "--name-only", branch).splitlines())


def begin(begun: Path, room: Path) -> Repository:
    shutil.copytree(begun, room / "origin")
    made = Repository(room / "origin", environment(room / "python"))
    made.git("init", "--quiet", "--initial-branch", "main")
    return made


def runner(repository: Repository, github: GitHub, room: str, event_name: str, **more: object) -> Runner:
    made = Runner(
        repository.folder,
        repository.folder.parent / room,
        event_name,
        api=github.address,
        environment=repository.environment,
        **more,
    )  # type: ignore[arg-type]
    github.tokens = made.tokens
    return made


def workflow(repository: Repository, name: str) -> Path:
    return repository.folder / ".github" / "workflows" / f"{name}.yml"


def to_main(repository: Repository, files: dict[str, str]) -> None:
    repository.git("switch", "--quiet", "main")
    repository.lay(files)
    repository.git("switch", "--quiet", "--detach")
