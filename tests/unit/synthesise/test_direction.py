"""Directions: one vote a study, turned comparisons turned, intervention effects left out."""

from __future__ import annotations

from evidence.synthesise.direction import arrangement_direction, study_direction

from ..builders import item


def test_the_seventy_per_cent_rule() -> None:
    """Boon and Thomson (2021): 70 % of outcomes in one direction give that direction."""
    assert study_direction(["positive"] * 7 + ["negative"] * 3) == "positive"
    assert study_direction(["positive"] * 6 + ["negative"] * 4) == "mixed"
    assert study_direction(["none"]) == "none"
    assert study_direction([""]) == ""


def test_a_turned_comparison_is_turned() -> None:
    row = item("a", role="direct", direction="negative", comparison="alone vs together")
    assert arrangement_direction(row, ["direct"], []) == "negative"
    assert arrangement_direction(row, ["direct"], ["alone vs together"]) == "positive"


def test_an_effect_of_another_role_says_nothing_about_the_arrangement() -> None:
    assert arrangement_direction(item("a", role="intervention", direction="positive"), ["direct"], []) is None


def test_a_study_of_two_fields_is_one_study_over_all_fields() -> None:
    import json

    from evidence.codebook import Codebook, Facet
    from evidence.synthesise.direction import count_directions

    facets = tuple(Facet(r, r, r, "", r, "both", True, ()) for r in ("form", "field"))
    book = Codebook("1", "t", facets, (), (), {})
    coded = json.dumps({"form": ["a"], "field": ["x", "y"]})
    rows = count_directions(
        [item("1", role="direct", outcome="jobs", direction="positive", facets=coded)], book, ["direct"], []
    )
    votes = {(r.form, r.field): r.positive for r in rows}
    assert votes == {("a", "x"): 1, ("a", "y"): 1, ("a", ""): 1, ("", "x"): 1, ("", "y"): 1}


def test_a_machines_code_places_no_work_unless_told_to() -> None:
    from evidence.records import Label

    person = Label("w", "form", "a", None, "person", "accepted", (), "anna")
    machine = Label("w", "form", "a", 0.99, "model", "accepted", (), "model")
    overridden = Label("w", "form", "a", 0.99, "model", "overridden", (), "model")
    assert [x.counts(False) for x in (person, machine, overridden)] == [True, False, False]
    assert [x.counts(True) for x in (person, machine, overridden)] == [True, True, False]
