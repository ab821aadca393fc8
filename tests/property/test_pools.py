"""Random pools of two to thirty effects, likely and nasty: whatever cannot be computed is a line with its reason.

Two hundred in the suite; `POOLS=10000 python -m pytest tests/property/test_pools.py` for more. What the numbers of likely ones are held to is
in test_pool_numbers.
"""

from __future__ import annotations

import json
import math
import os
import random

import pytest
from tests.unit.builders import item

from evidence.meta import METHODS
from evidence.synthesise.likeness import Likeness, comparable
from evidence.synthesise.pool import pool_studies, pools
from evidence.synthesise.pool_analyses import pool_analyses
from evidence.synthesise.settings import Pooling

RUNS = int(os.environ.get("POOLS", "200"))
_BATCHES = 10
KIND = {"role": "trial", "outcome": "jobs", "measure": "m", "poolable": "yes"}


def effects(rng: random.Random) -> tuple[str, list[tuple[float, float]]]:
    """(effect type, pairs of estimate and standard error) of one pool."""
    k = rng.randint(2, 30)
    tau = rng.choice([0, 0, 0.1, 0.5, 2, 50, 1e6, 1e150])
    centre = rng.choice([0, 0.2, -1, 30, 1e8])
    se = {
        "likely": lambda: rng.uniform(0.05, 0.6),
        "one": lambda: 0.2,
        "wide": lambda: 10 ** rng.uniform(-3, 3),
        "tiny": lambda: 10 ** rng.uniform(-160, -8),
        "huge": lambda: 10 ** rng.uniform(6, 160),
        "both": lambda: rng.choice([1e-12, 0.1, 1e12]),
    }[rng.choice(["likely", "likely", "likely", "one", "wide", "tiny", "huge", "both"])]
    equal = rng.random() < 0.15
    rows = []
    for _ in range(k):
        error = se()
        estimate = centre if equal else rng.gauss(centre, math.hypot(tau, error if error < 1e100 else 1))
        rows.append((estimate if rng.random() > 0.1 else round(estimate, 1), error))
    if rng.random() < 0.1:
        rows[0] = (rng.choice([1e300, -1e308, 5e-324, 0.0, -0.0]), rows[0][1])
    if rng.random() < 0.15:
        return "odds_ratio", [(math.exp(min(max(y, -700), 700)), error) for y, error in rows]
    return rng.choice(["smd", "log_odds_ratio", "risk_difference", "mean_difference"]), rows


def unlike(rng: random.Random, kind: str, estimate: float, mixed: bool) -> dict[str, str]:
    """Cells that part a pool or have to be brought together, and counts of people, some of them without events."""
    found = {"comparison": "new vs old", "higher_is": "better", "unit": "days"}
    if mixed:
        found = {
            "comparison": rng.choice(
                ["new vs old"] * 12 + ["old vs new", "other vs old", "before and after"]
            ),
            "higher_is": rng.choice(["better"] * 4 + ["worse"]),
            "unit": rng.choice(["days"] * 4 + ["weeks", "day"]),
        }
        found |= {"unit": "months"} if rng.random() < 0.01 else {}
        found |= {"higher_is": ""} if rng.random() < 0.02 else {}
    if kind in ("log_odds_ratio", "risk_difference", "odds_ratio") and rng.random() < 0.9:
        n, m = rng.randint(1, 400), rng.randint(1, 400)
        most = rng.choice([0, 2, 400])
        arms = {
            "events_1": rng.randint(0, min(n, most)),
            "n_1": n,
            "events_2": rng.randint(0, min(m, most)),
            "n_2": m,
        }
        found["raw"] = json.dumps(arms)
    side = (estimate > (1 if kind == "odds_ratio" else 0)) == (found["higher_is"] != "worse")
    found["direction"] = (
        ("positive" if side else "negative")
        if rng.random() < 0.9
        else rng.choice(["none", "mixed", "positive", ""])
    )
    return found


def review(rng: random.Random):
    kind, rows = effects(rng)
    dated, again, converted = rng.random() < 0.4, rng.random() < 0.1, rng.random() < 0.3
    mixed, items = rng.random() < 0.4, []
    for n, (estimate, se) in enumerate(rows):
        given = {
            **KIND,
            "effect_type": kind,
            "estimate": estimate,
            "se": se,
            "facets": f'{{"form": ["{rng.choice("abc")}"]}}',
        }
        if dated:
            given["months"] = float(rng.choice([1, 6, 12, 60]))
        given |= unlike(rng, kind, estimate, mixed)
        if converted and rng.random() < 0.5:
            given["derivation"] = "converted: d from log odds ratio by sqrt(3)/pi"
        items.append(item(f"e{n:02}", study_id=f"s{n:02}", **given))
        if again:
            earlier = {**given, "estimate": estimate * 0.9, "months": 0.5}
            items.append(item(f"e{n:02}b", study_id=f"s{n:02}", **earlier))
    how = Pooling(
        method=rng.choice(METHODS),
        test=rng.choice(["z", "knha", "adhoc"]),
        level=rng.choice([0.8, 0.95, 0.999]),
        subgroups=("form",),
    )
    return items, how


@pytest.mark.parametrize("batch", range(_BATCHES))
def test_a_pool_is_computed_or_has_its_reason(batch: int) -> None:
    for number in range(batch, RUNS, _BATCHES):
        items, how = review(random.Random(number))
        items = comparable(items, Likeness(alike={"any": ["new vs old", "other vs old"]}))
        groups = pools(items, {}, how)
        assert sum(pool.n_rows for pool in groups) == len(items), number
        for pool in groups:
            if not pool.pooled:
                assert pool.reason and pool.estimate is None, number
                continue
            holds(pool, items, how, number)


def holds(pool, items, how, number: int) -> None:
    by_id = {row.item_id: row for row in items}
    studies = pool_studies(pool, by_id, how)
    assert math.isclose(sum(row.weight for row in studies), 1, rel_tol=1e-9), number
    low, high = min(row.estimate for row in studies), max(row.estimate for row in studies)
    slack = 1e-6 * max(abs(low), abs(high), 1e-300)
    assert low - slack <= pool.estimate <= high + slack, number
    assert pool.ci_low <= pool.estimate <= pool.ci_high and 0 <= pool.i2 <= 1 + 1e-12 and pool.tau2 >= 0, (
        number
    )
    apart = pool.votes_for != pool.votes_against and pool.points_to
    if apart and (pool.points_to == "positive") != (pool.votes_for > pool.votes_against):
        assert any("rows point to" in note for note in pool.notes), number
    analyses = pool_analyses(pool, items, how)
    for row in analyses:
        numbers = (row.estimate, row.ci_low, row.ci_high, row.tau2, row.statistic, row.p)
        given = [value for value in numbers if value is not None]
        assert all(map(math.isfinite, given)), (number, row)
        assert given or row.note, (number, row)
        if row.kind == "model" and given:
            assert low - slack <= row.estimate <= high + slack, (number, row)
        if row.p is not None:
            assert 0 <= row.p <= 1, (number, row)
    names = [row.analysis for row in analyses]
    assert len(names) == len(set(names)), number
    assert sum(row.kind == "model" for row in analyses) == len(METHODS) * 3, number
    assert sum(row.kind == "bayesian" for row in analyses) == 2, number
    assert sum(row.kind == "small studies" for row in analyses) == 7, number
    assert (pool.pi_low is None) == (len(pool.items) < 3), number
