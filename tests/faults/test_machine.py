"""A disk that is full, a folder that can only be read, no permission, a port in use: the real ones, one message each."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.engine_facts import hand_to
from tests.workflow.conftest import TINY, Project, copy_project

INGEST = ("evidence", "ingest", "--log", "logs/ingest.log")
BUILD = ("evidence", "build")


@pytest.fixture
def project(tmp_path) -> Project:
    project = copy_project(tmp_path / "review", TINY)
    shutil.rmtree(project.folder / "results")  # what is known of the engine, which here is to be written too
    package = str(Path(__file__).resolve().parents[2] / "workflow")
    return Project(project.folder, {"PYTHONPATH": package, "PYTHONDONTWRITEBYTECODE": "1"})


def _mounted(project: Project, tmp_path: Path, then: str, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a copy of the project on a small file system of its own, after `then` was done to it."""
    alone = ("unshare", "--map-root-user", "--mount")
    place = tmp_path / "small"
    place.mkdir()
    tried = [*alone, "mount", "-t", "tmpfs", "none", str(place)]
    if not shutil.which("unshare") or subprocess.run(tried, capture_output=True).returncode:
        pytest.skip("this machine does not permit a mount namespace (unshare)")
    script = f'mount -t tmpfs -o size=6m none "$0" && cp -r . "$0/r" && cd "$0/r" && mkdir -p logs results && {then} && "$@"'
    return project.run(*alone, "bash", "-c", script, str(place), *command)


def _is_one_message(done: subprocess.CompletedProcess[str], words: str) -> None:
    assert done.returncode == 1, done.stdout + done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert "fault in the program" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 3, done.stderr


@pytest.mark.parametrize("command", [INGEST, BUILD], ids=["ingest", "build"])
def test_a_full_disk(project: Project, tmp_path, command) -> None:
    fill = '{ dd if=/dev/zero of="$0/fill" bs=64k 2>/dev/null; true; }'
    _is_one_message(_mounted(project, tmp_path, fill, *command), "the disk is full")


@pytest.mark.parametrize("command", [INGEST, BUILD], ids=["ingest", "build"])
def test_a_folder_that_can_only_be_read(project: Project, tmp_path, command) -> None:
    done = _mounted(project, tmp_path, 'mount -o remount,ro "$0"', *command)
    _is_one_message(done, "the folder can only be read")


@pytest.mark.parametrize("command", [INGEST, BUILD], ids=["ingest", "build"])
def test_no_permission(project: Project, command) -> None:
    """As somebody else where we are root, whom nothing is forbidden."""
    for path in (project.folder / "results", project.folder / "logs", project.folder / ".snakemake"):
        path.mkdir()
        path.chmod(0o555)
    as_somebody = ("setpriv", "--reuid", "65534", "--clear-groups") if os.geteuid() == 0 else ()
    reachable = project.run(*as_somebody, "evidence", "check") if as_somebody else None
    if reachable and reachable.returncode:
        for parent in project.folder.parents[:3]:
            parent.chmod(0o755)
    _is_one_message(project.run(*as_somebody, *command), "there is no permission")


FOLDERS = ("decisions", "effects", "records", "case_studies")
_STAGE = {"decisions": "deduplicate", "records": "ingest"}
# Each folder closed in turn, and what `check`, a stage that reads it and the plan of the flow then say: one start for all of them.
_CLOSED = """
import contextlib, io, json, sys
from pathlib import Path
from evidence import main, pipeline
from evidence.console import fail
from evidence.layout import Layout

def plan():
    try:
        for stage in pipeline.STAGES:
            pipeline.inputs(stage, Layout())
    except OSError as error:
        fail(error)

found = {}
for folder, stage in json.loads(sys.argv[1]).items():
    closed = Path("literature", folder)
    closed.chmod(0)
    for name in ("check", stage, "plan"):
        out, err, sys.argv = io.StringIO(), io.StringIO(), ["evidence", name]
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                (plan if name == "plan" else main.main)()
            except SystemExit as end:
                found[f"{folder} {name}"] = [end.code, out.getvalue(), err.getvalue()]
    closed.chmod(0o755)
print(json.dumps(found))
"""
# Where we are root: without the right to pass over permissions.
_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()


def test_a_folder_that_may_not_be_read_is_not_taken_for_empty(project: Project) -> None:
    for name in ("ingest", "deduplicate", "screen"):
        project.does(name)
    stages = {folder: _STAGE.get(folder, "extract") for folder in FOLDERS}
    for folder in FOLDERS:
        (project.folder / "literature" / folder).mkdir(exist_ok=True)
    done = project.run(*_ANYBODY, "python", "-c", _CLOSED, json.dumps(stages))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found) == {
        f"{folder} {name}" for folder in FOLDERS for name in ("check", stages[folder], "plan")
    }
    for what, said in found.items():
        ended = subprocess.CompletedProcess(what, *said)
        _is_one_message(ended, f"literature/{what.split()[0]}: there is no permission")


@pytest.mark.parametrize("folder", ["records", "case_studies"])
def test_nor_by_a_build(project: Project, folder) -> None:
    """Of a folder that every review has and of one that few have; what the flow plans by is tried for all of them above."""
    closed = project.folder / "literature" / folder
    closed.mkdir(exist_ok=True)
    hand_to(project.folder)
    closed.chmod(0)
    try:
        done = project.run(*_ANYBODY, *BUILD)
    finally:
        closed.chmod(0o755)
    _is_one_message(done, f"literature/{folder}: there is no permission")


def test_a_port_in_use(project: Project) -> None:
    project.html.mkdir(parents=True)
    (project.html / "index.html").write_text("home")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = project.evidence("serve", "--port", str(taken.getsockname()[1]))
    _is_one_message(done, "the port is in use")


@pytest.mark.parametrize("command", [("check",), ("ingest",)], ids=["check", "ingest"])
def test_what_a_terminal_gets_is_text(project: Project, command) -> None:
    """A real terminal, a file whose name and records would colour, clear and turn it round."""
    evil = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e"
    records = project.folder / "literature" / "records"
    (records / f"e{evil}.ris").write_text(f"TY  - JOUR\nTI  - \nID  - a{evil}\nAU  - x{evil}\nER  - \n" * 3)
    (records / f"f{evil}.bib").write_text(f"@article{{k{evil}, title = {{t{evil}}}, year = {{x{evil}}}\n")
    said = _in_a_terminal(project, *command)
    assert "e?[2J" in said, "the file is named"
    assert all(c.isprintable() or c in "\r\n\t" for c in said), repr(said)


def _in_a_terminal(project: Project, *arguments: str) -> str:
    leader, follower = pty.openpty()
    environment = {**os.environ, **project.environment}
    command = [sys.executable, "-m", "evidence.main", *arguments]
    process = subprocess.Popen(command, cwd=project.folder, env=environment, stdin=follower, stdout=follower, stderr=follower)  # fmt: skip
    os.close(follower)
    said, until = b"", time.monotonic() + 120
    while time.monotonic() < until:
        if select.select([leader], [], [], 0.2)[0]:
            try:
                said += os.read(leader, 65536)
            except OSError:  # the other end is closed
                break
        elif process.poll() is not None:
            break
    process.wait()
    os.close(leader)
    return said.decode()
