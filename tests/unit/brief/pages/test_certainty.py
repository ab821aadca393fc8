"""Certainty is a person's: one judged, one stale, one half done, two open, and a pool's."""

from __future__ import annotations

from dataclasses import replace

from evidence.brief.pages.certainty import facts, view

from ..reviews import dozen, review
from ..seen import rows, words

PAGE = view(dozen())


def test_levels_are_those_that_people_gave() -> None:
    found = {row[0]: row[2:] for row in rows(PAGE["summary"], "soqf")}
    assert found["G1"] == [
        "✔ Supported",
        "3 for, 0 against, 1 qualifying",
        "⊕⊕○○ low certainty",
        "few gardens",
    ]
    assert found["G2"][2].endswith("moderate certainty, stale: judge again")
    assert found["G3"][2].endswith("low certainty, incomplete: a component has no verdict")
    assert found["G4"][2:] == ["◇ certainty not yet judged", "–"]
    said = words(PAGE["said"])
    assert (
        said.startswith("One of five findings has")
        and "one incomplete, two not yet judged, one stale" in said
    )


def test_a_concern_is_marked_as_judged_or_as_proposed() -> None:
    found = {row[0]: row[1:] for row in rows(PAGE["profile"], "profile")}
    assert [cell.split(")")[0] for cell in found["G1"]] == [
        "● serious (judged", "◔ minor (judged", "◑ moderate (judged", "◔ minor (judged",
    ]  # fmt: skip
    assert "(judged)" in found["G3"][0] and all("(proposed)" in cell for cell in found["G3"][1:])


def test_the_pool_has_the_certainty_that_a_person_gave_it() -> None:
    ((pool, start, level, why, _),) = rows(PAGE["grade"], "grade-levels")
    assert (level, why) == ("⊕⊕○○ low certainty", "too few studies") and start
    domains = {row[1]: (row[2], row[3]) for row in rows(PAGE["grade"], "grade")}
    assert domains["inconsistency"] == ("serious: I² 75%", "serious")
    assert domains["publication bias"][1] == "undetected" and len(domains) == 5


def test_nothing_is_rated_where_nothing_is() -> None:
    page = view(review(claims=replace(review().claims, items=())))
    assert "There is no finding" in words(page["said"]) and "Nothing was pooled" in words(page["grade"])


def test_facts_are_told_in_words() -> None:
    assert facts('{"a": {"b_c": 2}, "d": 3}') == "a: b c 2; d: 3"
