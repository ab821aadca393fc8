"""The two axes are functions of counts: equal evidence gets equal words, and one more body for a claim never weakens it."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.builders import item, side

from evidence.side_words import Side
from evidence.synthesise.axes import LEANS, amount, of_votes
from evidence.synthesise.bodies import bodies
from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.claim_rules import RULES
from evidence.synthesise.ruling import Evidence

RANK = {
    Verdict.AGREEMENT_AGAINST: 0,
    Verdict.LEANS_AGAINST: 1,
    Verdict.DIVIDED: 2,
    Verdict.QUALIFIED: 2,
    Verdict.LEANS_FOR: 3,
    Verdict.AGREEMENT_FOR: 4,
}
MOST = 24


@pytest.mark.parametrize("majority", [0.5, 2 / 3, 0.75])
@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
def test_one_more_body_for_never_weakens_and_one_against_never_strengthens(level, majority) -> None:
    for n_for, n_against, n_qualifies in product(range(MOST), range(MOST), range(3)):
        said = of_votes(n_for, n_against, n_qualifies, level, majority)
        if said is not Verdict.NOT_TESTED:
            assert RANK[of_votes(n_for + 1, n_against, n_qualifies, level, majority)] >= RANK[said]
            assert RANK[of_votes(n_for, n_against + 1, n_qualifies, level, majority)] <= RANK[said]


def test_for_and_against_are_said_alike() -> None:
    mirror = {4: 0, 3: 1, 2: 2, 1: 3, 0: 4}
    for n_for, n_against in product(range(MOST), repeat=2):
        if n_for + n_against:
            one, other = (of_votes(*votes, 0, 0.95) for votes in ((n_for, n_against), (n_against, n_for)))
            assert RANK[one] == mirror[RANK[other]]


def test_the_words_by_hand() -> None:
    said = {
        votes: of_votes(*votes, 0, 0.95) for votes in ((1, 1), (5, 5), (3, 0), (9, 2), (2, 1), (6, 0), (3, 2))
    }
    assert said[1, 1] == said[5, 5] == said[3, 2] == "divided"
    assert said[3, 0] == said[9, 2] == said[2, 1] == "leans_for" and said[6, 0] == "agreement_for"
    assert set(LEANS) == set(Verdict)


def test_the_word_for_an_amount_never_shrinks() -> None:
    order = ["no", "one", "few", "several", "many"]
    ranks = [order.index(amount(n)) for n in (*range(60), 1_000, 10_000)]
    assert ranks == sorted(ranks) and set(ranks) == set(range(5))


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["for", "against", "qualifies", "silent", "not_read"]),
        st.sampled_from(["direct", "related", "one_arm", "proxy", ""]),
        st.sampled_from(["trial", "programme", ""]),
        st.booleans(),
    ),
    max_size=12,
)


def evidence(rows) -> Evidence:
    sides = [
        side(
            f"s{n:02d}", taken, directness=how, body=body or f"s{n:02d}", counted=counted,
            standing="counted" if counted else "shown_only",
        )
        for n, (taken, how, body, counted) in enumerate(rows)
    ]  # fmt: skip
    return Evidence(sides, [], {}, 3, 0.95)


def judged(rows):
    return RULES["balance"].decide({"kind": "balance"}, evidence(rows))


@given(ROWS, st.randoms())
def test_equal_evidence_gets_equal_words_whoever_it_is_and_in_whatever_order(rows, random) -> None:
    """Only counts of direct, counted bodies speak: neither the order, nor what does not bear, nor how often a body is told."""
    said = judged(rows)
    shuffled = random.sample(rows, len(rows))
    assert judged(shuffled).verdict is said.verdict
    bearing = [
        row for row in rows if row[0] in ("for", "against", "qualifies") and row[1] == "direct" and row[3]
    ]
    assert judged(bearing).verdict is said.verdict and judged(bearing).tested == said.tested
    assert said.verdict is of_votes(*evidence(rows).votes(), 0.95)


@given(ROWS)
def test_one_body_is_one_vote(rows) -> None:
    """Each row told five times over, as part of its body, counts no more than once."""
    named = [(*row[:2], row[2] or f"own {n}", row[3]) for n, row in enumerate(rows)]
    once, often = evidence(named), evidence(named * 5)
    assert once.votes() == often.votes()
    spoken = {
        body for taken, how, body, counted in named
        if taken in ("for", "against", "qualifies") and how == "direct" and counted
    }  # fmt: skip
    assert sum(once.votes()) == len(spoken)


@given(ROWS)
def test_a_verdict_needs_direct_votes(rows) -> None:
    said = judged([row for row in rows if row[1] != "direct"])
    assert said.verdict is Verdict.NOT_TESTED and said.tested == 0


@given(ROWS, st.sampled_from(["for", "qualifies"]))
def test_one_more_independent_study_never_weakens(rows, taken) -> None:
    before = judged(rows).verdict
    if before is not Verdict.NOT_TESTED and taken == "for":
        assert RANK[judged([*rows, ("for", "direct", "", True)]).verdict] >= RANK[before]
    more = judged([*rows, (taken, "direct", "", True)])
    assert more.tested == judged(rows).tested + 1


@given(st.lists(st.sampled_from([Side.FOR, Side.AGAINST, Side.QUALIFIES]), min_size=1, max_size=5))
def test_a_body_that_speaks_with_two_tongues_qualifies(taken) -> None:
    (body,) = bodies([side(f"s{n}", s, body="trial") for n, s in enumerate(taken)])
    assert body.side == (taken[0] if len(set(taken)) == 1 else Side.QUALIFIES)


@pytest.mark.parametrize("of", range(2, 40, 3))
def test_a_share_that_falls_never_weakens_a_claim_that_it_is_low(of) -> None:
    settings = {"of": {"design": ["d"]}, "having": {"outcome": "x"}, "below": 0.4, "minimum": 1}
    ranks = []
    for having in range(of + 1):
        items = [item(f"i{n}", study_id=f"s{n}", outcome="x") for n in range(having)]
        whole = Evidence([], items, {"d": {f"s{n}" for n in range(of)}}, 3, 0.95)
        ranks.append(RANK[RULES["share"].decide(settings, whole).verdict])
    assert ranks == sorted(ranks, reverse=True)


def _cases(**counts: int):
    """Coded cases: by name, how many have the codes of the name, parted by `_` ("b_c": b and c in one case)."""
    return [
        item(f"{codes}{n}{code}", kind="extract", case_id=f"{codes}{n}", outcome=code)
        for codes, many in counts.items()
        for n in range(many)
        for code in codes.split("_")
    ]


def _ranked(rule: str, settings, **counts: int) -> int | None:
    said = RULES[rule].decide(settings, Evidence([], _cases(**counts), {}, 3, 0.95)).verdict
    return None if said is Verdict.NOT_TESTED else RANK[said]


def _of(code: str):
    return {"label": code, "where": {"outcome": code}}


STEPS = [_of("one"), _of("two"), _of("three")]
BY_CASES = [
    # A rule, its settings, cases with these codes, one more that speaks for the claim, one more that speaks against it.
    (
        "contrast",
        {"having": {"outcome": "x"}, "group": _of("in"), "against": _of("out"), "minimum": 3, "minimum_having": 1},
        ("in_x", "in", "out_x", "out"), ("in_x", "out"), ("in", "out_x"),
    ),
    (
        "cooccurrence",
        {"first": {"outcome": "x"}, "second": {"outcome": "y"}, "minimum_each": 1},
        ("x_y", "x", "y", "z"), ("x_y", "z"), ("x", "y"),
    ),
    (
        "trend",
        {"having": {"outcome": "x"}, "within": {}, "steps": STEPS, "minimum_each": 3},
        ("one_x", "one", "two_x", "two", "three_x", "three"), ("one", "three_x"), ("one_x", "three"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "settings", "kinds", "speak_for", "speak_against"), BY_CASES)
@given(data=st.data())
def test_one_more_case_for_never_weakens_and_one_against_never_strengthens(
    rule, settings, kinds, speak_for, speak_against, data
) -> None:
    counts = {kind: data.draw(st.integers(2, 9), label=kind) for kind in kinds}
    before = _ranked(rule, settings, **counts)
    assert before is not None
    for kind in speak_for:
        assert _ranked(rule, settings, **{**counts, kind: counts[kind] + 1}) >= before
    for kind in speak_against:
        assert _ranked(rule, settings, **{**counts, kind: counts[kind] + 1}) <= before


@pytest.mark.parametrize("most", range(4, 14))
def test_one_more_case_in_a_lesser_state_never_weakens_many_paths(most) -> None:
    settings = {"states": [_of("a"), _of("b")], "below": 0.6, "minimum": 3}
    ranks = []
    for fewer in range(most + 1):
        items = _cases(a=most, b=fewer)
        named = [side("s", "silent", items=tuple(i.item_id for i in items))]
        ranks.append(RANK[RULES["diversity"].decide(settings, Evidence(named, items, {}, 3, 0.95)).verdict])
    assert ranks == sorted(ranks) and ranks[0] <= 1 and ranks[-1] >= 2
