"""The workbook of a book holds what XlsxWriter alone would have written, cell by cell."""

from __future__ import annotations

from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from evidence.brief.large_workbook import large_workbook
from evidence.export.workbook import Sheet, workbook

_TEXT = st.text(st.one_of(st.sampled_from(" \t\n\r&<>'\"=_x\x01"), st.characters(codec="utf-8")), max_size=8)
_CELL = st.none() | _TEXT | st.integers(-(10**15), 10**15) | st.floats() | st.booleans()
_SHEETS = st.lists(st.tuples(st.lists(_TEXT, max_size=3), st.lists(st.lists(_CELL, max_size=30), max_size=3)), min_size=1, max_size=3)  # fmt: skip


def cells(data: bytes) -> dict[str, list[tuple[object, ...]]]:
    return {sheet.title: [*sheet.iter_rows(values_only=True)] for sheet in load_workbook(BytesIO(data))}


@settings(deadline=None, max_examples=60)
@given(_SHEETS)
def test_cells_are_those_of_xlsxwriter(found: list[tuple[list[str], list[list[object]]]]) -> None:
    sheets: list[Sheet] = [(f"sheet {n}", header, rows) for n, (header, rows) in enumerate(found)]
    assert cells(large_workbook(sheets)) == cells(workbook(sheets))


def test_long_texts_are_cut_and_what_looks_like_an_escape_stays_a_text() -> None:
    data = large_workbook([("a", ["long", "odd"], [["x" * 40_000, "a_x0041_"]])])
    assert data == large_workbook([("a", ["long", "odd"], [["x" * 40_000, "a_x0041_"]])])
    long, odd = cells(data)["a"][1]
    assert len(str(long)) == 32_767 and str(long).endswith("(cut here)")
    # Excel reads _x005F_ as the underscore; openpyxl 3.1 does so in the table of all texts alone.
    assert odd == "a_x005F_x0041_"


def test_a_sheet_that_was_packed_before_gives_the_same_workbook():
    sheets = [("one", ["a"], [[1], ["<b>"]]), ("two", ["c", "d"], [["x", 2.5]])]
    lying = {}
    first = large_workbook(sheets, lambda number, make: lying.setdefault(number, make()))
    again = large_workbook(sheets, lambda number, make: lying[number])
    assert first == again == large_workbook(sheets)
    assert sorted(lying) == [0, 1]
