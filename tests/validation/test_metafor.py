"""Every number of the meta-analysis models beside metafor (Viechtbauer 2010), version 3.8.1, on data sets of metadat 1.2.0.

tests/validation/metafor/NAME.json holds the data (`data`) and what metafor printed for them. Closed forms agree to 1e-8,
what is found by iteration to 1e-6. metafor solves for PM, for the bounds of tau² and within trim and fill with a
tolerance of about 1e-4; `METAFOR` does so too, and that the exact solution is nearer to the truth is tested here as well.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from evidence.meta import EXACT, METAFOR, rma
from evidence.meta.heterogeneity import q_profile
from evidence.meta.influence import leave_one_out
from evidence.meta.multilevel import cr2, three_level
from evidence.meta.small_studies import egger_lm, egger_rma, pet, rank_test, trim_and_fill
from evidence.meta.tau2 import Weighted

SETS = {
    path.stem: json.loads(path.read_text())
    for path in sorted((Path(__file__).parent / "metafor").glob("*.json"))
}
ITERATED = ("ML", "REML", "EB", "PM")


def effects(name):
    data = SETS[name]["data"]
    return np.array(data["yi"]), np.array(data["vi"])


def same(ours, theirs, rel):
    printed = {name: value for name, value in theirs.items() if value is not None}
    assert printed, "nothing to compare with"
    for name, value in printed.items():
        assert np.atleast_1d(ours[name]) == pytest.approx(np.atleast_1d(value), rel=rel, abs=1e-10), name


def test_there_are_six_data_sets():
    assert len(SETS) == 6


@pytest.mark.parametrize("name", SETS)
def test_estimators_tests_and_intervals(name):
    y, v = effects(name)
    assert len(SETS[name]["fits"]) == 18
    for row in SETS[name]["fits"]:
        method, test = row["method"], row["test"]
        fit = rma(y, v, method=method, test=test, precision=METAFOR if method == "PM" else EXACT)
        ours = {
            "estimate": fit.b[0],
            **{part: getattr(fit, part)[0] for part in ("se", "stat", "pval", "ci_lb", "ci_ub")},
            **{
                part: getattr(fit, part)
                for part in ("tau2", "se_tau2", "QE", "QEp", "I2", "H2", "pi_lb", "pi_ub")
            },
        }
        theirs = {part: value for part, value in row.items() if part in ours}
        same(ours, theirs, 1e-6 if method in ITERATED else 1e-8)


@pytest.mark.parametrize("name", SETS)
def test_the_exact_solution_solves_the_equation_and_the_coarse_one_does_not(name):
    y, v = effects(name)
    exact, coarse = (rma(y, v, method="PM", precision=how) for how in (EXACT, METAFOR))

    def off(fit):
        return abs(Weighted(y, v, fit.X, fit.tau2).q - (fit.k - 1))

    assert off(exact) < 1e-8 < off(coarse)
    assert exact.tau2 == pytest.approx(rma(y, v, method="EB").tau2, rel=1e-12)


@pytest.mark.parametrize("name", SETS)
def test_bounds_of_heterogeneity(name):
    y, v = effects(name)
    found = q_profile(rma(y, v, precision=METAFOR))
    same({part: getattr(found, part) for part in found.__slots__}, SETS[name]["qprofile"], 1e-6)
    exact = q_profile(rma(y, v))
    q, wanted = Weighted(y, v, np.ones((len(y), 1)), exact.tau2_lb).q, stats.chi2.ppf(0.975, len(y) - 1)
    assert q == pytest.approx(wanted, rel=1e-9) if exact.tau2_lb > 0 else q <= wanted


@pytest.mark.parametrize("name", SETS)
def test_what_each_study_does(name):
    found = leave_one_out(rma(*effects(name)))
    both = SETS[name]["leave1out"] | SETS[name]["influence"]
    same({part: getattr(found, part) for part in both}, both, 1e-6)


SCALED = {
    "knha": {
        "rstudent": [-0.213597850408, -1.28682963692, -0.74276411917, -1.40877985273, 0.847010552035, -0.118299217613, -1.30136212465, 1.43085096567, 0.407103656994, -1.11311006905, 0.670169630646, 1.31286474441, 1.18787285532],
        "dffits": [-0.039859473556, -0.342268313288, -0.157821189645, -0.504849103916, 0.270521641234, -0.0190546257971, -0.33554772079, 0.471128396696, 0.141371539173, -0.344171530833, 0.231881814996, 0.257129182481, 0.354851926166],
        "cooks": [0.00169741156091, 0.111987604254, 0.0256907964842, 0.226924209634, 0.0753818927999, 0.000408888111049, 0.107529762126, 0.196957881931, 0.0217532720529, 0.115713744582, 0.057430911194, 0.0627264904665, 0.121444230873],
    },
    "adhoc": {
        "rstudent": [-0.213597850408, -1.28682963692, -0.74276411917, -1.40877985273, 0.847010552035, -0.117999490556, -1.30136212465, 1.43085096567, 0.407103656994, -1.11311006905, 0.669079176797, 1.28984096809, 1.18787285532],
        "dffits": [-0.039859473556, -0.342268313288, -0.157821189645, -0.504849103916, 0.270521641234, -0.0190063483273, -0.33554772079, 0.471128396696, 0.141371539173, -0.344171530833, 0.231504512883, 0.252619894829, 0.354851926166],
        "cooks": [0.00169741156091, 0.111987604254, 0.0256907964842, 0.226924209634, 0.0753818927999, 0.000408888111049, 0.107529762126, 0.196957881931, 0.0217532720529, 0.115713744582, 0.057430911194, 0.0627264904665, 0.121444230873],
    },
}  # fmt: skip
"""influence(rma(yi, vi, test = ...)) of the trials of BCG by metafor 3.8.1."""


@pytest.mark.parametrize("test", SCALED)
def test_what_each_study_does_is_on_the_scale_of_the_test(test):
    """Knapp and Hartung's factor multiplies all variances, those of the study left out too."""
    found = leave_one_out(rma(*effects("bcg"), test=test))
    same({part: getattr(found, part) for part in SCALED[test]}, SCALED[test], 1e-6)


