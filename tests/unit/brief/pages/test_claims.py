"""The list of claims: verdicts and studies as the dozen has them."""

from __future__ import annotations

from evidence.brief.pages.claims import view

from ..reviews import dozen
from ..seen import described, rows

PAGE = view(dozen())


def test_each_claim_stands_with_its_studies() -> None:
    found = {row[0]: row[1:] for row in rows(PAGE["rows"], "claims")}
    assert found["G1"][2:6] == ["3", "1", "0", "1"] and "✔ Supported" in found["G1"][1]
    assert found["G2"][2:6] == ["2", "1", "1", "0"]  # north and east, west, south
    assert found["G3"][2:6] == ["1", "1", "1", "0"]  # as a person read Bay, Ivy and Yew
    assert len(found) == 5 and PAGE["seed_note"] == "The manifesto was read in full."


def test_the_drawing_says_the_same() -> None:
    wide, narrow = described(PAGE["chart"])
    assert wide == narrow and "G1 Harvest: 3 for, 0 against, 1 qualifying, 1 silent; Supported" in wide
