"""The comparison of four gardens: two kept by choice and wet are good, the two dry ones are not."""

from __future__ import annotations

from dataclasses import replace

from evidence.brief.pages.combinations import view
from evidence.qca.settings import QcaDesign

from ..reviews import dozen, review
from ..seen import described, rows, words

PAGE = view(dozen())


def test_the_truth_table_holds_each_case_once() -> None:
    found = {row[0]: row[1:] for row in rows(PAGE["truth_table"], "truth-table")}
    assert found["FREE * WET"] == [
        "2",
        "1.000",
        "1.000",
        "1: goes with it",
        "0.000",
        "0.000",
        "0: does not",
        "EAST , NORTH",
    ]
    assert found["~FREE * ~WET"][3:] == ["0: does not", "1.000", "1.000", "1: goes with it", "SOUTH"]
    assert found["FREE * ~WET"][-1] == "WEST"


def test_water_alone_is_the_shortest_solution() -> None:
    assert rows(PAGE["solutions"], "solution-parsimonious")[0][1:3] == ["WET", "Wet"]
    assert rows(PAGE["solutions"], "solution-complex")[0][1:4] == [
        "FREE * WET",
        "Kept by choice and wet",
        "1.000",
    ]
    assert ["WET", "parsimonious", "FREE * WET", "1 of 1", "in every model"] in rows(
        PAGE["implicants"], "implicants"
    )
    necessary = {(row[0], row[1]): row[2:] for row in rows(PAGE["necessity"], "necessity")}
    assert necessary["the outcome", "FREE"] == ["1.000", "0.500", "0.667", "none"]
    assert necessary["the outcome", "WET"] == ["1.000"] * 3 + ["none"]
    assert necessary["the outcome", "~WET"][-1] == "EAST , NORTH"


def test_dry_ground_goes_with_no_harvest_and_what_is_assumed_is_said() -> None:
    assert rows(PAGE["absent"], "absent-parsimonious")[0][1:3] == ["~WET", "Not wet"]
    assert rows(PAGE["assumptions"], "assumptions") == [
        ["~FREE * WET", "parsimonious", "1 of 1", "no"],
    ]
    types = {(row[0], row[2]): row[3:] for row in rows(PAGE["case_types"], "qca-case-types")}
    assert types["intermediate", "FREE * WET"] == ["EAST , NORTH", *["none"] * 4]
    spread = {row[0]: row[1:] for row in rows(PAGE["sets"], "sets")}
    assert spread["FREE"] == ["3 of 4 (75%)", "no", "none"] and spread["OUTCOME"][0] == "2 of 4 (50%)"


def test_the_words_say_how_few_cases_there_are() -> None:
    said = words(PAGE["reading"])
    assert (
        said.startswith("4 of 4 cases could be compared; 2 of them show a good garden.")
        and "Few cases" in said
    )
    assert "at other thresholds the solution is the same in 3 of 7 settings" in said.lower()


def test_raw_values_stand_with_unit_and_source() -> None:
    assert ["SOUTH", "rain", "400", "mm a year", "yew2005 p. 40", "A dry year."] in rows(
        PAGE["cases"], "measured"
    )
    outcome, free, wet = rows(PAGE["calibration"], "calibration")
    assert free[2] == "present where coded free; keeping unclear is not known"
    assert wet[2:] == ["rain: present from 700 on", "Rain helps.", "present"] and outcome[4] == "–"
    assert {row[2]: row[3] for row in rows(PAGE["cases"], "qca-cases")}["0.25"] == "no"


def test_thresholds_are_gone_through_and_terms_followed() -> None:
    found = rows(PAGE["robustness"], "qca-robustness")
    assert len(found) == 8 and [row[5] for row in found] == ["yes"] * 4 + ["no"] * 4
    assert rows(PAGE["robustness"], "qca-survival") == [["FREE * WET", "4 of 8 (50%)", "4 of 8"]]
    assert len(described(PAGE["chart"])) == 2


def test_a_review_without_a_comparison_says_so() -> None:
    undone = view(review(config=replace(review().config, qca=QcaDesign())))
    assert "No comparison of cases is configured" in undone.why
