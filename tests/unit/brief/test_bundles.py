"""All data files at once: equal files give equal archives, and a table too long for a sheet is listed and said."""

from __future__ import annotations

import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from openpyxl import load_workbook

from evidence.brief.bundles import SHEET_ROWS, as_workbook, write_archive
from evidence.brief.data_files import data_files
from evidence.brief.pages.data import view
from evidence.shelf import Shelf

from .reviews import dozen


def test_an_archive_holds_every_file_and_no_time(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv"):
        (tmp_path / name).write_bytes(name.encode() * 100_000)
    write_archive(tmp_path / "one.zip", [tmp_path / "b.csv", tmp_path / "a.csv"])
    os.utime(tmp_path / "a.csv", (0, 1_000_000_000))
    write_archive(tmp_path / "other.zip", [tmp_path / "a.csv", tmp_path / "b.csv"])
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    with ZipFile(tmp_path / "one.zip") as packed:
        assert packed.namelist() == ["a.csv", "b.csv"] and packed.testzip() is None
        assert packed.read("b.csv") == b"b.csv" * 100_000


def test_a_table_too_long_for_a_sheet_is_listed_alone() -> None:
    first, second = data_files(dozen())[:2]
    long = replace(first, rows=[first.rows[0]] * (SHEET_ROWS + 1))
    sheets = load_workbook(BytesIO(as_workbook([long, second])))
    assert len(sheets.sheetnames) == 2
    listed = [[cell.value for cell in row] for row in sheets["contents"].rows]
    assert listed[1] == ["too many rows for a sheet", first.what, SHEET_ROWS + 1, first.name]


def test_nothing_is_said_of_tables_left_out_where_none_is() -> None:
    assert "only listed" not in str(view(dozen())["bundles"])


def test_a_sheet_is_taken_as_it_was_packed_only_where_its_table_stands_as_it_stood(tmp_path: Path) -> None:
    found = [replace(file, basis=f"as {n}") if n % 2 else file for n, file in enumerate(data_files(dozen()))]
    shelf = Shelf(tmp_path / "shelf")
    cold = as_workbook(found, shelf)
    shelf.save()
    again = Shelf(tmp_path / "shelf")
    assert as_workbook(found, again) == cold == as_workbook(found) and again.made == 0
    n = next(n for n, file in enumerate(found) if file.basis and len(file.rows))
    moved = [*found]
    moved[n] = replace(found[n], rows=[*found[n].rows][1:], basis="of today")
    assert as_workbook(moved, Shelf(tmp_path / "shelf")) == as_workbook(moved) != cold
