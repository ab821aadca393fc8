"""Clusters: the surest join first, and what the review has known as one work before all others."""

from collections import defaultdict

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.deduplicate.cluster import Join, cluster

SURE, SURER = Join(0, 1, "r", "", "rule", 0.98), Join(0, 2, "r", "", "rule", 0.99)


def test_of_two_joins_that_exclude_one_another_the_surer_is_made():
    label, held = cluster(3, [SURE, SURER], [(1, 2)], ["", "", ""])
    assert label.tolist() == [0, 1, 0] and held == [SURE]


def test_a_record_that_comes_later_does_not_take_the_place_of_one_that_was_there():
    label, held = cluster(3, [SURE, SURER], [(1, 2)], ["", "", ""], before={0: "w-0", 1: "w-0"})
    assert label.tolist() == [0, 0, 2] and held == [SURER]


def one_by_one(n, joins, apart, dois, before):
    """The rule as it is written: each join in its turn, whatever the others are."""
    label, held = [*range(n)], []
    for join in sorted(
        joins,
        key=lambda j: (
            not j.by_person,
            not (j.a in before and before[j.a] == before.get(j.b)),
            -j.sureness,
            j.a,
            j.b,
        ),
    ):
        sides = defaultdict(set)
        for row in range(n):
            sides[label[row]].add(row)
        ours, theirs = sides[label[join.a]], sides[label[join.b]]
        if label[join.a] == label[join.b]:
            continue
        told, others = ({dois[row] for row in side} - {""} for side in (ours, theirs))
        foes = any((a in ours and b in theirs) or (b in ours and a in theirs) for a, b in apart)
        other = told and others and not told & others and not (dois[join.a] and dois[join.b])
        if not join.by_person and (foes or other):
            held.append(join)
            continue
        for row in ours | theirs:
            label[row] = min(ours | theirs)
    return label, held


ROW = st.integers(0, 8)
PAIR = st.tuples(ROW, ROW).filter(lambda pair: pair[0] < pair[1])


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(PAIR, st.sampled_from(["rule", "rule", "person"]), st.sampled_from([0.8, 0.9])), max_size=9
    ),
    st.lists(PAIR, max_size=2),
    st.lists(st.sampled_from(["", "", "10.1/a", "10.1/b"]), min_size=9, max_size=9),
    st.dictionaries(ROW, st.sampled_from(["w-1", "w-2"]), max_size=3),
)
def test_what_no_join_can_be_held_back_in_is_what_comes_of_one_after_the_other(pairs, apart, dois, before):
    joins = [Join(a, b, rule, "", rule, sure) for (a, b), rule, sure in pairs]
    label, held = cluster(9, joins, apart, dois, before)
    assert (label.tolist(), held) == one_by_one(9, joins, apart, dois, before)
    assert label.dtype == np.int64


def test_long_chains_are_one_work_whatever_order_their_joins_come_in():
    rng = np.random.default_rng(0)
    for n in (2, 40, 300):
        place = rng.permutation(n).tolist()
        ends = [sorted(pair) for pair in zip(place[: n // 2], place[1 : n // 2 + 1], strict=False)]
        label, _ = cluster(n, [Join(a, b, "r", "", "rule", 0.9) for a, b in ends], [], [""] * n)
        whole = {*place[: n // 2 + 1]}
        assert label.tolist() == [min(whole) if row in whole else row for row in range(n)]
