"""Tables for people: no cell is a formula, nothing is cut off, the same works give the same bytes."""

from __future__ import annotations

import csv
import io
import re
from zipfile import ZipFile

from openpyxl import load_workbook

from evidence.export import table
from evidence.ingest.stage import Source, ingest

from ..builders import screening, work

NONE = table.WithScreening({}, {})
FORMULAS = ["=1+1", "+1", "-1+2", "@SUM(A1)", "＝1+1", "'=1"]


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    works = [work(f"w-{n}", title=f"{text} title", abstract=text) for n, text in enumerate(FORMULAS)]
    data = table.write_xlsx(works, NONE)
    cells = [cell for row in load_workbook(io.BytesIO(data)).active.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert {f"{text} title" for text in FORMULAS} <= {cell.value for cell in cells}


def test_no_cell_of_a_csv_is_a_formula_and_ingest_takes_the_guard_off() -> None:
    works = [work(f"w-{n}", title=f"{text} title") for n, text in enumerate(FORMULAS)]
    text = table.write_csv(works, NONE)
    assert not [row for row in csv.reader(io.StringIO(text)) for cell in row if cell[:1] in tuple("=+-@＝")]
    assert [r.title for r in ingest([Source("x.csv", text.encode())]).records] == [w.title for w in works]


def test_a_text_longer_than_a_cell_goes_on_in_the_next_column() -> None:
    long = " ".join(f"word{n}" for n in range(6_000))
    data = table.write_xlsx([work("w-1", abstract=long)], NONE)
    header, line = load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
    parts = [value for name, value in zip(header, line, strict=True) if name.startswith("abstract")]
    assert len(parts) > 1 and max(map(len, parts)) < 32_767 and "".join(parts) == long


def test_what_goes_on_in_further_columns_is_one_text_again_when_it_is_read() -> None:
    works = [
        work("w-1", abstract=" ".join(f"word{n}" for n in range(6_000)), title="Homes"),
        work("w-2", abstract="ab " * 6_000 + "end", title="Rent"),
        work(
            "w-3",
            abstract="ab cd " * 9_000 + "end",
            authors=tuple(f"Ash{n}, Bo" for n in range(3_000)),
            title="Care",
        ),
        work("w-4", abstract="short", title="Work"),
    ]
    read = ingest([Source("x.xlsx", table.write_xlsx(works, NONE))]).records
    assert [(r.title, r.abstract, r.authors) for r in read] == [
        (w.title, w.abstract, w.authors) for w in works
    ]
    assert not any("part" in record.extra for record in read)


def test_the_same_works_give_the_same_bytes_whenever_they_are_written() -> None:
    data = table.write_xlsx([work("w-1", year=2019)], NONE)
    assert data == table.write_xlsx([work("w-1", year=2019)], NONE)
    with ZipFile(io.BytesIO(data)) as book:
        assert {part.date_time[0] for part in book.infolist()} == {1980}
        dates = re.findall(r"\d{4}-\d\d-\d\dT", "".join(book.read(n).decode() for n in book.namelist()))
    assert set(dates) == {"1980-01-01T"}


def test_a_text_is_read_as_it_was_given() -> None:
    """Not as a link, a number, or a sign that is written as Excel codes signs."""
    titles = ["https://example.org/a", "007", "_x0041_ of A", "<b> & 'x'", " "]
    header, *lines = load_workbook(
        io.BytesIO(table.write_xlsx([work(f"w-{n}", title=text) for n, text in enumerate(titles)], NONE))
    ).active.iter_rows(values_only=True)
    assert [line[header.index("title")] for line in lines] == [*titles[:-1], None]


def test_a_row_says_what_was_decided_and_which_record_a_decision_names() -> None:
    given = table.WithScreening({"w-1": screening("w-1", "exclude")}, {"w-1": "ash2019-x"})
    (row,) = csv.DictReader(io.StringIO(table.write_csv([work("w-1")], given)))
    assert (row["decision"], row["record_id"], row["work_id"]) == ("exclude", "ash2019-x", "w-1")
