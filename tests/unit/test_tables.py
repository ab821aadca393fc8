"""Coded tables: a bad row is set aside with its line; the others go on."""

import json

import pytest

from evidence import tables
from evidence.codebook import parse_codebook
from evidence.config import SCHEMAS
from evidence.errors import UserError
from evidence.table_schema import table_schema

CODEBOOK = parse_codebook(
    {
        "version": "1",
        "title": "T",
        "facets": [
            {
                "id": "shape",
                "label": "Shape",
                "role": "form",
                "codes": [{"id": "round"}, {"id": "square"}],
            },
            {
                "id": "taste",
                "label": "Taste",
                "role": "dimension",
                "multiple": True,
                "codes": [{"id": "sweet"}, {"id": "sour"}],
            },
            {"id": "place", "label": "Place", "role": "field", "open": True},
            {"id": "result", "label": "Result", "role": "outcome", "codes": [{"id": "good"}]},
        ],
        "evidence_roles": [{"id": "primary"}],
        "source_types": [{"id": "study"}],
    }
)
SCHEMA = {
    "primaryKey": "id",
    "fields": [
        {"name": "id", "type": "string", "constraints": {"required": True, "unique": True}},
        {"name": "n", "type": "number", "constraints": {"minimum": 0}},
        {"name": "side", "type": "string", "constraints": {"enum": ["left", "right"]}},
        {"name": "shape", "type": "string", "allowed": ["round", "square"]},
        {"name": "taste", "type": "string", "allowed": ["sweet", "sour"], "many": True},
    ],
}
HEADER = "id,n,side,shape,taste\n"


def check(rows):
    return tables.check_table(HEADER + rows, "t.csv", SCHEMA, CODEBOOK)


def test_good_rows_pass_with_their_lines():
    checked = check("a,1,left,round,sweet;sour\n\nb,,,,\n")
    assert [(line, row["id"]) for line, row in checked.rows] == [(2, "a"), (4, "b")]
    assert checked.set_aside == []


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (",1,left,round,", "id"),
        ("a,x,left,round,", "n"),
        ("a,-1,left,round,", "n"),
        ("a,1,up,round,", "side"),
        ("a,1,left,flat,", "shape"),
        ("a,1,left,round;square,", "shape"),
        ("a,1,left,round,sweet;salt", "taste"),
        ("a,1,left,round", ""),
        ("a,1,left,round,sweet,more", ""),
        ('a,1,left,round,"sweet', ""),
    ],
)
def test_one_bad_row_is_set_aside_and_the_others_go_on(row, field):
    checked = check(f"first,1,left,round,sweet\n\n{row}\nlast,2,right,square,\n")
    assert [line for line, _ in checked.rows] == [2, 5]
    (bad,) = checked.set_aside
    assert (bad.source_file, bad.line, bad.field) == ("t.csv", 4, field)
    assert bad.problem
    assert bad.how_to_fix


def test_rows_balance_and_a_repeated_key_keeps_the_first():
    checked = check("a,1,,,\na,2,,,\nb,3,,,\n")
    assert [row["n"] for _, row in checked.rows] == ["1", "3"]
    assert [bad.line for bad in checked.set_aside] == [3]


def test_missing_column_names_it():
    with pytest.raises(UserError, match="column is missing") as caught:
        tables.check_table("id,n,side,shape\n", "t.csv", SCHEMA, CODEBOOK)
    assert caught.value.field == "taste"


def test_no_rows_and_no_header():
    assert tables.check_table(HEADER, "t.csv", SCHEMA, CODEBOOK) == tables.Checked([], [])
    with pytest.raises(UserError):
        tables.check_table("", "t.csv", SCHEMA, CODEBOOK)


def test_header_with_quotes_and_columns_of_ones_own():
    text = '"id","n","side","shape","taste","_my note"\n"a","1","left","round","sweet","x"\n'
    checked = tables.check_table(text, "t.csv", SCHEMA, CODEBOOK)
    assert checked.rows[0][1]["_my note"] == "x"


@pytest.mark.parametrize(
    "name", sorted(p.name.split(".")[0] for p in (SCHEMAS / "tables").glob("*.schema.json"))
)
def test_shipped_schemas_are_whole(name):
    schema = table_schema(name, CODEBOOK, ["P1"])
    fields = {field["name"]: field for field in schema["fields"]}
    assert len(fields) == len(schema["fields"])
    assert all("codes" not in field for field in schema["fields"])
    header = ",".join(fields)
    assert tables.check_table(header + "\n", name, schema, CODEBOOK).rows == []
    assert json.dumps(schema)


