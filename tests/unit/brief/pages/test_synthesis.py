"""Themes: what each rests on and who differs can be counted by hand in the dozen."""

from __future__ import annotations

from evidence.brief.pages.synthesis import view

from ..reviews import dozen, review
from ..seen import rows, words

PAGE = view(dozen())


def test_counts_are_those_of_the_passages() -> None:
    """Sheds: X03 and X09 for, X11 against. Fences: X04 by inference for; X01 and X07 tell of peace; X10 both ways; X12 is the manifesto's."""
    found = {row[0]: row[1:] for row in rows(PAGE["overview"], "themes-overview")}
    assert found["Sheds join people"] == ["descriptive", "2", "2", "2", "9", "1", "0", "2", "2"]
    assert found["Fences part people"] == ["descriptive", "1", "1", "1", "5", "2", "1", "1", "1"]
    assert found["Things matter"][:7] == ["analytical", "3", "3", "3", "14", "3", "0"]
    said = words(PAGE["said"])
    assert said.startswith(
        "Two descriptive themes and one analytical theme rest on 7 counted passages of 4 cases"
    )


def test_contrary_cases_stand_by_name() -> None:
    page = words(PAGE["descriptive"])
    assert "Contrary cases East plot ; North plot Cases that only qualify it West plot" in page
    assert "Contrary cases West plot Cases that only qualify it none" in page
    assert "1 passage does so by inference alone." in page and "1 further passage is shown below" in page


def test_the_trail_leads_from_a_theme_to_each_passage() -> None:
    fences = {row[0]: row[1:] for row in rows(PAGE["descriptive"], "trail-fences")}
    assert fences["X04"] == [
        "South plot", "Barriers and enablers: Fences (negative)", "“Quarrels began”", "speaks for it",
        "Quarrels began in the south.",
    ]  # fmt: skip
    assert fences["X10"][3] == "qualifies it" and fences["X01"][2:4] == [
        "coded as a whole",
        "speaks against it",
    ]
    assert fences["X12"][3].startswith("qualifies it; not counted")  # the manifesto says both
    things = rows(PAGE["analytical"], "trail-things")
    assert {row[2] for row in things} == {"Sheds join people", "Fences part people"} and len(things) == 8


def test_what_a_person_judged_of_a_theme_stands_beside_its_facts() -> None:
    facts = {row[0]: row[1:] for row in rows(PAGE["descriptive"], "certainty-sheds")}
    assert facts["Coherence"][1] == "•• moderate" and "contrary by name: West plot" in facts["Coherence"][0]
    assert rows(PAGE["descriptive"], "certainty-fences")[0][2] == "– not yet judged"


def test_without_themes_there_is_a_reason_instead() -> None:
    assert "Nobody" in view(review()).why
