"""Reporting checklists: what is met is counted from the answers, and where it is missing the page says what to edit."""

from __future__ import annotations

from evidence.brief.pages.checklists import view

from ..reviews import dozen
from ..seen import rows

PAGE = view(dozen())


def test_the_summary_counts_the_items() -> None:
    found = rows(PAGE["summary"], "checklists")
    assert [sum(int(row[n]) for row in found) for n in (1, 2, 3, 4)] == [
        PAGE["met"], PAGE["n_missing"], PAGE["not_applicable"], PAGE["of"],
    ]  # fmt: skip
    assert found[0][4] == "42" and PAGE["met"] + PAGE["n_missing"] + PAGE["not_applicable"] == PAGE["of"]


def test_what_the_team_stated_is_met_and_the_rest_names_its_place() -> None:
    found = {row[0].split()[0]: row for row in rows(PAGE["checklists"], "items-PRISMA-2020")}
    assert "✔ Met" in found["24a"][0]
    assert "✘ Missing" in found["25"][0] and "review.funding in config/config.yaml" in found["25"][2]
