"""One pool of three estimates, .2, .4 and .6 with a standard error of .1 each, and four groups that were refused."""

from __future__ import annotations

import math
from dataclasses import replace

from evidence.assess.rows import PoolCertainty
from evidence.brief.pages.pools import view
from evidence.codebook import Facet
from evidence.synthesise.pool_asymmetry import EGGER, PET
from evidence.synthesise.pool_rows import Pool, PoolAnalysis, PoolStudy

from ..reviews import dozen, review
from ..seen import described, rows, words

PAGE = view(dozen())


def test_the_mean_and_the_variance_between_studies_are_those_of_the_three() -> None:
    """With like weights the mean is .4, the variance of the three .04, and tau² what exceeds .01 of it."""
    said = words(PAGE["pooled"])
    assert (
        "Three studies together give 0.40 (−0.10 to 0.90)" in said
    )  # t of two degrees is 4.303, times .1155
    assert "tau² is 0.030" in said and "I² is 75% (" in said
    assert "garden vs no garden (standardised mean difference (Hedges’ g); above 0 favours garden)" in said
    assert (
        "Of its rows, three point to benefit and none to harm; the pooled estimate points to benefit." in said
    )
    assert "Certainty: ⊕⊕○○ low certainty too few studies" in said


def test_each_study_weighs_a_third_and_is_left_out_once() -> None:
    found = {row[0]: row[1:] for row in rows(PAGE["pooled"], "pool-harvest-05b61-studies")}
    assert {row[1] for row in found.values()} == {"33.3%"}
    assert [found[f"{name}"][2] for name in ("Ash (2001)", "Elm (2002)", "Oak (2003)")] == [
        "0.50",
        "0.40",
        "0.30",
    ]
    assert len(described(PAGE["pooled"])) == 4  # a forest and a funnel, each for two widths


def test_what_a_reader_must_know_stands_under_the_result() -> None:
    tables = dozen()
    (pool,) = [pool for pool in tables[Pool] if pool.pooled]
    changed = replace(
        pool,
        notes=("Most rows point to harm.",),
        points_to="negative",
        votes_for=1,
        votes_against=2,
        pi_low=None,
    )
    certainty = [row for row in tables[PoolCertainty] if row.pool_id == pool.pool_id]
    studies = [row for row in tables[PoolStudy] if row.pool_id == pool.pool_id]
    said = words(view(review(pools=[changed], pool_studies=studies, pool_certainty=certainty))["pooled"])
    assert "Mind this. Most rows point to harm." in said
    assert "Of its rows, one points to benefit and two to harm; the pooled estimate points to harm." in said
    assert "cannot be told from so few" in said and "the dotted line" not in said


def test_reasons_of_refusal_are_counted() -> None:
    assert PAGE["said"] == "1 of 5 groups of like results could be pooled."
    reasons = dict(rows(PAGE["reasons"], "pool-reasons"))
    assert reasons["one study only"] == "1" and reasons["numbers without a comparison"] == "1"
    assert sum(map(int, reasons.values())) == 4 and len(rows(PAGE["groups"], "pools")) == 5


def test_without_estimates_the_page_says_so() -> None:
    assert "nothing could be pooled" in view(review()).why


def test_without_a_pool_the_page_says_so() -> None:
    page = view(review(pools=[pool for pool in dozen()[Pool] if not pool.pooled]))
    assert page["said"].startswith("None of 4 groups") and "No pool could be defended" in words(
        page["pooled"]
    )


def _form() -> Facet:
    """The facet of forms of the shipped codebook."""
    return review().codebook.by_role("form")


def _small(k: int, p: float) -> str:
    """What is said of a pool of ratios with k studies, in Egger's test of which this p stands."""
    tables = dozen()
    (pool,) = [pool for pool in tables[Pool] if pool.pooled]
    own = {
        "pool_id": pool.pool_id,
        "kind": "small studies",
        "k": k,
        "tau2": None,
        "statistic": 1.0,
        "note": "",
    }
    nothing = {"estimate": None, "ci_low": None, "ci_high": None}
    analyses = [
        PoolAnalysis(analysis=EGGER, p=p, **own, **nothing),
        PoolAnalysis(analysis=PET, p=0.9, **own, estimate=0.0, ci_low=math.log(0.5), ci_high=math.log(2)),
        PoolAnalysis(
            analysis=f"{_form().id} = {_form().codes[0].id}", p=None, **own | {"kind": "subgroup"}, **nothing
        ),
    ]
    studies = [row for row in tables[PoolStudy] if row.pool_id == pool.pool_id]
    certainty = [row for row in tables[PoolCertainty] if row.pool_id == pool.pool_id]
    pool = replace(pool, effect_type="log_risk_ratio")
    page = view(review(pools=[pool], pool_studies=studies, pool_certainty=certainty, pool_analyses=analyses))
    return words(page["pooled"])


def test_of_ten_studies_and_more_it_is_said_whether_the_small_ones_differ() -> None:
    said = _small(10, 0.0123)
    assert (
        "p = 0.012 by Egger’s regression; for a study without error the effect would be 1.00 (0.50 to 2.00) by PET."
        in said
    )
    assert "p < 0.001 by Egger" in _small(10, 0.0000123) and "by Egger" not in _small(9, 0.0123)


def test_analyses_by_a_facet_are_named_in_the_words_of_the_codebook() -> None:
    assert f"{_form().label} = {_form().codes[0].label}" in _small(
        10, 0.5
    ) and f"{_form().id} =" not in _small(10, 0.5)
