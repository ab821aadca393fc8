"""The claims and the pool of eleven trials, worked out again from literature/ and config/ without any code of the package.

Only tables are read, with pandas; the package is asked for nothing but what the built book says (`evidence.open`). So a
fault of the way from tables to verdicts is seen here, whatever its own tests think of it.
"""

from __future__ import annotations

from collections import Counter
from math import comb

import numpy as np
import pytest
from scipy.stats import t as student

import evidence

from ..workflow.conftest import built  # noqa: F401 - a fixture is used by its name
from .by_hand import CLAIMS, ITEMS, NEAREST, bodies, by_study, has, sides, table, votes

# What config/propositions.yaml says of passages and numbers of studies that nobody has read: who bears on the claim, and
# (where, side, how directly). A passage sees one arm; to a claim that something is so (P9) it speaks directly.
VOICE, RESULTS = (
    has("outcome", "user_voice"),
    has("outcome", "equity_access", "user_outcomes"),
)
PASSAGE, NUMBER = ITEMS.kind == "extract", ITEMS.kind == "effect"
BY_RESULT = has("partnership_form", "pbr_sib")
CONTRACT = NUMBER & BY_RESULT & (ITEMS.evidence_role == "contract_model")
UP, DOWN, MIXED, NONE = (ITEMS.direction == word for word in ("positive", "negative", "mixed", "none"))
_PARTNERS = ("public-nonprofit partnership vs less", "public-nonprofit vs public-public collaboration")
_MORE = "more government and nonprofit providers together vs not"
_PROFIT = "for-profit vs non-profit provider"
CLAUSES = {
    "P9": (
        VOICE,
        [
            (PASSAGE & VOICE & DOWN, "for", "direct"),
            (PASSAGE & VOICE & UP, "against", "direct"),
            (PASSAGE & VOICE & MIXED, "qualifies", "direct"),
        ],
    ),
    "P14": (
        CONTRACT,
        [
            (PASSAGE & BY_RESULT & RESULTS & DOWN, "for", "one_arm"),
            (PASSAGE & BY_RESULT & RESULTS & UP, "against", "one_arm"),
            (CONTRACT & has("outcome", "equity_access") & DOWN, "for", "direct"),
            (CONTRACT & has("outcome", "user_outcomes") & UP, "against", "related"),
            (PASSAGE & BY_RESULT & RESULTS & MIXED, "qualifies", "one_arm"),
            (CONTRACT & has("outcome", "user_outcomes") & MIXED, "qualifies", "related"),
            (CONTRACT & has("outcome", "equity_access") & MIXED, "qualifies", "direct"),
        ],
    ),
    "P16": (
        NUMBER & (ITEMS.evidence_role == "provider_sector_comparison") & RESULTS
        | NUMBER & ITEMS.comparison.isin([*_PARTNERS, _MORE]),
        [
            (ITEMS.comparison.isin(_PARTNERS) & DOWN, "against", "direct"),
            (ITEMS.comparison.isin([*_PARTNERS, _PROFIT]) & NONE, "qualifies", "direct"),
            (ITEMS.comparison.isin(["not-for-profit vs for-profit provider", _MORE]) & UP, "for", "direct"),
            ((ITEMS.comparison == _PROFIT) & UP, "against", "direct"),
        ],
    ),
}


def lower_bound(k: int, n: int) -> float:
    """The exact lower bound (Clopper and Pearson) of k of n at 95 per cent, by bisection of the sum of binomials."""
    low, high = 0.0, 1.0
    for _ in range(60):
        p = (low + high) / 2
        above = sum(comb(n, j) * p**j * (1 - p) ** (n - j) for j in range(k, n + 1))
        low, high = (p, high) if above < 0.025 else (low, p)
    return low if k else 0.0


