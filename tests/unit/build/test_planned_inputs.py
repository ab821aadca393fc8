"""A stage is called where what people wrote for it is not what it was last planned with, whatever times and Snakemake's own notes say."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
import yaml

from evidence import pipeline
from evidence.build.planned_inputs import write_inputs
from evidence.cli.run import verb
from evidence.layout import Layout
from evidence.stages.ingest import INGEST

TINY = Path(__file__).resolve().parents[2] / "topics" / "bcg"
AT = Layout()
RIS = Path("literature/records/embase.ris")


@pytest.fixture
def review(tmp_path, monkeypatch) -> Path:
    """The tiny review, of which *ingest* has read the exports as its rule does."""
    shutil.copytree(TINY, tmp_path / "bcg")
    monkeypatch.chdir(tmp_path / "bcg")
    pipeline.write_code(AT)
    assert len(_called()) == len(pipeline.STAGES)
    verb(INGEST)(files=[*map(Path, pipeline.words(INGEST, AT))], log=None)
    return tmp_path / "bcg"


def _called() -> list[str]:
    """The stages of which the plan says something else now."""
    before = _said()
    write_inputs(AT, yaml.safe_load(AT.setting("config").read_text(encoding="utf-8")))
    return [name for name, text in _said().items() if text != before[name]]


def _said() -> dict[str, str]:
    places = {stage.name: AT.planned_inputs(stage.name) for stage in pipeline.STAGES}
    return {name: path.read_text(encoding="utf-8") if path.exists() else "" for name, path in places.items()}


def _set(section: str, name: str, value: object) -> None:
    path = AT.setting("config")
    config = yaml.safe_load(path.read_text(encoding="utf-8"))
    config[section][name] = value
    path.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")


def _other(text: str) -> None:
    """Other contents, under the time of a year ago."""
    RIS.write_text(text, encoding="utf-8")
    os.utime(RIS, (time.time() - 3e7,) * 2)


def test_of_what_is_as_it_was_nothing_is_called_whatever_its_time(review) -> None:
    assert _called() == []
    for path in review.rglob("*"):
        os.utime(path, (time.time() + 10, time.time() - 3e7))
    assert _called() == []


def test_an_older_file_in_the_place_of_one_that_was_read_is_found(review) -> None:
    _other(RIS.read_text(encoding="utf-8").replace("ER  -", "N1  - x\nER  -", 1))
    assert _called() == ["ingest"]
    assert AT.planned_inputs("ingest").stat().st_mtime > AT.table("ingest", "records").stat().st_mtime
    assert _called() == []


def test_a_file_that_goes_or_takes_another_name_is_found(review) -> None:
    RIS.rename(RIS.with_name("b.ris"))
    assert _called() == ["ingest"]
    Path("literature/decisions/screening.csv").unlink()
    assert {"ingest", "classify"}.isdisjoint(called := _called()) and "screen" in called


def test_a_setting_calls_the_stages_that_take_its_section_or_the_whole_file(review) -> None:
    whole = {stage.name for stage in pipeline.STAGES if "config" in stage.config}
    _set("classify", "folds", 4)
    assert {*_called()} == whole | {stage.name for stage in pipeline.STAGES if "classify" in stage.settings}
    config = AT.setting("config")
    config.write_text(config.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    assert {*_called()} == whole


def test_where_it_is_not_known_what_was_planned_it_is_said_anew(review) -> None:
    AT.planned_inputs("ingest").write_text("no JSON")
    AT.planned_inputs("screen").unlink()
    assert _called() == ["ingest", "screen"]


def test_what_is_put_back_after_a_run_by_hand_is_not_what_was_planned_before(review) -> None:
    """Snakemake takes an input for the one of its last run, where it is small and has the same checksum."""
    planned = _said()["ingest"]
    _set("ingest", "own_words_marker", "[Own]")
    verb(INGEST)(files=None, log=None)
    made = AT.table("ingest", "records").stat().st_mtime
    assert "ingest" not in _called() and AT.planned_inputs("ingest").stat().st_mtime <= made
    _set("ingest", "own_words_marker", "")
    assert "ingest" in _called() and _said()["ingest"] != planned


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
