"""Rows of a spreadsheet by a mapping."""

from __future__ import annotations

import random

import pytest

from evidence.brought.grid import sheets
from evidence.brought.mapped import idle, mapped
from evidence.brought.settings import TableMap
from evidence.errors import UserError
from evidence.extract.coded import Effect
from evidence.given.declare import given_by

TABLE = given_by(Effect)
TEXT = "study,what,ai,bi,vi,better\nAbel 2001,jobs,3,7,0.04,yes\nBaker 2002,jobs,4,x,0.09,no\nTotal,,7,,,\n"
HOW = TableMap(
    "effects",
    columns={
        "study_label": "study",
        "n_1": "ai + bi",
        "events_1": "ai",
        "se": "sqrt(vi)",
        "direction": "better",
    },
    constants={"comparison": "a vs b", "outcome_measure": "work"},
    values={"direction": {"Yes": "positive", "no": "negative"}, "record": {"Abel 2001": "abel2001"}},
    skip={"study": ("total",)},
)


def rows(text=TEXT, how=HOW):
    return mapped("f.csv", sheets("f.csv", text.encode()), how, TABLE, "f")


def test_cells_are_taken_computed_translated_and_added():
    first, second, third = rows()
    assert first.line == 2 and first.left_out == "" and third.left_out == "study is Total"
    wanted = {
        "study_label": "Abel 2001", "n_1": "10", "events_1": "3", "se": "0.2", "direction": "positive", "comparison": "a vs b",
        "outcome_measure": "work", "record": "abel2001",
    }  # fmt: skip
    assert {name: cell for name, cell in first.cells.items() if name != "effect_id"} == wanted
    assert second.cells["n_1"] == "4 + x" and second.cells["record"] == ""  # no number, which the check names


def test_ids_follow_from_the_content_and_not_from_the_place():
    ids = {row.cells["study_label"]: row.cells["effect_id"] for row in rows()}
    head, *lines = TEXT.splitlines()
    random.Random(1).shuffle(lines)
    assert {
        row.cells["study_label"]: row.cells["effect_id"] for row in rows("\n".join([head, *lines]))
    } == ids
    assert len(set(ids.values())) == 3 and all(name.startswith("f-") for name in ids.values())
    other = TableMap("effects", columns=HOW.columns, constants={"comparison": "another"}, values=HOW.values)
    assert (
        rows(how=other)[0].cells["effect_id"] == ids["Abel 2001"]
    )  # what holds for all rows says nothing of one


def test_rows_that_are_the_same_throughout_are_numbered():
    text = "study,yi\nA,1\nA,1\n"
    one, two = rows(text, TableMap("effects", columns={"study_label": "study", "estimate": "yi"}))
    assert two.cells["effect_id"] == f"{one.cells['effect_id']}-2"


def test_an_id_of_its_own_is_kept():
    how = TableMap("effects", columns={"effect_id": "study", "estimate": "ai"})
    assert [row.cells["effect_id"] for row in rows(how=how)][:2] == ["Abel 2001", "Baker 2002"]


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (TableMap("effects", columns={"estimate": "studdy"}), "did you mean `study`"),
        (TableMap("effects", columns={"estimat": "ai"}), "did you mean `estimate`"),
        (TableMap("effects", sheets=("Sheet 9",)), "a sheet that is not there"),
        (TableMap("effects", columns={"estimate": "ai"}, skip={"gone": ("x",)}), "skips by a column"),
    ],
)
def test_a_name_that_leads_nowhere_is_a_mistake(how, said):
    with pytest.raises(UserError) as error:
        rows(how=how)
    assert said in error.value.text()


def test_a_record_is_translated_by_its_own_cell_or_where_that_is_blank_by_the_label():
    text = "study,doi,yi\nAbel 2001,10.1/a,1\nBaker 2002,,2\nClark 2003,10.1/c,3\n"
    keys = {"10.1/A": "one", "baker 2002": "two", "Clark 2003": "three", "10.1/z": "four"}
    how = TableMap(
        "effects",
        columns={"study_label": "study", "record": "doi", "estimate": "yi"},
        values={"record": keys},
    )
    assert [row.cells["record"] for row in rows(text, how)] == ["one", "two", "10.1/c"]
    assert idle(sheets("f.csv", text.encode()), how) == {"record": ["Clark 2003", "10.1/z"]}
