"""What a decision changed is said with the numbers before it and after it, and nothing else."""

from __future__ import annotations

import math
from dataclasses import replace

from evidence.desk.changed import changes, stand
from evidence.synthesise.claim_rows import Finding
from evidence.synthesise.pool_rows import Pool

from ..builders import make

P9 = make(Finding, proposition="P9", n_for=4, n_not_read=3, verdict="leans_for")
POOL = make(
    Pool, pool_id="home-1", outcome="stable_home", measure="in a home at a year", effect_type="odds_ratio",
    pooled=True, n_rows=3, estimate=math.log(0.5), ci_low=math.log(0.25), ci_high=0.0,
)  # fmt: skip


def test_numbers_that_moved_are_told_before_and_after():
    after = replace(P9, n_for=5, n_not_read=2)
    assert changes(stand([P9], []), stand([after], [])) == ["P9: 4 for becomes 5; 3 not yet read becomes 2."]


def test_a_verdict_that_moved_is_told_in_words():
    after = replace(P9, n_against=1, verdict="divided")
    assert changes(stand([P9], []), stand([after], [])) == [
        "P9: 0 against becomes 1; the verdict, leans for, becomes divided."
    ]


def test_nothing_is_said_of_what_stands():
    assert changes(stand([P9], [POOL]), stand([P9], [POOL])) == []


def test_a_pool_is_told_as_a_ratio_where_it_is_one():
    after = replace(POOL, n_rows=4, estimate=math.log(0.75))
    assert changes(stand([], [POOL]), stand([], [after])) == [
        "Pool of stable home, in a home at a year: odds ratio 0.5 (0.25 to 1), 3 estimates in its group, "
        "becomes odds ratio 0.75 (0.25 to 1), 4 estimates in its group."
    ]


def test_a_pool_that_begins_and_one_that_ends():
    [begun], [ended] = changes(stand([], []), stand([], [POOL])), changes(stand([], [POOL]), stand([], []))
    assert "pooled now, odds ratio 0.5" in begun and "not pooled any more; it was odds ratio 0.5" in ended
    assert changes(stand([], []), stand([], [replace(POOL, pooled=False)])) == []
