"""The selection page says which files look badly read."""

from __future__ import annotations

import re

from evidence.brief.pages.selection import view
from evidence.ingest.stage import Source, ingest

from ..reviews import review


def _page(header: str) -> list[str]:
    rows = "\n".join(f'Trial {n} of care,"Ash, Bo",2019,J Homes,article' for n in range(6))
    got = ingest([Source("literature/records/x.csv", f"{header}\n{rows}".encode())])
    table = str(view(review(records=got.records))["fields_filled"])
    (row,) = (row for row in re.findall(r"<tr.*?</tr>", table, re.S) if "x.csv" in row)
    return [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)]


def test_a_file_without_years_is_warned_of() -> None:
    name, warning, records, title, authors, year, journal, pages, doi, abstract = _page(
        "title,authors,Wann,journal,type"
    )
    assert (name, records, title, authors, year, journal, abstract) == (
        "x.csv",
        "6",
        "100",
        "100",
        "0",
        "100",
        "0",
    )
    assert "looks badly read: year in 0 of 6" in warning


def test_a_file_that_was_read_has_no_word_on_its_years() -> None:
    assert "year" not in _page("title,authors,year,journal,type")[1]
