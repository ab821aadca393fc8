"""Nothing is pooled that must not be."""

from __future__ import annotations

import pytest

from evidence.synthesise.pool import Pooling, pools
from evidence.synthesise.pool_analyses import pool_analyses

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
    for pool in pools(_two(**changed), {}):
        assert not pool.pooled and pool.reason and pool.estimate is None


def test_roles_outcomes_types_and_measures_are_never_mixed() -> None:
    for name in ("role", "outcome", "effect_type", "measure"):
        rows = _two()
        other = item("c", **{**GOOD, "estimate": 0.9, "se": 0.1, name: "other"})
        assert all("c" not in pool.items or len(pool.items) == 1 for pool in pools([*rows, other], {}))


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
