"""The record of searches: a row a run, a difference between what was told and what was read, and searches that are older than promised."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from evidence.brief.checklists.answer import ItemState
from evidence.brief.checklists.searching import TESTS
from evidence.brief.searched import promise, searches_table
from evidence.ingest.rows import FileCount
from evidence.searches import Overdue, Rerun, Search, Searches, overdue

from .reviews import dozen, review
from .seen import rows

MEDLINE = Search(
    "MEDLINE", "Ovid", "2025-01-10", "garden*.ti", "none", "none", 12, ("first.ris",),
    (Rerun("2026-02-01", 7, "further word: allotment", ("feb.ris", "feb-2.ris")), Rerun("2026-07-01", files=("gone.ris",))),
)  # fmt: skip
CARDS = Search("Cards", date="in a box")
COUNTS = [
    FileCount(f"literature/records/{name}", "ris", n, n, 0)
    for name, n in (("first.ris", 12), ("feb.ris", 3), ("feb-2.ris", 2))
]


def is_met(item: str, own) -> bool:
    return TESTS[item](own).state == ItemState.MET


def tables(*searches: Search, **stated: str):
    return review(searches=Searches(searches=searches, **stated), counts=COUNTS)


def test_each_run_has_a_row_and_what_is_missing_is_shown_as_missing() -> None:
    first, second, third, cards = rows(searches_table(tables(MEDLINE, CARDS)), "searches")
    assert first == ["MEDLINE", "Ovid", "2025-01-10", "garden*.ti", "none", "none", "12", "12", "first.ris"]
    assert second[3:] == [
        "otherwise than before: further word: allotment",
        "as before",
        "as before",
        "7",
        "5, 2 fewer than told",
        "feb.ris, feb-2.ris",
    ]
    assert third[0] == "MEDLINE, run again" and third[6:] == ["missing", "missing", "gone.ris"]
    assert cards[1:] == [
        "missing",
        "in a box",
        "missing",
        "missing",
        "missing",
        "missing",
        "missing",
        "missing",
    ]


def test_the_items_of_prisma_s_fill_from_it() -> None:
    said = tables(MEDLINE)
    assert TESTS["totals"](said).words == (
        "17 entries, file by file; of 2 runs the source told how many it found, another number than was read in 1 of them, first MEDLINE: told 7, read 5"
    )
    assert (
        is_met("search_updates", said)
        and "2 times, last on 2026-07-01" in TESTS["search_updates"](said).words
    )
    assert is_met("search_filters", said) and not is_met("search_filters", tables(MEDLINE, CARDS))
    assert is_met("search_filters", tables(CARDS, filters="None were used."))
    assert not is_met("search_updates", tables(CARDS))
    assert "for 2 times that they were run again" in TESTS["search_dates"](said).words


@pytest.mark.parametrize(
    ("on", "late"),
    [("2026-12-31", False), ("2027-01-01", False), ("2027-01-02", True), ("2028-07-01", True)],
)
def test_a_search_is_older_than_promised_from_the_day_after(on: str, late: bool) -> None:
    found = overdue(Searches(searches=(MEDLINE,)), 6, date.fromisoformat(on))
    assert bool(found) == late and overdue(Searches(searches=(MEDLINE,)), None, date.fromisoformat(on)) == []


def test_a_search_without_a_date_that_can_be_read_is_named_and_a_month_has_its_last_day() -> None:
    assert overdue(Searches(searches=(CARDS,)), 6, date(2026, 1, 1)) == [Overdue("Cards", None, None)]
    end = Searches(searches=(Search("A", date="2026-01-31"),))
    assert not overdue(end, 1, date(2026, 2, 28)) and overdue(end, 1, date(2026, 3, 1))


def test_a_run_that_is_dated_later_than_today_keeps_no_promise() -> None:
    slip = Searches(searches=(replace(MEDLINE, reruns=(*MEDLINE.reruns, Rerun("2099-07-01"))),))
    assert overdue(slip, 6, date(2027, 6, 1)) == [Overdue("MEDLINE", date(2026, 7, 1), 11)]


def test_the_book_measures_by_the_date_of_its_evidence() -> None:
    def said(every: int | None, *searches: Search) -> str:
        own = tables(*searches)
        front = replace(own.config.review, search_again=every, evidence_date="2026-11-25")
        return promise(replace(own, config=replace(own.config, review=front)))

    assert said(None, MEDLINE) == "" and said(6) == ""
    assert said(6, MEDLINE).endswith("On 25 November 2026, the date of its evidence, none of them was older.")
    assert said(1, MEDLINE, CARDS) == (
        "The review promises that each search is run again after 1 month. On 25 November 2026, the date of its evidence, these were "
        "older, or nobody noted when they were run: MEDLINE (last run on 1 July 2026) and Cards (no date)."
    )
    assert promise(dozen()) == ""