def test_coding_decisions_may_only_use_codes_of_their_facet():
    schema = table_schema("coding", CODEBOOK, [])
    header = "record,facet,codes,note,reviewer,date\n"
    rows = (
        "k,shape,round,,An,2001-01-01\nk,shape,sweet,,An,2001-01-01\n"
        "k,taste,sweet;sour,,An,2001-01-01\nk,place,anywhere,,An,2001-01-01\n"
        "k,colour,red,,An,2001-01-01\n"
    )
    checked = tables.check_table(header + rows, "c.csv", schema, CODEBOOK)
    assert [line for line, _ in checked.rows] == [2, 4, 5]
    assert [(bad.line, bad.field) for bad in checked.set_aside] == [(3, "codes"), (6, "facet")]


def test_a_facet_of_which_a_work_has_one_code_takes_no_second():
    header = "record,facet,codes,note,reviewer,date\n"
    rows = "k,taste,sweet;sour,,An,2001-01-01\nk,shape,round;square,,An,2001-01-01\nk,shape,round;,,An,2001-01-01\n"
    checked = tables.check_table(header + rows, "c.csv", table_schema("coding", CODEBOOK, []), CODEBOOK)
    (bad,) = checked.set_aside
    assert (bad.line, bad.field, bad.value) == (
        3,
        "codes",
        "round;square",
    ) and "round or square" in bad.how_to_fix


def test_a_second_id_names_the_line_of_the_first() -> None:
    checked = check("a,1,,,\nb,2,,,\nc,3,,,\n\na,4,,,\n")
    assert [(row["id"], line) for line, row in checked.rows] == [("a", 2), ("b", 3), ("c", 4)]
    assert (checked.set_aside[0].line, checked.set_aside[0].problem) == (6, "the same as in line 2")


@pytest.mark.parametrize("name", ["effects", "extracts"])
def test_columns_of_facets_come_from_the_codebook(name):
    fields = {field["name"]: field for field in table_schema(name, CODEBOOK, ["P1"])["fields"]}
    assert fields["taste"]["many"] and fields["taste"]["allowed"] == ["sweet", "sour"]
    assert fields["shape"]["allowed"] == ["round", "square"] and "many" not in fields["shape"]
    assert "allowed" not in fields["place"]


BASIS = "record,decision,reason,basis,reviewer,date\n"


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("Full text", "full_text"), ("FULL-TEXT ", "full_text"), ("full paper", "full_text"), ("PDF", "full_text"),
        ("Title and abstract", "title_abstract"), ("abstract", "title_abstract"), ("ti/ab", "title_abstract"), ("Title", "title"), ("", ""),
    ],
)  # fmt: skip
def test_what_a_reviewer_had_read_is_one_of_the_known_words(cell, read) -> None:
    schema = table_schema("screening")
    checked = tables.check_table(f"{BASIS}a,exclude,why,{cell},An,2020-01-01\n", "s.csv", schema)
    assert [row["basis"] for _, row in checked.rows] == [read]
    assert tables.own_words(checked, "s.csv", schema) == []


@pytest.mark.parametrize("cell", ["no full text found", "full tex", "the blurb"])
def test_words_of_a_reviewers_own_are_kept_and_said_and_are_no_full_text(cell) -> None:
    schema = table_schema("screening")
    checked = tables.check_table(f"{BASIS}a,exclude,why,{cell},An,2020-01-01\n", "s.csv", schema)
    assert [row["basis"] for _, row in checked.rows] == [cell]
    (remark,) = tables.own_words(checked, "s.csv", schema)
    assert (remark.line, remark.field, remark.value, remark.dropped) == (2, "basis", cell, False)
    assert "full_text" in remark.how_to_fix


@pytest.mark.parametrize(
    ("field", "wrong", "right"),
    [
        *(("se", cell, "0.1") for cell in ("0", "0.00", "-0.1")),
        *(("n", cell, "1") for cell in ("0", "-5")),
        ("k_studies", "0", "1"),
        ("timing_months", "-3", "0"),
        ("time_1", "0", "0.5"),
        ("time_2", "-1", "12"),
    ],
)
def test_a_number_that_cannot_be_true_sets_its_row_aside(field, wrong, right):
    """No standard error, sample, person-time or number of studies is zero; no follow-up ends before it begins."""
    schema = table_schema("effects")
    names = [f["name"] for f in schema["fields"] if not f.get("optional") or f["name"] == field]
    fill = {f["name"]: "x" for f in schema["fields"] if f.get("constraints", {}).get("required")}
    cells = {**fill, "poolable": "yes", field: wrong}
    rows = [{**cells, "effect_id": "a"}, {**cells, "effect_id": "b", field: right}]
    lines = [",".join(names), *(",".join(row.get(name, "") for name in names) for row in rows)]
    checked = tables.check_table("\n".join(lines) + "\n", "e.csv", schema)
    assert [row["effect_id"] for _, row in checked.rows] == ["b"]
    (aside,) = checked.set_aside
    assert (aside.field, aside.value, aside.line) == (field, wrong, 2)
