"""A stage that is a fork of the server says and does what one of its own process does, and lives no longer than who called it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from evidence.build import server

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no stage is served")
STAGE = ("evidence", "ingest", "--log", "logs/ingest.log")


def _plain() -> dict[str, str]:
    beside = Path(sys.executable).parent
    ours = {name: value for name, value in os.environ.items() if name not in server.THREADS}
    return {**ours, "PATH": f"{beside}{os.pathsep}{os.environ['PATH']}"}


def _until(holds: Callable[[], object]) -> bool:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        if holds():
            return True
        time.sleep(0.02)
    return False


@pytest.fixture(scope="module")
def served() -> Iterator[dict[str, str]]:
    with server.serving(_plain()) as environment:
        assert _until(_place(environment).with_suffix(".socket").exists)
        yield environment


def _place(environment: dict[str, str]) -> Path:
    return Path(environment["PATH"].split(os.pathsep)[0]) / server.PLACE


def _living(process: psutil.Process) -> list[psutil.Process]:
    return [child for child in process.children() if child.status() != psutil.STATUS_ZOMBIE]


def _fork(environment: dict[str, str], folder: Path) -> psutil.Process:
    """The one fork, once it is at work in a folder."""
    one = _server(environment)
    assert _until(lambda: [fork.cwd() for fork in _living(one)] == [str(folder)])
    return _living(one)[0]


def _server(environment: dict[str, str]) -> psutil.Process:
    found = [p for p in _living(psutil.Process()) if str(_place(environment).parent) in p.cmdline()]
    assert len(found) == 1
    return found[0]


def _run(environment: dict[str, str], folder: Path, *words: str) -> tuple[int, str, str]:
    done = subprocess.run(words or STAGE, env=environment, cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def blocked(tmp_path: Path) -> Path:
    """A review whose settings never come, so that a stage waits for them."""
    (tmp_path / "config").mkdir()
    os.mkfifo(tmp_path / "config" / "config.yaml")
    return tmp_path


def test_words_streams_and_exit_code_are_those_of_a_process_of_its_own(served, tmp_path) -> None:
    """A mistake of a person, which is exit 1, and help, which is exit 0."""
    for words in (STAGE, (*STAGE, "--help")):
        assert _run(served, tmp_path, *words) == _run(_plain(), tmp_path, *words)
    assert "not the folder of a review" in _run(served, tmp_path)[2]


def test_the_server_gives_no_memory_back_and_no_other_process_is_told_so(served) -> None:
    assert server.HEAP.items() <= _server(served).environ().items()
    assert not server.HEAP.keys() & served.keys()
    asked = "import pyarrow; print(pyarrow.default_memory_pool().backend_name)"
    done = subprocess.run([sys.executable, "-c", asked], env={**_plain(), **server.HEAP}, capture_output=True)
    assert done.stdout == b"system\n"


def test_it_is_the_server_that_runs_it_and_neither_has_a_thread(served, blocked) -> None:
    client = subprocess.Popen(STAGE, env=served, cwd=blocked)
    try:
        assert _fork(served, blocked).num_threads() == _server(served).num_threads() == 1
        assert client.poll() is None
    finally:
        client.kill()
        client.wait()


def test_a_fork_dies_with_its_client(served, blocked) -> None:
    client = subprocess.Popen(STAGE, env=served, cwd=blocked)
    _fork(served, blocked)
    client.kill()
    client.wait()
    assert _until(lambda: not _living(_server(served)))


def test_a_fork_that_is_killed_is_a_failure(served, blocked) -> None:
    client = subprocess.Popen(STAGE, env=served, cwd=blocked)
    _fork(served, blocked).kill()
    assert client.wait(60) == 137


def test_without_a_server_it_is_a_process_of_its_own_and_nothing_is_left(tmp_path) -> None:
    with server.serving(_plain()) as environment:
        place = _place(environment).parent
        assert place.stat().st_mode & 0o077 == 0
        one = _server(environment)
        one.kill()
        one.wait()
        done = _run(environment, tmp_path)
    assert done[0] == 1 and "not the folder of a review" in done[2]
    assert not place.exists() and not one.is_running()


def test_who_asks_for_threads_is_not_served() -> None:
    asked = {**_plain(), "OMP_NUM_THREADS": "2"}
    with server.serving(asked) as environment:
        assert environment == asked


def test_a_python_in_a_folder_with_a_space_begins_too(tmp_path) -> None:
    python = tmp_path / "my review, 2nd" / "python"
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    script = tmp_path / "script"
    script.write_text(
        server._first_lines(str(python)) + "import sys\nprint(sys.argv[1:], sys.flags.isolated)\n"
    )
    script.chmod(0o700)
    assert _run(_plain(), tmp_path, str(script), "a b", "c'd")[:2] == (0, "['a b', \"c'd\"] 1\n")


def test_where_nothing_may_run_from_the_temporary_folder_nothing_is_served(monkeypatch) -> None:
    able = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != server.PLACE and able(path, mode))
    plain = _plain()
    with server.serving(plain) as environment:
        assert environment == plain
