"""What raw numbers give, computed here by hand."""

from __future__ import annotations

import math

import pytest

from evidence.desk.derived import BadInput, derived, lacking

TWO_BY_TWO = {"events_1": "12", "n_1": "40", "events_2": "20", "n_2": "41"}


def test_an_odds_ratio_from_a_two_by_two_table():
    """12 of 40 against 20 of 41: (12/28) / (20/21) = 0.45; Woolf: 1/12 + 1/28 + 1/20 + 1/21."""
    se = math.sqrt(1 / 12 + 1 / 28 + 1 / 20 + 1 / 21)
    found = derived({"effect_type": "odds_ratio", "higher_is": "worse", **TWO_BY_TWO})
    assert found.estimate == pytest.approx(0.45) and found.se == pytest.approx(se)
    assert found.low == pytest.approx(0.45 * math.exp(-1.959964 * se), rel=1e-6)
    assert found.high == pytest.approx(0.45 * math.exp(1.959964 * se), rel=1e-6)
    assert found.null == 1 and found.direction == "positive"
    assert found.sentence() == "odds ratio 0.45 (95 % interval 0.181 to 1.12)"


def test_a_log_risk_ratio_stands_on_its_own_scale():
    """12/40 over 20/41 = 0.615; variance 1/12 - 1/40 + 1/20 - 1/41."""
    se = math.sqrt(1 / 12 - 1 / 40 + 1 / 20 - 1 / 41)
    found = derived({"effect_type": "log_risk_ratio", **TWO_BY_TWO})
    assert found.estimate == pytest.approx(math.log(0.615)) and found.null == 0
    assert (found.low, found.high) == pytest.approx(
        (math.log(0.615) - 1.959964 * se, math.log(0.615) + 1.959964 * se), rel=1e-5
    )


def test_a_reported_interval_stands_as_it_is():
    found = derived({"effect_type": "odds_ratio", "estimate": "2", "ci_low": "1", "ci_high": "4"})
    assert (found.low, found.high) == (1, 4) and found.se == pytest.approx(math.log(4) / (2 * 1.959964))
    assert "from the 95 % interval" in found.how


def test_an_interval_of_another_level_is_made_one_of_ninety_five_per_cent():
    found = derived(
        {"effect_type": "odds_ratio", "estimate": "1", "ci_low": "0.5", "ci_high": "2", "ci_level": "0.9"}
    )
    assert found.high == pytest.approx(math.exp(math.log(2) / 1.644854 * 1.959964), rel=1e-6)


def test_an_estimate_without_precision_says_so():
    assert "cannot be pooled" in derived({"effect_type": "smd", "estimate": "0.3"}).sentence()


def test_there_is_nothing_while_too_little_is_given():
    half = {"effect_type": "odds_ratio", "events_1": "12", "n_1": "40"}
    assert derived(half) is None and lacking(half) == "still to give: events_2, n_2"
    assert derived({}) is None and lacking({"effect_type": "odds_ratio"}) == ""
    assert lacking({"effect_type": "odds_ratio", **TWO_BY_TWO}) == ""


def test_the_way_that_lacks_least_is_named():
    assert lacking({"effect_type": "smd", "t": "2.1", "n_1": "20"}) == "still to give: n_2"
    assert (
        lacking({"effect_type": "smd", "mean_1": "1", "sd_1": "1", "n_1": "9"})
        == "still to give: mean_2, sd_2, n_2"
    )


def test_what_cannot_be_true_is_raised():
    with pytest.raises(BadInput, match="events_1"):
        derived({"effect_type": "odds_ratio", **TWO_BY_TWO, "events_1": "41"})
