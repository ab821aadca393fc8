"""The list of every work and case."""

from __future__ import annotations

from evidence.brief.pages.works import view

from ..reviews import dozen
from ..seen import rows


def test_all_works_and_cases_stand_there_with_their_fates() -> None:
    page = view(dozen())
    found = rows(page["explorer"], "studies")
    assert len(found) == 14 + 6
    assert (page["n_works"], page["n_cases"]) == ("14 works", "6 coded cases")
    assert [page[f"n_{fate}"] for fate in ("include", "background", "exclude", "undecided")] == [9, 2, 1, 2]
    assert [row[-2] for row in found].count("Included") == 9 and found[0][2] == "Club garden (machine)"
    assert "<x-y>" not in page["explorer"]
