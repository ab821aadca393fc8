"""Commands in the wrong place or with nothing to look for end with a message."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest
from typer.testing import CliRunner

from evidence.errors import UserError
from evidence.main import _alone, app, main


@pytest.mark.parametrize(
    ("words", "said"),
    [(["build"], "not the folder of a review"), (["trace", " "], "nothing in the ledger answers")],
)
def test_it_is_said(tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, words)
    assert isinstance(done.exception, UserError) and said in done.exception.text()


def test_what_runs_a_stage_loads_no_other_verb() -> None:
    """And, before it has begun, none of the libraries that few stages need."""
    code = (
        "import sys; sys.argv = ['evidence', 'qca', '--help']; from evidence.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "assert not {'evidence.cli.verbs', 'evidence.cli.desk', 'scipy', 'jinja2', 'snakemake'} & sys.modules.keys()"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (done.returncode, "Usage" in done.stdout, done.stderr) == (0, True, "")


def test_a_verb_alone_is_the_one_of_that_name() -> None:
    verbs = {command.name: command.callback for command in app.registered_commands}
    alone = {name: _alone(name) for name in verbs}
    found = {name: only.registered_commands[0] for name, only in alone.items() if only}
    assert len(found) > 10
    assert {name: (only.name, only.callback.__wrapped__) for name, only in found.items()} == {
        name: (name, verbs[name].__wrapped__) for name in found
    }


def test_a_stage_loads_no_frames_and_who_wants_them_has_them() -> None:
    """In a process of its own: pyarrow looks for pandas once."""
    code = (
        "import sys, pyarrow; from evidence.alone import without_frames; without_frames();"
        "pyarrow.array(['x']); assert 'pandas' not in sys.modules; from pandas.util import hash_array"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_it_tells_its_version(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["evidence", "--version"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    assert capsys.readouterr().out == f"evidence {version('evidence-briefing')}\n"
