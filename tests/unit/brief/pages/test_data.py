"""The data page: one row a file, with the number of its rows."""

from __future__ import annotations

from evidence.brief.pages.data import view

from ..reviews import dozen
from ..seen import rows


def test_every_file_stands_with_its_rows() -> None:
    page = view(dozen())
    found = {row[1]: row[2] for row in rows(page["files"], "downloads")}
    assert found["works.csv"] == "14" and found["findings.csv"] == "5" and found["qca_data.csv"] == "4"
    assert (
        int(found["checklists.csv"]) == 114 and {"sentences.csv", "profile.csv", "years.csv"} <= found.keys()
    )
    assert page["licence"] == "CC BY 4.0" and page["evidence_date"] == "6 May 2024"
