"""Works by year and fate, studies by place and design."""

from __future__ import annotations

import re

from evidence.brief.pages.profile import view

from ..reviews import dozen
from ..seen import described, rows, words

PAGE = view(dozen())


def test_each_year_adds_up() -> None:
    found = {row[0]: row[1:] for row in rows(PAGE["timeline"], "years")}
    assert found["2004"] == ["1", "0", "0", "1", "2"]  # Fir is included, the second Oak not yet decided
    assert found["2008"] == ["0", "1", "0", "0", "1"] and found["2009"] == ["0", "0", "1", "0", "1"]
    assert sum(int(row[-1]) for row in found.values()) == 13
    assert "1 of 14 works have no year" in words(PAGE["timeline"])


def test_a_study_of_two_countries_is_in_both_bars() -> None:
    assert rows(PAGE["places"], "counts-country") == [["Wales", "2"], ["Malta", "1"], ["Not stated", "6"]]
    assert rows(PAGE["places"], "counts-design") == [["Trial", "7"], ["Case study", "1"]]
    assert any("Wales: 2; Malta: 1" in said for said in described(PAGE["places"]))


def test_titles_say_where_the_studies_are_and_bars_are_on_one_scale() -> None:
    """Seven trials are the longest bar of the page: two studies of Wales get two sevenths of it."""
    said = words(PAGE["places"])
    assert "“Wales” has the largest number of studies (2 of 8)." in said
    assert "“Trial” has the largest number of studies (7 of 8); there is none of “Essay”." in said
    assert "No year has more works than 2004 (2)." in words(PAGE["timeline"])
    wide = "".join(re.findall(r"<svg[^>]*is-wide.*?</svg>", PAGE["places"], re.S))
    bars = [float(width) for width in re.findall(r'<rect [^>]*width="([\d.]+)" height="14"', wide)]
    longest = max(bars)
    assert {round(width / longest * 7) for width in bars} == {1, 2, 6, 7}


def test_rows_are_counted_by_kind_of_source_without_the_claims_themselves() -> None:
    """Nine effects of which one is scenery; thirteen passages of which one is the manifesto's and one a leaflet's."""
    assert rows(view(dozen())["sources"], "source-classes") == [
        ["Direct comparison", "8", "0"], ["Leaflet", "0", "1"], ["Peer reviewed", "11", "0"], ["Scenery", "0", "1"],
    ]  # fmt: skip
