"""A page for each claim: for, against, qualifying and silent together, and what is shown without counting."""

from __future__ import annotations

from evidence.brief.pages.claim import view

from ..reviews import dozen
from ..seen import rows, words

PAGES = view(dozen())


def test_every_claim_has_a_page() -> None:
    assert list(PAGES) == ["g1", "g2", "g3", "g4", "g5"]


def test_studies_stand_on_their_sides_with_what_they_rest_on() -> None:
    found = rows(PAGES["g1"]["evidence"], "sides-g1")
    assert [row[:2] for row in found] == [
        ["Ash (2001)", "▲ For"], ["Elm (2002)", "▲ For"], ["Oak (2003)", "▲ For"], ["Ivy (2007)", "◆ Qualifies"],
        ["Rue (2011)", "○ Silent"],
    ]  # fmt: skip
    assert found[0][2:4] == ["more was picked", "rule"] and found[0][4].endswith("smd 0.2 E01")


def test_what_does_not_count_is_shown_with_the_reason() -> None:
    ((who, _, why, what),) = rows(PAGES["g1"]["shown"], "shown-g1")
    assert who.startswith("Seed shop") and "written by those who sell seeds" in why and what.endswith("X13")
    assert PAGES["g3"]["shown"] == []


def test_a_person_s_reading_stands_before_the_rule() -> None:
    found = {row[0]: row[1:4] for row in rows(PAGES["g3"]["evidence"], "sides-g3")}
    assert found["Yew (2005)"] == ["▼ Against", "It lasted by duty", "read by ann"]


def test_the_claim_itself_is_no_evidence() -> None:
    """The manifesto says that gardens make peace; counted for itself it would not change the verdict."""
    said = PAGES["g2"]["with_claims"]
    assert said.startswith("The source of the claims has one of its own") and said.endswith(
        "the verdict would be the same."
    )
    assert "bears on this one" in PAGES["g1"]["with_claims"]


def test_certainty_is_printed_with_its_judge_and_its_state() -> None:
    assert "Low certainty, judged by ann on 2024-01-06: few gardens" in words(PAGES["g1"]["certainty"])
    assert "Stale." in words(PAGES["g2"]["certainty"]) and "Incomplete." in words(PAGES["g3"]["certainty"])
    assert "Nobody has judged" in words(PAGES["g4"]["certainty"])
    assert rows(PAGES["g1"]["certainty"], "certainty-g1")[0][2] == "● serious"


def test_numbers_and_what_turns_the_verdict() -> None:
    assert (
        dict(rows(PAGES["g5"]["numbers"], "numbers-g5"))["of"] == "8"
    )  # all but the draft: one study with the article
    said = words(PAGES["g1"]["robustness"])
    assert said.startswith("Without one study the verdict would be “too little evidence”: Ash (2001).")
    assert "read with care" in words(PAGES["g1"]["caution"]).lower() and PAGES["g3"]["caution"] == ""


def test_codes_of_both_sides_are_counted() -> None:
    found = {tuple(row[:2]): row[2:] for row in rows(PAGES["g1"]["otherwise"], "otherwise-g1")}
    assert found["Form of lease", "Club garden"] == ["2 of 3", "–", "no"]
    assert "too few studies" in words(PAGES["g1"]["otherwise"])


def test_what_people_said_of_the_claim() -> None:
    assert PAGES["g3"]["counts_for"] == "not stated" and PAGES["g1"]["counts_for"] == "more is picked"
