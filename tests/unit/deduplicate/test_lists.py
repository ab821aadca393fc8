"""A list is judged by itself: whether it was cleared of twins, and which titles it has once."""

import numpy as np
import pyarrow as pa

from evidence.deduplicate.lists import lists

PLACES = [f"teaincoldplace{n}" for n in range(20)]


def judged(*entries):
    """(file, title) of each entry; all of one year, and every title tells but `column`."""
    files, titles = zip(*entries, strict=True)
    telling = np.array([title != "column" for title in titles])
    return lists(pa.array(files), pa.array(titles), np.full(len(files), 2001), telling)


def of(file, titles):
    return [(file, title) for title in titles]


def test_another_list_beside_it_changes_nothing():
    alone = judged(*of("a.ris", PLACES))
    beside = judged(*of("a.ris", PLACES), *of("b.ris", ["coffeeinhotplaces"] * 2))
    assert (alone.cleared >= 0).all() and alone.once.all()
    assert (beside.cleared[:20] >= 0).all() and (beside.cleared[20:] < 0).all()
    assert beside.once[:20].all() and not beside.once[20:].any()


def test_a_short_list_or_one_without_a_name_says_nothing():
    assert (judged(*of("", PLACES)).cleared < 0).all()
    assert (judged(*of("", PLACES)).long >= 0).all()
    short = judged(*of("a.ris", PLACES[:5]))
    assert (short.long < 0).all() and (short.cleared < 0).all()


def test_a_cleared_list_vouches_for_no_title_that_it_has_twice():
    column = judged(*of("a.ris", [*PLACES, "column", "column"]))
    assert (column.cleared >= 0).all()
    assert column.once.tolist() == [True] * 20 + [False] * 2


def test_a_list_with_twins_is_long_and_not_cleared():
    twins = judged(*of("a.ris", [*PLACES, *PLACES]))
    assert (twins.long >= 0).all() and (twins.cleared < 0).all() and not twins.once.any()


def test_two_cleared_lists_that_have_the_title_once():
    both = judged(*of("a.ris", PLACES), *of("b.ris", [*PLACES, "column", "column"]))
    left, right = np.array([0, 0, 20]), np.array([20, 1, 40])
    assert both.both_cleared(left, right).tolist() == [True, False, False]
    assert both.both_cleared(np.array([0]), np.array([40])).tolist() == [False]
