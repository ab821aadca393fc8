"""`evidence import effects`: a mapping that is proposed, kept and run again; what is no table of effects."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from evidence.main import app

from .layouts import (
    WORKS,
    rayyan,
)
from .typed import VOTES, run

BCG = Path(__file__).resolve().parents[2] / "topics" / "bcg"


COUNTS = "Study,Events 1,Total 1,Events 2,Total 2\nHart 1977,62,13598,248,12867\nNew 1999,5,100,9,100\n"


@pytest.fixture
def bcg(tmp_path, monkeypatch):
    shutil.copytree(BCG, tmp_path / "bcg")
    monkeypatch.chdir(tmp_path / "bcg")
    return Path()


def test_effects_by_a_mapping_that_is_proposed_filled_in_and_run_again(bcg):
    Path("c.csv").write_text(COUNTS)
    said = run("import", "effects", "c.csv", code=3)
    place = Path("config/imports/c.yaml")
    assert "A mapping is proposed in config/imports/c.yaml" in said and "2 rows in = 2 unusable" in said
    how = yaml.safe_load(place.read_text())
    how["constants"] = {
        "comparison": "vaccinated vs not vaccinated", "outcome_measure": "cases of tuberculosis", "effect_type": "risk_ratio",
        "evidence_role": "trial", "poolable": "yes", "outcome": "tuberculosis", "higher_is": "worse",
    }  # fmt: skip
    how["values"] = {"record": {"Hart 1977": "hart1977"}}
    place.write_text(yaml.safe_dump(how))
    assert (
        "2 rows in = 2 written" in run("import", "effects", "c.csv")
        and not Path("literature/effects/c.csv").exists()
    )
    assert "2 rows were appended to literature/effects/c.csv" in run("import", "effects", "c.csv", "--write")
    assert "2 rows in = 2 known already" in run("import", "effects", "c.csv", "--write")
    assert CliRunner().invoke(app, ["check"]).stdout.splitlines()[-1] == "every input is fine"
    Path("c.csv").write_text(COUNTS.replace("62,", "63,") + "Bad 2000,x,100,9,100\nLost 2001,300,100,9,100\n")
    said = run("import", "effects", "c.csv", code=3)
    assert "4 rows in = 1 known already + 1 in doubt + 2 unusable" in said and "events_1" in said


@pytest.mark.parametrize(
    "columns", [{"record": "Study"}, {"effect_id": "No"}, {"record": "Study", "effect_id": "No"}]
)
def test_a_mapping_that_is_mended_writes_no_row_again(bcg, columns):
    """The truth: two rows in the spreadsheet are two rows in the table, whatever is taken of them."""
    how = {
        "table": "effects",
        "columns": {"record": "DOI", "study_label": "Study", "estimate": "RR", "ci_low": "Low", "ci_high": "High"},
        "constants": {
            "comparison": "vaccinated vs not vaccinated", "outcome_measure": "cases of tuberculosis", "effect_type": "risk_ratio",
            "evidence_role": "trial", "poolable": "yes", "outcome": "tuberculosis",
        },
    }  # fmt: skip
    Path("c.csv").write_text(
        "No,Study,DOI,RR,Low,High\n1,hart1977,,0.24,0.18,0.31\n2,aronson1948,,0.41,0.13,1.26\n"
    )
    for name in ("first", "then"):
        Path(name).write_text(yaml.safe_dump(how))
        how["columns"] = how["columns"] | columns
    assert "2 rows were appended" in run("import", "effects", "c.csv", "--map", "first", "--write")
    held = Path("literature/effects/first.csv").read_bytes()
    Path("then").replace("first")
    said = run("import", "effects", "c.csv", "--map", "first", "--write")
    assert "2 rows in = 2 changed since" in said and "Nothing is to be written" in said
    assert Path("literature/effects/first.csv").read_bytes() == held
    more = (
        Path("c.csv").read_text().splitlines()
    )  # a column that nothing is taken from, and the first mapping
    Path("c.csv").write_text("\n".join(f"{line},x" for line in more))
    how["columns"].pop("effect_id", None)
    Path("first").write_text(yaml.safe_dump(how | {"columns": {**how["columns"], "record": "DOI"}}))
    assert "2 rows in = 2 known already" in run("import", "effects", "c.csv", "--map", "first", "--write")


def test_records_are_offered_under_the_keys_that_are_read_and_mean_one_work(bcg):
    """Two works bear one citation key; the study of 1948 has a DOI that no record has, that of 1977 has none."""
    Path("literature/records/more.bib").write_text(
        "@article{aronson1948, author={Nobody, N.}, title={Another account of tea rooms in towns}, journal={Tea}, year={1999}}"
    )
    Path("c.csv").write_text(
        "Study,DOI,yi,direction\nAronson 1948,10.9/none,0.1,better\nHart 1977,,0.2,worse\n"
    )
    run("import", "effects", "c.csv", code=3)
    place = Path("config/imports/c.yaml")
    asked = place.read_text()
    assert "#     10.9/none: aronson1948-" in asked and "Aronson 1948:" not in asked
    assert "#     Hart 1977: hart1977" in asked
    how = yaml.safe_load(asked.replace("\n#   record", "\n  record").replace("\n#     ", "\n    "))
    assert {*how["values"]} == {"direction", "record"} and {*how["values"]["record"]} == {
        "10.9/none",
        "Hart 1977",
    }
    how["constants"] = {
        "comparison": "vaccinated vs not vaccinated", "outcome_measure": "cases of tuberculosis", "effect_type": "log_risk_ratio",
        "evidence_role": "trial", "poolable": "yes", "outcome": "tuberculosis",
    }  # fmt: skip
    how["values"] = {"record": {"10.9/none": "aronson1948", "Aronson 1948": "aronson1948"}}
    del how["columns"]["direction"]
    place.write_text(yaml.safe_dump(how))
    said = run("import", "effects", "c.csv", code=3)
    assert "values: record: nothing in c.csv reads Aronson 1948" in said and "cells of the column DOI" in said
    assert "1 in doubt" in said and "2 records of different works have this reference" in said


def test_effects_of_another_kind_are_refused(bcg):
    assert "nothing of this kind" in run("import", "effect", "c.csv", code=1)
    os.makedirs("config/imports")
    Path("config/imports/c.yaml").write_text("table: extracts\ncolumns: {}\n")
    Path("c.csv").write_text(COUNTS)
    assert "for another table" in run("import", "effects", "c.csv", code=1)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("r.ris", "TY  - JOUR\nTI  - Tea rooms\nPY  - 2001\nER  - \n", "a list of references, not a table"),
        ("r.bib", "@article{a, title={Tea rooms}, year={2001}}", "a list of references, not a table"),
        (
            "d.csv",
            "title,decision,reviewer\nTea rooms,include,ella\n",
            "screening decisions, and nothing of effects",
        ),
        ("articles.csv", rayyan(WORKS, VOTES), "screening decisions, and nothing of effects"),
    ],
)
def test_what_is_no_table_of_effects_is_told_so_and_leaves_no_mapping(bcg, name, text, said):
    Path(name).write_text(text)
    assert said in run("import", "effects", name, code=1)
    assert not Path("config/imports").exists()


def test_a_mapping_of_the_same_name_for_another_kind_of_file_is_not_taken(bcg):
    Path("c.csv").write_text(COUNTS)
    run("import", "effects", "c.csv", code=3)
    Path("c.tsv").write_text(COUNTS.replace(",", "\t"))
    said = run("import", "effects", "c.tsv", code=1)
    assert "of another kind" in said and "c.csv" in said and "--map config/imports/c_tsv.yaml" in said
    run("import", "effects", "c.tsv", "--map", "config/imports/c.yaml", code=3)
    place = Path("config/imports/c.yaml")
    place.write_text(yaml.safe_dump(yaml.safe_load(place.read_text()) | {"sheets": ["Data"]}))
    said = run("import", "effects", "c.csv", code=1)
    assert "this file has no sheets" in said and "allowed:" not in said
