"""Whether a lock is dead is told by the living processes."""

import os
import subprocess
import sys
import time

import psutil
import pytest

from evidence.build.locks import clear, end, orphans, rivals

SLEEP = "import time; time.sleep(60)"


@pytest.fixture
def start(tmp_path):
    """Starts a process in a folder, under a name of its own."""
    started = []

    def starting(folder, *words):
        process = subprocess.Popen([sys.executable, "-c", SLEEP, *words], cwd=folder)
        started.append(process)
        return process

    yield starting
    for process in started:
        process.kill()
        process.wait()


def test_a_lock_without_a_living_run_is_cleared(tmp_path):
    locks = tmp_path / ".snakemake" / "locks"
    locks.mkdir(parents=True)
    (locks / "0.input.lock").write_text("x")
    (locks / "0.output.lock").write_text("x")
    assert rivals(tmp_path) == []
    assert clear(tmp_path) == 2
    assert list(locks.iterdir()) == []
    assert clear(tmp_path) == 0


def test_a_living_run_in_this_folder_is_named_and_one_elsewhere_is_not(tmp_path, start):
    (tmp_path / "here").mkdir()
    (tmp_path / "elsewhere").mkdir()
    here = start(tmp_path / "here", "snakemake")
    start(tmp_path / "elsewhere", "snakemake")
    assert rivals(tmp_path / "here") == [here.pid]


def test_a_run_whose_build_is_dead_is_no_rival_and_is_ended(tmp_path):
    words = [sys.executable, "-c", SLEEP, "snakemake"]
    left = subprocess.Popen(words, cwd=tmp_path, env={**os.environ, "EVIDENCE_FRAMED": "1"})
    try:
        assert rivals(tmp_path) == []
        end(orphans(tmp_path))
        assert not psutil.pid_exists(left.pid) and orphans(tmp_path) == []
    finally:
        left.kill()


def test_a_run_of_a_living_build_is_a_rival(tmp_path):
    """The build is another process, with a Snakemake of its own as its child."""
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SLEEP!r}, 'snakemake'])"
    verb = tmp_path / "evidence"
    verb.write_text(child)
    environment = {**os.environ, "EVIDENCE_FRAMED": "1"}
    build = subprocess.Popen([sys.executable, str(verb), "build"], cwd=tmp_path, env=environment)
    try:
        until = time.monotonic() + 60
        while not (run := psutil.Process(build.pid).children()) and time.monotonic() < until:
            time.sleep(0.05)
        while "snakemake" not in run[0].cmdline() and time.monotonic() < until:
            time.sleep(0.05)
        assert rivals(tmp_path) == [run[0].pid] and orphans(tmp_path) == []
    finally:
        for process in [*psutil.Process(build.pid).children(), psutil.Process(build.pid)]:
            process.kill()
        build.wait()


def test_a_stage_that_outlived_its_run_is_ended(tmp_path, start):
    verb = tmp_path / "evidence"
    verb.write_text(SLEEP)
    stage = subprocess.Popen([sys.executable, str(verb), "ingest", "--log", "x"], cwd=tmp_path)
    other = start(tmp_path, "someone", "else")
    try:
        assert [process.pid for process in orphans(tmp_path)] == [stage.pid]
        end(orphans(tmp_path))
        assert not psutil.pid_exists(stage.pid) and other.poll() is None
        assert orphans(tmp_path) == []
    finally:
        stage.kill()
