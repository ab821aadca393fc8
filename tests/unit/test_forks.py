"""A fork in the place of a command is what the command would be: its words, folder, environment, streams, end and network."""

import os
import socket
import subprocess
import sys
from contextlib import suppress

import pytest

from tests import forks
from tests.workflow.conftest import alone


@pytest.fixture
def told(tmp_path, monkeypatch):
    """What a fork that runs `main` ends with and says."""

    def run(main, *command: str, **own: str) -> tuple[int, str, str]:
        monkeypatch.setattr(forks, "_evidence", lambda: main)
        environment = {**os.environ, "PYTHONPATH": forks.PACKAGE, **own}
        monkeypatch.setenv("LEFT", "of this process alone")
        process = forks.Popen(
            command, cwd=tmp_path, env=environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    return run


def test_it_has_the_words_the_folder_the_environment_and_the_streams(told, tmp_path) -> None:
    def main():
        print(
            sys.argv[1:],
            os.getcwd(),
            os.environ["TOLD"],
            sys.stdin.read(),
            os.environ.get("LEFT"),
        )
        print("aside", file=sys.stderr)
        sys.exit(3)

    assert told(main, "evidence", "a", "b c", TOLD="x") == (
        3,
        f"['a', 'b c'] {tmp_path} x  None\n",
        "aside\n",
    )


def test_a_fault_ends_as_in_python(told) -> None:
    code, out, err = told(lambda: 1 / 0, "evidence")
    assert (code, out) == (1, "") and "ZeroDivisionError" in err
    assert told(lambda: sys.exit("no"), "evidence") == (1, "", "no\n")


def test_nothing_of_the_tests_stays_open(told) -> None:
    one, other = os.pipe()

    def main():
        with suppress(OSError):
            os.write(other, b"x")

    assert told(main, "evidence")[0] == 0
    os.close(other)
    assert os.read(one, 1) == b""
    os.close(one)


def test_without_a_network_it_has_none(told) -> None:
    with socket.create_server(("127.0.0.1", 0)) as here:
        address = here.getsockname()

        def main():
            try:
                socket.create_connection(address, timeout=5).close()
            except OSError:
                sys.exit(9)

        assert told(main, "evidence")[0] == 0
        if not alone():
            pytest.skip("this machine does not permit a network namespace (unshare)")
        assert told(main, *forks.OFFLINE, "evidence")[0] == 9


@pytest.mark.parametrize(
    "own", [{"PYTHONHASHSEED": "7"}, {"LANG": "tr_TR.UTF-8"}, {"PYTHONPATH": "elsewhere"}, {forks.NONE: "1"}]
)
def test_what_begins_otherwise_is_a_process(own, monkeypatch) -> None:
    given = {**os.environ, "PYTHONPATH": forks.PACKAGE}
    assert forks._command(["evidence", "check"], given)
    for name, value in own.items():
        if name == forks.NONE:
            monkeypatch.setenv(name, value)
    assert forks._command(["evidence", "check"], given | own) is None
    assert forks._command("evidence check", given) is None


def test_a_plan_by_a_package_of_its_own_is_a_fork_that_has_loaded_that_package(tmp_path, monkeypatch) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "__init__.py").touch()
    given = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}elsewhere"}
    assert forks._command(["snakemake", "--dry-run"], given)
    for other in (["snakemake"], ["evidence", "check"], ["evidence", "build", "--dry-run"]):
        assert forks._command(other, given) is None, other

    def main():
        import evidence

        print(evidence.__file__, "evidence.build.server" in sys.modules, *sys.path[1:3])

    monkeypatch.setattr(forks, "_snakemake", lambda: main)
    words = {"env": given, "stdout": subprocess.PIPE, "text": True}
    process = forks.Popen(["snakemake", "--dry-run"], **words)
    assert process.communicate(timeout=120)[0].split() == [
        str(tmp_path / "evidence" / "__init__.py"), "False", str(tmp_path), "elsewhere",
    ]  # fmt: skip
