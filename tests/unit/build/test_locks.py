"""Whether a lock is dead is told by the living processes."""

import subprocess
import sys

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
