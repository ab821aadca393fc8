"""The Bayesian model beside bayesmeta 3.4 (Röver 2020, Journal of Statistical Software 93(6)).

Numbers: `bayesmeta(y, sigma, tau.prior, interval.type = "central", delta = 1e-5, epsilon = 1e-9)$summary`. Tau is exact
in both; bayesmeta approximates the mean's distribution by a grid of that fineness, hence the wider tolerance there.
Data: dat.bcg (Colditz and others 1994) as log risk ratios; the eight schools of Rubin (1981).
"""

from __future__ import annotations

import math

import pytest

from evidence.meta.bayes import random_effects

from .test_published_numbers import BCG

LOG_RR = [math.log((a / (a + b)) / (c / (c + d))) for a, b, c, d in BCG]
VARIANCE = [1 / a - 1 / (a + b) + 1 / c - 1 / (c + d) for a, b, c, d in BCG]
SCHOOLS = [28.39, 7.94, -2.75, 6.82, -0.64, 0.63, 18.01, 12.16]
ERRORS = [14.9, 10.2, 16.3, 11.0, 9.4, 11.4, 10.4, 17.6]

# prior, scale, tau (median, 2.5 %, 97.5 %), mu (the same), mean of mu, new study (2.5 %, 97.5 %)
CASES = [
    ("bcg", "half-normal", 0.5, (0.553753797258, 0.345503819977, 0.901895085587),
     (-0.709150727148, -1.091197614986, -0.346999176410), -0.711859970913, (-1.958113168756, 0.517249922215)),
    ("bcg", "half-cauchy", 0.5, (0.563536553517, 0.345798996403, 0.973080872731),
     (-0.709841105970, -1.103657347857, -0.337972509013), -0.712820842533, (-2.003713099081, 0.559301313830)),
    ("schools", "half-normal", 10, (4.030934508747, 0.187203854894, 14.010850939453),
     (8.00773038121, -1.25565013696, 17.42032975042), 8.02610677718, (-7.63016810350, 24.02973133572)),
    ("schools", "half-cauchy", 5, (2.760235271888, 0.123511781216, 12.078086230885),
     (7.962826, -0.904541803479, 16.928051565266), 7.975115842007, (-5.06393556999, 21.26858043273)),
]  # fmt: skip


@pytest.mark.parametrize(("data", "prior", "scale", "tau", "mu", "mean", "new"), CASES)
def test_posteriors_as_in_bayesmeta(data, prior, scale, tau, mu, mean, new) -> None:
    y, v = (LOG_RR, VARIANCE) if data == "bcg" else (SCHOOLS, [e**2 for e in ERRORS])
    post = random_effects(y, v, prior, scale)
    assert (post.tau, post.tau_lb, post.tau_ub) == pytest.approx(tau, rel=1e-9)
    assert (post.mu, post.mu_lb, post.mu_ub) == pytest.approx(mu, rel=2e-5)
    assert post.mu_mean == pytest.approx(mean, rel=2e-6)
    assert (post.pi_lb, post.pi_ub) == pytest.approx(new, rel=1e-5)


def test_two_studies_and_a_heavy_tail() -> None:
    """Beside adaptive quadrature over tau without end: where the tail of the prior is all that bounds the interval."""
    from scipy.integrate import quad
    from scipy.stats import halfcauchy, norm

    def weight(tau: float) -> float:
        spread = 0.01 + tau**2
        return halfcauchy.pdf(tau, scale=0.5) * math.exp(-0.25 / spread) / math.sqrt(spread)

    post = random_effects([0.0, 1.0], [0.01, 0.01], "half-cauchy", 0.5)
    total = quad(weight, 0, math.inf, epsabs=1e-13, epsrel=1e-11, limit=500)[0]
    for at, share in ((post.mu_lb, 0.025), (post.mu_ub, 0.975)):
        below = quad(
            lambda tau, at=at: weight(tau) * norm.cdf((at - 0.5) / math.sqrt((0.01 + tau**2) / 2)),
            0, math.inf, epsabs=1e-13, epsrel=1e-11, limit=500,
        )[0]  # fmt: skip
        assert below / total == pytest.approx(share, abs=1e-8)
    turned = random_effects([0.0, -1.0], [0.01, 0.01], "half-cauchy", 0.5)
    assert turned.above_zero == pytest.approx(1 - post.above_zero, abs=1e-12)


@pytest.mark.parametrize(
    ("y", "v", "prior", "scale", "says"),
    [
        ([0.1, 0.2], [0.1, 0.1], "flat", 1, "unknown prior"),
        ([0.1, 0.2], [0.1, 0.1], "half-normal", 0, "must be positive"),
        ([0.1], [0.1], "half-normal", 1, "two effects"),
        ([0.1, 0.2], [0.1, -0.1], "half-normal", 1, "variances positive"),
        ([0.1, float("nan")], [0.1, 0.1], "half-normal", 1, "must be finite"),
    ],
)
def test_bad_input_is_refused(y, v, prior, scale, says) -> None:
    with pytest.raises(ValueError, match=says):
        random_effects(y, v, prior, scale)
