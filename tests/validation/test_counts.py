"""Common effects from counts: metafor's on the thirteen trials of BCG, the five of the rare-event case, and statsmodels' on random tables."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import StratifiedTable

from evidence.meta.counts import mantel_haenszel, peto
from evidence.meta.impossible import Impossible
from tests.depth import examples

# Events and people, vaccinated and not (Colditz and others 1994).
BCG = np.array(
    [(4, 123, 11, 139), (6, 306, 29, 303), (3, 231, 11, 220), (62, 13598, 248, 12867), (33, 5069, 47, 5808), (180, 1541, 372, 1451),
     (8, 2545, 10, 629), (505, 88391, 499, 88391), (29, 7499, 45, 7277), (17, 1716, 65, 1665), (186, 50634, 141, 27338), (5, 2498, 3, 2341),
     (27, 16913, 29, 17854)], float,
)  # fmt: skip
RARE = np.array(
    [(0, 200, 3, 200), (1, 150, 2, 160), (0, 300, 1, 290), (1, 500, 4, 480), (0, 120, 2, 130)], float
)


def bounds(found, scale=lambda x: x) -> tuple[float, float, float]:
    reach = 1.959964 * found.se
    return tuple(scale(found.estimate + step) for step in (0, -reach, reach))


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("log_risk_ratio", (-0.4537, -0.5308, -0.3766)),
        ("log_odds_ratio", (-0.4734, -0.5538, -0.3930)),
        ("risk_difference", (-0.0033, -0.0039, -0.0027)),
    ],
)
def test_mantel_and_haenszel_of_thirteen_trials(kind, wanted) -> None:
    """metafor, rma.mh of dat.bcg; Stata's metan gives the same."""
    assert bounds(mantel_haenszel(kind, BCG)) == pytest.approx(wanted, abs=5e-5)


def test_peto_of_thirteen_trials() -> None:
    """metafor, rma.peto of dat.bcg: 0.6222 (0.5746 to 0.6738)."""
    assert bounds(peto(BCG), math.exp) == pytest.approx((0.6222, 0.5746, 0.6738), abs=5e-5)


def test_five_trials_of_rare_events() -> None:
    """metafor 3.8.1: 0.167 (0.037 to 0.75) and 0.24 (0.084 to 0.69)."""
    assert bounds(mantel_haenszel("log_odds_ratio", RARE), math.exp) == pytest.approx(
        (0.167, 0.037, 0.75), abs=5e-3
    )
    assert bounds(peto(RARE), math.exp) == pytest.approx((0.24, 0.084, 0.69), abs=5e-3)


ARM = st.integers(2, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@examples(60)
@given(st.lists(st.tuples(ARM, ARM), min_size=2, max_size=12))
def test_odds_and_risk_ratios_are_those_of_statsmodels(arms) -> None:
    tables = np.array([(a, n, c, m) for (a, n), (c, m) in arms], float)
    a, n, c, m = tables.T
    try:
        ours = mantel_haenszel("log_odds_ratio", tables)
    except Impossible:
        assert min((a * (m - c)).sum(), (c * (n - a)).sum()) == 0
        return
    theirs = StratifiedTable([np.array([[a, n - a], [c, m - c]]) for a, n, c, m in tables])
    assert ours.estimate == pytest.approx(theirs.logodds_pooled, abs=1e-9)
    assert ours.se == pytest.approx(theirs.logodds_pooled_se, abs=1e-9)
    assert mantel_haenszel("log_risk_ratio", tables).estimate == pytest.approx(
        math.log(theirs.riskratio_pooled), abs=1e-9
    )


def test_no_events_anywhere_are_no_ratio() -> None:
    none = np.array([(0, 10, 0, 12), (0, 9, 0, 8)], float)
    for way in (peto, lambda t: mantel_haenszel("log_odds_ratio", t), lambda t: mantel_haenszel("log_risk_ratio", t), lambda t: mantel_haenszel("risk_difference", t)):  # fmt: skip
        with pytest.raises(Impossible):
            way(none)
