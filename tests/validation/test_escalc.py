"""Effect sizes against metafor::escalc and against published examples."""

import json
import math
from pathlib import Path

import pytest

from evidence.extract.effect_sizes import (
    convert,
    correlation,
    means,
    precision,
    proportions,
    rates,
    two_by_two,
)

CASES = json.loads((Path(__file__).parent / "escalc" / "escalc.json").read_text(encoding="utf-8"))
FORMULAS = {
    "OR": two_by_two.log_odds_ratio,
    "RR": two_by_two.log_risk_ratio,
    "RD": two_by_two.risk_difference,
    "PHI": two_by_two.phi,
    "YUQ": two_by_two.yule_q,
    "YUY": two_by_two.yule_y,
    "MD": means.mean_difference,
    "SMD": means.hedges_g,
    "ROM": means.log_ratio_of_means,
    "MC": means.change,
    "SMCC": means.standardised_change,
    "COR": correlation.correlation,
    "ZCOR": correlation.fisher_z,
    "IRR": rates.log_rate_ratio,
    "IRD": rates.rate_difference,
    "PR": proportions.proportion,
    "PLO": proportions.logit,
    "PFT": proportions.double_arcsine,
}


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['measure']}-{c['args'][0]}")
def test_agrees_with_metafor(case) -> None:
    found = FORMULAS[case["measure"]](*case["args"])
    assert found.estimate == pytest.approx(case["yi"], rel=1e-8, abs=1e-12)
    assert found.variance == pytest.approx(case["vi"], rel=1e-8)


def test_every_formula_is_compared() -> None:
    assert {case["measure"] for case in CASES} == set(FORMULAS)


def test_borenstein_2009_means() -> None:
    """Introduction to Meta-Analysis, chapter 4: 103 (5.5) and 100 (4.5), 50 people an arm."""
    raw = means.mean_difference(103, 5.5, 50, 100, 4.5, 50)
    assert raw.estimate == 3 and raw.se == pytest.approx(1.0050, abs=5e-5)
    g = means.hedges_g(103, 5.5, 50, 100, 4.5, 50)
    assert g.estimate == pytest.approx(0.5924, abs=5e-5)


def test_borenstein_2009_events_and_correlation() -> None:
    """Chapter 5: 5/100 against 10/100; chapter 6: r = 0.50, n = 100."""
    ratio = two_by_two.log_risk_ratio(5, 100, 10, 100)
    assert (ratio.estimate, ratio.variance) == pytest.approx((-0.6931, 0.2800), abs=5e-5)
    odds = two_by_two.log_odds_ratio(5, 100, 10, 100)
    assert (odds.estimate, odds.variance) == pytest.approx((-0.7472, 0.3216), abs=5e-5)
    z = correlation.fisher_z(0.5, 100)
    assert (z.estimate, z.se) == pytest.approx((0.5493, 0.1015), abs=5e-5)


def test_borenstein_2009_conversions() -> None:
    """Chapter 7: log odds ratio 0.9069 (0.0676) is d 0.5000 (0.0205); r 0.50 (0.0058) is d 1.1547 (0.0550)."""
    d = convert.d_from_log_odds(0.9069, 0.0676)
    assert (d.estimate, d.variance) == pytest.approx((0.5, 0.0205), abs=5e-5)
    d = convert.d_from_r(0.5, 0.0058)
    assert (d.estimate, d.variance) == pytest.approx((1.1547, 0.0550), abs=5e-5)


def test_cochrane_handbook_interval_of_a_ratio() -> None:
    """Handbook 6.3.2: a ratio's standard error is (log upper - log lower) / 3.92."""
    assert precision.se_from_ci(0.48, 0.82, log=True) == pytest.approx(
        (math.log(0.82) - math.log(0.48)) / 3.92, rel=1e-4
    )
