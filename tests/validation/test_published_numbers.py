"""Our numbers against those that other software has published. Each test names its source."""

from __future__ import annotations

import math

import pytest

from evidence.meta import rma
from evidence.synthesise.claim_rules.trend import cochran_armitage
from evidence.synthesise.pool import pools
from evidence.synthesise.ruling import interval_of
from evidence.synthesise.settings import Pooling

from ..unit.builders import item

# Colditz and others (1994), the data set dat.bcg of the R package metadat: cases and non-cases among
# the vaccinated, then among the others.
BCG = (
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232),
    (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
)  # fmt: skip
DL = {
    "estimate": -0.714117222073227,
    "ci_lb": -1.06444528008405,
    "ci_ub": -0.363789164062403,
    "tau2": 0.308760262862376,
    "I2": 92.1173468545621,
}


def test_random_effects_as_in_metafor() -> None:
    """metafor 3.8.1, rma(yi, vi, method = "DL") on dat.bcg: log risk ratio, tau2, I2."""
    rows = []
    for n, (a, b, c, d) in enumerate(BCG):
        estimate = math.log((a / (a + b)) / (c / (c + d)))
        se = math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
        rows.append(
            item(
                f"t{n}",
                role="trial",
                outcome="tb",
                effect_type="log_risk_ratio",
                measure="m",
                poolable="yes",
                estimate=estimate,
                se=se,
            )
        )
    (pool,) = pools(rows, {}, Pooling(method="DL", test="z"))
    assert pool.estimate == pytest.approx(DL["estimate"], rel=1e-8)
    assert pool.ci_low == pytest.approx(DL["ci_lb"], rel=1e-7)
    assert pool.ci_high == pytest.approx(DL["ci_ub"], rel=1e-7)
    assert pool.tau2 == pytest.approx(DL["tau2"], rel=1e-8)
    assert 100 * pool.i2 == pytest.approx(DL["I2"], rel=1e-6)


def test_exact_interval_as_in_r() -> None:
    """R's help page of binom.test (Conover 1971): 682 of 925 gives 0.7076683 to 0.7654066."""
    low, high = interval_of(682, 925, 0.95)
    assert (low, high) == (pytest.approx(0.7076683, abs=5e-8), pytest.approx(0.7654066, abs=5e-8))


def test_trend_as_in_r() -> None:
    """R's help page of prop.trend.test: smokers 83, 90, 129, 70 of 86, 93, 136, 82: X-squared = 8.2249."""
    z = cochran_armitage([83, 90, 129, 70], [86, 93, 136, 82])
    assert z**2 == pytest.approx(8.2249, abs=5e-5) and z < 0


@pytest.mark.parametrize(
    ("y", "v", "numbers"),
    [
        (
            [math.log((a / (a + b)) / (c / (c + d))) for a, b, c, d in BCG],
            [1 / a - 1 / (a + b) + 1 / c - 1 / (c + d) for a, b, c, d in BCG],
            (-0.714532348365101, 0.1807917455191, -1.10844372300005, -0.320620973730153, 0.00192001508513394),
        ),
        (
            [0.1, 0.12, 0.11, 0.09],
            [0.04, 0.05, 0.02, 0.03],
            (0.104415584415584, 0.0882734829504749, -0.176510035254679, 0.385341204085848, 0.322066289085752),
        ),
    ],
)
def test_knapp_hartung_never_narrower_as_in_metafor(y, v, numbers) -> None:
    """metafor 3.8.1, rma(yi, vi, method = "REML", test = "adhoc"): estimate, se, interval, p."""
    fit = rma(y, v, test="adhoc")
    found = (fit.b[0], fit.se[0], fit.ci_lb[0], fit.ci_ub[0], fit.pval[0])
    assert found == pytest.approx(numbers, rel=1e-6)
