"""Memberships that people entered: before calibration, never lost, and refused in words."""

from __future__ import annotations

import json

import pytest

from evidence.qca.decisions import MembershipDecision
from evidence.qca.entered import entered
from evidence.qca.in_words import reading, warning
from evidence.qca.settings import QcaDesign
from evidence.qca.stage import compare

from .test_qca import BOTH, CODEBOOK, FOUR

ALONE = QcaDesign(
    {"label": "good", "because": "x", "entered": True},
    (
        {"id": "A", "label": "a", "because": "x", "entered": 2, "expected": [1]},
        {"id": "B", "label": "b", "because": "x", "entered": 3},
    ),
)


def given(case: str, condition: str, value: float, date: str = "2026-01-01", line: int = 2):
    return MembershipDecision("memberships.csv", line, case, condition, value, "as told", "ann", date)


def test_a_membership_that_a_person_gave_stands_before_the_coding() -> None:
    rows = {c.case_id: c for c in compare(FOUR, CODEBOOK, BOTH, (), [given("A", "VOL", 0.3)]).cases}
    assert json.loads(rows["A"].memberships) == {"VOL": 0.3, "HOR": 1.0} and rows["A"].entered == ("VOL",)
    assert json.loads(rows["B"].memberships) == {"VOL": 1.0, "HOR": 1.0} and rows["B"].entered == ()
    again = [given("A", "VOL", 0.3, "2026-02-01"), given("A", "VOL", 0.9)]
    assert entered(again, BOTH, ["A"]) == ({"A": {"VOL": 0.3}}, [])


def test_an_outcome_that_was_entered_moves_with_no_threshold() -> None:
    settings = QcaDesign(BOTH.outcome, BOTH.conditions, vary={"threshold": [0.1, 0.99]})
    found = compare(FOUR, CODEBOOK, settings, (), [given("E", "OUTCOME", 0.9)])
    case = next(c for c in found.cases if c.case_id == "E")
    assert (case.raw, case.outcome) == (None, 0.9)
    assert all("VOL" in row.solution for row in found.robustness)


def test_a_comparison_of_entered_memberships_alone() -> None:
    table = {"p": (0.9, 2, 0.8), "q": (0.7, 1, 0.9), "r": (0.2, 0, 0.1), "s": (0.1, 2, 0.3)}
    rows = [
        given(case, name, value, line=line)
        for line, (case, values) in enumerate(table.items(), start=2)
        for name, value in zip(("A", "B", "OUTCOME"), values, strict=True)
    ]
    found = compare([], CODEBOOK, ALONE, (), rows)
    assert not found.problem and not found.remarks and all(case.used for case in found.cases)
    terms = {(t.absent, t.term) for t in found.terms if t.kind == "parsimonious" and t.term}
    assert terms == {(False, "A"), (True, "~A")}
    text = " ".join(reading(found.cases, found.rows, found.terms, found.assumptions, found.robustness, ALONE))
    assert "In 4 of these 4 cases a person gave memberships" in text and "single counted extract" not in text
    assert "At other thresholds" not in text, "no other was tried"


@pytest.mark.parametrize(
    ("row", "field", "says"),
    [
        (given("A", "NOSUCH", 1), "condition", "one of: HOR, OUTCOME, VOL"),
        (given("Aa", "VOL", 1), "case_id", "did you mean `A`?"),
        (given("A", "VOL", 1.2), "membership", "a number from 0 to 1"),
    ],
)
def test_a_row_that_cannot_be_used_is_remarked_and_nothing_else_is_lost(row, field, says) -> None:
    stands, (remark,) = entered([given("B", "HOR", 0.2), row], BOTH, ["A", "B"])
    assert stands == {"B": {"HOR": 0.2}} and remark.dropped and remark.field == field
    assert says in remark.how_to_fix


def test_levels_are_whole_and_within_the_condition() -> None:
    for value in (0.5, 3):
        assert entered([given("p", "B", value)], ALONE, [])[1][0].how_to_fix.endswith("from 0 to 2")
    assert entered([given("p", "B", 2)], ALONE, [])[1] == []


def test_skewed_sets_and_cases_near_one_half_are_named() -> None:
    rows = [given(c, "VOL", v) for c, v in zip("ABCDE", (0.9, 0.8, 0.7, 0.6, 0.54), strict=True)]
    found = compare(FOUR, CODEBOOK, BOTH, (), rows)
    said = warning(found.cases, found.rows, found.sets, BOTH)
    assert "Skewed: more than four in five cases are on one side of VOL (5 of 5 cases in it)" in said
    assert "VOL (E)" in said and "HOR (" not in said


def test_memberships_of_no_comparison_are_not_lost_in_silence() -> None:
    (remark,) = compare([], CODEBOOK, QcaDesign(), (), [given("p", "OUTCOME", 1)]).remarks
    assert remark.dropped and "configure a comparison" in remark.how_to_fix
