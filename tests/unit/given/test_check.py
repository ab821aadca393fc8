"""Coded tables: a bad row is set aside with its line; the others go on."""

from enum import StrEnum

import pytest

from evidence.classify.decisions import CodingDecision
from evidence.codebook import parse_codebook
from evidence.errors import UserError
from evidence.extract.coded import Effect, Extract
from evidence.given.check import CheckedTable, check_table
from evidence.given.codes import with_codes
from evidence.given.declare import Placed, given, given_by, given_table
from evidence.given_catalogue import BY_NAME
from evidence.screen.decisions import ScreeningDecision

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


class Where(StrEnum):
    LEFT = "left"
    RIGHT = "right"


@given_table("thing", "Things", key="id")
class Thing(Placed):
    id: str = given("Its name", required=True, unique=True)
    n: float | None = given("How many", minimum=0)
    side: Where = given("Where")
    shape: str = given("Shape", words=("round", "square"))
    taste: str = given("Taste", words=("sweet", "sour"), many=True)


HEADER = "id,n,side,shape,taste\n"


def check(rows):
    return check_table(HEADER + rows, "t.csv", Thing, CODEBOOK)


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
        check_table("id,n,side,shape\n", "t.csv", Thing, CODEBOOK)
    assert caught.value.field == "taste"


def test_a_column_of_a_facet_that_the_codebook_lacks_is_told_as_that() -> None:
    """`outcome` is near `outcome_measure`, which stands beside it; a slip of a column that is missing is still told."""
    columns = ",".join(column for column in given_by(Effect).needed)
    with pytest.raises(UserError, match="no facet of this name") as found:
        check_table(f"{columns},outcome\n", "e.csv", Effect, CODEBOOK)
    assert found.value.field == "outcome" and "did you mean" not in found.value.fix
    with pytest.raises(UserError, match="no column of this name") as found:
        check_table(columns.replace("study_label", "study_lable") + "\n", "e.csv", Effect, CODEBOOK)
    assert "did you mean `study_label`?" in found.value.fix


@pytest.mark.parametrize("cell", ["no", "No", "0", "false", " FALSE "])
def test_a_no_under_withdrawn_is_an_empty_cell(cell) -> None:
    text = f"record,decision,reason,basis,reviewer,date,withdrawn\nash,include,fits,title,ann,2026-01-01,{cell}\n"
    checked = check_table(text, "s.csv", ScreeningDecision, CODEBOOK)
    assert not checked.set_aside and [row["withdrawn"] for _, row in checked.rows] == [""]


def test_no_rows_and_no_header():
    assert check_table(HEADER, "t.csv", Thing, CODEBOOK) == CheckedTable([], [], [])
    with pytest.raises(UserError):
        check_table("", "t.csv", Thing, CODEBOOK)


def test_header_with_quotes_and_columns_of_ones_own():
    text = '"id","n","side","shape","taste","_my note"\n"a","1","left","round","sweet","x"\n'
    checked = check_table(text, "t.csv", Thing, CODEBOOK)
    assert checked.rows[0][1]["_my note"] == "x"


@pytest.mark.parametrize("name", BY_NAME)
def test_a_table_with_its_header_alone_is_read(name):
    table = with_codes(BY_NAME[name], CODEBOOK, ["P1"])
    assert len(set(table.names)) == len(table.names)
    assert check_table(",".join(table.names) + "\n", name, BY_NAME[name], CODEBOOK, ["P1"]) == CheckedTable(
        [], [], []
    )


def test_coding_decisions_may_only_use_codes_of_their_facet():
    header = "record,facet,codes,note,reviewer,date\n"
    rows = (
        "k,shape,round,,An,2001-01-01\nk,shape,sweet,,An,2001-01-01\n"
        "k,taste,sweet;sour,,An,2001-01-01\nk,place,anywhere,,An,2001-01-01\n"
        "k,colour,red,,An,2001-01-01\n"
    )
    checked = check_table(header + rows, "c.csv", CodingDecision, CODEBOOK)
    assert [line for line, _ in checked.rows] == [2, 4, 5]
    assert [(bad.line, bad.field) for bad in checked.set_aside] == [(3, "codes"), (6, "facet")]


