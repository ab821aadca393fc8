"""Deduplicate: what is one publication is joined, what is doubtful is asked, people decide."""

from dataclasses import replace
from itertools import permutations

import pytest

from evidence.decisions import DuplicateDecision
from evidence.deduplicate import Settings, compare, deduplicate
from evidence.ingest import Source, ingest

BASE = ingest(
    [
        Source(
            "a.bib",
            b"@article{base, title={On the growing of tea in cold places}, author={Ash, Ann},"
            b" year={2001}, journal={Journal of Tea}, volume={3}, pages={5--9}}",
        )
    ]
).records[0]


def like(name, **changes):
    return replace(BASE, record_id=name, source_key=name, **changes)


def decide(a, b, decision, date="2020-01-01", line=2, relation=""):
    return DuplicateDecision("d.csv", line, a, b, decision, relation, "because", "An", date)


def members(result):
    return sorted(tuple(sorted(work.members)) for work in result.works)


def rule(a, b):
    return compare(a, b, Settings())[0]


A, B, C = like("a"), like("b"), like("c")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "same title, year and author"),
        ({"title": "ON THE GROWING: of tea in cold-places."}, "same title, year and author"),
        ({"year": None}, "same title, year and author"),
        ({"authors": ()}, "same title, year and author"),
        ({"authors": ("Ash, A.",)}, "same title, year and author"),
        ({"container": "The Journal of Tea"}, "same title, year and author"),
        ({"year": 2003}, "maybe"),
        ({"authors": ("Elm, Bo",)}, "maybe"),
        ({"volume": "4"}, "maybe"),
        ({"container": "Proceedings of a Meeting"}, "maybe"),
        (
            {"title": "On the growing of tea in cold places: a trial"},
            "same place, one title shorter",
        ),
        ({"title": "On the growing of tea in cold places: a trial", "pages": "7"}, ""),
        ({"title": "On the growing of tea in cold places part two", "volume": ""}, ""),
        ({"title": "On the drinking of tea in cold places"}, "maybe"),
        ({"title": "On the growings of tea in cold places"}, "same place, titles 99 % alike"),
        ({"title": "On the growing of tea in cold places 2"}, ""),
        ({"title": "Erratum: on the growing of tea in cold places"}, "maybe"),
        (
            {"title": "On the growing of tea in cold places. [Review] [33 refs]"},
            "same title, year and author",
        ),
        ({"authors": ("van Ash, A.",)}, "same title, year and author"),
        ({"authors": ("Elm, Bo", "Ash, Ann")}, "maybe"),
    ],
)
def test_rules(changes, expected):
    other = like("b", **changes)
    assert rule(A, other) == expected
    assert rule(other, A) == expected


def test_one_identifier_joins_only_titles_that_agree():
    a, near = like("a", doi="10.1000/x"), like("b", doi="10.1000/x", year=2009)
    far = like("c", doi="10.1000/x", title="Abstracts of the meeting, supplement two")
    assert rule(a, near) == "same DOI"
    assert rule(a, far) == ""
    assert rule(like("a", pmid="1"), like("b", pmid="1", year=2009)) == "same PMID"
    assert rule(a, like("d", doi="10.1000/y")) == "maybe"


def test_memberships_say_what_joined():
    result = deduplicate([A, like("b", abstract="full"), like("c", year=2009)])
    assert members(result) == [("a", "b"), ("c",)]
    joined = {m.record_id: m for m in result.memberships}
    assert joined["b"].primary
    assert (joined["a"].matched_record, joined["a"].by) == ("b", "rule")
    assert joined["a"].rule == "same title, year and author"
    assert {(m.record_a, m.record_b) for m in result.maybe} == {("a", "c"), ("b", "c")}
    assert all("years differ" in m.question for m in result.maybe)


def test_merged_fields_name_their_giver():
    import json

    a = like("a", doi="10.1000/x", volume="", pages="")
    b = like("b", abstract="text", abstract_kind="published")
    (work,) = deduplicate([a, b]).works
    assert (work.doi, work.volume, work.abstract) == ("10.1000/x", "3", "text")
    given = json.loads(work.provenance)
    assert (given["doi"], given["volume"], given["abstract"]) == ("a", "b", "b")
    assert "pmid" not in given
    assert work.work_id == "w-a"


