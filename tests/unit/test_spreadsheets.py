"""No cell of a table for people is run, and the rest of it stands as it is."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from evidence.spreadsheets import csv_bytes, csv_parts, spreadsheet_safe


def test_csv_for_people():
    made = csv_bytes(["a", "b"], [["=HYPERLINK(1)", None], ["é,\n", -1.5]])
    assert made == 'a,b\n\'=HYPERLINK(1),\n"é,\n",-1.5\n'.encode()
    assert list(csv.reader(StringIO(made.decode(), newline="")))[1] == ["'=HYPERLINK(1)", ""]


@pytest.mark.parametrize(
    "cell",
    ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\uff1d1", "\uff201"],
)
def test_formulas_are_quoted(cell):
    assert spreadsheet_safe(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["a=1", "", "1-2", -1, 0.5, True, "–1"])
def test_other_cells_are_left_alone(cell):
    assert spreadsheet_safe(cell) == cell


def test_a_long_table_is_the_same_in_parts_and_at_once() -> None:
    rows = [(n, "=1+1", 'a "b", c', None) for n in range(25_000)]
    whole = csv_bytes(["n", "f", "q", "x"], iter(rows))
    assert len([*csv_parts(["n", "f", "q", "x"], rows)]) > 2
    read = [*csv.reader(whole.decode().splitlines())]
    assert read[0] == ["n", "f", "q", "x"] and len(read) == 25_001
    assert read[-1] == ["24999", "'=1+1", 'a "b", c', ""] and b"\r" not in whole
