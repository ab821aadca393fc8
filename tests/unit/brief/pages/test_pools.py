"""One pool of three estimates, .2, .4 and .6 with a standard error of .1 each, and four groups that were refused."""

from __future__ import annotations

from dataclasses import replace

from evidence.assess.rows import PoolCertainty
from evidence.brief.pages.pools import view
from evidence.synthesise.pool_rows import Pool, PoolStudy

from ..reviews import dozen, review
from ..seen import described, rows, words

PAGE = view(dozen())


def test_the_mean_and_the_variance_between_studies_are_those_of_the_three() -> None:
    """With like weights the mean is .4, the variance of the three .04, and tau² what exceeds .01 of it."""
    said = words(PAGE["pooled"])
    assert (
        "Three studies together give 0.40 (−0.10 to 0.90)" in said
    )  # t of two degrees is 4.303, times .1155
    assert "tau² is 0.030" in said and "I² is 75%" in said
    assert "garden vs no garden (standardised mean difference (Hedges’ g); above 0 is better)" in said
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
    assert PAGE["said"] == "1 of 5 groups of like estimates could be pooled."
    reasons = dict(rows(PAGE["reasons"], "pool-reasons"))
    assert reasons["one study only"] == "1" and reasons["numbers without a comparison"] == "1"
    assert sum(map(int, reasons.values())) == 4 and len(rows(PAGE["groups"], "pools")) == 5


def test_without_estimates_the_page_says_so() -> None:
    page = view(review())
    assert "nothing could be pooled" in page["said"] and "No pool could be defended" in words(page["pooled"])