def test_people_join_what_rules_do_not():
    other = like("b", title="Another title altogether", authors=("Elm, Bo",))
    result = deduplicate([A, other], [decide("a", "b", "duplicate")])
    assert members(result) == [("a", "b")]
    (joined,) = [m for m in result.memberships if not m.primary]
    assert (joined.rule, joined.reason, joined.by) == ("person", "because", "An")


def test_people_keep_apart_what_rules_would_join():
    result = deduplicate([A, B], [decide("b", "a", "distinct")])
    assert members(result) == [("a",), ("b",)]
    assert result.maybe == []


def test_people_keep_apart_even_through_a_third_record():
    result = deduplicate([A, B, C], [decide("a", "b", "distinct")])
    assert len(result.works) == 2
    assert all(not {"a", "b"} <= set(work.members) for work in result.works)


def test_a_sparse_record_does_not_glue_two_publications():
    one, two = like("a", doi="10.1000/x"), like("b", doi="10.1000/y")
    result = deduplicate([one, two, C])
    assert members(result) == [("a", "c"), ("b",)]
    assert {(m.record_a, m.record_b) for m in result.maybe} == {("a", "b"), ("b", "c")}


def test_a_short_main_title_meets_its_longer_form_whatever_their_first_words():
    short, long = like("a", title="Tea"), like("b", title="Tea: a trial in three valleys")
    assert members(deduplicate([short, long])) == [("a", "b")]


def test_the_last_decision_on_a_pair_stands():
    first, then = decide("a", "b", "distinct"), decide("b", "a", "duplicate", "2020-01-02")
    for order in permutations([first, then]):
        assert members(deduplicate([A, B], order)) == [("a", "b")]


def test_two_reports_of_one_study_stay_two_works():
    other = like("b", title="A second report")
    result = deduplicate([A, other], [decide("a", "b", "same_study", relation="follow-up")])
    assert members(result) == [("a",), ("b",)]
    assert {work.study_id for work in result.works} == {"w-a"}
    assert {link.relation for link in result.study_links} == {"follow-up"}


def test_studies_chain_over_works():
    records = [like(name, title=f"Report {name}") for name in "abc"]
    decisions = [decide("a", "b", "same_study"), decide("c", "b", "same_study", line=3)]
    result = deduplicate(records, decisions)
    assert {work.study_id for work in result.works} == {"w-a"}


def test_what_cannot_be_resolved_is_said():
    twice = replace(B, source_key="a")
    result = deduplicate([A, twice], [decide("a", "nobody", "distinct", line=9)])
    assert [(r.line, r.field, r.value) for r in result.remarks] == [
        (9, "record_a", "a"),
        (9, "record_b", "nobody"),
    ]
    assert len(result.works) == 1


def test_order_of_records_and_decisions_does_not_matter():
    records = [A, like("b", year=None), like("c", year=2005), like("d", doi="10.1000/x")]
    decisions = [decide("a", "b", "distinct"), decide("c", "d", "same_study", line=3)]
    expected = deduplicate(records, decisions)
    for order in permutations(records):
        assert deduplicate(list(order), decisions[::-1]) == expected


def test_nothing_in_nothing_out():
    assert deduplicate([]).works == []


def test_editorials_of_one_title_are_asked_about_and_identical_ones_are_one():
    first = like("a", title="Editor's comments", volume="", pages="", abstract="On quality.")
    second = like("b", title="Editor's comments", volume="", pages="", abstract="On method.")
    assert members(deduplicate([first, second])) == [("a",), ("b",)]
    assert members(deduplicate([first, replace(first, record_id="b")])) == [("a", "b")]


def test_contradicting_decisions_are_said():
    decisions = [decide("a", "b", "duplicate"), decide("b", "c", "duplicate"), decide("a", "c", "distinct")]
    result = deduplicate([A, B, C], decisions)
    assert members(result) == [("a", "b", "c")]
    assert ["not applied" in remark.problem for remark in result.remarks] == [True]
