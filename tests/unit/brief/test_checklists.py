"""Reporting checklists: nothing is met that is not, and a required item that is missing says what to edit."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import pytest

from evidence.appraise.rows import Appraisal
from evidence.assess.rows import Certainty
from evidence.book_settings import Reporting
from evidence.brief.checklists.answer import ItemAnswer, ItemState
from evidence.brief.checklists.completed import FilledItem, check_required, fill_checklists
from evidence.brief.checklists.items import Item, load_checklists
from evidence.brief.checklists.tests import TESTS
from evidence.brief.tables import Tables
from evidence.classify.rows import Label
from evidence.errors import UserError
from evidence.ingest.rows import FileCount
from evidence.searches import Searches
from evidence.settings.schema import made

from ..builders import make, screening, side, work
from .reviews import review

SEARCHES = {
    "searches": [
        {
            "source": "Database A",
            "date": "2026-01-02",
            "platform": "P",
            "strategy": "a AND b",
            "files": ["a.ris"],
        },
        {
            "source": "Database B",
            "date": "2026-01-03",
            "platform": "P",
            "strategy": "a AND b",
            "files": ["b.ris"],
        },
    ]
}


def states(tables) -> dict[str, ItemState]:
    return {row.name: row.state for row in fill_checklists(tables)}


def test_each_guideline_has_all_its_items() -> None:
    """27 items of PRISMA 2020 with its sub-items (Page and others 2021), and the counts of the other guidelines."""
    lists = {c.id: c for c in load_checklists()}
    numbers = [item.number for item in lists["PRISMA-2020"].items]
    assert {int(n.rstrip("abcdef")) for n in numbers} == set(range(1, 28)) and len(numbers) == 42
    assert [len(lists[c].items) for c in ("PRISMA-S", "SWiM", "ENTREQ")] == [16, 9, 21]
    for checklist in lists.values():
        assert checklist.source and checklist.doi
        assert len({item.number for item in checklist.items}) == len(checklist.items)


def test_every_item_is_bound_and_every_test_is_used() -> None:
    bound = {test for c in load_checklists() for item in c.items for test in item.tests}
    assert bound == set(TESTS)
    assert all(item.tests for c in load_checklists() for item in c.items)


def test_a_search_date_that_goes_turns_its_items_to_missing() -> None:
    tables = review(searches=made(Searches, SEARCHES))
    assert states(tables)["PRISMA-S.13"] == ItemState.MET
    without = deepcopy(SEARCHES)
    del without["searches"][1]["date"]
    found = {row.name: row for row in fill_checklists(review(searches=made(Searches, without)))}
    for name in ("PRISMA-S.13", "PRISMA-2020.6", "ENTREQ.5"):
        assert found[name].state == ItemState.MISSING
    (answer,) = found["PRISMA-S.13"].answers
    assert "Database B" in answer.words and "config/searches.yaml" in answer.edit and answer.where == ""


def test_a_required_item_that_is_missing_names_itself_and_the_remedy() -> None:
    def required(*names: str):
        return review(config=replace(review().config, checklists=Reporting(required=names)))

    tables = required("PRISMA-S.13", "PRISMA-2020.4")
    with pytest.raises(UserError) as caught:
        check_required(tables.checklists, fill_checklists(tables), tables.config.checklists.required)
    text = caught.value.text()
    assert "PRISMA-S.13" in text and "no search is recorded" in text
    assert "record each search in config/searches.yaml" in text and "checklists.required" in text
    assert "PRISMA-2020.4" not in text
    tables = required("PRISMA-2020.4")
    check_required(tables.checklists, fill_checklists(tables), tables.config.checklists.required)


def test_a_name_that_leads_to_no_item_is_refused() -> None:
    with pytest.raises(UserError, match="not an item of a reporting checklist"):
        check_required(load_checklists(), [], ["PRISMA-2020.99"])


def stating(**statements: str) -> Tables:
    """The shipped review with statements of its team."""
    config = review().config
    return review(config=replace(config, review=replace(config.review, **statements)))


@pytest.mark.parametrize(
    ("key", "item"),
    [
        ("registration", "PRISMA-2020.24a"),
        ("funding", "PRISMA-2020.25"),
        ("interests", "RAISE.10"),
        ("protocol", "PRISMA-2020.24b"),
    ],
)
def test_what_only_the_team_can_state_is_missing_until_it_is_stated(key: str, item: str) -> None:
    tables = review()
    missing = next(row for row in fill_checklists(tables) if row.name == item)
    assert missing.state == ItemState.MISSING and f"review.{key}" in missing.answers[0].edit
    assert states(stating(**{key: "None."}))[item] == ItemState.MET


def test_a_blank_statement_states_nothing() -> None:
    assert states(stating(funding="  "))["PRISMA-2020.25"] == ItemState.MISSING


def test_one_screener_is_met_and_said() -> None:
    row = replace(screening("w1"), by="anna")
    found = next(r for r in fill_checklists(review(screening=[row])) if r.name == "PRISMA-2020.8")
    assert found.state == ItemState.MET and "1 reader, with nobody beside them" in found.answers[0].words
    assert states(review())["PRISMA-2020.8"] == ItemState.MISSING


def test_appraisal_is_met_only_where_every_counted_study_was_appraised_by_a_person() -> None:
    sides = [side("s1", "for"), side("s2", "against")]
    rows = [
        make(Appraisal, study_id=s, tool="MMAT 2018", item="1.1", answer="yes", by="anna")
        for s in ("s1", "s2")
    ]
    assert states(review(sides=sides, appraisals=rows))["PRISMA-2020.18"] == ItemState.MET
    assert states(review(sides=sides, appraisals=rows[:1]))["PRISMA-2020.18"] == ItemState.MISSING
    assert states(review(sides=sides))["MMAT-2018.3"] == ItemState.MISSING
    assert states(review())["PRISMA-2020.18"] == ItemState.MISSING
    assert states(review(sides=sides, appraisals=rows))["MMAT-2018.2"] == ItemState.MISSING


def test_a_computed_fact_is_no_judgement_of_certainty() -> None:
    facts = '{"coherence": {"for": 3}, "adequacy": {"studies": 3}}'
    open_ = make(Certainty, proposition="P1", state="not yet judged", facts=facts)
    judged = make(Certainty, proposition="P1", state="judged", level="low", reason="few", facts=facts)
    stale = make(Certainty, proposition="P1", state="stale", level="low", reason="few", facts=facts)
    assert states(review(certainty=[judged]))["CERQual.7"] == ItemState.MET
    for row in (open_, stale):
        assert states(review(certainty=[row]))["CERQual.7"] == ItemState.MISSING
        assert states(review(certainty=[row]))["PRISMA-2020.22"] == ItemState.MISSING
        assert states(review(certainty=[row]))["SWiM.6"] == ItemState.MISSING


def test_every_file_needs_a_source() -> None:
    counts = [make(FileCount, source_file=f"literature/records/{name}") for name in ("a.ris", "b.ris")]
    full = {
        row.name: row for row in fill_checklists(review(searches=made(Searches, SEARCHES), counts=counts))
    }
    assert full["PRISMA-S.1"].state == ItemState.MET
    more = [*counts, make(FileCount, source_file="literature/records/new.bib")]
    lacks = {
        row.name: row for row in fill_checklists(review(searches=made(Searches, SEARCHES), counts=more))
    }["PRISMA-S.1"]
    assert lacks.state == ItemState.MISSING and "new.bib" in lacks.answers[0].words


def test_a_work_that_nobody_decided_on_or_coded_is_missed() -> None:
    assert states(review(screening=[screening("w1", "undecided")]))["PRISMA-2020.16a"] == ItemState.MISSING
    works, rows = [work("w1")], [screening("w1")]
    assert states(review(works=works, screening=rows))["PRISMA-2020.17"] == ItemState.MISSING
    label = make(Label, work_id="w1", source="person", by="anna")
    assert states(review(works=works, screening=rows, labels=[label]))["PRISMA-2020.17"] == ItemState.MET


def test_without_a_machine_its_items_do_not_apply() -> None:
    assert states(review())["RAISE.3"] == ItemState.NOT_APPLICABLE
    label = make(Label, work_id="w1", source="model", state="accepted")
    assert states(review(labels=[label]))["RAISE.3"] == ItemState.MET
    assert states(review(labels=[label]))["RAISE.6"] == ItemState.MISSING


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ([ItemState.MET, ItemState.MISSING, ItemState.NOT_APPLICABLE], ItemState.MISSING),
        ([ItemState.MET, ItemState.NOT_APPLICABLE], ItemState.MET),
        ([ItemState.NOT_APPLICABLE], ItemState.NOT_APPLICABLE),
    ],
)
def test_an_item_is_as_good_as_its_worst_test(given: list[ItemState], state: ItemState) -> None:
    answers = tuple(ItemAnswer(s, "") for s in given)
    assert FilledItem("X", "X.1", Item("1", "", "", ()), answers, False).state == state


def test_what_is_met_leads_somewhere_and_what_is_missing_says_what_to_fill_in() -> None:
    rows = fill_checklists(review())
    assert sum(len(row.answers) for row in rows) >= len(rows) > 0
    for row in rows:
        for answer in row.answers:
            assert bool(answer.where) == (answer.state == ItemState.MET), row.name
            assert bool(answer.edit) == (answer.state == ItemState.MISSING), row.name
