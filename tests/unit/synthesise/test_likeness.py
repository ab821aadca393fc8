"""Alike means alike: what is brought onto one scale, one comparison, one unit and one side of benefit, and what is refused."""

from __future__ import annotations

import json
import math
import re

import pytest

from evidence.synthesise.likeness import Likeness, comparable
from evidence.synthesise.pool import pools
from evidence.synthesise.pool_analyses import pool_analyses
from evidence.synthesise.settings import Pooling

from ..builders import item

GOOD = {"role": "direct", "outcome": "jobs", "effect_type": "smd", "measure": "m", "poolable": "yes",
        "comparison": "coached vs alone", "direction": "positive"}  # fmt: skip


def effect(name: str, estimate: float, se: float = 0.1, **given):
    return item(name, **{**GOOD, "estimate": estimate, "se": se, **given})


def pooled(*rows, **likeness):
    return pools(comparable(rows, Likeness(**likeness)), {})


def mean(*pairs: tuple[float, float]) -> float:
    """Of estimates that do not differ more than by chance, by inverse variance."""
    return sum(y / se**2 for y, se in pairs) / sum(1 / se**2 for _, se in pairs)


def test_ratios_and_their_logs_are_one_group() -> None:
    for ratio, log in (("odds_ratio", "log_odds_ratio"), ("risk_ratio", "log_risk_ratio"), ("hazard_ratio", "log_hazard_ratio"),
                       ("rate_ratio", "log_incidence_rate_ratio"), ("incidence_rate_ratio", "log_rate_ratio")):  # fmt: skip
        (pool,) = pooled(effect("a", 2.0, effect_type=ratio), effect("b", math.log(2.2), effect_type=log))
        assert pool.pooled and pool.estimate == pytest.approx((math.log(2.0) + math.log(2.2)) / 2), ratio
    apart = pooled(effect("a", 2.0, effect_type="odds_ratio"), effect("b", 2.0, effect_type="risk_ratio"))
    assert len(apart) == 2 and not any(pool.pooled for pool in apart)


def test_other_comparisons_are_other_groups_unless_they_are_called_alike() -> None:
    rows = (effect("a", 0.2), effect("b", 0.4, comparison="supported vs waiting"))
    assert [pool.reason for pool in pooled(*rows)] == ["one study only"] * 2
    (pool,) = pooled(*rows, alike={"helped vs not": ["coached vs alone", "supported vs waiting"]})
    assert pool.pooled and pool.comparison == "helped vs not" and pool.estimate == pytest.approx(0.3)


@pytest.mark.parametrize("other", ["alone vs coached", "Alone  versus Coached", "ALONE v. coached"])
def test_a_comparison_the_other_way_round_is_turned(other) -> None:
    turned = effect("b", -0.4, comparison=other, direction="negative", ci_low=-0.6, ci_high=-0.2)
    (pool,) = pooled(effect("a", 0.2), turned)
    assert pool.estimate == pytest.approx(0.3) and (pool.votes_for, pool.votes_against) == (2, 0)
    (row,) = [row for row in comparable([effect("a", 0.2), turned]) if row.item_id == "b"]
    assert (row.ci_low, row.ci_high) == (0.2, 0.6) and "other way round" in row.derivation


def test_the_coded_arrangement_comes_first() -> None:
    """As the settings have it, also where the comparison that is called alike is itself turned."""
    rows = (effect("a", -0.2, direction="negative"), effect("b", 0.4, comparison="supported vs waiting"))
    (pool, _) = pooled(*rows, turned=("coached vs alone",))
    assert pool.comparison == "alone vs coached"
    (pool,) = pooled(
        *rows, turned=("coached vs alone",), alike={"x": ["coached vs alone", "supported vs waiting"]}
    )
    assert pool.estimate == pytest.approx(0.3)


def test_turned_counts_are_those_of_the_other_arm() -> None:
    raw = '{"events_1": 1, "n_1": 20, "events_2": 5, "n_2": 30}'
    (row,) = comparable([effect("a", 0.2, raw=raw)], Likeness(turned=("coached vs alone",)))
    assert json.loads(row.raw) == {"events_2": 1, "n_2": 20, "events_1": 5, "n_1": 30}


