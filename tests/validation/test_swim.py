"""Vote counting by direction, combination of p-values and rarefaction beside published rules and other software."""

from __future__ import annotations

import math

import pytest

from evidence.item_words import Direction
from evidence.synthesise.direction import study_direction
from evidence.synthesise.framework import _missed
from evidence.synthesise.p_values import combine
from evidence.synthesise.ruling import interval_of
from evidence.synthesise.swim import sign_test


@pytest.mark.parametrize(
    ("positive", "negative", "none", "direction"),
    [
        (7, 3, 0, Direction.POSITIVE),
        (3, 7, 0, Direction.NEGATIVE),
        (6, 4, 0, Direction.MIXED),
        (2, 1, 0, Direction.MIXED),
        (3, 1, 0, Direction.POSITIVE),
        (1, 0, 0, Direction.POSITIVE),
        (1, 1, 1, Direction.MIXED),
    ],
)
def test_seventy_per_cent_of_outcomes(positive, negative, none, direction) -> None:
    """Boon and Thomson (2021), Research Synthesis Methods 12, 29-33, footnote of the plot: an arrow where at least 70 %
    of a study's outcomes share a direction, a sideways arrow below that."""
    given = ["positive"] * positive + ["negative"] * negative + ["none"] * none
    assert study_direction(given) == direction


@pytest.mark.parametrize(
    ("positive", "n", "p", "low", "high"),
    [
        (11, 12, 0.00634765625, 0.615203835, 0.997892407),
        (10, 12, 0.03857421875, 0.515862251, 0.979137475),
        (8, 10, 0.109375, 0.443904538, 0.974789274),
        (3, 3, 0.25, 0.292401774, 1.0),
    ],
)
def test_sign_test_as_in_r(positive, n, p, low, high) -> None:
    """R 4.2, binom.test(x, n, 0.5): the sign test and interval that SWiM item 3 and the Cochrane Handbook 12.2.1.3 ask for."""
    assert sign_test(positive, n) == pytest.approx(p, rel=1e-12)
    assert interval_of(positive, n, 0.95) == (pytest.approx(low, abs=2e-9), pytest.approx(high, abs=2e-9))


@pytest.mark.parametrize(("printed", "counts"), [(0.0039, {(9, 9), (0, 9)}), (0.2188, {(5, 6), (1, 6)})])
def test_sign_tests_as_boon_and_thomson_printed(printed, counts) -> None:
    """Boon and Thomson (2019), Effect direction in synthesis without meta-analysis, Cochrane Colloquium: a review of
    housing improvement, ten studies; P = 0.0039 for housing condition, 0.2188 for general and for respiratory health.
    Only these counts of up to ten studies with a clear direction print so."""
    found = {
        (x, n) for n in range(1, 11) for x in range(n + 1) if f"{sign_test(x, n):.4f}" == f"{printed:.4f}"
    }
    assert found == counts


def test_fisher_and_stouffer_by_their_formulas() -> None:
    """Fisher (1932): -2 sum ln p on 2k degrees of freedom; Stouffer (1949): sum z / sqrt(k); weights as in the Cochrane
    Handbook 12.2.1.2. Two-sided p of 0.04, 0.30 and 0.10, the last of them against."""
    from scipy.stats import chi2, norm

    p, directions = [0.04, 0.30, 0.10], ["positive", "positive", "negative"]
    one = [0.02, 0.15, 0.95]
    statistic = -2 * sum(map(math.log, one))
    assert combine(p, directions) == (pytest.approx(statistic), pytest.approx(chi2.sf(statistic, 6)))
    z = [norm.isf(x) for x in one]
    assert combine(p, directions, "stouffer")[1] == pytest.approx(norm.sf(sum(z) / math.sqrt(3)))
    w = [math.sqrt(n) for n in (100, 400, 25)]
    weighted = sum(a * b for a, b in zip(w, z, strict=True)) / math.sqrt(sum(a * a for a in w))
    assert combine(p, directions, "stouffer", [100, 400, 25])[1] == pytest.approx(norm.sf(weighted))


def test_fisher_and_stouffer_as_becker_printed() -> None:
    """Becker (1994), in The Handbook of Research Synthesis, 215-230, data and results as in R's metap (`beckerp`; help of
    sumlog and sumz): chi-squared 18.533 on 10 degrees of freedom; z 1.53, not significant. One-sided p there."""
    becker = [0.016, 0.067, 0.250, 0.405, 0.871]
    p = [2 * min(one, 1 - one) for one in becker]
    directions = ["positive" if one < 0.5 else "negative" for one in becker]
    assert combine(p, directions)[0] == pytest.approx(18.533, abs=5e-4)
    z, found = combine(p, directions, "stouffer")
    assert z == pytest.approx(1.53, abs=5e-3) and found > 0.05


def test_rarefaction_by_its_formula() -> None:
    """Hurlbert (1971), Ecology 52, 577-586: the chance of missing a kind is C(n - k, m) / C(n, m)."""
    for n, k, m in ((10, 3, 4), (36, 11, 20), (5, 5, 1), (7, 1, 6)):
        assert _missed(n, k, m) == pytest.approx(math.comb(n - k, m) / math.comb(n, m), rel=1e-12, abs=1e-15)
