"""Effects in words: numbers worked out by hand, and nothing said of what cannot be."""

from __future__ import annotations

import pytest

from evidence.brief.effect_words import in_words

from ..builders import item


def effect(kind: str, estimate: float | None, **own: object):
    given = {"comparison": "a trust vs a firm", "measure": "placements"} | own
    return item("E1", effect_type=kind, estimate=estimate, **given)


@pytest.mark.parametrize(
    ("kind", "estimate", "said"),
    [
        ("percent_change_reported", -10.0, "placements a tenth lower with a trust than with a firm"),
        ("percent_change", 8.4, "placements 8 per cent higher with a trust than with a firm"),
        ("risk_difference", 0.04, "placements 4 percentage points higher with a trust than with a firm"),
        ("risk_difference", -0.01, "placements 1 percentage point lower with a trust than with a firm"),
        ("percentage_points", 12.0, "placements 12 percentage points higher with a trust than with a firm"),
        ("odds_ratio", 0.8, "the odds of placements a fifth lower with a trust than with a firm"),
        ("log_odds_ratio", 0.0953, "the odds of placements a tenth higher with a trust than with a firm"),
        ("risk_ratio", 2.5, "placements 2.5 times as high with a trust than with a firm"),
        ("log_points", 0.087, "placements 9 per cent higher with a trust than with a firm"),
        ("smd", -0.25, "placements lower by 0.25 of a standard deviation with a trust than with a firm"),
    ],
)  # fmt: skip
def test_each_kind_says_how_much(kind: str, estimate: float, said: str) -> None:
    assert in_words(effect(kind, estimate)) == said.replace("high with a trust than", "high with a trust as")


@pytest.mark.parametrize(
    ("kind", "estimate"),
    [
        ("direction_only", None),
        ("nonsense", 0.5),
        ("proportion", 0.3),
        ("odds_ratio", -1.0),
        ("percent_change", 0.0),
        ("smd", float("nan")),
    ],
)
def test_what_has_no_size_against_another_has_no_words(kind: str, estimate: float | None) -> None:
    assert in_words(effect(kind, estimate)) == ""


def test_without_two_arms_there_are_none() -> None:
    assert in_words(effect("percent_change", 5.0, comparison="all gardens")) == ""


def test_arms_that_begin_with_a_time_and_those_without_read_well() -> None:
    assert in_words(effect("percent_change", -7.0, comparison="after vs before the reform")).endswith(
        "7 per cent lower after than before the reform"
    )
    assert in_words(effect("percent_change", -7.0, comparison="a garden vs not")).endswith(
        "with a garden than without"
    )


def test_an_interval_that_takes_in_no_difference_says_so_on_the_scale_of_its_kind() -> None:
    open_ = ", which leaves open whether there is a difference"
    assert in_words(effect("odds_ratio", 0.8, ci_low=0.5, ci_high=1.2)).endswith(open_)
    assert not in_words(effect("odds_ratio", 0.8, ci_low=0.5, ci_high=0.9)).endswith(open_)
    assert in_words(effect("log_points", 0.03, ci_low=-0.01, ci_high=0.07)).endswith(open_)
    assert not in_words(effect("risk_difference", 0.2, ci_low=0.1, ci_high=0.3)).endswith(open_)


def test_what_is_better_when_lower_says_so_once() -> None:
    assert "placements (lower is better) a tenth" in in_words(
        effect("percent_change", 10.0, higher_is="worse")
    )
    said = in_words(effect("percent_change", 10.0, higher_is="worse", measure="sores (lower is better)"))
    assert said.count("better") == 1


def test_raw_names_are_words_and_a_log_is_not_spoken_of() -> None:
    assert in_words(effect("log_points", 0.5, measure="log wage_effect")).startswith(
        "wage effect 65 per cent higher"
    )
