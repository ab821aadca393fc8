"""What people are told of their tables is what is checked: by `evidence columns`, by its schema, and in the manual."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest
from frictionless import Schema
from typer.testing import CliRunner

from evidence.errors import UserError
from evidence.given_catalogue import BY_NAME
from evidence.main import app

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def review(monkeypatch):
    monkeypatch.chdir(ROOT / "tests" / "topics" / "bcg")


def said(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["columns", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_every_column_is_told_with_the_words_of_the_review(review) -> None:
    text = said()
    for table in BY_NAME.values():
        assert f"{table.name}: {table.what}" in text
        assert all(f" {name}: " in text for name in table.names)
    assert "a cell holds include, background, exclude" in " ".join(said("screening").split())
    assert "a cell holds trial" in " ".join(said("effects").split()), (
        "an evidence role of this review's codebook"
    )


def test_a_schema_is_one_that_other_programs_take_and_has_the_codes_of_the_review(review) -> None:
    schema = json.loads(said("effects", "--schema"))
    told = {field["name"]: field for field in schema["fields"]}
    assert told["evidence_role"]["constraints"]["enum"] == ["trial"]
    assert told["higher_is"]["constraints"] == {"enum": ["better", "worse"]}
    assert Schema.from_descriptor(schema).get_field("time_1").constraints == {"exclusiveMinimum": 0}


def test_a_table_that_is_not_there_is_named(review) -> None:
    for arguments in (["columns", "side"], ["columns", "--schema"]):
        done = CliRunner().invoke(app, arguments)
        assert isinstance(done.exception, UserError) and "sides" in done.exception.allowed


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_the_manual_of_the_tables_names_every_column(name) -> None:
    manual = (ROOT / "literature" / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`([a-z_0-9]+)`", manual))
    told |= {f"{column[:-1]}2" for column in told if column.endswith("_1")}
    read = {field.name for field in fields(BY_NAME[name].row)} & set(BY_NAME[name].names)
    assert read <= told
