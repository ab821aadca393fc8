"""The Containerfile, read: what it begins with is pinned, nothing runs as root but the one system package, and what it runs is the Makefile."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from .act import REPOSITORY

# the environment is made by `make setup`, which CI runs on every clone; the image itself is built nowhere here, for no registry of images is in reach


def steps(path: Path) -> list[tuple[str, str]]:
    """Instruction and what follows it, of each line; lines that go on are one."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = (line.strip() for line in text.splitlines())
    return [
        (name.upper(), " ".join(rest.split()))
        for name, _, rest in (line.partition(" ") for line in lines if line and not line.startswith("#"))
    ]


OURS = steps(REPOSITORY / "Containerfile")


def test_what_it_begins_with_is_pinned_by_its_digest() -> None:
    begun = [rest for name, rest in OURS if name == "FROM"]
    assert len(begun) == 1 and re.fullmatch(
        r"docker\.io/library/python:3\.\d+-slim-\w+@sha256:[0-9a-f]{64}", begun[0]
    )


def test_only_what_the_system_lacks_is_installed_as_root() -> None:
    names = [name for name, _ in OURS]
    user = names.index("USER")
    assert OURS[user] == ("USER", "reviewer") and names.count("USER") == 1
    as_root = [rest for name, rest in OURS[:user] if name == "RUN"]
    (packages,) = re.findall(r"--no-install-recommends ([^&]+) &&", as_root[0])
    assert len(as_root) == 1 and all("=" in package for package in packages.split())
    assert "ADD" not in names and not [
        rest for name, rest in OURS if name == "COPY" and "--chown=reviewer" not in rest
    ]


def test_all_else_is_what_the_makefile_does() -> None:
    user = [name for name, _ in OURS].index("USER")
    assert [rest for name, rest in OURS[user:] if name in ("RUN", "CMD")] == [
        "make setup",
        '["make", "briefing"]',
    ]


def test_the_environment_is_made_of_the_lock_with_its_checksums(tmp_path: Path) -> None:
    """In a folder with nothing but what was copied before that step, where there is no environment yet."""
    before = next(rest for name, rest in OURS if name == "COPY").split()[1:-1]
    for name in before:
        (tmp_path / name).write_bytes((REPOSITORY / name).read_bytes())
    done = subprocess.run(["make", "--dry-run", "setup"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    installs = re.findall(r"pip install (.*)", done.stdout)
    assert len(installs) == 2 and "--no-deps --require-hashes -r requirements.lock" in installs[0]
    assert "--no-deps --no-build-isolation -e ." in installs[1]


def test_what_was_built_here_does_not_go_in() -> None:
    left_out = (REPOSITORY / ".containerignore").read_text(encoding="utf-8").splitlines()
    ignored = (REPOSITORY / ".gitignore").read_text(encoding="utf-8").splitlines()
    built = {line.rstrip("/") for line in ignored} & {"results", "book/_build", "logs", ".snakemake", ".venv"}
    assert len(built) == 5 and built | {".git"} <= set(left_out)
