"""The same bytes elsewhere: folders listed in any order, another file system, no network at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from .conftest import ELSEWHERE, Project, alone, scrambling

pytestmark = pytest.mark.workflow

MEMORY = Path("/dev/shm")
_ALL = """
from evidence.main import app
from evidence.pipeline import STAGES
for stage in STAGES:
    app([stage.name], standalone_mode=False)
"""


def test_folders_listed_in_reverse(tmp_path) -> None:
    """The plug itself, so that the tests below cannot pass because nothing was scrambled."""
    for name in "abc":
        (tmp_path / name).touch()
    project = Project(tmp_path)
    code = "import os, pathlib; print(*os.listdir('.'), *(p.name for p in pathlib.Path('.').glob('*')))"
    said = project.run("python", "-c", code, **scrambling(project, "reverse"))
    assert said.stdout.split() == ["c", "b", "a"] * 2


def test_what_is_taken_back_elsewhere_gives_the_bytes_of_the_first_build(
    built: Project, later: Project
) -> None:
    """Every stage runs again, in one process: in another folder and time zone, in another language and with shuffled listings.

    In memory where this machine has such a file system. What the flow runs again by itself is in test_rebuild.
    """
    there = MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=there) as folder:
        project = later.copy(Path(folder) / "a rather different place" / "x")
        assert project.checksums() != built.checksums()
        shutil.rmtree(project.folder / "literature")
        shutil.copytree(built.folder / "literature", project.folder / "literature")
        shutil.rmtree(project.folder / "releases")
        done = project.run("python", "-c", _ALL, **ELSEWHERE, **scrambling(project, "7"))
        assert done.returncode == 0, done.stdout + done.stderr
        assert project.checksums() == built.checksums()


def test_nothing_leads_out_of_where_the_tiny_review_was_built(tmp_path) -> None:
    """That it has the bytes of a review that was built as usual is shown in test_verify."""
    if not alone():
        pytest.skip("this machine does not permit a network namespace (unshare)")
    here = Project(tmp_path)
    devices = here.run(*alone(), "cat", "/proc/net/dev").stdout.splitlines()[2:]
    assert [line.split(":")[0].strip() for line in devices] == ["lo"]
    assert len(here.run(*alone(), "cat", "/proc/net/route").stdout.splitlines()) <= 1