@pytest.mark.parametrize("name", SETS)
def test_small_study_effects(name):
    y, v = effects(name)
    given = SETS[name]
    lm, mixed, (tau, p), slope = egger_lm(y, v), egger_rma(y, v), rank_test(y, v), pet(y, v)
    same({"stat": lm.stat, "df": lm.df, "pval": lm.pval}, given["egger_lm"], 1e-8)
    same({"stat": mixed.stat, "pval": mixed.pval}, given["egger_rma"], 1e-6)
    same({"tau": tau, "pval": p}, given["ranktest"], 1e-8)
    same({"b": slope.b, "se": slope.se}, given["pet_fe"], 1e-8)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("estimator", ["L0", "R0"])
def test_trim_and_fill(name, estimator):
    y, v = effects(name)
    given = SETS[name][f"trimfill_{estimator}"]
    # metafor gives the model as it was where nothing is filled in, and fits coarsely where something is.
    found = trim_and_fill(rma(y, v, precision=METAFOR if given["k0"] else EXACT), estimator)
    assert (found.k0, found.side) == (given["k0"], given["side"])
    fit = found.fit
    ours = {"estimate": fit.b[0], "ci_lb": fit.ci_lb[0], "ci_ub": fit.ci_ub[0], "tau2": fit.tau2}
    same(ours, {part: given[part] for part in ours}, 1e-5)


@pytest.mark.parametrize("estimator", ["L0", "R0"])
def test_nothing_is_filled_in_where_studies_lie_alike_on_both_sides(estimator):
    """metafor 3.8.1: k0 = 0, .40; by what is lost in the last digit of .4 - .3 and .5 - .4 a study would be missing."""
    found = trim_and_fill(
        rma(np.array([0.3, 0.4, 0.5]), np.array([0.2, 0.1, 0.2]) ** 2, test="knha"), estimator
    )
    assert (found.k0, float(found.fit.b[0])) == (0, pytest.approx(0.4))


@pytest.mark.parametrize("name", SETS)
def test_moderators(name):
    data = SETS[name]["data"]
    for row in SETS[name]["metareg"]:
        there = np.array([value is not None for value in data[row["mod"]]])
        y, v = (part[there] for part in effects(name))
        moderator = np.array([value for value in data[row["mod"]] if value is not None])
        fit, plain = rma(y, v, moderator, test=row["test"]), rma(y, v)
        r2 = max(0.0, 100 * (plain.tau2 - fit.tau2) / plain.tau2) if plain.tau2 > 0 else 0.0
        ours = {part: getattr(fit, part) for part in ("b", "se", "pval", "tau2", "QM", "QMp", "QE")} | {
            "R2": r2
        }
        same(ours, {part: row[part] for part in ours if part in row}, 1e-6)


