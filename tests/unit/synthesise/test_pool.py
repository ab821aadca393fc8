"""Nothing is pooled that must not be."""

from __future__ import annotations

import math

import pytest

from evidence.synthesise.pool import pool_studies, pools
from evidence.synthesise.pool_analyses import pool_analyses
from evidence.synthesise.settings import Pooling

from ..builders import item

GOOD = {
    "role": "direct",
    "outcome": "jobs",
    "effect_type": "log_odds_ratio",
    "measure": "m",
    "poolable": "yes",
}


def _two(**changed):
    rows = [{**GOOD, "estimate": 0.2, "se": 0.1}, {**GOOD, "estimate": 0.4, "se": 0.1}]
    return [item(name, **{**row, **changed}) for name, row in zip("ab", rows, strict=True)]


def test_two_studies_of_one_kind_are_pooled() -> None:
    (pool,) = pools(_two(), {})
    assert pool.pooled and pool.estimate == pytest.approx(0.3)
    assert pool.ci_low < 0.3 < pool.ci_high


@pytest.mark.parametrize(
    "changed",
    [
        {"poolable": "no"},
        {"poolable": "vote_count_only"},
        {"poolable": "context_only"},
        {"poolable": "already_pooled"},
        {"effect_type": "direction_only"},
        {"se": None},
        {"se": 0.0},
        {"estimate": None},
        {"study_id": "same"},
    ],
)
def test_what_is_refused_has_a_reason_and_no_estimate(changed) -> None:
    found = pools(_two(**changed), {})
    assert sum(pool.n_rows for pool in found) == 2
    for pool in found:
        assert not pool.pooled and pool.reason and pool.estimate is None


def test_roles_outcomes_types_measures_and_comparisons_are_never_mixed() -> None:
    for name in ("role", "outcome", "effect_type", "measure", "comparison"):
        rows = _two()
        other = item("c", **{**GOOD, "estimate": 0.9, "se": 0.1, name: "other"})
        assert sorted(pool.items for pool in pools([*rows, other], {})) == [("a", "b"), ("c",)]


def test_a_role_may_be_barred() -> None:
    (pool,) = pools(_two(), {"direct": "they answer another question"})
    assert not pool.pooled and pool.reason == "they answer another question"


def test_one_estimate_a_study_the_longest_follow_up() -> None:
    rows = [*_two(), item("a2", **{**GOOD, "study_id": "s-a", "estimate": 0.8, "se": 0.1, "months": 24.0})]
    (pool,) = pools(rows, {})
    assert set(pool.items) == {"a2", "b"}


def test_a_pool_with_converted_estimates_is_done_again_without_them() -> None:
    rows = [
        item(n, **{**GOOD, "estimate": y, "se": 0.1, "derivation": note})
        for n, y, note in (
            ("a", 0.2, ""),
            ("b", 0.4, ""),
            ("c", 1.2, "converted: d from log odds ratio by sqrt(3)/pi"),
        )
    ]
    (pool,) = pools(rows, {})
    (again,) = [a for a in pool_analyses(pool, rows, Pooling()) if a.kind == "conversion"]
    assert again.k == 2 and again.estimate == pytest.approx(0.3) and "1 converted" in again.note
    (plain,) = pools(rows[:2], {})
    assert not [a for a in pool_analyses(plain, rows[:2], Pooling()) if a.kind == "conversion"]


def test_the_name_of_a_group_does_not_hang_on_other_groups() -> None:
    (alone,) = pools(_two(), {})
    other = item("z", **{**GOOD, "outcome": "a domain before it", "estimate": 0.1, "se": 0.1})
    assert alone.pool_id in {pool.pool_id for pool in pools([other, *_two()], {})}


def test_the_interval_has_the_level_that_was_asked_for() -> None:
    """Two studies: t of one degree of freedom is 12.706 for 95 % and 3.078 for 80 %; the normal 1.960 and 1.282."""
    for level, t, normal in ((0.95, 12.7062, 1.959964), (0.8, 3.077684, 1.281552)):
        how = Pooling(level=level)
        (pool,) = pools(_two(), {}, how)
        assert (pool.ci_high - pool.estimate) / pool.se == pytest.approx(t, rel=1e-4)
        assert (pool.estimate - pool.ci_low) / pool.se == pytest.approx(t, rel=1e-4)
        rows = pool_studies(pool, {row.item_id: row for row in _two()}, how)
        assert [row.study_id for row in rows] == ["s-a", "s-b"]
        for row in rows:
            assert (row.ci_high - row.estimate) / row.se == pytest.approx(normal, rel=1e-5)


def test_bounds_of_heterogeneity_have_the_level_that_was_asked_for() -> None:
    """Three studies; chi-squared of two degrees of freedom, whose quantile is -2 log(1 - p), by hand for equal variances.

    The Q-profile bound is where sum (y - mean)^2 / (v + tau2) is the quantile: here 0.32 / q - 0.01.
    """
    rows = [item(n, **{**GOOD, "estimate": y, "se": 0.1}) for n, y in (("a", 0.0), ("b", 0.4), ("c", 0.8))]
    for level in (0.95, 0.8):
        (pool,) = pools(rows, {}, Pooling(level=level))
        low, high = (0.32 / (-2 * math.log(tail)) - 0.01 for tail in ((1 - level) / 2, (1 + level) / 2))
        assert (pool.tau2_low, pool.tau2_high) == pytest.approx((max(low, 0), high), abs=1e-3)


