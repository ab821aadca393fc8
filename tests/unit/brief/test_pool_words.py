"""A pool in words: which arm each side favours, what is known of the arms, and the interval of I²."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest

from evidence.brief.figures.forest import Line, forest
from evidence.brief.pool_words import benefit, by_arm, ends, i2_bounds, scale_of
from evidence.synthesise.pool_rows import Pool, PoolStudy

from .reviews import dozen


@pytest.fixture
def pool() -> Pool:
    (found,) = [row for row in dozen()[Pool] if row.pooled]
    return replace(found, comparison="Coaching vs usual service")


@pytest.mark.parametrize(
    ("higher_is", "left", "right"),
    [
        ("better", "favours usual service", "favours Coaching"),
        ("worse", "favours Coaching", "favours usual service"),
        ("", "higher with usual service", "higher with Coaching"),
    ],
)
def test_the_ends_of_a_forest_plot_name_the_arms(pool, higher_is, left, right):
    assert ends(replace(pool, higher_is=higher_is)) == (left, right)
    drawn = forest(
        [Line("A", 0.1, 0, 0.2, 1.0)],
        Line("All", 0.1, 0, 0.2),
        "f",
        measure="m",
        ratio=False,
        ends=(left, right),
    )
    written = " ".join(re.findall(r">([^<]+)</text>", drawn))
    assert f"← {left}" in written and f"{right} →" in written
    assert f"Left of 0 {left}, right of it {right}" in drawn


@pytest.mark.parametrize("kind", ["log_odds_ratio", "smd"])
def test_the_heading_says_what_favours_the_first_arm(pool, kind):
    null = 1 if kind == "log_odds_ratio" else 0
    of = replace(pool, effect_type=kind)
    assert benefit(replace(of, higher_is="better")) == f"above {null} favours Coaching"
    assert benefit(replace(of, higher_is="worse")) == f"below {null} favours Coaching"
    assert benefit(replace(of, higher_is="")) == "nobody says which side is better"
    assert benefit(replace(of, higher_is="worse", comparison="")) == f"below {null} is better"


def test_the_scale_of_a_ratio_is_named(pool):
    assert scale_of(replace(pool, effect_type="log_odds_ratio"), "log odds ratio") == "odds ratio, log scale"
    assert (
        scale_of(replace(pool, effect_type="mean_difference", unit="days"), "mean difference")
        == "mean difference in days"
    )


@pytest.mark.parametrize(
    ("raw", "arms"),
    [
        ('{"events_1": 4, "n_1": 123, "events_2": 11, "n_2": 139}', ("4/123", "11/139")),
        ('{"mean_1": 2.5, "sd_1": 1, "n_1": 40, "mean_2": 2, "sd_2": 1.2, "n_2": 41}', ("2.5 (SD 1), n = 40", "2 (SD 1.2), n = 41")),
        ('{"events_1": 3, "time_1": 200, "events_2": 5, "time_2": 190}', ("3 in 200", "5 in 190")),
        ("", ("", "")),
    ],
)  # fmt: skip
def test_what_is_known_of_each_arm(raw, arms):
    assert by_arm(SimpleNamespace(raw=raw)) == arms


def test_i2_has_the_interval_that_goes_with_that_of_tau2(pool):
    """Of studies that are equally precise the typical variance is that of each: .01, so that I² is tau² of tau² and .01."""
    studies = [row for row in dozen()[PoolStudy] if row.pool_id == pool.pool_id]
    assert {round(study.se, 6) for study in studies} == {0.1}
    low, high = i2_bounds(replace(pool, tau2_low=0.0, tau2_high=0.09), studies)
    assert (low, round(high, 9)) == (0.0, 0.9)
    assert i2_bounds(replace(pool, tau2_low=None), studies) is None
