"""What a finding needs, counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from evidence.synthesise.claim_rows import Finding, Verdict
from evidence.waiting.needs import bearing, need_of, stakes

from ..builders import make


def found(verdict: Verdict, **given):
    return make(Finding, proposition="P7", verdict=verdict, **given)


def test_a_divided_claim_turns_by_one_study_more():
    need = need_of(found(Verdict.DIVIDED, direct_for=1, direct_against=1), True)
    # Direct: (2 + 1) of (2 + 2). Two for or two against of three lean; a qualifying one moves nothing: (2 + 2) of 5.
    assert need.chance == pytest.approx(3 / 4 * 4 / 5)
    assert need.why == "P7 (divided) turns with one study more for or against"


def test_where_nothing_speaks_directly_the_next_likely_does_not_either():
    need = need_of(found(Verdict.NOT_TESTED, related=12, one_arm=3), True)
    assert need.chance == pytest.approx(1 / 17, abs=1e-4) and "is not tested" in need.why


def test_a_verdict_that_few_analyses_share_is_told_by_them():
    need = need_of(found(Verdict.LEANS_FOR, direct_for=6, holds_in=1, universes=4), True)
    assert (need.chance, need.why) == (0.75, "P7 (leans for) leans so in 1 of 4 analyses")


def test_what_is_like_the_works_that_bear_on_a_claim_likely_bears_on_it():
    rows = np.array([[1.0, 0], [1, 0], [0, 1], [0, 1], [1, 0], [0, 1]])
    chances = bearing(
        rows, [0, 1, 2, 3], np.array([[True, False], [True, False], [False, True], [False, False]])
    )
    assert chances[4, 0] > 0.8 > 0.2 > chances[5, 0]
    assert set(chances[:, 1]) == {0.3}, "of one that bears nothing is learnt: (1 + .5) of (4 + 1)"
    need = need_of(found(Verdict.DIVIDED, direct_for=1, direct_against=1), True)
    first, last = stakes(chances[[4, 5], :1], [need])
    assert first.value > last.value and first.why.startswith(
        f"bears on P7 with {chances[4, 0]:.2f}; P7 (divided)"
    )
