"""The codebook: each code with how many works or rows have it."""

from __future__ import annotations

from evidence.brief.pages.codebook import usage, view

from ..reviews import dozen
from ..seen import described, rows

PAGE = view(dozen())


def test_codes_count_included_works_and_counted_rows() -> None:
    used = usage(dozen())
    assert used["crop", "herbs"] == 2  # yew2005 and ivy2007
    assert used["lease", "lost"] == 2  # fir2004 and ivy2007
    assert (
        used["seen", "harvest"] == 7
    )  # E01 to E03, E07, E09, X02, X05; scenery and the leaflet do not count
    assert used["seen", "peace"] == 7  # E04 to E06, X01, X04, X07, X10; the manifesto does not count
    assert used["reasons", "fence"] == 0
    assert used["keeping", "sworn"] == 3  # X04 to X06


def test_the_table_prints_rules_and_counts() -> None:
    assert rows(PAGE["facets"], "codes-lease")[0] == [
        "Club garden", "A club holds the ground.", "clubs with members", "schools", "ash2001", "4",
    ]  # fmt: skip
    assert "Free values" in PAGE["facets"]
    assert "Crop: 3 codes, 3 of them used" in described(PAGE["tree"])[0]
