"""What stages run is found out again for a plan where anything that it follows from has moved, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence import pipeline
from evidence.build import planned_code
from evidence.layout import Layout


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A plan that writes one line of each stage, and how often it was asked."""
    asked: list[str] = []

    def write_code(at: Layout) -> None:
        asked.append("")
        at.planned.parent.mkdir(parents=True, exist_ok=True)
        for stage in pipeline.STAGES:
            if not at.code(stage.name).exists() or at.code(stage.name).read_text() != "said":
                at.code(stage.name).write_text("said")

    monkeypatch.setattr(pipeline, "write_code", write_code)
    return asked


def test_of_the_same_program_it_is_said_once(tmp_path: Path, asked: list[str]) -> None:
    for _ in range(3):
        planned_code.write_code(Layout(tmp_path))
    assert len(asked) == 1


@pytest.mark.parametrize("change", ["lost", "edited", "no stage", "note", "program"])
def test_where_anything_moved_it_is_said_anew(
    tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    at = Layout(tmp_path)
    planned_code.write_code(at)
    if change == "lost":
        at.code("brief").unlink()
    elif change == "edited":
        at.code("brief").write_text("sajd")
    elif change == "no stage":
        at.code("gone").write_text("said")
    elif change == "note":
        at.planned.write_text("[{")
    else:
        monkeypatch.setattr(planned_code, "program", lambda: {"evidence/stage.py": [1, 2, 3, 4]})
    planned_code.write_code(at)
    planned_code.write_code(at)
    assert len(asked) == 2
    assert at.code("brief").read_text() == "said"
