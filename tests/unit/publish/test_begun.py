"""Jupyter Book begins before its stage asks for the book."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evidence.layout import Layout
from evidence.publish import ready
from evidence.stage import Bench
from evidence.stage_code import code_of
from evidence.stages import publish as stage

CONFIG = Path(__file__).resolve().parents[3] / "config"


def test_a_book_is_begun_as_its_stage_asks_for_it(tmp_path, monkeypatch) -> None:
    """Else it would be made twice, and each build would take longer than without."""
    at, asked = Layout(), []

    def ask(words, given, said):
        asked.append((words[:-1], given))
        raise KeyboardInterrupt

    def begin(words, given):
        asked.append((words, given))

    monkeypatch.chdir(tmp_path)
    shutil.copytree(CONFIG, tmp_path / "config")
    at.staged_book.mkdir(parents=True)
    for name in ("_config.yml", "_toc.yml"):
        (at.staged_book / name).touch()
    at.pdf.parent.mkdir(parents=True)
    at.pdf.write_bytes(b"%PDF")
    code_of(["publish"])["publish"].write(at.code("publish"))
    monkeypatch.setattr(ready, "begin", begin)
    monkeypatch.setattr(ready, "ask", ask)
    stage.begin(at)
    with pytest.raises(KeyboardInterrupt):
        stage.PUBLISH.run(Bench(stage.PUBLISH))
    assert asked[0] == asked[1]
