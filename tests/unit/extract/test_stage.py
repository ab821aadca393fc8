"""Whether a coded row counts: what its record was screened as, what its source is, and whose it is."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from evidence.codebook_file import load_codebook
from evidence.deduplicate.rows import Membership
from evidence.extract.settings import CountingRules
from evidence.extract.stage import TABLES as KINDS
from evidence.extract.stage import Extracted, extract, library
from evidence.given.declare import given_by
from evidence.ingest.rows import Record

from ..builders import make, screening, work

CODEBOOK = load_codebook(Path(__file__).resolve().parents[3] / "config" / "codebook.yaml")
ROLE = "direct_partnership_comparison"
EFFECT = {
    "effect_id": "E1", "record": "ash", "study_label": "Ash", "comparison": "together vs alone",
    "policy_field": "employment", "outcome_domain": "user_outcomes", "outcome_measure": "jobs",
    "effect_type": "smd", "estimate": "0.3", "se": "0.1", "direction": "positive", "evidence_role": ROLE,
    "poolable": "yes", "source": "https://example.org/e",
}  # fmt: skip
EXTRACT = {
    "extract_id": "X1", "case_id": "X", "case_name": "A case", "code": "cost_efficiency", "direction": "negative",
    "paraphrase": "It cost more.", "record": "ash", "source": "https://example.org/x", "source_type": "peer_reviewed",
}  # fmt: skip
TABLES = {"effects": EFFECT, "extracts": EXTRACT}


def _read(
    name: str, decision: str = "include", settings: CountingRules | None = None, **changed: str
) -> Extracted:
    """One row of a table that is of the work of record `ash`, which was screened as `decision`."""
    return _read_rows(name, [TABLES[name] | changed], decision, settings)


def _read_rows(
    name: str,
    rows: list[dict[str, str]],
    decision: str = "include",
    settings: CountingRules | None = None,
    key: str = "ash",
) -> Extracted:
    out = io.StringIO()
    columns = given_by(KINDS[name]).names
    writer = csv.DictWriter(out, list(dict.fromkeys([*columns, *rows[0]])), restval="")
    writer.writeheader()
    writer.writerows(rows)
    books = library(
        [make(Record, record_id="r-ash", source_key=key, url="http://ash.example/paper")], [work("w-ash", study_id="s-ash")],
        [make(Membership, record_id="r-ash", work_id="w-ash", primary=True)], [screening("w-ash", decision)],
    )  # fmt: skip
    return extract([(name, f"{name}.csv", out.getvalue())], books, CODEBOOK, [], settings or CountingRules())


@pytest.mark.parametrize("name", TABLES)
def test_a_row_of_an_included_record_counts(name) -> None:
    found = _read(name)
    (row,) = found.items
    assert (row.standing, row.standing_reason, row.work_id, row.study_id) == ("counted", "", "w-ash", "s-ash")
    assert not found.set_aside and not found.remarks


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("decision", ["exclude", "background", "undecided"])
def test_a_row_of_a_record_that_is_not_included_is_shown_and_not_counted(name, decision) -> None:
    (row,) = _read(name, decision).items
    assert row.standing == "shown_only" and row.standing_reason == f"its record was screened as {decision}"


@pytest.mark.parametrize(
    ("name", "settings", "changed"),
    [
        ("extracts", CountingRules(source_types={"peer_reviewed": "why"}), {}),
        ("extracts", CountingRules(caveats={"ex_ante": "why"}), {"caveats": "promotional; ex_ante"}),
        ("effects", CountingRules(roles={ROLE: "why"}), {}),
        ("effects", CountingRules(effect_types={"smd": "why"}), {}),
    ],
)
def test_what_the_settings_name_is_shown_and_not_counted(name, settings, changed) -> None:
    (row,) = _read(name, settings=settings, **changed).items
    assert (row.standing, row.standing_reason) == ("shown_only", "why")


def test_a_claim_under_test_is_no_evidence_whatever_its_record() -> None:
    (row,) = _read("extracts", settings=CountingRules(claim_cases=("X",))).items
    assert row.standing == "claim_under_test"


@pytest.mark.parametrize("name", TABLES)
def test_a_row_whose_record_cannot_be_told_is_shown_and_counts_nowhere(name) -> None:
    found = _read(name, record="asch")
    (remark,), (row,) = found.remarks, found.items
    assert (remark.source_file, remark.line, remark.value, remark.dropped) == (f"{name}.csv", 2, "asch", True)
    assert (row.standing, row.work_id) == ("not_known", "") and "nobody can tell" in row.standing_reason
    (row,) = _read(name, record="asch", study="ash").items
    assert row.standing == "counted"
    (row,) = _read(name, record="asch", study="asche").items
    assert row.standing == "not_known"


@pytest.mark.parametrize("name", TABLES)
def test_a_row_of_no_record_whose_source_is_the_address_of_one_is_asked_about(name) -> None:
    """A study with a record and a row of none would count twice."""
    for source, remarks in (("https://ash.example/Paper/", 1), ("https://ash.example/other", 0)):
        found = _read(name, record="", source=source)
        assert len(found.remarks) == remarks and found.items[0].standing == "counted"
        assert all("ash here" in remark.how_to_fix and not remark.dropped for remark in found.remarks)
    assert not _read(name, record="", study="another", source="https://ash.example/Paper/").remarks


def test_a_source_that_reports_several_studies_names_each() -> None:
    """The column `study` is the unit, and the record is where it stands."""
    for study, unit in (("ash-north", "s-ash-north"), ("ash-south", "s-ash-south")):
        (row,) = _read("effects", record="ash", study=study).items
        assert (row.study_id, row.standing) == (unit, "counted") and row.work_id
    (own,), (same,) = _read("effects", record="ash").items, _read("effects", record="ash", study="ash").items
    assert own.study_id == same.study_id


def test_a_row_of_a_source_without_a_record_stands_under_its_own_name() -> None:
    (row,) = _read("effects", record="").items
    assert (row.standing, row.work_id, row.study_id) == ("counted", "", "s-ash")
    (row,) = _read("effects", record="", study_label="Elm and others").items
    assert row.study_id == "s-elm-and-others"


@pytest.mark.parametrize("decision", ["include", "exclude"])
def test_a_row_without_a_record_whose_label_is_the_key_of_one_counts_nowhere(decision) -> None:
    """The record may have been excluded, and its effect would count again."""
    found = _read("effects", decision, record="", study_label="ash")
    (remark,), (row,) = found.remarks, found.items
    assert (remark.field, remark.line, row.standing) == ("record", 2, "not_known")
    assert "write ash here" in remark.how_to_fix


def test_a_measure_spelled_with_other_capitals_or_spaces_is_the_same_measure() -> None:
    """Else one capital letter parts a pool."""
    spelled = ("Cases of tuberculosis", "cases of  tuberculosis", "Cases of Tuberculosis", "cases of cholera")
    rows = [EFFECT | {"effect_id": f"E{n}", "outcome_measure": text} for n, text in enumerate(spelled)]
    assert [item.measure for item in _read_rows("effects", rows).items] == [spelled[0]] * 3 + [spelled[3]]


def test_a_study_whose_name_is_nearly_that_of_a_record_is_said() -> None:
    """`asch2001` for `ash2001` would make one study two; a name for one of several studies of a source is no mistake."""
    for record, standing in (("", "not_known"), ("ash2001", "counted")):
        row = EFFECT | {"study": "ash2010", "study_label": "Somebody", "record": record}
        found = _read_rows("effects", [row], key="ash2001")
        (remark,), (item,) = found.remarks, found.items
        assert (remark.field, remark.value, item.standing) == (
            "study",
            "ash2010",
            standing,
        ) and "ash2001" in remark.problem


@pytest.mark.parametrize("name", TABLES)
def test_a_row_that_was_taken_back_is_no_evidence_and_its_identifier_is_free_again(name) -> None:
    gone = TABLES[name] | {"withdrawn": "yes"}
    assert not _read_rows(name, [TABLES[name], gone]).items
    again = TABLES[name] | {"source": "p. 7"}
    (row,) = _read_rows(name, [TABLES[name], gone, again]).items
    assert row.source == "p. 7"
    twice = _read_rows(name, [TABLES[name], again])
    assert len(twice.items) == 1 and len(twice.set_aside) == 1, (
        "without a row that takes it back it is a slip"
    )


@pytest.mark.parametrize("name", TABLES)
def test_what_takes_back_nothing_is_said(name) -> None:
    found = _read_rows(name, [TABLES[name] | {"withdrawn": "yes"}])
    assert not found.items and [remark.dropped for remark in found.remarks] == [True]


def _files(name: str, **texts: list[dict[str, str]]) -> Extracted:
    """Tables of several files by name."""
    columns = given_by(KINDS[name]).names
    tables = []
    for file, rows in texts.items():
        out = io.StringIO()
        writer = csv.DictWriter(out, list(dict.fromkeys([*columns, *TABLES[name]])), restval="")
        writer.writeheader()
        writer.writerows(rows)
        tables.append((name, f"{file}.csv", out.getvalue()))
    books = library(
        [make(Record, record_id="r-ash", source_key="ash")], [work("w-ash", study_id="s-ash")],
        [make(Membership, record_id="r-ash", work_id="w-ash", primary=True)], [screening("w-ash")],
    )  # fmt: skip
    return extract(tables, books, CODEBOOK, [], CountingRules())


@pytest.mark.parametrize("name", TABLES)
def test_a_row_of_one_file_is_corrected_in_another(name) -> None:
    own = {"reviewer": "ella", "date": "2026-11-26T09:00:00"}
    back, again = TABLES[name] | own | {"withdrawn": "yes"}, TABLES[name] | own | {"source": "p. 7"}
    (row,) = _files(name, aa_ella=[back, again], old=[TABLES[name]]).items
    assert (row.source_file, row.source) == ("aa_ella.csv", "p. 7")
    bob = {"reviewer": "bob", "date": "2026-11-27"}
    later = TABLES[name] | bob | {"source": "p. 9"}
    found = _files(name, aa_ella=[back, again], bob=[back | bob, later], old=[TABLES[name]])
    assert [item.source for item in found.items] == ["p. 9"] and not found.set_aside


@pytest.mark.parametrize("name", TABLES)
def test_an_identifier_that_two_files_give_counts_once(name) -> None:
    found = _files(name, one=[TABLES[name]], two=[TABLES[name]])
    assert len(found.items) == 1 and [q.source_file for q in found.set_aside] == ["two.csv"]
    assert "line 2 of one.csv" in found.set_aside[0].problem


def test_a_table_without_the_column_of_outcomes_is_remarked_upon() -> None:
    """The table has no column `outcome_domain`, which is the codebook's: said, and the row is used."""
    said = _read("effects", outcome_domain="")
    assert [item.outcome for item in said.items] == [""]
    assert [r.problem.partition(",")[0] for r in said.remarks if r.field == "outcome_domain"] == [
        "1 of 1 estimates name no outcome"
    ]