def test_a_facet_of_which_a_work_has_one_code_takes_no_second():
    header = "record,facet,codes,note,reviewer,date\n"
    rows = "k,taste,sweet;sour,,An,2001-01-01\nk,shape,round;square,,An,2001-01-01\nk,shape,round;,,An,2001-01-01\n"
    (bad,) = check_table(header + rows, "c.csv", CodingDecision, CODEBOOK).set_aside
    assert (bad.line, bad.field, bad.value) == (3, "codes", "round;square")
    assert "round or square" in bad.how_to_fix


def test_a_second_id_names_the_line_of_the_first() -> None:
    checked = check("a,1,,,\nb,2,,,\nc,3,,,\n\na,4,,,\n")
    assert [(row["id"], line) for line, row in checked.rows] == [("a", 2), ("b", 3), ("c", 4)]
    assert (checked.set_aside[0].line, checked.set_aside[0].problem) == (6, "the same as in line 2")


@pytest.mark.parametrize("row", [Effect, Extract])
def test_columns_of_facets_come_from_the_codebook(row):
    columns = {column.name: column for column in with_codes(given_by(row), CODEBOOK, ["P1"]).columns}
    assert columns["taste"].many and columns["taste"].words == ("sweet", "sour")
    assert columns["shape"].words == ("round", "square") and not columns["shape"].many
    assert columns["place"].words is None
    assert ("result" in columns) == (row is Effect)


BASIS = "record,decision,reason,basis,reviewer,date\n"


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("Full text", "full_text"), ("FULL-TEXT ", "full_text"), ("full paper", "full_text"), ("PDF", "full_text"),
        ("Title and abstract", "title_abstract"), ("abstract", "title_abstract"), ("ti/ab", "title_abstract"), ("Title", "title"), ("", ""),
    ],
)  # fmt: skip
def test_what_a_reviewer_had_read_is_one_of_the_known_words(cell, read) -> None:
    checked = check_table(f"{BASIS}a,exclude,why,{cell},An,2020-01-01\n", "s.csv", ScreeningDecision)
    assert [row["basis"] for _, row in checked.rows] == [read]
    assert checked.own_words == []


@pytest.mark.parametrize("cell", ["no full text found", "full tex", "the blurb"])
def test_words_of_a_reviewers_own_are_kept_and_said_and_are_no_full_text(cell) -> None:
    checked = check_table(f"{BASIS}a,exclude,why,{cell},An,2020-01-01\n", "s.csv", ScreeningDecision)
    assert [row["basis"] for _, row in checked.rows] == [cell]
    (remark,) = checked.own_words
    assert (remark.line, remark.field, remark.value, remark.dropped) == (2, "basis", cell, False)
    assert "full_text" in remark.how_to_fix


@pytest.mark.parametrize(
    ("field", "wrong", "right"),
    [
        ("se", "-0.1", "0.1"),
        *(("n", cell, "1") for cell in ("0", "-5", "99999999999999999999")),
        ("k_studies", "0", "1"),
        ("timing_months", "-3", "0"),
        ("time_1", "0", "0.5"),
        ("time_2", "-1", "12"),
    ],
)
def test_a_number_that_cannot_be_true_sets_its_row_aside(field, wrong, right):
    """No standard error is negative; no sample, person-time or number of studies is zero; no follow-up ends before it begins."""
    table = given_by(Effect)
    names = [*table.needed, *({field} - set(table.needed))]
    fill = {column.name: "x" for column in table.columns if column.required}
    cells = {**fill, "poolable": "yes", field: wrong}
    rows = [{**cells, "effect_id": "a"}, {**cells, "effect_id": "b", field: right}]
    lines = [",".join(names), *(",".join(row.get(name, "") for name in names) for row in rows)]
    checked = check_table("\n".join(lines) + "\n", "e.csv", Effect)
    assert [row["effect_id"] for _, row in checked.rows] == ["b"]
    (aside,) = checked.set_aside
    assert (aside.field, aside.value, aside.line) == (field, wrong, 2)


@given_table("count", "Counts", key="id")
class Count(Placed):
    id: str = given("Its name", required=True, unique=True)
    whole: int | None = given("How many")
    share: float | None = given("How much")


