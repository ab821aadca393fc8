"""evidence check on a review that was built says what it says of one that was not, whatever was spoilt since."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest

from evidence import pipeline
from evidence.build.planned_inputs import write_inputs
from evidence.cli.check import check_inputs
from evidence.cli.check_stages import STAGES, as_built
from evidence.cli.checked import Checked, as_csv
from evidence.cli.run import part, verb
from evidence.layout import Layout

TINY = Path(__file__).resolve().parents[1] / "topics" / "bcg"
AT = Layout()
BAD = "TY  - JOUR\nTI  - No end\nAU  - Ash, Bo\nPY  - 20x1\n"
SIDES = "record,proposition,side,reason,reviewer,date\n{}\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The tiny review with an entry that is set aside and a decision that leads nowhere, as its rules built it."""
    folder = tmp_path_factory.mktemp("built") / "bcg"
    shutil.copytree(TINY, folder)
    with chdir(folder):
        Path("literature/records/bad.csv").write_text("title,year\n,,,\nA title,1990,one cell more\n")
        _append("literature/decisions/screening.csv", "nowhere,include,said,title,coder-1,1994-03-02")
        pipeline.write_code(AT)
        write_inputs(AT, {})
        for stage in STAGES:
            verb(stage)(files=[*map(Path, pipeline.words(stage, AT))], log=None)
    return folder


def _append(path: str, row: str) -> None:
    with Path(path).open("a", encoding="utf-8") as handle:
        handle.write(row + "\n")


def _write(path: str, text: str) -> None:
    Path(path).write_text(text, encoding="utf-8")


# What is done to a review that was built, and how many of the stages that are looked at would still make what they made.
FAULTS: dict[str, tuple[Callable[[], object], int]] = {
    "nothing": (lambda: None, 4),
    "an entry is cut off": (lambda: _write("literature/records/cut.ris", BAD), 0),
    "an export is lost": (lambda: Path("literature/records/embase.ris").unlink(), 0),
    "a decision names no record": (
        lambda: _append(
            "literature/decisions/screening.csv", "gone1999,exclude,said,title,coder-1,1994-03-03"
        ),
        2,
    ),
    "two decisions of one day": (
        lambda: _append(
            "literature/decisions/screening.csv", "hart1977,exclude,said,title,coder-1,1994-03-02"
        ),
        2,
    ),
    "a word that no cell may hold": (
        lambda: _append(
            "literature/decisions/screening.csv", "hart1977,perhaps,said,title,coder-1,1994-03-02"
        ),
        2,
    ),
    "a side on nothing": (
        lambda: _write("literature/decisions/sides.csv", SIDES.format("gone,B9,for,x,coder-1,1994-03-02")),
        4,
    ),
    "a code that is none": (
        lambda: _append("literature/decisions/coding.csv", "hart1977,climate,tepid,,coder-1,1994-03-02"),
        4,
    ),
    "an estimate of no number": (
        lambda: _write(
            "literature/effects/effects.csv",
            Path("literature/effects/effects.csv").read_text().replace("-0.889311", "small"),
        ),
        3,
    ),
    "a file that nobody reads": (lambda: _write("literature/records.txt", "x"), 4),
    "a setting that is none": (lambda: _append("config/config.yaml", "sythesise: {}"), 0),
    "a damaged table": (lambda: AT.table("deduplicate", "works").write_bytes(b"PAR1"), 1),
    "an older table": (lambda: AT.table("screen", "screening").unlink(), 2),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_found_is_what_is_found_without_a_build(built, tmp_path, fault, monkeypatch):
    spoil, standing = FAULTS[fault]
    folder = tmp_path / "review"
    shutil.copytree(built, folder)
    monkeypatch.chdir(folder)
    spoil()
    assert len(as_built(AT)) == standing
    warm = check_inputs(AT)
    with monkeypatch.context() as cold:
        cold.setattr("evidence.cli.check_stages.as_built", lambda at: [])
        assert _said(warm) == _said(check_inputs(AT))
    assert not fault.startswith("a word") or len(warm.remarks) > 1


def test_what_several_jobs_made_beforehand_is_as_built_too(built, tmp_path, monkeypatch):
    folder = tmp_path / "review"
    shutil.copytree(built, folder)
    monkeypatch.chdir(folder)
    _append("config/config.yaml", "build: {shards: 2}")
    for stage in STAGES:
        for number in (1, 2) if stage.part else ():
            part(stage.name, number, 2, files=None, log=None)
        verb(stage)(files=[*map(Path, pipeline.words(stage, AT, 2))], log=None)
    assert as_built(AT) == [*STAGES]


def _said(found: Checked) -> tuple[object, ...]:
    return as_csv(found), [total.text() for total in found.sums], found.counts, found.begun
