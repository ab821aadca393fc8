"""A file that takes the place of another under an older time is found to be another."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from evidence import pipeline
from evidence.cli.run import verb
from evidence.layout import Layout
from evidence.stages.ingest import INGEST
from evidence.unchanged import forget

TINY = Path(__file__).resolve().parents[1] / "topics" / "bcg"
AT = Layout()
RIS = Path("literature/records/embase.ris")


@pytest.fixture
def review(tmp_path, monkeypatch) -> Path:
    """The tiny review, of which *ingest* has read the exports as its rule does."""
    shutil.copytree(TINY, tmp_path / "bcg")
    monkeypatch.chdir(tmp_path / "bcg")
    pipeline.write_code(AT)
    verb(INGEST)(files=[*map(Path, pipeline.words(INGEST, AT))], log=None)
    return tmp_path / "bcg"


def _other(text: str) -> None:
    """Other contents, under the time of a year ago."""
    RIS.write_text(text, encoding="utf-8")
    os.utime(RIS, (time.time() - 3e7,) * 2)


def test_what_is_as_it_was_is_not_replaced(review) -> None:
    assert pipeline.replaced(AT) == []
    os.utime(RIS, (time.time() - 3e7,) * 2)  # its time alone is another
    assert pipeline.replaced(AT) == []


def test_an_older_file_in_the_place_of_one_that_was_read_is_found(review) -> None:
    _other(RIS.read_text(encoding="utf-8").replace("ER  -", "N1  - x\nER  -", 1))
    assert pipeline.replaced(AT) == [RIS]
    os.utime(RIS)
    assert pipeline.replaced(AT) == []  # Snakemake sees it by itself now


def test_where_nothing_was_noted_the_time_of_the_change_decides_but_not_in_a_copy_of_the_folder(
    review, tmp_path, monkeypatch
) -> None:
    forget(INGEST.name, AT)
    assert pipeline.replaced(AT) == []
    _other("TY  - JOUR\nTI  - Another\nER  - \n")
    assert pipeline.replaced(AT) == [RIS]
    made = AT.table("ingest", "records")
    for path in review.rglob("*"):  # as they are where a folder was copied with its times an hour later
        if path.is_file():
            os.utime(path, (time.time() - 3600 - 10 * (path.suffix != ".parquet"),) * 2)
    assert made.stat().st_ctime - made.stat().st_mtime > 60
    assert pipeline.replaced(AT) == []


def test_what_was_built_in_the_future_is_older_than_all_that_it_was_built_of(review) -> None:
    """Else nothing that is edited before the clock comes to it would be read."""
    made, code = AT.table("ingest", "records"), AT.code("ingest")
    assert pipeline.take_back(AT) == []
    for path in (made, code):
        os.utime(path, (time.time() + 3e5,) * 2)
    assert pipeline.take_back(AT) == sorted([made, code])
    assert made.stat().st_mtime < RIS.stat().st_mtime < code.stat().st_mtime <= time.time()
    assert pipeline.take_back(AT) == []


def test_no_file_of_the_program_and_nothing_that_was_made_is_of_people(review) -> None:
    assert not pipeline._is_of_people(AT.code("ingest"), AT)
    assert not pipeline._is_of_people(Path(pipeline.__file__), AT)
    assert pipeline._is_of_people(RIS, AT)
