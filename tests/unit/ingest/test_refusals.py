"""Files that people send and that hold no records for a program: each is called what it is, with what to do.

The layouts are those in which ProQuest, PubMed, KCI and Excel 2003 write them; the words are made up.
"""

from __future__ import annotations

import pytest

from evidence.ingest.stage import Source, ingest

LINE = "_" * 60
PROQUEST = f"{LINE}\n\nDocument 1 of 2\n\nOn tea\n\nAuthor: Ash, Bo\n\nTitle: On tea\n\nPublication year: 2010\n\n{LINE}\n\nDocument 2 of 2\n"
ABSTRACT = "1. J Tea. 2010;30(2):100-120. doi: 10.1000/a.\n\nOn tea.\n\nAsh B(1).\n\nBACKGROUND: We drank.\n\nDOI: 10.1000/a\nPMID: 30000000 [Indexed for MEDLINE]\n"
SUMMARY = "1: Ash B, Elm C. On tea. J Tea. 2010 Jun;30(2):100-120. doi: 10.1000/a. PMID: 30000000.\n\n2: Ash B. On rye. J Tea. 2011. PMID: 30000001.\n"
TABLE = "<table border=1><tr><th>논문명</th><th>저자</th></tr><tr><td>On tea</td><td>Ash</td></tr></table>"
SHEET = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>'
XML_2003 = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>'


@pytest.mark.parametrize(
    ("text", "what", "instead"),
    [
        (PROQUEST, "ProQuest's text to be read by people", "as RIS"),
        (ABSTRACT, "PubMed's text to be read by people", "the format PubMed"),
        (SUMMARY, "PubMed's text to be read by people", "the format PubMed"),
        ("30000000\n" * 3000, "numbers alone", "the format PubMed"),
        (f"{SHEET}{TABLE}</body></html>", "a page with a table", "save it as .xlsx"),
        (f"<html><head></head><body>{TABLE}</body></html>", "a page with a table", "save it as .xlsx"),
        (XML_2003, "Excel 2003", "save it as .xlsx"),
        ("<html><body><p>Log in</p></body></html>", "a page of the web", "open the database again"),
    ],
)
def test_what_a_file_is_and_what_to_do(text, what, instead) -> None:
    read = ingest([Source("export.xls", text.encode())])
    assert not read.records
    (said,) = read.quarantine
    assert what in said.problem and instead in said.how_to_fix


def test_an_abstract_that_begins_with_a_number_is_read_as_what_it_stands_in() -> None:
    ris = "TY  - JOUR\nTI  - On tea\nAB  - 1. We drank. PMID: 30000000\nER  - \n"
    assert [record.title for record in ingest([Source("a.ris", ris.encode())]).records] == ["On tea"]
