"""Effects that depend on each other, beside metafor 3.8.1 (`rma.mv`) and clubSandwich 0.5.8 (CR2, Satterthwaite, HTZ).

dependent/dependent.json: what R says of 56 schools in 11 districts (Konstantopoulos 2011; the data stand in
metafor/konstantopoulos2011.json) and of 41 made-up effects of 14 studies (`made_up`): V by `impute_covariance_matrix` with r of
0, .2, .5 and .8, random effects of studies and of effects in them, REML, then CR2. Optimised to a relative tolerance of 1e-12
and less; the two maximise one likelihood, so that figures agree to about the root of that.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from evidence.meta import rma
from evidence.meta.impossible import Impossible
from evidence.meta.multilevel import cr2, htz, three_level, weighted

HERE = Path(__file__).parent
GIVEN = json.loads((HERE / "dependent" / "dependent.json").read_text())
SCHOOLS = json.loads((HERE / "metafor" / "konstantopoulos2011.json").read_text())["data"]
MADE_UP, RESULTS = GIVEN["made_up"], GIVEN["results"]
KINDS = np.column_stack([[float(kind == code) for kind in MADE_UP["kind"]] for code in "bc"])
YEARS = np.array(MADE_UP["year"]) - 2010.0


def effects(data):
    return np.array(data["yi"]), np.array(data["vi"])


CASES = {
    "konstantopoulos_mean": (SCHOOLS, "district", "school", None),
    "konstantopoulos_egger": (SCHOOLS, "district", "school", np.sqrt(SCHOOLS["vi"])),
    "synthetic_mean": (MADE_UP, "study", "effect", None),
    "synthetic_kind": (MADE_UP, "study", "effect", KINDS),
    "synthetic_kind_year": (MADE_UP, "study", "effect", np.column_stack([KINDS, YEARS])),
    "synthetic_egger": (MADE_UP, "study", "effect", np.sqrt(MADE_UP["vi"])),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("rho", [0, 0.2, 0.5, 0.8])
def test_correlated_and_hierarchical_effects(name, rho):
    data, cluster, unit, moderators = CASES[name]
    theirs = next(row for row in RESULTS[name] if row["rho"] == rho)
    fit = three_level(*effects(data), data[cluster], data[unit], moderators, rho=rho)
    assert fit.log_likelihood == pytest.approx(theirs["loglik"], abs=1e-9)
    assert fit.sigma2 == pytest.approx(theirs["sigma2"], rel=1e-6)
    robust = cr2(fit)
    for ours, part in (
        *((fit.b, "b"), (fit.se, "se"), (robust.se, "cr2_se"), (robust.df, "cr2_df")),
        (robust.pval, "cr2_p"),
    ):
        assert ours == pytest.approx(np.atleast_1d(theirs[part]), rel=1e-6), part
    if "htz" in theirs:
        joint = htz(fit, range(1, len(fit.b)))
        ours = {"F": joint.stat, "df_num": joint.df_num, "df_denom": joint.df, "p": joint.pval}
        assert ours == pytest.approx(theirs["htz"], rel=1e-6)


@pytest.mark.parametrize("name", ["k", "s"])
def test_a_sandwich_round_weighted_least_squares(name):
    data, cluster = (SCHOOLS, "district") if name == "k" else (MADE_UP, "study")
    y, v = effects(data)
    fit = weighted(y, v, data[cluster], np.sqrt(v))
    robust, theirs = cr2(fit), RESULTS[f"sandwich_{name}"]
    for ours, part in ((fit.b, "b"), (robust.se, "cr2_se"), (robust.df, "cr2_df"), (robust.pval, "cr2_p")):
        assert ours == pytest.approx(theirs[part], rel=1e-10), part


@pytest.mark.parametrize("test", ["z", "knha", "adhoc"])
def test_tests_of_moderators(test):
    """One effect a study: codes of a facet (F or chi-squared of all at once), and the year."""
    first = sorted({study: row for row, study in reversed([*enumerate(MADE_UP["study"])])}.values())
    y, v = (part[first] for part in effects(MADE_UP))
    for name, moderators in (("kind", KINDS[first]), ("year", YEARS[first])):
        fit, theirs = rma(y, v, moderators, test=test), RESULTS[f"uni_{name}_{test}"]
        ours = {part: getattr(fit, part) for part in ("b", "se", "QM", "QMp", "tau2")}
        for part, value in ours.items():
            assert np.atleast_1d(value) == pytest.approx(np.atleast_1d(theirs[part]), rel=1e-6), part


def test_what_cannot_be_fitted_is_said():
    y, v = np.array([0.1, 0.2, 0.3, 0.1]), np.full(4, 0.1)
    cases = {
        "two clusters": lambda: three_level(y, v, [1] * 4, range(4)),
        "2 studies are too few for 2 coefficients": lambda: weighted(y, v, [1, 1, 2, 2], np.arange(4.0)),
        "repeat each other": lambda: three_level(y, v, range(4), range(4), np.ones(4)),
    }
    for words, call in cases.items():
        with pytest.raises(Impossible, match=words):
            call()
    with pytest.raises(ValueError, match="from 0 up to 1"):
        three_level(y, v, range(4), range(4), rho=1.0)
