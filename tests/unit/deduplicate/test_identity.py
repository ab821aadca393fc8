"""What works are called: the order in which names are looked for, and that no name is given twice."""

from dataclasses import replace

import numpy as np
import pytest

from evidence.deduplicate.identity import namers, names
from evidence.deduplicate.stage import deduplicate

from .test_stage import A, decide, like

IDS = ["a", "b", "c", "d"]


def called(work_of, named, known):
    return names(IDS, np.array(work_of), named, known)[0]


@pytest.mark.parametrize(
    ("work_of", "named", "known", "expected"),
    [
        ([0, 0, 1, 1], [0, 2], {}, ["w-a", "w-c"]),
        ([0, 0, 1, 1], [0, 2], {"b": "w-b", "a": "w-a"}, ["w-b", "w-c"]),  # the first known
        ([0, 0, 1, 1], [0, 2], {"b": "w-gone"}, ["w-gone", "w-c"]),  # its record has gone, its page stays
        ([0, 0, 1, 1], [0, 2], {"a": "w-a", "c": "w-a"}, ["w-a", "w-c"]),  # parted: a keeps what a had
        ([0, 0, 1, 1], [1, 2], {"c": "w-a", "a": "w-a"}, ["w-a", "w-c"]),
        ([0, 0, 1, 1], [0, 2], {"c": "w-gone", "a": "w-gone"}, ["w-a", "w-gone"]),
        ([0, 0, 0, 0], [2], {"d": "w-d", "a": "w-a"}, ["w-d"]),  # put together: the older name
    ],
)
def test_a_name_that_was_known_stays(work_of, named, known, expected):
    assert called(work_of, named, known) == expected


def test_people_outrank_bareness_and_bareness_outranks_the_id():
    label, bare, rank = np.zeros(3, int), np.array([1, 0, 0]), np.array([0, 1, 2])
    assert namers(label, {}, (bare, rank)).tolist() == [1]
    assert namers(label, {2: 7, 0: 9}, (bare, rank)).tolist() == [2]


def test_a_fuller_description_fills_a_work_and_does_not_name_it():
    known = like("z", source_key="z2001")
    fuller = replace(
        known, record_id="a", source_key="again", doi="10.1000/x", abstract="On tea. " * 20, issue="2"
    )
    (work,) = deduplicate([known, fuller]).works
    assert (work.work_id, work.key, work.doi, work.issue) == ("w-z", "z2001", "10.1000/x", "2")
    assert work.members == ("z", "a")


def test_what_people_put_together_is_named_after_what_they_named_first():
    other = like("b", title="Another title altogether", abstract="Full. " * 20, doi="10.1000/y")
    assert [w.work_id for w in deduplicate([A, other], [decide("b", "a", "duplicate")]).works] == ["w-b"]
    assert [w.work_id for w in deduplicate([A, other], [decide("a", "b", "duplicate")]).works] == ["w-a"]


def test_a_study_keeps_its_name_when_a_report_is_added():
    reports = [like("m", title="A report"), like("n", title="Another text"), like("a", title="Third")]
    ties = [decide("m", "n", "same_study"), decide("n", "a", "same_study", line=3)]
    known = {"m": "w-m", "n": "w-n"}
    assert {w.study_id for w in deduplicate(reports, ties, known=known).works} == {"w-m"}
    assert {w.study_id for w in deduplicate(reports, ties).works} == {"w-a"}