@pytest.mark.parametrize(
    ("whole", "share", "read"),
    [("262.0", "0.5", ("262", "0.5")), ("\u22123", "\u22120.5", ("-3", "-0.5")), (" 7.00 ", "", ("7", ""))],
)
def test_numbers_as_spreadsheets_and_typesetters_write_them(whole, share, read):
    checked = check_table(f"id,whole,share\na,{whole},{share}\n", "t.csv", Count, CODEBOOK)
    ((_, row),) = checked.rows
    assert (row["whole"], row["share"]) == read and not checked.set_aside


def test_a_part_of_a_whole_number_is_none():
    checked = check_table("id,whole,share\na,262.5,1\n", "t.csv", Count, CODEBOOK)
    assert [bad.value for bad in checked.set_aside] == ["262.5"]


@pytest.mark.parametrize(
    "head", ["date (TT.MM.JJJJ)", "Date (jj/mm/aaaa)", "date (gg-mm-aaaa)", "DATE (dd mm jjjj)"]
)
def test_the_order_of_dates_as_spreadsheets_of_other_countries_name_it(head):
    text = f"record;decision;reason;basis;reviewer;{head}\nk1;include;;;AB;3.2.2026\nk2;include;;;AB;13/02/2026\n"
    read = check_table(text, "s.csv", ScreeningDecision)
    assert [row["date"] for _, row in read.rows] == ["2026-02-03", "2026-02-13"] and not read.set_aside


def test_an_order_of_dates_that_is_not_known_is_told_how_to_write_it():
    with pytest.raises(UserError) as told:
        check_table("record,decision,reason,basis,reviewer,date (UK)\n", "s.csv", ScreeningDecision)
    assert "`date (day/month/year)`" in told.value.fix


@pytest.mark.parametrize("moment", ["27.11.2026 19:28", "27/11/2026 7:28:06 PM", "27.11.2026, 19:28:06"])
def test_a_day_that_a_spreadsheet_saved_with_its_time_is_told_how_days_are(moment):
    rows = f'record;decision;reason;basis;reviewer;{{}}\nk1;include;;;AB;"{moment}"\nk2;include;;;AB;2026-11-27T19:28:06\n'
    refused = check_table(rows.format("date"), "s.csv", ScreeningDecision)
    assert [(bad.line, bad.problem) for bad in refused.set_aside] == [
        (
            2,
            "nothing says whether the day or the month comes first; one line of the file mends it for all rows",
        )
    ]
    assert "`date (day/month/year)` in line 1" in refused.set_aside[0].how_to_fix
    read = check_table(rows.format("date (day/month/year)"), "s.csv", ScreeningDecision)
    assert [row["date"][:16] for _, row in read.rows] == ["2026-11-27T19:28"] * 2 and not read.set_aside


def test_days_as_people_write_them():
    days = ["02-Mar-1994", "March 2nd, 1994", "19940302", "2nd March 1994", "2 March 1994"]
    rows = "".join(f'k{n},include,,,AB,"{day}"\n' for n, day in enumerate(days))
    read = check_table(f"record,decision,reason,basis,reviewer,date\n{rows}", "s.csv", ScreeningDecision)
    assert [row["date"] for _, row in read.rows] == ["1994-03-02"] * 5
    two = check_table("record,decision,reason,basis,reviewer,date\nk,include,,,AB,02-Mar-94\n", "s.csv", ScreeningDecision)  # fmt: skip
    assert len(two.set_aside) == 1


@pytest.mark.parametrize("above", ["Table 1,,,,,\n", "Screening of May,,,Who,,\n\n"])
def test_lines_above_the_names_of_the_columns_are_told(above):
    head = "Record,Decision,Reason,Basis,Reviewer,Date\n"
    line = above.count("\n") + 1
    with pytest.raises(UserError) as told:
        check_table(f"{above}{head}k1,include,,,AB,2026-02-03\n", "s.csv", ScreeningDecision)
    assert f"stand in line {line}" in told.value.problem
    assert f"remove the line{'s' * (line > 2)} above" in told.value.fix
