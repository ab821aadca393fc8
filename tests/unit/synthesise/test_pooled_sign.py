"""The sign of a pooled estimate as a rule, and the pools in every other way."""

from __future__ import annotations

import pytest

from evidence.extract.rows import Standing
from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.claim_rules.pooled_sign import pooled_sign
from evidence.synthesise.pool import pool_studies, pools
from evidence.synthesise.pool_analyses import pool_analyses
from evidence.synthesise.ruling import Evidence
from evidence.synthesise.settings import Pooling

from ..builders import item

LIKE = {"role": "direct", "outcome": "jobs", "effect_type": "smd", "measure": "m", "poolable": "yes"}
RULE = {"having": {"role": "direct"}, "minimum": 2}


def rows(*estimates: float, se: float = 0.1, **more):
    return [item(f"e{n}", **{**LIKE, "estimate": y, "se": se, **more}) for n, y in enumerate(estimates)]


def ruled(items, **settings):
    return pooled_sign({**RULE, **settings}, Evidence([], items, {}, 3, 0.95))


@pytest.mark.parametrize(
    ("estimates", "verdict"),
    [
        ((0.5, 0.55, 0.6), Verdict.AGREEMENT_FOR),
        ((-0.5, -0.55, -0.6), Verdict.AGREEMENT_AGAINST),
        ((0.1, 0.3, 0.5), Verdict.LEANS_FOR),
        ((-0.1, -0.3, -0.5), Verdict.LEANS_AGAINST),
        ((0.5, -0.5, 0.1), Verdict.DIVIDED),
        ((0.5,), Verdict.NOT_TESTED),
        ((), Verdict.NOT_TESTED),
    ],
)
def test_each_verdict(estimates, verdict) -> None:
    assert ruled(rows(*estimates)).verdict is verdict


def test_the_claim_may_be_of_a_negative_sign() -> None:
    assert ruled(rows(-0.5, -0.6, -0.55), sign="negative").verdict is Verdict.AGREEMENT_FOR


def test_a_claim_asks_by_the_words_of_the_table_and_like_rows_are_brought_together() -> None:
    ratios = rows(2.0, 2.2, 2.4, effect_type="odds_ratio", comparison="new vs old")
    turned = item(
        "z", **{**LIKE, "effect_type": "odds_ratio", "estimate": 0.5, "se": 0.1, "comparison": "old vs new"}
    )
    ruling = ruled([*ratios, turned], having={"effect_type": "odds_ratio"})
    assert ruling.verdict is Verdict.AGREEMENT_FOR and ruling.numbers["studies"] == 4
    days = rows(20, 25, 30, effect_type="mean_difference", unit="days")
    months = item(
        "z", **{**LIKE, "effect_type": "mean_difference", "estimate": 1, "se": 0.1, "unit": "months"}
    )
    assert (
        "differ in unit (days, months)"
        in ruled([*days, months], having={"effect_type": "mean_difference"}).missing
    )


@pytest.mark.parametrize("name", ["outcome", "effect_type", "measure", "comparison"])
def test_unlike_rows_are_refused_and_named(name) -> None:
    other = item("z", **{**LIKE, "estimate": 0.6, "se": 0.1, name: "other"})
    ruling = ruled([*rows(0.5, 0.55), other])
    assert ruling.verdict is Verdict.NOT_TESTED and name.replace("_", " ") in ruling.missing


def pooled(items, **how):
    (pool,) = pools(items, {}, Pooling(**how))
    assert pool.pooled, pool.reason
    return pool


def test_equal_estimates_are_never_certainty() -> None:
    """Knapp and Hartung's variance is nothing where nothing varies: refused, or never narrower than the normal one."""
    (refused,) = pools(rows(0.3, 0.3), {}, Pooling(test="knha"))
    assert not refused.pooled and "adhoc" in refused.reason
    pool = pooled(rows(0.3, 0.3))
    assert pool.se == pytest.approx(0.1 / 2**0.5) and pool.ci_low < 0 < pool.ci_high


def test_what_is_shown_only_is_not_pooled() -> None:
    items = rows(0.3, 0.4, standing=Standing.SHOWN_ONLY, standing_reason="a press report")
    (pool,) = pools(items, {})
    assert not pool.pooled and "a press report" in pool.reason


def test_each_study_and_the_pool_without_it() -> None:
    items = rows(0.1, 0.2, 0.9)
    pool = pooled(items)
    by_id = {i.item_id: i for i in items}
    found = pool_studies(pool, by_id, Pooling())
    assert sum(row.weight for row in found) == pytest.approx(1)
    for row in found:
        rest = pooled([i for i in items if i.item_id != row.item_id])
        assert row.without_estimate == pytest.approx(rest.estimate)
    two = pooled(items[:2])
    assert all(row.without_estimate is None for row in pool_studies(two, by_id, Pooling()))


def test_every_way_of_one_pool() -> None:
    items = [
        item(f"e{n}", **{**LIKE, "estimate": y, "se": 0.1 + n / 50, "months": months, "facets": f'{{"form": ["{form}"]}}'})
        for n, (y, months, form) in enumerate([(0.1, 3, "a"), (0.4, 6, "a"), (0.3, 9, "b"), (0.8, 12, "b"), (0.2, 3, "c")])
    ]  # fmt: skip
    again = item("again", **{**LIKE, "study_id": "s-e0", "estimate": 0.15, "se": 0.1, "months": 1})
    how = Pooling(subgroups=("form",))
    pool = pooled([*items, again], subgroups=("form",))
    assert "again" not in pool.items  # the longest follow-up stands for its study
    found = {row.analysis: row for row in pool_analyses(pool, [*items, again], how)}
    assert found["form = a"].k == 2 and found["form = c"].note == "one study only"
    assert found["form: difference"].statistic >= 0 and found["form: difference"].note.startswith(
        "Q between 2"
    )
    assert found["slope on months of follow-up"].estimate is None  # under ten studies
    assert found["every time point, three levels, CR2"].k == 6
    assert "fewer than 10" in found["Egger, regression"].note
    here = [row for row in found.values() if row.note == "the analysis as configured"]
    assert [row.estimate for row in here] == [pytest.approx(pool.estimate)]


def test_two_studies_say_nothing_of_small_ones() -> None:
    items = rows(0.3, 0.5)
    found = {row.analysis: row for row in pool_analyses(pooled(items), items, Pooling())}
    small = [row for row in found.values() if row.kind == "small studies"]
    assert len(small) == 7 and {row.note for row in small} == {"three studies are needed at least"}


def test_ratios_are_pooled_as_logs() -> None:
    """Two ratios with standard errors of their logs give what their logs give."""
    import math

    ratios = rows(0.5, 0.8, effect_type="risk_ratio")
    logs = rows(math.log(0.5), math.log(0.8), effect_type="log_risk_ratio")
    one, other = pooled(ratios), pooled(logs)
    assert (one.estimate, one.ci_low, one.tau2) == pytest.approx((other.estimate, other.ci_low, other.tau2))
    members = pool_studies(one, {i.item_id: i for i in ratios}, Pooling())
    assert [m.estimate for m in members] == pytest.approx([math.log(0.5), math.log(0.8)])
    (refused,) = pools(rows(0.5, -0.8, effect_type="risk_ratio"), {})
    assert not refused.pooled and refused.reason == "one study only"
