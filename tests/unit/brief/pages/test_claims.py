"""The list of claims: verdicts and studies as the dozen has them."""

from __future__ import annotations

from evidence.brief.pages.claims import view

from ..reviews import dozen
from ..seen import described, rows

PAGE = view(dozen())


def test_each_claim_stands_with_its_studies() -> None:
    found = {row[0]: row[1:] for row in rows(PAGE["rows"], "claims")}
    assert "◕ Leans for: few bodies of evidence (four, three for it)" in found["G1"][1]
    assert found["G1"][2:8] == ["3 / 1 / 0", "3", "1", "0", "0", "1"]  # nobody has read Rue for it
    assert found["G2"][2:8] == ["2 / 1 / 1", "2", "1", "1", "0", "0"]  # north and east, west, south
    assert found["G3"][2:8] == [
        "1 / 0 / 1",
        "1",
        "1",
        "1",
        "0",
        "0",
    ]  # as a person read Bay, Ivy and Yew; Ivy sees one arm
    assert "? Not tested" in found["G4"][1] and found["G4"][2] == "0 / 0 / 0"
    assert len(found) == 5 and PAGE["seed_note"] == "The manifesto was read in full."


def test_the_drawing_says_the_same() -> None:
    wide, narrow = described(PAGE["chart"])
    assert (
        wide == narrow
        and "G1 Harvest: 3 for, 0 against, 1 qualifying, 0 silent, 1 not read; Leans for" in wide
    )


def test_the_title_of_the_chart_says_how_the_claims_fall() -> None:
    """G1 and G2 for; G3 one against one and G5 seven of eight, about nine tenths, neither way; G4 untested."""
    assert (
        PAGE["message"]
        == "Of five claims the evidence leans towards two, leans neither way on two and does not test one."
    )
