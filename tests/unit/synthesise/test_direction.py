"""Directions: one vote a study, turned comparisons turned, intervention effects left out."""

from __future__ import annotations

import json

from evidence.classify.rows import Label
from evidence.codebook import Code, Codebook, Facet
from evidence.synthesise.direction import (
    arrangement_direction,
    count_directions,
    evidence_map,
    study_direction,
    study_vote,
)
from evidence.synthesise.swim import OVERALL, WITHOUT, sign_tests

from ..builders import item, screening, work


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
    facets = tuple(Facet(r, r, r, "", r, "both", True, ()) for r in ("form", "field"))
    book = Codebook("1", "t", facets, (), (), {})
    coded = json.dumps({"form": ["a"], "field": ["x", "y"]})
    rows = count_directions(
        [item("1", role="direct", outcome="jobs", direction="positive", facets=coded)], book, ["direct"], []
    )
    votes = {(r.form, r.field): r.positive for r in rows}
    assert votes == {("a", "x"): 1, ("a", "y"): 1, ("a", ""): 1, ("", "x"): 1, ("", "y"): 1}


def _one_study(results, agreement):
    """What the map, the table of directions and the sign test make of one study's results, (domain, direction)."""
    coded = json.dumps({"form": ["a"], "field": ["x"]})
    rows = [
        item(f"i{n:02}", study_id="s", role="direct", outcome=domain, direction=direction, facets=coded)
        for n, (domain, direction) in enumerate(results)
    ]
    (cell,) = [
        c
        for c in evidence_map(rows, [], [], [], MAPPED, ["direct"], [], agreement)
        if (c.form, c.field) == ("a", "x")
    ]
    (test,) = [
        t
        for t in sign_tests(rows, ["direct"], [], MAPPED, 0.95, agreement)
        if (t.grouping, t.sources) == (OVERALL, WITHOUT)
    ]
    counts = [
        c
        for c in count_directions(rows, MAPPED, ["direct"], [], agreement)
        if (c.form, c.field) == ("a", "x")
    ]
    said = {
        name: {c.outcome for c in counts if getattr(c, name)}
        for name in ("positive", "negative", "mixed", "none")
    }
    own = lambda row: next(name for name in said if getattr(row, name))  # noqa: E731
    return own(cell), own(test), said


def test_a_study_has_one_vote_everywhere() -> None:
    """Several domains are one vote as several results of a domain are one direction; the share that must agree is one setting."""
    many = [("jobs", "positive")] * 8 + [("pay", "negative"), ("health", "negative")]
    cell, test, said = _one_study(many, 0.7)
    assert (
        cell == test == study_vote(many) == "mixed"
    )  # one domain of three is positive, two are negative: 67 %
    assert (said["positive"], said["negative"]) == ({"jobs"}, {"pay", "health"})
    split = [("jobs", "positive")] * 13 + [("jobs", "negative")] * 7  # 65 %
    for agreement, vote in ((0.6, "positive"), (0.7, "mixed")):
        cell, test, said = _one_study(split, agreement)
        assert cell == test == vote and said[vote] == {"jobs"}


def test_a_machines_code_places_no_work_unless_told_to() -> None:
    person = Label("w", "form", "a", None, "person", "accepted", (), "anna")
    machine = Label("w", "form", "a", 0.99, "model", "accepted", (), "model")
    overridden = Label("w", "form", "a", 0.99, "model", "overridden", (), "model")
    assert [x.counts(False) for x in (person, machine, overridden)] == [True, False, False]
    assert [x.counts(True) for x in (person, machine, overridden)] == [True, True, False]


def _codes(*ids: str) -> tuple[Code, ...]:
    return tuple(Code(one, one, "", abstain=one == "unclear") for one in ids)


MAPPED = Codebook(
    "1", "t",
    (Facet("form", "Form", "Forms", "", "form", "both", True, _codes("a", "b", "unclear")),
     Facet("field", "Field", "Fields", "", "field", "both", True, _codes("x", "y", "unclear"))),
    (), (), {},
)  # fmt: skip
HERE = json.dumps({"form": ["a"], "field": ["x"]})


def _paper(name: str, direction: str, study: str, **given):
    """One result, reported in a paper of its own."""
    return item(
        name, kind="extract", study_id=study, work_id=f"w-{name}", outcome="jobs", direction=direction,
        facets=HERE, **given,
    )  # fmt: skip


# Seven papers of one study are for it; each of two other studies, with a paper each, is against it.
SEVEN_AND_TWO = [
    *(_paper(f"p{n}", "positive", "one") for n in range(7)),
    *(_paper(f"n{n}", "negative", f"other{n}") for n in range(2)),
]


def _cell(items, works=(), decided=(), labels=()):
    cells = evidence_map(items, list(works), list(decided), list(labels), MAPPED, [], [])
    return {(cell.form, cell.field): cell for cell in cells}


def test_seven_papers_of_one_study_are_one_vote() -> None:
    rows = count_directions(SEVEN_AND_TWO, MAPPED, [], [])
    assert [(row.form, row.field) for row in rows] == [("", "x"), ("a", ""), ("a", "x")]
    for row in rows:
        assert (row.positive, row.negative, row.mixed, row.none) == (1, 2, 0, 0)
        assert row.studies == ("one", "other0", "other1")


def test_seven_papers_of_one_study_are_one_vote_in_the_map() -> None:
    cell = _cell(SEVEN_AND_TWO)["a", "x"]
    assert (cell.positive, cell.negative, cell.mixed, cell.none) == (1, 2, 0, 0)
    assert len(cell.items) == 9


def test_what_does_not_count_is_in_no_cell() -> None:
    shown = [_paper("s", "positive", "s", standing="shown_only"), _paper("c", "positive", "c", standing="claim_under_test")]  # fmt: skip
    assert count_directions(shown, MAPPED, [], []) == []
    cell = _cell(shown)["a", "x"]
    assert (cell.items, cell.positive, cell.why_empty) == ((), 0, "nothing found")


def test_a_cell_of_the_map_holds_the_included_works_of_both_codes() -> None:
    """One work is in a cell, one was excluded, and of two the form or the field is not clear."""
    codes = {"in": ("a", "x"), "out": ("b", "y"), "no field": ("b", "unclear"), "no form": ("", "x")}
    labels = [
        Label(name, facet, code, None, "person", "accepted", (), "ann")
        for name, own in codes.items()
        for facet, code in zip(("form", "field"), own, strict=True)
        if code
    ]
    decided = [screening(name, "exclude" if name == "out" else "include") for name in codes]
    cells = _cell([], map(work, codes), decided, labels)
    assert {place: (cell.works, cell.why_empty) for place, cell in cells.items()} == {
        ("a", "x"): (("in",), ""),
        ("a", "y"): ((), "nothing found"),
        ("b", "x"): ((), "unclear"),
        ("b", "y"): ((), "found, not included"),
    }


def test_every_place_has_its_cell_and_nothing_that_is_unclear_has_one() -> None:
    assert set(_cell([])) == {(form, field) for form in "ab" for field in "xy"}