def test_bad_input_is_refused_in_words():
    y, v = np.array([0.1, 0.2, 0.3]), np.array([0.1, 0.1, 0.1])
    cases = {
        "variances must be positive": lambda: rma(y, np.array([0.1, -0.1, 0.1])),
        "variances must be positive and finite": lambda: rma(y, np.array([0.1, np.inf, 0.1])),
        "finite numbers": lambda: rma(np.array([0.1, np.nan, 0.3]), v),
        "unknown method": lambda: rma(y, v, method="XX"),
        "unknown test": lambda: rma(y, v, test="t"),
        "too few for 1": lambda: rma(y[:1], v[:1]),
        "repeat each other": lambda: rma(y, v, np.ones(3), "EE"),
        "3 effects, but 2": lambda: rma(y, v[:2]),
        "allowed: L0, R0": lambda: trim_and_fill(rma(y, v), "Q0"),
        "without moderators": lambda: trim_and_fill(rma(y, v, np.arange(3.0), "EE")),
    }
    for words, call in cases.items():
        with pytest.raises(ValueError, match=words):
            call()


def test_studies_that_agree_are_no_surer_than_their_own_errors():
    """Two effects .02 apart with standard errors .1: the error of their mean is .1 / sqrt(2), and never less (`adhoc`).

    Without that bound (`knha`) it is half their distance over sqrt(2) times sqrt(2): .01 (Hartung and Knapp 2001).
    """
    y, v = np.array([0.30, 0.32]), np.array([0.01, 0.01])
    errors = {test: float(rma(y, v, test=test).se[0]) for test in ("z", "adhoc", "knha")}
    assert errors == pytest.approx({"z": 0.0707107, "adhoc": 0.0707107, "knha": 0.01}, rel=1e-5)
    apart = rma(np.array([0.0, 1.0]), v, test="adhoc", method="EE")
    assert float(apart.se[0]) == pytest.approx(0.5, rel=1e-9)  # and where they differ, their distance speaks


def test_no_variation_gives_no_heterogeneity():
    for method in ("DL", "HE", "HS", "SJ", "ML", "REML", "EB", "PM"):
        fit = rma(np.full(5, 0.3), np.full(5, 0.1), method=method)
        assert fit.tau2 == 0 and fit.b[0] == pytest.approx(0.3) and fit.I2 == 0


def test_three_levels_and_robust_variances():
    """metafor's rma.mv and clubSandwich 0.5.8 on the schools of Konstantopoulos (2011)."""
    given = SETS["konstantopoulos2011"]
    data = given["data"]
    fit = three_level(*effects("konstantopoulos2011"), data["district"], data["school"])
    expected = given["threelevel"]
    ours = {"estimate": fit.b[0], "se": fit.se[0], "ci_lb": fit.ci_lb[0], "ci_ub": fit.ci_ub[0]}
    same(ours | {"logLik": fit.log_likelihood}, {k: expected[k] for k in (*ours, "logLik")}, 1e-6)
    assert fit.sigma2 == pytest.approx(expected["sigma2"], rel=1e-5)
    robust = cr2(fit)
    same(
        {"se": robust.se[0], "df": robust.df[0], "pval": robust.pval[0]},
        {part: given["cr2"][part] for part in ("se", "df", "pval")},
        1e-6,
    )
    with pytest.raises(ValueError, match="two clusters"):
        three_level(np.array([0.1, 0.2]), np.array([0.1, 0.1]), [1, 1], [1, 2])


def test_the_rank_test_is_exact_beyond_fifty_effects_too():
    """metafor 3.8-1: ranktest(sin(i) + i / 100, 0.1 + (i * 0.37) %% 1) for i of 1 to 60."""
    i = np.arange(1, 61)
    found = rank_test(np.sin(i) + i / 100, 0.1 + (i * 0.37) % 1)
    assert found == (pytest.approx(0.032768361581921, rel=1e-12), pytest.approx(0.717368485675993, rel=1e-10))
