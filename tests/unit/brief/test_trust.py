"""How far to trust a review: what the dozen holds, counted by hand in its tables, and when a briefing is interim."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from evidence.book_settings import Interim
from evidence.brief.briefing import briefing
from evidence.brief.headline import cite
from evidence.brief.pages import index, summary
from evidence.brief.tables import Tables
from evidence.brief.trust import is_interim, mast, strip
from evidence.screen.rows import Screening

from .reviews import dozen, review
from .seen import words

LINES = [
    "Full texts read: 0 of 9 included works",  # eight by their title, one by its summary
    "Readers: ann, bob and cy",
    "Searches: 2 recorded, a strategy known for 1",
    "Appraised: 2 of 9 counted studies",  # Ash and Elm
    "Judged for certainty: 1 of 5 findings, low for 1",
    "To be judged again: 1 judgement made on what has changed since",  # the certainty of G2
]


def lines(tables: Tables) -> list[str]:
    return [f"{label}: {sentence.text}" for label, sentence in strip(tables)]


def asking(appraised: float = 0.0, judged: float = 0.0) -> Tables:
    return with_review(interim_until=Interim(appraised, judged))


def with_review(**own: object) -> Tables:
    config = dozen().config
    return replace(dozen(), config=replace(config, review=replace(config.review, **own)))


def test_every_line_is_counted() -> None:
    assert lines(dozen()) == LINES


def test_the_same_lines_stand_on_home_in_plain_words_and_in_print() -> None:
    for page in (index.view(dozen()), summary.view(dozen())):
        said = words(page["trust"])
        assert said.startswith("How far to trust this")
        assert [line.partition(": ")[2] in said for line in LINES] == [True] * len(LINES)
    assert [f"{row['label']}: {row['text']}" for row in briefing(dozen())["trust"]] == LINES


class Read:
    """The rows of the dozen, with another screening."""

    def __init__(self, screening: list[Screening]) -> None:
        self._screening = screening

    def __getitem__(self, table: Any) -> Any:
        return self._screening if table is Screening else dozen().rows[table]


def test_a_full_text_counts_where_somebody_read_it() -> None:
    screening = [
        replace(row, basis="full_text") if number < 3 else row
        for number, row in enumerate(sorted(dozen()[Screening], key=lambda row: row.decision != "include"))
    ]
    tables = replace(dozen(), rows=Read(screening))
    assert lines(tables)[0] == "Full texts read: 3 of 9 included works"


def test_readers_of_whom_the_same_is_said_stand_together() -> None:
    told = with_review(readers={"ann": "a language  model", "bob": "a language model"})
    assert lines(told)[1] == "Readers: ann and bob (a language model) and cy"


@pytest.mark.parametrize(
    ("appraised", "judged", "interim"),
    [(0.0, 0.0, False), (2 / 9, 0.2, False), (0.3, 0.0, True), (0.0, 0.3, True), (1.0, 1.0, True)],
)
def test_a_briefing_is_interim_until_what_was_asked_for_is_done(
    appraised: float, judged: float, interim: bool
) -> None:
    """Two of nine studies are appraised, and one of five findings is judged."""
    assert is_interim(asking(appraised, judged)) == interim


def test_an_interim_briefing_says_so_wherever_it_names_itself() -> None:
    assert mast(dozen()) == "Evidence briefing" and not is_interim(dozen())
    unfinished = asking(0.8, 1.0)
    assert lines(unfinished)[-1] == (
        "Interim: until 80 per cent of studies are appraised and all findings are judged"
    )
    assert (
        words(index.view(unfinished)["mast"]) == "Interim evidence briefing" == briefing(unfinished)["mast"]
    )
    assert ": interim evidence briefing, version" in cite(unfinished)
    assert lines(asking(judged=1.0))[-1] == "Interim: until all findings are judged"


def test_the_shipped_readers_are_no_persons_and_its_briefing_is_interim() -> None:
    readers = review().config.review.readers
    assert set(readers) == {"coder-1", "coder-2"}
    assert all("language model" in said and "no person has checked" in said for said in readers.values())
    assert review().config.review.interim_until == Interim(0.8, 1.0)
