"""Commands in the wrong place or with nothing to look for end with a message."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from evidence.errors import UserError
from evidence.main import app


@pytest.mark.parametrize(
    ("words", "said"),
    [(["build"], "not the folder of a review"), (["trace", " "], "nothing in the ledger answers")],
)
def test_it_is_said(tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, words)
    assert isinstance(done.exception, UserError) and said in done.exception.text()