def test_units_meet_where_one_is_a_multiple_of_the_other() -> None:
    raw = {"effect_type": "mean_difference"}
    (pool,) = pooled(effect("a", 14, 7, unit="days", **raw), effect("b", 3, 1, unit="weeks", **raw), effect("c", 21, 7, unit="days", **raw))  # fmt: skip
    assert pool.unit == "days" and pool.estimate == pytest.approx(mean((14, 7), (21, 7), (21, 7)))
    for first, second in (("days", "months"), ("euros", "pounds"), ("days", "")):
        (pool,) = pooled(effect("a", 30, 6, unit=first, **raw), effect("b", 1, 0.2, unit=second, **raw))
        assert (
            not pool.pooled
            and pool.reason
            == f"the rows differ in unit ({', '.join(sorted((first, second or 'not stated')))})"
        )
    (pool,) = pooled(effect("a", 0.2, unit="points"), effect("b", 0.4, unit=""))
    assert pool.pooled  # a standardised difference has no unit


def test_where_higher_is_worse_in_some_rows_they_are_turned() -> None:
    rows = [effect("a", 0.4, higher_is="better"), effect("b", -0.4, 0.11, higher_is="worse"),
            effect("c", 0.3, 0.12, higher_is="better"), effect("d", -0.35, 0.13, higher_is="worse")]  # fmt: skip
    (pool,) = pooled(*rows)
    assert pool.estimate == pytest.approx(mean((0.4, 0.1), (0.4, 0.11), (0.3, 0.12), (0.35, 0.13)))
    assert (pool.points_to, pool.votes_for, pool.notes, pool.higher_is) == ("positive", 4, (), "better")
    (pool,) = pooled(*(row for row in rows if row.higher_is == "worse"))
    assert pool.estimate < 0 and (pool.points_to, pool.higher_is) == ("positive", "worse")


def test_a_risk_ratio_of_the_opposite_outcome_is_refused() -> None:
    rows = [effect("a", 2.0, higher_is="better", effect_type="risk_ratio"), effect("b", 0.5, higher_is="worse", effect_type="risk_ratio")]  # fmt: skip
    (pool,) = pooled(*rows)
    assert not pool.pooled and "better in 1, worse in 1" in pool.reason
    (turned,) = pooled(*(item("x" + r.item_id, **{**GOOD, "estimate": r.estimate, "se": 0.1, "higher_is": r.higher_is, "effect_type": "odds_ratio"}) for r in rows))  # fmt: skip
    assert turned.estimate == pytest.approx(math.log(2))


def test_signs_and_directions_that_point_apart_are_refused_and_never_averaged() -> None:
    (pool,) = pooled(effect("a", 0.4, higher_is="better"), effect("b", -0.4))
    assert not pool.pooled and "say under higher_is which" in pool.reason
    (pool,) = pooled(effect("a", 0.4), effect("b", -0.4))
    assert not pool.pooled
    (pool,) = pooled(effect("a", 0.4), effect("b", -0.3, direction="negative"))
    assert pool.pooled and (pool.votes_for, pool.votes_against) == (1, 1)


def test_a_pooled_sign_against_its_votes_says_why() -> None:
    small = [effect(n, 0.1, 1.0, higher_is="better") for n in "abc"]
    (pool,) = pooled(*small, effect("z", -0.5, 0.05, direction="negative", higher_is="better"))
    assert pool.points_to == "negative" and (pool.votes_for, pool.votes_against) == (3, 1)
    assert (
        "3 of 4 rows point to benefit, and the pooled estimate to harm: rows count by their precision"
        in pool.notes[0]
    )
    wrong = [effect(n, 0.3, direction="negative", higher_is="better") for n in "ab"]
    (pool,) = pooled(*wrong)
    assert "the directions of a, b do not fit their signs" in pool.notes[0]


COUNTS = {"effect_type": "log_risk_ratio", "higher_is": "worse", "direction": ""}


def counted(name: str, a: int, n: int, c: int, m: int, **given):
    raw = json.dumps({"events_1": a, "n_1": n, "events_2": c, "n_2": m})
    se = math.sqrt(1 / a - 1 / n + 1 / c - 1 / m)
    return effect(name, math.log(a / n * m / c), se, raw=raw, **{**COUNTS, **given})


