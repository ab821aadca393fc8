"""Numbers of random pools that are likely, held to statsmodels and to formulas that are written out here; and of those where few digits are left."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from tests.property.test_pools import KIND, RUNS
from tests.unit.builders import item

from evidence.meta import rma
from evidence.meta.small_studies import trim_and_fill
from evidence.synthesise.pool import pools
from evidence.synthesise.pool_analyses import pool_analyses
from evidence.synthesise.pool_asymmetry import PEESE, PET, small_studies
from evidence.synthesise.settings import Pooling


def likely(rng: random.Random) -> tuple[np.ndarray, np.ndarray]:
    """Effects and variances of a pool as reviews have them."""
    k, tau, mean = rng.randint(2, 30), rng.choice([0, 0.1, 0.3, 1]), rng.uniform(-1, 1)
    v = np.array([rng.uniform(0.05, 0.6) ** 2 for _ in range(k)])
    return np.array([rng.gauss(mean, math.sqrt(own + tau**2)) for own in v]), v


def test_numbers_are_those_of_statsmodels_and_of_the_formulas() -> None:
    """Viechtbauer (2005): HE, HS and SJ in closed form; statsmodels: EE, DL, Paule and Mandel, Knapp and Hartung; ML and REML: no place is higher."""
    from statsmodels.stats.meta_analysis import combine_effects

    for number in range(RUNS):
        y, v = likely(random.Random(f"likely {number}"))
        k, w = len(y), 1 / v
        theirs = combine_effects(y, v, method_re="dl")
        equal, dl = rma(y, v, method="EE"), rma(y, v, method="DL")
        mean = (w * y).sum() / w.sum()
        q = float((w * (y - mean) ** 2).sum())
        assert (equal.b[0], equal.se[0], equal.QE) == pytest.approx(
            (theirs.mean_effect_fe, theirs.sd_eff_w_fe, q), rel=1e-8
        ), number
        assert dl.tau2 == pytest.approx(max(theirs.tau2, 0), abs=1e-10), number
        if dl.tau2:  # statsmodels goes on with a tau² below 0
            assert (dl.b[0], dl.se[0]) == pytest.approx(
                (theirs.mean_effect_re, theirs.sd_eff_w_re), rel=1e-8
            ), number
            knha = rma(y, v, method="DL", test="knha")
            assert float(knha.se[0]) == pytest.approx(theirs.sd_eff_w_re_hksj, rel=1e-8), number
        pm = rma(y, v, method="PM").tau2
        assert (
            (spread_at(y, v, pm) == pytest.approx(k - 1, rel=1e-8)) if pm else spread_at(y, v, 0) <= k - 1
        ), number
        assert rma(y, v, method="EB").tau2 == pytest.approx(pm, abs=1e-9), number
        assert rma(y, v, method="HE").tau2 == pytest.approx(max(y.var(ddof=1) - v.mean(), 0), abs=1e-10), (
            number
        )
        assert rma(y, v, method="HS").tau2 == pytest.approx(max((q - k) / w.sum(), 0), abs=1e-10), number
        ratio = 1 / (v / y.var() + 1)
        centre = (ratio * y).sum() / ratio.sum()
        assert rma(y, v, method="SJ").tau2 == pytest.approx(
            (ratio * (y - centre) ** 2).sum() / (k - 1), rel=1e-9
        ), number
        for method, height in (("REML", restricted), ("ML", likelihood)):
            found = rma(y, v, method=method).tau2
            places = np.concatenate([[0], np.geomspace(1e-6, 30, 300)])
            assert height(y, v, found) >= max(height(y, v, tau2) for tau2 in places) - 1e-9, (number, method)


def spread_at(y, v, tau2: float) -> float:
    """The generalised Q of Paule and Mandel, which is k - 1 at their tau²."""
    w = 1 / (v + tau2)
    return float((w * (y - (w * y).sum() / w.sum()) ** 2).sum())


def likelihood(y, v, tau2: float) -> float:
    """The log-likelihood of a mean, written out."""
    w = 1 / (v + tau2)
    mean = (w * y).sum() / w.sum()
    return float(-0.5 * np.log(v + tau2).sum() - 0.5 * (w * (y - mean) ** 2).sum())


def test_the_higher_of_two_summits_is_taken() -> None:
    """Where scoring stays at the lower one: twelve studies of which two lie far out; ML has a summit at 0 and one beside it."""
    found = 0
    for number in range(3000):
        rng = random.Random(f"summits {number}")
        v = np.array([10 ** rng.uniform(-3, 0) for _ in range(6)])
        y = np.array([rng.gauss(0, math.sqrt(own) * 1.3) for own in v])
        heights = [restricted(y, v, tau2) for tau2 in (0, *np.geomspace(1e-5, 10, 60))]
        inner = [i for i in range(1, 60) if heights[i] > heights[i - 1] and heights[i] > heights[i + 1]]
        if heights[0] < heights[1] or not inner:
            continue
        found += 1
        assert restricted(y, v, rma(y, v, method="REML").tau2) >= max(heights) - 1e-9, number
        if found == 20:
            return
    raise AssertionError("no likelihood with two summits was drawn")


def test_three_studies_of_which_two_are_trimmed_lie_round_the_third() -> None:
    """What is filled in mirrors the two, so that the mean is the study that was left."""
    rows = [
        item(name, effect_type="smd", estimate=y, se=se, **KIND)
        for name, y, se in (("a", -0.21, 0.2793), ("b", -0.21, 0.3987), ("c", -0.40, 0.1095))
    ]
    (pool,) = pools(rows, {})
    assert pool.pooled
    rows_of = {row.analysis: row for row in pool_analyses(pool, rows, Pooling())}
    filled = rows_of["trim and fill, L0"]
    assert (filled.k, filled.estimate) == (5, pytest.approx(-0.40)) and "2 studies" in filled.note
    assert "trim and fill, R0" in rows_of


def test_trimming_to_one_study_is_what_metafor_does() -> None:
    """metafor 3.8.1, trimfill(rma(yi, vi)) of .09, .39 and .46: k0 = 2, estimate .0900."""
    filled = trim_and_fill(rma(np.array([0.09, 0.39, 0.46]), np.array([0.17, 0.33, 0.43]) ** 2))
    assert (filled.k0, float(filled.fit.b[0])) == (2, pytest.approx(0.0900, abs=5e-5))


def test_weights_too_far_apart_to_be_told_from_one_another_are_no_pool() -> None:
    rows = [
        item(n, effect_type="smd", estimate=y, se=se, **KIND)
        for n, y, se in (("a", 1.0, 1e-160), ("b", 2.0, 1e150))
    ]
    (pool,) = pools(rows, {})
    assert not pool.pooled and "too far apart" in pool.reason


def test_a_study_that_outweighs_all_takes_no_digits_from_the_others() -> None:
    """Of two studies DerSimonian and Laird's tau² is half of what their distance has beyond their variances, and a typical variance is their mean."""
    y, v = np.array([0.37381, 1.28133]), np.array([1e-6, 0.6]) ** 2
    fit = rma(y, v, method="DL")
    expected = ((y[0] - y[1]) ** 2 - v.sum()) / 2
    assert fit.tau2 == pytest.approx(expected, rel=1e-12)
    assert pytest.approx(100 * expected / (expected + v.sum() / 2), rel=1e-12) == fit.I2