def test_studies_are_counted_and_never_rows() -> None:
    rows = [*_two(), item("a2", **{**GOOD, "study_id": "s-a", "estimate": 0.3, "se": 0.1})]
    (pool,) = pools(rows, {})
    assert (pool.n_rows, pool.n_studies, len(pool.items)) == (3, 2, 2)


def test_a_pool_says_what_of_its_group_it_leaves_out() -> None:
    (whole,) = pools(_two(), {})
    assert whole.pooled and whole.reason == ""
    third = {**GOOD, "estimate": 0.9, "se": 0.1}
    for changed, words in (
        ({"se": None}, "1 without a usable standard error (c)"),
        ({"se": 0.0}, "1 without a usable standard error (c)"),
        ({"poolable": "no"}, "1 not marked as poolable (c)"),
        ({"standing": "shown_only"}, "1 shown and not counted (c)"),
        ({"standing": "not_known"}, "1 of a study that nobody can tell (c)"),
        ({"study_id": "s-a"}, "1 of the same study and time as a, and not combined with it (c)"),
        ({"study_id": "s-a", "months": 0.0}, "1 of another time of its study (c)"),
    ):
        (pool,) = pools([*_two(), item("c", **{**third, **changed})], {})
        assert (pool.pooled, pool.n_rows, len(pool.items)) == (True, 3, 2)
        assert pool.reason == f"left out: {words}"


@pytest.mark.parametrize("standing", ["shown_only", "claim_under_test"])
def test_what_does_not_count_is_not_pooled(standing) -> None:
    rows = [*_two(), item("x", **{**GOOD, "estimate": 0.9, "se": 0.1, "standing": standing})]
    (pool,) = pools(rows, {})
    assert set(pool.items) == ({"a", "b"} if pool.pooled else {"a", "b", "x"})
    assert pool.pooled == (standing == "shown_only")
    (none,) = pools(_two(standing=standing), {})
    assert not none.pooled and none.estimate is None


def test_ratios_are_pooled_as_logs() -> None:
    """Odds ratios of 1/4 and 4 are one against the other: no effect, and not 2.125."""
    rows = [item(n, **{**GOOD, "effect_type": "odds_ratio", "estimate": y, "se": 0.1}) for n, y in (("a", 0.25), ("b", 4.0))]  # fmt: skip
    (pool,) = pools(rows, {})
    assert pool.estimate == pytest.approx(0.0, abs=1e-9)
    studies = pool_studies(pool, {row.item_id: row for row in rows}, Pooling())
    assert [row.estimate for row in studies] == pytest.approx([-math.log(4), math.log(4)])


def test_estimates_that_are_all_the_same_are_no_certainty() -> None:
    """Knapp and Hartung's test has no spread to go by there; the ad hoc one keeps the studies' own errors."""
    rows = [item(n, **{**GOOD, "estimate": 0.3, "se": 0.1}) for n in "abc"]
    (refused,) = pools(rows, {}, Pooling(test="knha"))
    assert not refused.pooled and refused.estimate is None and "set test: adhoc" in refused.reason
    (kept,) = pools(rows, {}, Pooling(test="adhoc"))
    assert kept.pooled and kept.se == pytest.approx(0.1 / math.sqrt(3))


def _members(estimates: list[float], errors: list[float]):
    rows = [item(f"i{n:02d}", **{**GOOD, "estimate": y, "se": se}) for n, (y, se) in enumerate(zip(estimates, errors, strict=True))]  # fmt: skip
    (pool,) = pools(rows, {})
    return pool_studies(pool, {row.item_id: row for row in rows}, Pooling())


@pytest.mark.parametrize(("odd", "flagged"), [(0.3, False), (0.35, True)])
def test_a_study_that_moves_the_result_is_flagged(odd, flagged) -> None:
    """Forty studies cancel out and one does not: it moves their mean by odd / 41.

    That is measured in the root of its leverage, 1 / 41, times the variance of a study without it: .01 and a tau² that makes it
    .4 / 39, the variance of the forty (REML of equal errors). Flagged where that is above 3 sqrt(1 / 40) = .474 (Viechtbauer and Cheung 2010, DFFITS): .463 is not and .540 is.
    """
    rows = _members([0.1, -0.1] * 20 + [odd], [0.1] * 41)
    assert rows[-1].dffits == pytest.approx(odd / 41 / math.sqrt(0.4 / 39 / 41), rel=1e-6)
    assert [row.influential for row in rows] == [False] * 40 + [flagged]


def test_a_study_that_outweighs_the_others_is_flagged_though_it_moves_nothing() -> None:
    """Its leverage is its share of the weight, 400 of 409, above 3 of 10."""
    rows = _members([0.5] * 10, [1.0] * 9 + [0.05])
    assert rows[-1].hat == pytest.approx(400 / 409) and rows[-1].dffits == pytest.approx(0, abs=1e-9)
    assert [row.influential for row in rows] == [False] * 9 + [True]
