"""Decisions and effects of people through `evidence check`: nothing that they wrote vanishes with exit 0."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evidence.main import app

BCG = Path(__file__).resolve().parents[1] / "topics" / "bcg"


@pytest.fixture
def review(tmp_path, monkeypatch):
    folder = tmp_path / "bcg"
    shutil.copytree(BCG, folder)
    monkeypatch.chdir(folder)
    return folder


def check():
    done = CliRunner().invoke(app, ["check", "--ledger"])
    return done.exit_code, done.stdout


def edit(path, change):
    """Every row of a table through `change` (a row → a row)."""
    rows = list(csv.DictReader(io.StringIO(path.read_text())))
    header = list(rows[0])
    rows = [change(dict(row)) for row in rows]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if set(rows[0]) - set(header) else header)
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue())
    return len(rows)


def screening(review):
    return next((review / "literature/decisions").glob("screening*.csv"))


def test_as_it_is_all_is_fine(review):
    code, said = check()
    assert code == 0 and said.splitlines()[-1] == "every input is fine"


def test_a_person_who_signs_in_small_letters_changes_her_own_mind(review):
    """`coder-1` included it; `Coder 1` excludes it later: her last word counts, and it is said that she is one person."""
    with screening(review).open("a") as table:
        table.write("hart1977,exclude,no trial,title,Coder 1,1994-03-09\n")
    code, out = check()
    assert code == 0 and "this is taken for coder-1" in out.replace("\n", " ")
    assert "4 include + 0 background + 1 exclude" in out and "5 applied + 1 superseded" in out.replace(
        "\n", " "
    )


def test_a_day_that_no_calendar_has_is_set_aside(review):
    count = edit(screening(review), lambda row: row | {"date": "1994-02-30"})
    code, out = check()
    assert code == 3
    assert "there is no such day" in out and f"{count} screening decisions" in out.replace("\n", " ")


def test_a_day_that_has_not_come_is_said_and_kept(review):
    edit(screening(review), lambda row: row | ({"date": "2099-03-02"} if row["record"] == "hart1977" else {}))
    code, out = check()
    assert code == 0 and out.count("this day has not come yet") == 1 and "5 applied" in out
    assert "2099-03-02" in out


def test_one_pattern_or_claim_that_is_wrong_is_told_with_its_line(review):
    config = review / "config/config.yaml"
    text = config.read_text()
    assert 'ingest: {own_words_marker: ""}' in text
    config.write_text(
        text.replace('ingest: {own_words_marker: ""}', "ingest:\n  encodings:\n    medlin.bib: cp1250")
    )
    line = 1 + config.read_text().split("\n").index("    medlin.bib: cp1250")
    code, out = check()
    assert code == 1 and f"config/config.yaml:{line}, setting ingest: encodings: medlin.bib" in out
    config.write_text(text)
    claims = review / "config/propositions.yaml"
    claims.write_text(claims.read_text().replace("- id: B2", "- id: B1"))
    line = 1 + claims.read_text().split("\n").index(
        "  - id: B1", claims.read_text().split("\n").index("  - id: B1") + 1
    )
    code, out = check()
    assert code == 1 and f"config/propositions.yaml:{line}, setting propositions.1.id" in out


def test_dates_of_another_order_are_set_aside_or_read_where_the_header_says_so(review):
    path = screening(review)
    count = edit(path, lambda row: row | {"date": "02/03/1994"})
    code, said = check()
    assert code == 3
    assert f"{count} screening decisions = 0 applied + 0 superseded + {count} set aside" in said
    text = path.read_text()
    path.write_text(text.replace("date", "date (day/month/year)", 1))
    code, said = check()
    assert code == 0, said
    assert f"{count} screening decisions = {count} applied + 0 superseded + 0 set aside" in said


def test_capitals_spaces_and_semicolons_of_a_spreadsheet_are_read(review):
    path = screening(review)
    count = edit(path, lambda row: {k: f" {v.upper()} " if k == "decision" else v for k, v in row.items()})
    rows = list(csv.reader(io.StringIO(path.read_text())))
    path.write_text("\n" + "\n".join(";".join(row) for row in rows) + "\n")
    code, said = check()
    assert code == 0, said
    assert f"{count} screening decisions = {count} applied" in said


@pytest.mark.parametrize(
    ("kind", "column", "word"), [("screening", "reasn", "reason"), ("coding", "facett", "facet")]
)
def test_an_unknown_column_is_a_mistake_that_names_the_nearest(review, kind, column, word):
    path = next((review / "literature/decisions").glob(f"{kind}*.csv"))
    path.write_text(path.read_text().replace(word, column, 1))
    code, said = check()
    assert code == 1 and column in said and f"did you mean `{word}`" in said


@pytest.mark.parametrize("kind", ["screening", "coding"])
def test_a_reference_that_leads_nowhere_is_counted_as_set_aside(review, kind):
    path = next((review / "literature/decisions").glob(f"{kind}*.csv"))
    seen = []

    def first(row):
        seen.append(row)
        return row | {"record": "nobody1999"} if len(seen) == 1 else row

    count = edit(path, first)
    code, said = check()
    assert code == 3
    assert f"{count} {kind} decisions = {count - 1} applied + 0 superseded + 1 set aside" in said


def test_an_effect_whose_record_cannot_be_told_does_not_count(review):
    path = review / "literature/effects/effects.csv"
    record = list(csv.DictReader(io.StringIO(path.read_text())))[0]["record"]
    edit(path, lambda row: row | {"record": row["record"] + "x"} if row["record"] == record else row)
    code, said = check()
    assert code == 3 and f"{record}x" in said


def test_a_role_that_the_codebook_does_not_have_is_a_mistake(review):
    path = review / "config/config.yaml"
    path.write_text(path.read_text().replace("direction_roles: [trial]", "direction_roles: [trials]"))
    code, said = check()
    assert code == 1 and "did you mean `trial`" in said


def test_strict_takes_a_remark_for_a_failure(review):
    for name, title in (("one", "A paper on keys"), ("two", "Of locks and doors")):
        entry = f"@article{{key1, title={{{title}}}, author={{Smith, {name}}}, year=2010}}\n"
        (review / "literature" / "records" / f"{name}.bib").write_text(entry)
    code, said = check()
    assert code == 0 and "0 mistakes, 0 entries or rows set aside" in said and "key1" in said
    assert CliRunner().invoke(app, ["check", "--strict"]).exit_code == 3


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "cp1252"])
def test_a_table_as_a_spreadsheet_saves_it_is_read_and_its_encoding_is_said(review, codec):
    path = screening(review)
    count = edit(path, lambda row: row | {"reviewer": "Zoë Ünal-Šýkora"[: 9 if codec == "cp1252" else 20]})
    code, before = check()
    head, rest = path.read_text().split("\n", 1)
    path.write_bytes(f"{head.title()}\r\n{rest}".encode(codec))
    code_after, after = check()
    assert (code, code_after) == (0, 0) and f"{count} screening decisions" in after.replace("\n", " ")
    named = {"utf-16": "UTF-16", "utf-16-le": "UTF-16-LE", "cp1252": "Windows-1252"}[codec]
    assert f"the file was read as {named}" in " ".join(after.split()) and "the file was read as" not in before


def test_names_of_columns_may_be_in_capitals_and_no_two_may_be_one(review):
    path = screening(review)
    head, rest = path.read_text().split("\n", 1)
    path.write_text(f"{head.upper()}\n{rest}")
    assert check()[0] == 0
    path.write_text(f"{head},Reason\n{rest}")
    code, said = check()
    assert code != 0 and "two columns have this name" in said


@pytest.mark.parametrize("year", ["0094", "2994"])
def test_a_year_in_which_nobody_decides_is_set_aside_with_its_line(review, year):
    path = screening(review)
    edit(path, lambda row: row | {"date": f"{year}-03-02"})
    code, said = check()
    assert code == 3 and "nobody can have decided in this year" in " ".join(said.split())
    assert f"{path.name}:2" in "".join(said.split())


def test_a_workbook_under_the_name_of_a_table_is_refused(review):
    screening(review).write_bytes(b"PK\x03\x04\x14\x00\x06\x00\xff\xfe\x00\x80")
    code, said = check()
    assert code != 0 and "no CSV" in said