def test_an_estimate_whose_standard_error_is_its_last_digit_is_no_pool() -> None:
    """30 is written in steps of 3.6e-15, by which a distance of standard errors of 1e-12 would be off by a per cent."""
    for se, pooled in ((1e-12, False), (1e-9, True)):
        rows = [
            item(n, effect_type="smd", estimate=y, se=error, **KIND)
            for n, y, error in (("a", 30.0, se), ("b", 31.0, 2.0), ("c", 28.0, 1.0))
        ]
        (pool,) = pools(rows, {}, Pooling(method="DL"))
        assert pool.pooled == pooled and ("too far apart" in pool.reason) != pooled


def restricted(y, v, tau2: float) -> float:
    """The restricted log-likelihood of a mean, written out: Viechtbauer 2005, formula 17."""
    w = 1 / (v + tau2)
    mean = (w * y).sum() / w.sum()
    return float(-0.5 * np.log(v + tau2).sum() - 0.5 * np.log(w.sum()) - 0.5 * (w * (y - mean) ** 2).sum())


def test_tau_squared_by_reml_is_where_the_likelihood_is_highest() -> None:
    """Also where Fisher's scoring goes round and round."""
    for number in range(200):
        rng = random.Random(f"reml {number}")
        k = rng.randint(2, 20)
        v = np.array([10 ** rng.uniform(-4, 2) for _ in range(k)])
        y = np.array([rng.gauss(0, math.sqrt(own + rng.choice([0, 0.1, 3]))) for own in v])
        found = rma(y, v, method="REML").tau2
        top = restricted(y, v, found)
        near = [found * (1 + step) for step in (-0.01, -0.001, 0.001, 0.01)] + ([] if found else [1e-9, 1e-6])
        assert all(restricted(y, v, other) <= top + 1e-9 for other in near), number


def test_a_likelihood_that_scoring_does_not_climb_is_climbed_within_brackets() -> None:
    from evidence.meta.tau2 import _within_brackets

    for number in range(50):
        rng = random.Random(f"bracket {number}")
        k = rng.randint(3, 15)
        v = np.array([rng.uniform(0.01, 0.3) for _ in range(k)])
        y = np.array([rng.gauss(0, math.sqrt(own + 0.2)) for own in v])
        one = np.ones((k, 1))
        for method in ("REML", "ML"):
            scored = rma(y, v, method=method).tau2
            assert _within_brackets(y, v, one, method) == pytest.approx(scored, abs=1e-8), number


def test_looks_at_small_studies_have_the_level_of_the_pool() -> None:
    """A normal interval of 80 % is 1.2816 standard errors wide on either side, and the statistic is the estimate in standard errors."""
    y, v = likely(random.Random("level"))
    rows = {row[0]: row for row in small_studies(rma(y, v, level=0.8))}
    for name in (PET, PEESE):
        _, _, _, estimate, low, high, _, statistic, *_ = rows[name]
        assert (high - low) / 2 == pytest.approx(1.2815516 * estimate / statistic, rel=1e-6)
