"""What `evidence check` says of a stranger's slips: each is named in words that somebody without a manual understands."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evidence.main import app
from tests.people.slips import BESIDE, SCREENING, SLIPS, Slip

BCG = Path(__file__).resolve().parents[1] / "topics" / "bcg"
JARGON = re.compile(
    r"\b(constraint|enum|NoneType|nulls?\b(?!,)|schema|traceback|wrong type|delimiter|encoding error|parse\w*|token|scalar|"
    r"mapping|sequence|utf-8 codec|dtype|regex|pattern|top level|required key)\b|, field ",
)


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    made = shutil.copytree(BCG, tmp_path / "review")
    for name, text in BESIDE.items():
        (made / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(made)
    return made


def check(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["check", *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout


def test_the_small_review_has_no_slip(folder):
    assert check() == (0, "every input is fine\n")


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_is_named(folder, slip: Slip):
    slip.does(folder)
    code, said = check()
    flat = " ".join(said.split())
    missing = [words for words in slip.says if words not in flat]
    assert not missing, f"{missing} not in:\n{said}"
    assert code == slip.code, said
    assert not JARGON.search(said), said
    if code:
        aside = re.search(r"(\d+) mistakes?, (\d+) entr", said.splitlines()[-1])
        assert aside and int(aside[1 if code == 1 else 2]), (
            "what stops or is left out is counted in the last line"
        )


def test_many_kinds_of_slips_are_tried():
    assert len({slip.name for slip in SLIPS}) == len(SLIPS) > 150


def test_what_stops_the_build_stands_last_and_is_counted(folder):
    """A row that is left out, and a mistake in the header of another table: the mistake is nearest to the prompt."""
    table = folder / SCREENING
    table.write_text(table.read_text().replace("decision,", "descision,"))
    (folder / "literature/notes.docx").write_bytes(b"x")
    code, said = check()
    *_, unread, mistake, _, _, count = said.splitlines()
    assert code == 1 and "notes.docx" in unread and "column descision" in mistake
    assert count.startswith("1 mistake, 1 entry or row set aside, 0 remarks, as far as could be looked")


def test_settings_of_an_earlier_version_are_one_line_a_kind(folder):
    path = folder / "config/propositions.yaml"
    older = "".join(
        f"  {word}: A sentence.\n" for word in ("supported", "contested", "not_supported", "insufficient")
    )
    path.write_text(path.read_text().replace("defaults:", f"sentences:\n{older}defaults:"))
    code, said = check()
    lines = [line for line in said.splitlines() if "earlier version" in line]
    assert code == 0 and len(lines) == 1 and "and 3 more like it" in lines[0]
    assert check("--all")[1].count("earlier version") == 4
