"""The fewest studies that turn a verdict."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.extract.rows import Standing
from evidence.propositions import Proposition
from evidence.synthesise.robustness import (
    MOST_TAKEN,
    flip_set,
    judge,
    without,
)
from evidence.synthesise.ruling import Evidence

from ..builders import side


@pytest.fixture(scope="module")
def claim(request):
    from dataclasses import MISSING, fields

    values = {
        f.name: "" for f in fields(Proposition) if f.default is MISSING and f.default_factory is MISSING
    }
    return Proposition(**{**values, "id": "P", "rule": {"kind": "balance"}})


def evidence(n_for, n_against, *more):
    rows = [side(f"f{n}", "for") for n in range(n_for)] + [side(f"a{n}", "against") for n in range(n_against)]
    counted = {Standing.COUNTED}
    return Evidence([*rows, *more], [], {}, 3, 0.95, lambda standing, by: standing in counted)


def test_by_hand(claim):
    """Three for: two left are too few. Two against one: without the one, two left are too few as well."""
    assert flip_set(claim, evidence(3, 0)) == (("f0",), "insufficient")
    assert flip_set(claim, evidence(4, 0)) == (("f0", "f1"), "insufficient")
    assert flip_set(claim, evidence(5, 1)) == (("a0",), "supported")  # contested, and then five of five
    assert flip_set(claim, evidence(0, 0)) == ((), "")


@given(st.integers(0, 6), st.integers(0, 6))
def test_no_smaller_set_turns_it_and_this_one_does(claim, n_for, n_against):
    whole = evidence(n_for, n_against)
    now, (found, other) = judge(claim, whole), flip_set(claim, whole)
    studies = [row.study_id for row in whole.sides]
    size = len(found) if found else min(MOST_TAKEN, len(studies)) + 1
    for smaller in range(1, size):
        for taken in combinations(studies, smaller):
            assert judge(claim, without(whole, set(taken))) is now
    if found:
        assert judge(claim, without(whole, set(found))) == other != now
