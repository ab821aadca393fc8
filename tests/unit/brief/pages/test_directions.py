"""Combined p-values: of the arrangement, and never across roles or outcomes."""

from __future__ import annotations

from evidence.brief.pages.directions import _p_values

from ...builders import item
from ..reviews import review


def page(rows):
    config = {"synthesise": {"direction_roles": ["direct"], "turned_comparisons": ["b vs a"]}}
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
