"""The same bytes elsewhere: folders listed in any order, another file system, no network at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from .conftest import TINY, Project, copy_project

pytestmark = pytest.mark.workflow

SCRAMBLED = Path(__file__).parent / "scrambled"
MEMORY = Path("/dev/shm")


def _scrambling(project: Project, how: str) -> dict[str, str]:
    return {"PYTHONPATH": f"{SCRAMBLED}{os.pathsep}{project.folder / 'workflow'}", "SCRAMBLE": how}


def _of(tiny: Project) -> dict[str, str]:
    lines = (line.split("  ", 1) for line in tiny.checksums().splitlines())
    return {name: digest for digest, name in lines}


def test_folders_listed_in_reverse(tmp_path) -> None:
    """The plug itself, so that the tests below cannot pass because nothing was scrambled."""
    for name in "abc":
        (tmp_path / name).touch()
    project = Project(tmp_path)
    code = "import os, pathlib; print(*os.listdir('.'), *(p.name for p in pathlib.Path('.').glob('*')))"
    said = project.run("python", "-c", code, **_scrambling(project, "reverse"))
    assert said.stdout.split() == ["c", "b", "a"] * 2


def test_shuffled_listings_on_another_file_system_give_the_same_bytes(tiny: Project) -> None:
    """In memory where this machine has such a file system; on the same one, shuffled, where it has not."""
    there = MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=there) as folder:
        project = copy_project(Path(folder) / "review", TINY)
        done = project.run("evidence", "build", **_scrambling(project, "7"))
        assert done.returncode == 0, done.stdout + done.stderr
        assert _of(project) == _of(tiny)


def test_without_a_network_and_with_listings_in_reverse_the_bytes_are_the_same(
    tiny: Project, tmp_path
) -> None:
    alone = ("unshare", "--map-root-user", "--net")
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True).returncode:
        pytest.skip("this machine does not permit a network namespace (unshare)")
    project = copy_project(tmp_path / "review", TINY)
    extra = _scrambling(project, "reverse")
    devices = project.run(*alone, "cat", "/proc/net/dev", **extra).stdout.splitlines()[2:]
    assert [line.split(":")[0].strip() for line in devices] == ["lo"], "nothing leads out of here"
    assert len(project.run(*alone, "cat", "/proc/net/route", **extra).stdout.splitlines()) <= 1
    done = project.run(*alone, "evidence", "build", **extra)
    assert done.returncode == 0, done.stdout + done.stderr
    assert _of(project) == _of(tiny)
