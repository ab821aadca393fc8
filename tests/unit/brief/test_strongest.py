"""Which study stands for a side: one difference at a time, and what it found is none of them."""

from __future__ import annotations

import pytest

from evidence.brief.strongest import Candidate, candidates, strongest
from evidence.side_words import Directness, Side

from ..builders import item, side
from .reviews import dozen, review

BASE = {
    "directness": "related",
    "design": 1,
    "year": 2000,
    "comparison": "a vs b",
    "estimate": None,
    "se": None,
    "n": None,
}


def study(name: str, **own: object) -> Candidate:
    given = BASE | own
    effect = item(name, **{key: given[key] for key in ("comparison", "estimate", "se", "n")})
    row = side(name, own.get("side", "for"), study_label=name, directness=Directness(given["directness"]))
    return Candidate(row, row.side, (effect,), given["design"], given["year"])


@pytest.mark.parametrize(
    "stronger",
    [
        {"directness": "direct", "design": 5, "comparison": "", "year": 1900},
        {"comparison": "a vs b", "design": 0, "year": 1900},
        {"estimate": 0.1, "year": 1900},
        {"estimate": 0.1, "se": 0.2, "n": 1, "year": 1900},
        {"n": 10, "year": 1900},
        {"year": 2001},
    ],
)
def test_each_step_of_the_rule_outweighs_all_that_come_after_it(stronger: dict[str, object]) -> None:
    best = study("z", **stronger)
    assert strongest([study("a"), best, study("b")], Side.FOR) is best


def test_a_design_does_not_outweigh_an_outcome_that_is_compared() -> None:
    best = study("z", design=4)
    assert strongest([study("a", comparison="", design=0), best], Side.FOR) is best


def test_a_margin_of_error_outweighs_the_number_of_people() -> None:
    best = study("z", estimate=0.1, se=0.3)
    assert strongest([study("a", estimate=9.0, n=10_000), best], Side.FOR) is best


def test_what_was_found_and_the_order_of_rows_are_no_part_of_it() -> None:
    rows = [study("b", estimate=9.0, se=0.1), study("a", estimate=-0.1, se=0.1)]
    assert {c.row.study_label for c in (strongest(rows, Side.FOR), strongest(rows[::-1], Side.FOR)) if c} == {
        "a"
    }


def test_only_studies_of_the_side_stand_for_it() -> None:
    assert strongest([study("a", side="against", directness="direct")], Side.FOR) is None


def test_the_candidates_are_the_counted_studies_with_their_design_and_year() -> None:
    """Of the dozen: Ash and Elm are trials, which the codebook names first."""
    found = {c.row.study_label: c for c in candidates(dozen(), "G1")}
    assert (found["Ash (2001)"].design, found["Ash (2001)"].year) == (0, 2001)
    assert found and all(c.row.counted for c in found.values())


def test_studies_of_one_body_that_disagree_stand_for_neither_side() -> None:
    """The verdict counts the body as one that qualifies the claim; a less direct study of it keeps its own side."""
    rows = [
        side("a", "for", proposition="P2", body="one trial"),
        side("b", "against", proposition="P2", body="one trial"),
        side("c", "for", proposition="P2", body="one trial", directness="related"),
        side("d", "against", proposition="P2"),
    ]
    found = {c.row.study_id: c.side for c in candidates(review(sides=rows), "P2")}
    assert found == {"a": "qualifies", "b": "qualifies", "c": "for", "d": "against"}
