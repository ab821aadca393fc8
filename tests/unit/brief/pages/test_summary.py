"""In plain words: the claims by what became of them, in short sentences, within the length that is allowed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.brief.pages import summary
from evidence.errors import UserError

from ..reviews import dozen
from ..seen import words

PAGE = summary.view(dozen())


def test_claims_stand_by_what_became_of_them() -> None:
    said = words(PAGE["found"])
    assert said.startswith(
        "The studies lean towards this (2) The claim is that shared gardens give a larger harvest. Three bodies"
    )
    assert "The studies lean neither way (2)" in said and "Not tested (1)" in said and PAGE["left_out"] == ""
    assert "We gathered 14 papers and reports. We kept 9" in words(PAGE["asked"])
    assert "one of five answers" in words(PAGE["how_sure"])


def test_the_map_has_nine_boxes_of_which_two_are_empty() -> None:
    assert "Of its nine boxes, two are empty" in words(PAGE["gaps"])


def test_what_follows_is_said_once_a_group() -> None:
    assert words(PAGE["meaning"]).count("Treat") + words(PAGE["meaning"]).count("treat") == 1


def test_where_all_are_too_long_the_key_claims_stay_and_then_the_first_ones(monkeypatch) -> None:
    monkeypatch.setattr(summary, "MOST_WORDS", PAGE["words"] + summary._AROUND - 1)
    kept = summary.view(dozen())
    assert kept["left_out"] == "3 more claims are in the full list." and "(2)" in words(kept["found"])
    claims = replace(dozen().claims, items=tuple(replace(p, key=False) for p in dozen().claims.items))
    fewer = summary.view(replace(dozen(), claims=claims))
    assert fewer["left_out"].endswith("in the full list.")
    monkeypatch.setattr(summary, "MOST_WORDS", 150)
    with pytest.raises(UserError, match="passes 150 words"):
        summary.view(dozen())
