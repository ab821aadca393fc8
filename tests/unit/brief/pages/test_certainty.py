"""Certainty is a person's: one judged, one stale, one half done, two open, and a pool's."""

from __future__ import annotations

from dataclasses import replace

from evidence.brief.pages import pools
from evidence.brief.pages.certainty import view

from ..reviews import dozen, review
from ..seen import rows, words

PAGE = view(dozen())


def test_levels_are_those_that_people_gave() -> None:
    found = {row[0]: row[2:] for row in rows(PAGE["summary"], "soqf")}
    assert found["G1"] == [
        "◕ Leans for: few bodies of evidence (four, three for it)",
        "3 for, 0 against, 1 qualifying",
        "⊕⊕○○ low certainty",
        "few gardens",
    ]
    assert found["G2"][2].endswith("moderate certainty, stale: judge again")
    assert found["G3"][2].endswith("low certainty, incomplete: a component has no verdict")
    assert found["G4"][2:] == ["– certainty not yet judged", "–"]
    said = words(PAGE["said"])
    assert (
        said.startswith("One of five findings has")
        and "one incomplete, two not yet judged, one stale" in said
    )


def test_facts_stand_beside_what_a_person_judged_and_nothing_is_proposed() -> None:
    found = {row[0]: row[1:] for row in rows(PAGE["profile"], "profile")}
    assert "studies by criterion not met" in found["G1"][0] and "contrary by name" in found["G1"][1]
    assert [cell.split()[0] for cell in found["G1"]] == ["•••", "•", "••", "•"]
    assert found["G3"][0].startswith("• minor")
    assert all(cell.startswith("– not yet judged") for cell in found["G3"][1:])
    assert not any("proposed" in cell for line in found.values() for cell in line)


def test_the_pool_has_the_certainty_that_a_person_gave_it() -> None:
    ((pool, start, level, why, _),) = rows(pools.view(dozen())["grade"], "grade-levels")
    assert (level, why) == ("⊕⊕○○ low certainty", "too few studies") and start
    domains = {row[1]: (row[2], row[3]) for row in rows(pools.view(dozen())["grade"], "grade")}
    assert domains["inconsistency"] == ("serious: I² 75%", "serious")
    assert domains["publication bias"][1] == "undetected" and len(domains) == 5


def test_where_nobody_has_judged_anything_there_is_a_reason_instead() -> None:
    assert "a finding yet: there is none." in view(review(claims=replace(review().claims, items=()))).why
