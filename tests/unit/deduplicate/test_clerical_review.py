"""Rulings: on whichever of its entries a work is named, and however often they come."""

from dataclasses import replace

import pytest

from evidence.deduplicate.copies import RULE
from evidence.deduplicate.stage import deduplicate

from .test_stage import BASE, A, B, decide, like, members

FULLER = {"doi": "10.1000/x", "abstract": "On tea. " * 20}


def test_a_ruling_by_key_holds_for_every_entry_that_has_the_key():
    again = replace(A, record_id="a2", **FULLER)  # the key of A, in another export
    result = deduplicate([A, again, B], [decide("a", "b", "distinct")])
    assert members(result) == [("a", "a2"), ("b",)] and not result.remarks and not result.maybe


@pytest.mark.parametrize("later", [("a", "b"), ("a2", "b"), ("b", "a")])
def test_a_later_ruling_takes_the_place_of_the_whole_earlier_one(later):
    one, again = replace(A, source_key="k"), replace(A, record_id="a2", source_key="k", **FULLER)
    rulings = [decide("k", "b", "distinct"), decide(*later, "duplicate", "2020-01-02")]
    result = deduplicate([one, again, B], rulings)
    assert members(result) == [("a", "a2", "b")] and not result.remarks


def test_a_key_of_two_works_is_asked_about_with_both_named():
    other = like("z", title="Bees in winter", source_key="a", line=9)
    result = deduplicate([replace(A, record_id="x"), other, B], [decide("a", "b", "distinct")])
    (remark,) = result.remarks
    assert "2 records of different works" in remark.problem and "not applied" in remark.problem
    assert "Bees in winter" in remark.how_to_fix and "z (" in remark.how_to_fix and "x (" in remark.how_to_fix


def test_a_ruling_on_a_record_and_itself_is_set_aside():
    result = deduplicate([A, B], [decide("a", "a", "duplicate")])
    (remark,) = result.remarks
    assert remark.dropped and "both references of this row are the same" in remark.problem


def test_a_noted_title_settles_it():
    other = like("z", title="Bees in winter", source_key="a")
    noted = replace(decide("a", "b", "distinct"), title_a=BASE.title.upper())
    result = deduplicate([replace(A, record_id="x"), other, B], [noted])
    assert members(result) == [("b",), ("x",), ("z",)] and not result.remarks


def test_copies_are_not_compared_and_say_what_they_are():
    copies = [replace(A, record_id=f"a.{n}") for n in range(2, 40)]
    once = deduplicate([A, B])
    result = deduplicate([A, B, *copies])
    assert len(result.works) == 1 and len(result.comparisons) == len(once.comparisons)
    joined = [m for m in result.memberships if m.record_id.startswith("a.")]
    assert {(m.matched_record, m.rule) for m in joined} == {("a", RULE)}


ASKABLE = [
    {"authors": ("Elm, Bo",)},
    {"year": 2002, "volume": "4", "pages": "100"},
    {"pages": "300"},
    {"container": "Bulletin of Soil", "volume": "9", "pages": "77"},
]


def test_two_works_are_not_asked_about_again_through_sisters():
    """`e` and `f` are other entries of two works that a person kept apart."""
    a = like("a")
    b = next(b for b in (like("b", **changes) for changes in ASKABLE) if deduplicate([a, b]).maybe)
    e, f = (replace(r, record_id=name, source_key=name, issue="2") for name, r in (("e", a), ("f", b)))
    result = deduplicate([a, b, e, f], [decide("a", "b", "distinct")])
    assert members(result) == [("a", "e"), ("b", "f")] and result.maybe == []
    assert deduplicate([a, e, b, f]).maybe


@pytest.mark.parametrize("title", ["Bees in winter", "BEES in  Winter."])
def test_a_title_names_a_record_as_in_every_other_table(title):
    other = like("z", title="Bees in winter", source_key="q")
    far = like("y", title="Wasps in summer", source_key="r", pages="90")
    assert members(deduplicate([A, other, far])) == [("a",), ("y",), ("z",)]
    result = deduplicate(
        [A, other, far], [decide(title, "a", "duplicate"), decide("Wasps in summer", title, "distinct")]
    )
    assert members(result) == [("a", "z"), ("y",)] and not result.remarks
    (remark,) = deduplicate([A, other], [decide("Hornets in autumn", "a", "duplicate")]).remarks
    assert remark.dropped and "no record has this reference" in remark.problem
