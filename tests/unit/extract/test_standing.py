"""One standing a study: what is shown only for who wrote it counts nowhere, and for no claim."""

from __future__ import annotations

import pytest

from evidence.extract.side_readings import Reading, voting
from evidence.extract.standing import of_studies, of_works

from ..builders import item, screening, work

PRESS = {"journalism": "a press report"}
SHOWN = {"standing": "shown_only", "standing_reason": "a press report", "source_type": "journalism"}


def _passage(name: str, **own):
    return item(name, kind="extract", **own)


def _number(name: str, **own):
    return item(name, kind="effect", source_type="", **own)


@pytest.mark.parametrize("standing", ["counted", "pooled_apart"])
def test_the_numbers_of_a_press_report_are_those_of_a_press_report(standing) -> None:
    passage = _passage("a", study_id="s", work_id="w", **SHOWN)
    items = [passage, _number("b", study_id="s", work_id="w", standing=standing)]
    assert [(i.standing, i.standing_reason) for i in of_works(items, PRESS)] == [
        ("shown_only", "a press report")
    ] * 2


def test_a_source_of_another_kind_keeps_its_numbers() -> None:
    """Another work of the study, a source without a record, and a work of which one passage is of another kind."""
    press = _passage("a", study_id="s", work_id="w", **SHOWN)
    numbers = [_number(name, study_id="s", work_id=of) for name, of in (("b", "other"), ("c", ""))]
    assert of_works([press, *numbers], PRESS) == [press, *numbers]
    mixed = [
        press,
        _passage("d", study_id="s", work_id="w", source_type="grey"),
        _number("e", study_id="s", work_id="w"),
    ]
    assert of_works(mixed, PRESS) == mixed


def test_a_study_of_which_nothing_counts_has_the_reason_of_its_passages() -> None:
    press = _passage("a", study_id="s", **SHOWN)
    assert of_studies([press]) == {"s": "a press report"}
    assert of_studies([press, _number("b", study_id="s")]) == {}
    assert of_studies([press, _number("b", study_id="s", standing="pooled_apart")]) == {}
    assert of_studies([_number("b", study_id="s", standing="shown_only")]) == {}, "nothing says whose it is"
    assert of_studies([_passage("c", study_id="s", standing="claim_under_test")]) == {}


def _read(side: str, name: str = "w", study: str = "s") -> Reading:
    return Reading(study, work(name, study_id=study), side, "", "anna")


def test_a_study_votes_where_an_included_work_was_read_to_take_a_side() -> None:
    screened = {"w": screening("w"), "out": screening("out", "background")}
    assert list(voting({"P": [_read("for")]}, screened, {})) == ["s"]
    assert list(voting({"P": [_read("silent")], "Q": [_read("not_read")]}, screened, {})) == []
    assert list(voting({"P": [_read("for", "out")]}, screened, {})) == []
    assert list(voting({"P": [_read("for", "out"), _read("silent")]}, screened, {})) == ["s"]
    assert list(voting({"P": [_read("qualifies")]}, screened, {"s": "a press report"})) == []