def words(said: Counter[str]) -> tuple[str, str]:
    """How far votes agree, and how much was tested, as docs/method.md says."""
    n = said["for"] + said["against"]
    lean = "divided" if n else "qualified"
    for side in ("for", "against"):
        if n and 3 * said[side] >= 2 * n:
            lean = f"{'agreement' if lower_bound(said[side], n) > 0.5 else 'leans'}_{side}"
    total = said.total()
    return lean, next(
        word for least, word in ((10, "many"), (5, "several"), (2, "few"), (1, "one")) if total >= least
    )


@pytest.fixture(scope="module")
def book(built):  # noqa: F811
    return evidence.open(built.folder)


# Counted by eye in sides.csv and duplicates.csv, before there was any code of this file: direct bodies for, against and
# qualifying. The third that qualifies P9 is a passage (SCOT-02) of a study that nobody read for it.
PENCIL = {"P16": (4, 5, 5), "P9": (3, 0, 3), "P14": (3, 0, 2)}


@pytest.mark.parametrize("claim", PENCIL)
def test_a_claim_by_hand(claim: str, book) -> None:
    rows = by_study(claim, *CLAUSES[claim])
    assert rows.equals(sides(claim)), "the clauses as they were typed here, and as config/ has them"
    said = votes(rows)
    assert (said["for"], said["against"], said["qualifies"]) == PENCIL[claim]
    (found,) = book["findings"].query("proposition == @claim").itertuples()
    assert (found.direct_for, found.direct_against, found.direct_qualifies) == PENCIL[claim]
    assert (found.verdict, found.amount) == words(said) and found.tested == said.total()
    tally = Counter(rows[rows.counted].side)
    assert (found.n_for, found.n_against, found.n_qualifies, found.n_silent, found.n_not_read) == tuple(
        tally[word] for word in ("for", "against", "qualifies", "silent", "not_read")
    )
    assert found.n_shown_only == (~rows.counted).sum()


def test_every_claim_by_hand(book) -> None:
    """Sides and bodies of all claims; the clauses and scopes are read in config/propositions.yaml by the test itself."""
    found = book["findings"].set_index("proposition")
    assert list(found.index) == [claim["id"] for claim in CLAIMS["propositions"]]
    for claim, own in found.iterrows():
        rows = sides(claim)
        said = Counter(rows[rows.counted].side)
        names = ("for", "against", "qualifies", "silent", "not_read")
        assert [own[f"n_{name}"] for name in names] == [said[name] for name in names], claim
        assert own.n_shown_only == (~rows.counted).sum()
        how, direct = Counter(near for _, near in bodies(rows)), votes(rows)
        assert [own[f"direct_{name}"] for name in names[:3]] == [direct[name] for name in names[:3]], claim
        assert [own[name] for name in ("related", "one_arm", "proxy", "unstated")] == [
            how[near] for near in NEAREST[1:]
        ], claim


def trials() -> tuple[np.ndarray, np.ndarray]:
    """Log risk ratios and standard errors of the rows of the second reading that may be pooled."""
    rows = table("effects/effects.csv").query("poolable == 'yes' and effect_id.str.startswith('N')")
    assert len(rows) == rows[["record", "study"]].drop_duplicates().shape[0] == 11
    assert set(rows.effect_type) == {"risk_ratio"}
    return np.log(rows.estimate.astype(float).to_numpy()), rows.se.astype(float).to_numpy()


def weighed(y: np.ndarray, v: np.ndarray) -> tuple[float, float]:
    """The mean by inverse variances, and Knapp and Hartung's squared factor."""
    w = 1 / v
    mean = float(w @ y / w.sum())
    return mean, float(w @ (y - mean) ** 2 / (len(y) - 1))


def reml(y: np.ndarray, v: np.ndarray) -> float:
    """tau² where the restricted likelihood is highest: a grid, and a golden section round its best point."""

    def minus(tau2: float) -> float:
        w = 1 / (v + tau2)
        mean = w @ y / w.sum()
        return float(0.5 * (np.log(v + tau2).sum() + np.log(w.sum()) + w @ (y - mean) ** 2))

    grid = np.linspace(0, 4, 401)
    at = int(np.argmin([minus(x) for x in grid]))
    low, high = grid[max(at - 1, 0)], grid[min(at + 1, 400)]
    ratio = (5**0.5 - 1) / 2
    for _ in range(80):
        a, b = high - ratio * (high - low), low + ratio * (high - low)
        low, high = (low, b) if minus(a) < minus(b) else (a, high)
    return float((low + high) / 2)


