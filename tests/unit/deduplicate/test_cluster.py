"""Clusters: the surest join first, and what the review has known as one work before all others."""

from evidence.deduplicate.cluster import Join, cluster

SURE, SURER = Join(0, 1, "r", "", "rule", 0.98), Join(0, 2, "r", "", "rule", 0.99)


def test_of_two_joins_that_exclude_one_another_the_surer_is_made():
    label, held = cluster(3, [SURE, SURER], [(1, 2)], ["", "", ""])
    assert label.tolist() == [0, 1, 0] and held == [SURE]


def test_a_record_that_comes_later_does_not_take_the_place_of_one_that_was_there():
    label, held = cluster(3, [SURE, SURER], [(1, 2)], ["", "", ""], before={0: "w-0", 1: "w-0"})
    assert label.tolist() == [0, 0, 2] and held == [SURER]
