"""The fewest studies that turn a verdict."""

from dataclasses import MISSING, fields
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.propositions import Proposition
from evidence.synthesise import robustness
from evidence.synthesise.robustness import flip, judge, without
from evidence.synthesise.ruling import Evidence

from ..builders import item, side


def claim(**rule) -> Proposition:
    blank = {f.name: "" for f in fields(Proposition) if f.default is MISSING and f.default_factory is MISSING}
    return Proposition(**{**blank, "id": "P", "rule": rule or {"kind": "balance"}})


def evidence(n_for, n_against, n_qualifies=0, *more, items=(), designs=None):
    rows = [
        side(f"{name[0]}{n:02d}", name)
        for name, many in (("for", n_for), ("against", n_against), ("qualifies", n_qualifies))
        for n in range(many)
    ]
    return Evidence([*rows, *more], list(items), designs or {}, 3, 0.95)


@pytest.mark.parametrize(
    ("given_", "taken", "to"),
    [
        ((3, 0), ("f00", "f01", "f02"), "none"),
        ((9, 2), ("f00", "f01", "f02", "f03", "f04", "f05"), "between"),
        ((1, 1), ("f00",), "against"),
        ((3, 2), ("a00",), "for"),
        ((1, 0, 2), ("f00",), "between"),
        ((0, 0, 2), ("q00", "q01"), "none"),
        ((0, 0), (), "none"),
    ],
)
def test_by_hand(given_, taken, to):
    """Three of five lean no way: without one against it is three of four."""
    found = flip(claim(), evidence(*given_))
    assert (found.studies, found.to, found.bodies, found.exact) == (taken, to, len(taken), True)


@settings(max_examples=60)
@given(st.integers(0, 6), st.integers(0, 6), st.integers(0, 3))
def test_no_smaller_set_turns_it_and_this_one_does(n_for, n_against, n_qualifies):
    whole = evidence(n_for, n_against, n_qualifies)
    now, found = judge(claim(), whole), flip(claim(), whole)
    studies = [row.study_id for row in whole.sides]
    for smaller in range(1, len(found.studies)):
        for taken in combinations(studies, smaller):
            assert judge(claim(), without(whole, taken)) is now
    assert bool(found.studies) == bool(studies)
    if found.studies:
        assert judge(claim(), without(whole, found.studies)) == found.to != now


def test_it_is_exact_however_many_votes_there_are():
    found = flip(claim(), evidence(400, 1))
    assert found.exact and found.bodies == 399  # one against one is divided


def test_a_body_of_evidence_is_taken_away_whole():
    rows = [side(f"s{n}", "for", body="one trial") for n in range(16)]
    found = flip(claim(), evidence(0, 1, 0, *rows))
    assert (found.bodies, len(found.studies), found.to) == (1, 1, "for")
    found = flip(claim(), evidence(0, 0, 0, *rows))
    assert (found.bodies, len(found.studies), found.to) == (1, 16, "none")


def pooled(k: int):
    """Estimates of benefit, all different, of which some pull much harder than others."""
    items = [
        item(
            f"e{n:02d}", estimate=0.15 + 0.02 * (n % 5) + 0.001 * n, se=0.1 + 0.01 * (n % 7), poolable="yes",
            role="trial", effect_type="smd",
        )
        for n in range(k)
    ]  # fmt: skip
    return Evidence([], items, {}, 3, 0.95)


POOLED = claim(kind="pooled_sign", having={"role": "trial"}, minimum=2)


def test_where_there_are_too_many_ways_a_bound_is_said_to_be_one(monkeypatch):
    monkeypatch.setattr(robustness, "MOST_TRIALS", 60)
    found = flip(POOLED, pooled(16))
    assert found.studies and not found.exact
    assert judge(POOLED, without(pooled(16), found.studies)) == found.to != judge(POOLED, pooled(16))


def test_a_bound_that_no_smaller_set_can_beat_is_exact(monkeypatch):
    """One study alone is against twelve for: every one was tried, and the one turns a share."""
    whole = pooled(4)
    exact = flip(POOLED, whole)
    monkeypatch.setattr(robustness, "MOST_TRIALS", 4)
    bound = flip(POOLED, whole)
    assert exact.exact and bound.bodies >= exact.bodies
    assert bound.exact == (bound.bodies <= 2)


def test_a_share_of_many_studies_is_searched_to_the_end():
    """Three of sixty below a quarter: to lean no way they must be a quarter or so, so that most others go."""
    studies = {f"s{n:02d}" for n in range(60)}
    items = [item(f"i{n}", study_id=f"s{n:02d}", outcome="x") for n in range(3)]
    p = claim(kind="share", of={"design": ["d"]}, having={"outcome": "x"}, below=0.25, minimum=2)
    found = flip(p, evidence(0, 0, items=items, designs={"d": studies}))
    assert found.exact and found.to == "between" and not {"s00", "s01", "s02"} & set(found.studies)
