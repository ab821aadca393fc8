"""What a stage finds at its bench."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence import stage_code
from evidence.layout import Layout
from evidence.reading import sha256
from evidence.review import InMemory, Review
from evidence.stage import Bench
from evidence.stage_code import code_of
from evidence.stages.pdf import PDF


def test_what_names_the_code_of_a_stage_is_what_the_plan_writes_of_it(tmp_path: Path) -> None:
    at = Layout(tmp_path)
    code_of(["pdf"])["pdf"].write(at.code("pdf"))
    assert Bench(PDF, Review(at)).maker == sha256(at.code("pdf"))


def test_what_a_plan_said_is_not_found_out_again_and_in_memory_nothing_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Modules are read for a quarter of a second."""
    monkeypatch.setattr(stage_code, "code_of", lambda *_: pytest.fail("code was read"))
    assert Bench(PDF, Review(Layout(tmp_path)), code="said").maker == "said"
    assert Bench(PDF, InMemory(Layout(tmp_path))).maker == ""
