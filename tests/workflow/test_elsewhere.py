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
ELSEWHERE = {"TZ": "Pacific/Auckland", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}
_STAGES = (
    *("ingest", "deduplicate", "screen", "classify", "extract", "appraise", "synthesise", "qca", "assess"),
    *("brief", "pdf", "publish"),
)


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


def test_what_is_taken_back_elsewhere_gives_the_bytes_of_the_first_build(
    built: Project, later: Project
) -> None:
    """Every stage runs again: in another folder and time zone, in another language, with one core and shuffled listings.

    In memory where this machine has such a file system.
    """
    there = MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=there) as folder:
        project = later.copy(Path(folder) / "a rather different place" / "x")
        assert project.checksums() != built.checksums()
        shutil.rmtree(project.folder / "literature")
        shutil.copytree(built.folder / "literature", project.folder / "literature")
        said = project.build("--cores", "1", **ELSEWHERE, **_scrambling(project, "7"))
        assert {stage for stage in _STAGES if f"rule {stage}:" not in said} == set(), "that stage did not run"
        assert project.checksums() == built.checksums()


def test_without_a_network_and_with_listings_in_reverse_the_bytes_are_the_same(
    tiny: Project, tmp_path
) -> None:
    """From nothing, and in another time zone and language too; with a network where this machine permits no other."""
    alone = ("unshare", "--map-root-user", "--net")
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True).returncode:
        alone = ()
    project = copy_project(tmp_path / "review", TINY)
    extra = {**ELSEWHERE, **_scrambling(project, "reverse")}
    if alone:
        devices = project.run(*alone, "cat", "/proc/net/dev", **extra).stdout.splitlines()[2:]
        assert [line.split(":")[0].strip() for line in devices] == ["lo"], "nothing leads out of here"
        assert len(project.run(*alone, "cat", "/proc/net/route", **extra).stdout.splitlines()) <= 1
    done = project.run(*alone, "evidence", "build", **extra)
    assert done.returncode == 0, done.stdout + done.stderr
    assert _of(project) == _of(tiny)
    if not alone:
        pytest.skip("the bytes are the same, but this machine does not permit a network namespace (unshare)")
