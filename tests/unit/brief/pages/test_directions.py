"""Combined p-values: of the arrangement, and never across roles or outcomes."""

from __future__ import annotations

from dataclasses import replace

from evidence.brief.pages.directions import _p_values, view
from evidence.synthesise.settings import SynthesisPlan

from ...builders import item
from ..reviews import dozen, review
from ..seen import described, words
from ..seen import rows as rows_of

PAGE = view(dozen())


def page(rows):
    plan = SynthesisPlan(direction_roles=("direct",), turned_comparisons=("b vs a",))
    config = replace(review().config, synthesise=plan)
    return str(_p_values(review(items=rows, config=config)))


def rows(n: int, **given):
    like = {"role": "direct", "outcome": "user_outcomes", "direction": "positive", "n": 100, "p": 0.01}
    return [item(f"{given.get('comparison', 'x')}{i}", **{**like, **given}) for i in range(n)]


def test_three_studies_of_one_kind_are_drawn_and_combined() -> None:
    text = page(rows(3))
    assert "Albatross plot" in text and "Stouffer" in text and "0.0000" in text


def test_a_turned_comparison_speaks_against_the_arrangement() -> None:
    text = page(rows(3, comparison="b vs a"))
    assert "1.0000" in text and "negative, n 100" in text


def test_roles_outcomes_and_rows_without_an_exact_p_are_never_joined() -> None:
    apart = [
        *rows(2),
        *rows(1, comparison="y", outcome="coordination"),
        *rows(3, comparison="z", role="descriptive"),
        *rows(3, comparison="w", p=None),
    ]
    text = page(apart)
    assert "Albatross" not in text and "no p-values are combined" in text and "3 have a sample size" in text


def test_three_p_values_of_the_dozen_are_combined_as_fisher_says() -> None:
    """One-sided: .01 turned round and .04 point to benefit, .2 against it."""
    from math import exp, log

    found = {row[0]: row[1:] for row in rows_of(PAGE["p_values"], "albatross-direct-peace-combined")}
    statistic = -2 * sum(map(log, (0.005, 0.02, 0.9)))
    half = statistic / 2
    assert found["Fisher"] == [f"{statistic:.2f}", f"{exp(-half) * (1 + half + half**2 / 2):.4f}"]
    assert "Fir (2004): positive, n 200, p 0.01" in described(PAGE["p_values"])[0]


def test_the_sign_test_counts_studies_and_not_rows() -> None:
    """Ash, Elm, Oak, Bay and Fir point to benefit, Yew against; one of six or fewer: 7/64, on both sides 14/64."""
    said = words(PAGE["said"])
    assert said.startswith("Of 6 counted studies with a clear direction, 5 point to benefit (83 per cent")
    assert f"p = {14 / 64:.3f}" in said and "2 more are mixed and 1 finds no difference" in said


def test_each_study_has_a_line_and_each_outcome_a_column() -> None:
    found = {row[0]: row[1:] for row in rows_of(PAGE["plot"], "effect-direction")}
    assert found["Ash (2001)"][:4] == ["Trial", "400", "counted", "▲ positive, large study 1"]
    assert found["Oak (2003)"][3] == "▲ positive, small study 1"
    assert found["Ivy (2007)"][0] == "Case study" and found["Rue (2011)"][1] == "–"
    harvest = {row[0]: row[1:] for row in rows_of(PAGE["tests"], "signs-outcome")}["Harvest"]
    assert harvest[:4] == ["4", "1", "1", "1"] and harvest[7].startswith("5 of 6")
    assert len(described(PAGE["harvest"])) == 2


def test_outcomes_stand_in_the_order_of_the_codebook_under_a_title_that_says_where_most_is() -> None:
    """A harvest: Ash, Elm, Oak, Ivy, Rue and the passages of Bay and Yew. Peace: Fir, Yew, Bay, the east, and the west."""
    assert list(PAGE["outcomes"][:2]) == ["Harvest", "Peace among neighbours"]
    assert PAGE["message"] == "“Harvest” has the largest number of counted studies (7)."