def dersimonian_laird(y: np.ndarray, v: np.ndarray) -> float:
    w = 1 / v
    q = w @ (y - w @ y / w.sum()) ** 2
    return float(max(0, (q - (len(y) - 1)) / (w.sum() - (w**2).sum() / w.sum())))


def pooled(y: np.ndarray, v: np.ndarray, tau2: float) -> dict[str, float]:
    """Estimate, interval by Knapp and Hartung (never narrower than the normal one) and prediction interval."""
    k = len(y)
    w = 1 / v
    mean, factor = weighed(y, v + tau2)
    se = float(np.sqrt(max(1.0, factor) / (1 / (v + tau2)).sum()))
    t = float(student.ppf(0.975, k - 1))
    typical = (k - 1) * w.sum() / (w.sum() ** 2 - (w**2).sum())
    fixed, _ = weighed(y, v)
    return {
        "estimate": mean,
        "ci_low": mean - t * se,
        "ci_high": mean + t * se,
        "tau2": tau2,
        "i2": tau2 / (tau2 + typical),
        "q": float(w @ (y - fixed) ** 2),
        "pi_low": mean - t * float(np.sqrt(tau2 + se**2)),
        "pi_high": mean + t * float(np.sqrt(tau2 + se**2)),
    }


# metafor 3.8.1 in R, of the rows of literature/effects/effects.csv with poolable "yes" whose effect_id begins with N:
#   d <- read.csv("effects.csv"); d <- d[d$poolable == "yes" & grepl("^N", d$effect_id), ]
#   f <- rma(log(as.numeric(d$estimate)), sei = as.numeric(d$se), method = "REML", test = "adhoc"); f; predict(f)
METAFOR = {
    "estimate": 1.03969085446856,
    "ci_low": 0.599447617657047,
    "ci_high": 1.47993409128008,
    "tau2": 0.222203532861167,
    "i2": 0.619374200342045,
    "q": 28.2784485589290,
    "pi_low": -0.0991534616991414,
    "pi_high": 2.1785351706362706,
}
#   rma(..., method = "DL", test = "adhoc")
METAFOR_DL = {
    "estimate": 1.04933798093063,
    "ci_low": 0.594284737707518,
    "ci_high": 1.50439122415375,
    "tau2": 0.249594724480711,
    "i2": 0.646373810813519,
    "pi_low": -0.153247611925661,
    "pi_high": 2.25192357378693,
}


def test_eleven_trials_by_hand_in_metafor_and_in_the_book(book) -> None:
    y, se = trials()
    ours = pooled(y, se**2, reml(y, se**2))
    assert ours == pytest.approx(METAFOR, abs=1e-6)
    other = pooled(y, se**2, dersimonian_laird(y, se**2))
    assert {key: other[key] for key in METAFOR_DL} == pytest.approx(METAFOR_DL, abs=1e-6)

    pools = book["pools"]
    (row,) = pools[pools["items"].map(lambda held: "N001" in held)].itertuples()
    assert sorted(row.items) == [f"N{n:03d}" for n in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12)]
    assert (row.method, row.test, row.n_studies, row.pooled) == ("REML", "adhoc", 11, True)
    assert {key: getattr(row, key) for key in METAFOR} == pytest.approx(METAFOR, abs=1e-6)
    analyses = book["pool_analyses"].query("pool_id == @row.pool_id").set_index("analysis")
    beside = analyses.loc["random effects, DL, Knapp and Hartung, never narrower"]
    for key in ("estimate", "ci_low", "ci_high", "tau2"):
        assert beside[key] == pytest.approx(METAFOR_DL[key], abs=1e-6)