def test_arms_that_share_a_control_are_one_arm_or_are_named() -> None:
    """10/50 and 12/50 are 22/100 against 20/50."""
    x, y = counted("x", 10, 50, 20, 50, study_id="s"), counted("y", 12, 50, 20, 50, study_id="s")
    other = counted("z", 8, 40, 15, 42)
    (pool,) = pooled(x, y, other)
    whole = (math.log(0.22 / 0.4), math.sqrt(1 / 22 - 1 / 100 + 1 / 20 - 1 / 50))
    assert pool.items == ("x", "z") and pool.estimate == pytest.approx(
        mean(whole, (other.estimate, other.se))
    )
    assert "combined with x, whose control it shares (y)" in pool.reason
    adjusted = effect("y", -0.9, 0.2, study_id="s", raw=y.raw, **COUNTS)
    (pool,) = pooled(x, adjusted, other)
    assert "of the same study and time as x, and not combined with it (y)" in pool.reason
    (apart, alone) = sorted(pooled(x, counted("y", 12, 50, 20, 50, study_id="s", comparison="other vs alone"), other), key=lambda p: p.comparison)  # fmt: skip
    assert (
        apart.pooled
        and apart.notes[0].startswith("y (other vs alone) is of a study of this pool")
        and not alone.pooled
    )


def test_means_of_two_arms_are_one_mean() -> None:
    """Two groups of ten: the people of both, one by one, have this mean and this standard deviation."""
    import numpy as np

    people = [np.arange(10.0), np.arange(10.0) * 2 + 3]
    rows = []
    for name, own in zip("ab", people, strict=True):
        cells = {"mean_1": own.mean(), "sd_1": own.std(ddof=1), "n_1": 10, "mean_2": 5, "sd_2": 2, "n_2": 12}
        se = math.sqrt(cells["sd_1"] ** 2 / 10 + 4 / 12)
        rows.append(
            effect(
                name, own.mean() - 5, se, study_id="s", raw=json.dumps(cells), effect_type="mean_difference"
            )
        )
    whole, gone = comparable(rows)
    both = np.concatenate(people)
    assert whole.estimate == pytest.approx(both.mean() - 5) and gone.standing == "shown_only"
    assert whole.se == pytest.approx(math.sqrt(both.var(ddof=1) / 20 + 4 / 12))


def test_what_is_brought_together_changes_no_item_that_is_not_an_estimate() -> None:
    rows = [item("p", kind="extract", outcome="jobs"), effect("a", 2.0, effect_type="odds_ratio"), item("d", **{**GOOD, "effect_type": "direction_only"})]  # fmt: skip
    found = comparable(rows)
    assert [row.item_id for row in found] == ["p", "a", "d"] and (found[0], found[2]) == (rows[0], rows[2])


def test_no_prior_stands_for_differences_in_a_unit_of_their_own() -> None:
    rows = [
        effect(n, y, 5.0, effect_type="mean_difference", unit="days") for n, y in (("a", 20.0), ("b", 30.0))
    ]
    (pool,) = pooled(*rows)
    found = [row for row in pool_analyses(pool, comparable(rows), Pooling()) if row.kind == "bayesian"]
    assert len(found) == 2 and all(
        row.estimate is None and "unit of its own (days)" in row.note for row in found
    )
    shares = [effect(n, y, 0.05, effect_type="risk_difference") for n, y in (("a", 0.1), ("b", 0.2))]
    (pool,) = pooled(*shares)
    names = [
        row.analysis for row in pool_analyses(pool, comparable(shares), Pooling()) if row.kind == "bayesian"
    ]
    assert names == [
        "Bayesian, half-normal prior on tau of scale 0.125",
        "Bayesian, half-cauchy prior on tau of scale 0.125",
    ]


def test_a_new_study_is_told_on_the_scale_of_the_pool() -> None:
    """Two ratios of two each: in a new study about two, on the log about .69; their differences are told as they are."""
    for kind, estimate, about, beyond in (("risk_ratio", 2.0, 2.0, "one"), ("smd", 2.0, 2.0, "zero")):
        rows = [effect(n, estimate, 0.01, effect_type=kind) for n in ("a", "b")]
        (pool,) = pooled(*rows)
        found = [row for row in pool_analyses(pool, comparable(rows), Pooling()) if row.kind == "bayesian"]
        for row in found:
            low, high = re.search(r"new study ([\d.-]+) to ([\d.-]+);", row.note).groups()
            middle = (
                math.sqrt(float(low) * float(high)) if beyond == "one" else (float(low) + float(high)) / 2
            )
            assert abs(middle - about) < 0.1 and f"probability above {beyond} " in row.note
        assert len(found) == 2
