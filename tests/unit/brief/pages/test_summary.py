"""In plain words: the claims by what became of them, in short sentences, within the length that is allowed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.brief.pages import summary
from evidence.errors import UserError

from ..reviews import dozen, review
from ..seen import words

PAGE = summary.view(dozen())


def test_claims_stand_by_what_became_of_them_each_with_what_follows() -> None:
    said = words(PAGE["found"])
    assert said.startswith(
        "What the evidence leans towards. You can start from these, with care. Read what limits each of them first. "
        "Where a headline names how few bodies of evidence it rests on, take it as a lead, not as a ground to act on. "
        "It seems that shared gardens give a larger harvest. Three bodies of evidence say yes and none says no. "
        "See Ash (2001, summary only): more was picked."
    )
    assert "What it is divided over. Do not take this for granted." in said and PAGE["left_out"] == ""
    assert said.endswith("how you will learn from it. Whether slugs come with fences. [evidence]")
    assert "We gathered 14 papers and reports. We kept 9" in words(PAGE["asked"])
    assert "one of five answers" in words(PAGE["how_sure"])


def test_the_map_has_nine_boxes_of_which_two_are_empty() -> None:
    assert "Of its nine boxes, two are empty" in words(PAGE["gaps"])


def test_where_all_are_too_long_the_key_claims_stay_and_then_the_first_ones(monkeypatch) -> None:
    monkeypatch.setattr(summary, "MOST_WORDS", PAGE["words"] + summary._AROUND - 1)
    kept = summary.view(dozen())
    assert kept["left_out"] == "3 more claims are in the full list." and "Slugs" not in words(kept["found"])
    claims = replace(dozen().claims, items=tuple(replace(p, key=False) for p in dozen().claims.items))
    fewer = summary.view(replace(dozen(), claims=claims))
    assert fewer["left_out"].endswith("in the full list.")
    monkeypatch.setattr(summary, "MOST_WORDS", 150)
    with pytest.raises(UserError, match="passes 150 words"):
        summary.view(dozen())


def test_claims_are_of_a_year_and_not_of_a_report_that_may_be_none() -> None:
    assert words(PAGE["asked"]).startswith("We tested three claims made in 1999 and two of our own.")


def test_where_there_is_no_claim_none_is_said_to_be_tested() -> None:
    claims = replace(review().claims, items=(), seed={**review().claims.seed, "points": ()})
    said = words(summary.view(review(claims=claims))["asked"])
    assert said.startswith("No claim is put to the test yet.") and "tested" not in said
