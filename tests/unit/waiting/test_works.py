"""A spreadsheet suffices: undecided works in order of promise, and included works without a person's code, with what to decide by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.classify.rows import Label, State
from evidence.deduplicate.rows import Work
from evidence.errors import UserError
from evidence.io import to_table
from evidence.screen.rows import Screen, Screening
from evidence.waiting.codes import to_code
from evidence.waiting.works import to_screen

from ..brief.reviews import dozen
from ..builders import make

BOOK = dozen().codebook


class With:
    """The review of a dozen with other rows in some of its tables."""

    def __init__(self, rows: dict) -> None:
        self._rows = rows

    def __getitem__(self, table):
        return self._rows.get(table, dozen()[table])

    def columns(self, table):
        return to_table(self[table], table)


def test_nobody_is_asked_about_what_is_decided():
    decided = [replace(row, decision=Screen.INCLUDE) for row in dozen()[Screening]]
    assert to_screen(With({Screening: decided}), BOOK.screening) == []


def test_what_is_like_the_included_works_comes_first_and_shows_what_it_is():
    works = [
        make(
            Work,
            work_id=f"w{n}",
            title=title,
            abstract=f"About {title}.",
            year=2000 + n,
            authors=("A, B", "C, D"),
        )
        for n, title in enumerate(
            [
                "gardens with beans",
                "factories with steel",
                "steel mills",
                "beans in gardens",
                "more steel",
                "garden beans",
            ]
        )
    ]
    told = ["include", "exclude", "exclude", "undecided", "undecided", "include"]
    rows = {
        Work: works,
        Screening: [make(Screening, work_id=f"w{n}", decision=Screen(d)) for n, d in enumerate(told)],
    }
    from evidence.deduplicate.rows import Membership

    rows[Membership] = [make(Membership, record_id=f"r{n}", work_id=f"w{n}", primary=True) for n in range(6)]
    found = to_screen(With(rows), BOOK.screening)
    assert [cells["record"] for cells in found] == ["r3", "r4"]
    assert found[0].pop("judged").startswith("criteria:")
    assert found[0] == {
        "record": "r3", "title": "beans in gardens", "authors": "A, B; C, D", "year": "2003",
        "abstract": "About beans in gardens.",
    }  # fmt: skip
    assert [cells["record"] for cells in to_screen(With(rows), BOOK.screening, "1")] == ["r3"]


def _without_codes(*keys: str) -> With:
    ids = {work.work_id for work in dozen()[Work] if work.key in keys}
    return With({Label: [label for label in dozen()[Label] if label.work_id not in ids]})


def test_a_work_that_nobody_coded_is_asked_for_on_each_facet_of_works():
    [ash] = [one for one in to_code(_without_codes("ash2001"), BOOK) if one.work.key == "ash2001"]
    assert [facet.id for facet in ash.facets] == ["lease", "crop", "design", "country"]
    rows = {cells["facet"]: cells for cells in ash.cells()}
    assert rows["lease"]["question"] == "Form of lease: Who holds the ground."
    assert rows["lease"]["allowed"] == "club, town, lost, lease_unclear" and rows["country"]["allowed"] == ""
    assert rows["crop"]["title"] == ash.work.title and rows["crop"]["abstract"] == ash.work.abstract


def test_what_a_person_coded_is_not_asked_and_the_machine_says_why():
    ids = {work.key: work.work_id for work in dozen()[Work]}
    abstained = Label(
        ids["ash2001"], "lease", "", None, "model", "abstained", ("no code reached 0.9",), "model"
    )
    proposed = Label(ids["ash2001"], "crop", "roses", 0.8, "model", "accepted", ("words: rose",), "model")
    other = [
        label
        for label in dozen()[Label]
        if label.work_id != ids["ash2001"] and label.state != State.ABSTAINED  # it is to abstain nowhere else
    ]
    asked = to_code(With({Label: [*other, abstained, proposed]}), BOOK)
    assert asked[0].work.key == "ash2001", "where the machine abstains comes first"
    rows = {cells["facet"]: cells["proposed"] for cells in asked[0].cells()}
    assert rows["lease"] == "none: no code reached 0.9"
    assert rows["crop"] == "roses (Roses, probability 0.80): words: rose"
    coded = Label(ids["ash2001"], "crop", "roses", None, "person", "accepted", (), "ann")
    again = to_code(With({Label: [*other, abstained, coded]}), BOOK)
    assert "crop" not in [facet.id for facet in again[0].facets]


def test_one_facet_can_be_asked_for():
    assert {f.id for one in to_code(_without_codes("ash2001"), BOOK, "crop") for f in one.facets} == {"crop"}
    with pytest.raises(UserError, match="no facet of works has this id"):
        to_code(dozen(), BOOK, "crops")
