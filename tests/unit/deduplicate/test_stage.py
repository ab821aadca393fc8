"""Deduplicate: what is one publication is joined, what is doubtful is asked, people decide."""

from dataclasses import replace
from itertools import permutations

import pytest

from evidence.deduplicate.decisions import DuplicateDecision
from evidence.deduplicate.settings import LinkageRules
from evidence.deduplicate.stage import deduplicate
from evidence.ingest.stage import Source, ingest

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
    return replace(BASE, **{"record_id": name, "source_key": name, **changes})


def decide(a, b, decision, date="2020-01-01", line=2, relation=""):
    return DuplicateDecision("d.csv", line, a, b, decision, relation, "because", "An", date)


def members(result):
    return sorted(tuple(sorted(work.members)) for work in result.works)


def outcome(a, b, **settings):
    """joined, asked, the relation of two works, or apart."""
    result = deduplicate([a, b], settings=LinkageRules(**settings))
    if len(result.works) == 1:
        return "joined"
    if result.links:
        return result.links[0].relation
    return "asked" if result.maybe else "apart"


A, B, C = like("a"), like("b"), like("c")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "joined"),
        ({"title": "ON THE GROWING: of tea in cold-places."}, "joined"),
        ({"year": None}, "joined"),
        ({"authors": ()}, "joined"),
        ({"authors": ("Ash, A.",)}, "joined"),
        ({"authors": ("Ann Ash",)}, "joined"),
        ({"container": "The Journal of Tea"}, "joined"),
        ({"container": "J. Tea"}, "joined"),
        ({"pages": "5"}, "joined"),
        ({"year": 2002}, "joined"),
        ({"volume": "", "pages": "", "year": 2002}, "joined"),
        ({"year": 2002, "volume": "4", "pages": "100"}, "asked"),
        ({"year": 2005, "volume": "7", "pages": "100"}, "asked"),
        # One place and one title: the authors of one of them are wrong.
        ({"authors": ("Elm, Bo",)}, "joined"),
        ({"authors": ("Elm, Bo",), "volume": "", "pages": ""}, "asked"),
        ({"container": "Bulletin of Soil", "volume": "9", "pages": "77"}, "asked"),
        ({"container": "Proceedings of a Meeting", "volume": "", "pages": ""}, "conference-version-of"),
        ({"container": "SSRN", "volume": "", "pages": ""}, "preprint-of"),
        ({"title": "On the growing of tea in cold places: a trial"}, "joined"),
        ({"title": "On the growing of tea in cold places part two", "pages": "10--14"}, "apart"),
        ({"title": "On the growing of tea in cold places 2", "pages": "10--14"}, "apart"),
        ({"title": "On the growing of tea in cold places 2"}, "joined"),
        ({"title": "On the growing of tea in warm places", "pages": "10--19"}, "apart"),
        ({"title": "On the growings of tea in cold places"}, "joined"),
        ({"title": "Erratum: on the growing of tea in cold places", "pages": "88"}, "erratum-to"),
        ({"title": "Retraction: on the growing of tea in cold places", "pages": "88"}, "retraction-of"),
        (
            {
                "title": "Reply to: on the growing of tea in cold places",
                "authors": ("Elm, Bo",),
                "pages": "9",
            },
            "reply-to",
        ),
        ({"title": "RETRACTED: On the growing of tea in cold places"}, "joined"),
        ({"title": "On the growing of tea in cold places. [Review] [33 refs]"}, "joined"),
        ({"pages": "300"}, "asked"),
        ({"authors": ("van Ash, A.",)}, "joined"),
        ({"authors": ("Elm, Bo", "Ash, Ann")}, "joined"),
    ],
)
def test_outcomes(changes, expected):
    other = like("b", **changes)
    assert outcome(A, other) == expected
    assert outcome(other, A) == expected


def test_one_identifier_joins_only_titles_that_agree():
    a, near = like("a", doi="10.1000/x"), like("b", doi="10.1000/x", year=2009)
    far = like("c", doi="10.1000/x", title="Abstracts of the meeting, supplement two")
    assert outcome(a, near) == "joined"
    assert outcome(a, far) in ("asked", "apart")
    assert outcome(like("a", pmid="1"), like("b", pmid="1", year=2009)) == "joined"
    assert outcome(a, like("d", doi="10.1000/y", pages="90")) in ("asked", "apart")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Care for men after a stroke", "Care for women after a stroke"),
        ("Growth of cells in vivo", "Growth of cells in vitro"),
        ("A drug for pain: study 1", "A drug for pain: study 2"),
        ("The state of housing 2018", "The state of housing 2019"),
        ("Sugar and health, part I", "Sugar and health, part II"),
    ],
)
def test_parts_and_opposites_are_two_works(one, other):
    assert outcome(like("a", title=one), like("b", title=other, pages="20--29")) == "apart"


@pytest.mark.parametrize("policy", ["merge", "study", "link", "apart"])
def test_the_policy_says_what_follows_from_a_relation(policy):
    doi = "10.1002/14651858.cd001234.pub"
    first, later = (
        like("a", doi=doi + "2", pages="CD001234"),
        like("b", doi=doi + "3", year=2004, pages="CD001234"),
    )
    result = deduplicate([first, later], settings=LinkageRules(policy={"update-of": policy}))
    assert len(result.works) == (1 if policy == "merge" else 2)
    assert len({work.study_id for work in result.works}) == (2 if policy in ("link", "apart") else 1)
    said = [(link.work_id, link.relation, link.other_work_id) for link in result.links]
    assert said == ([("w-b", "update-of", "w-a")] if policy in ("study", "link") else [])


def test_a_chapter_is_part_of_its_book():
    book = like("a", kind="book", title="The tea book of the north", container="", volume="", pages="")
    chapter = like("b", kind="chapter", title="On frost and leaves", container="The Tea Book of the North")
    assert outcome(book, chapter) == "part-of"


def test_every_comparison_adds_up():
    import json
    import math

    from evidence.deduplicate.explain import log_odds

    result = deduplicate([A, like("b", pages="5"), like("c", year=2002, volume="4", pages="100")])
    assert {c.outcome for c in result.comparisons} == {"duplicate", "question"}
    for comparison in result.comparisons:
        total = log_odds(json.loads(comparison.fields))
        assert comparison.probability == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-6)


def test_the_questions_have_an_end_and_the_rest_is_said():
    towns = ("Peru", "Chile", "Cuba", "Mali", "Oman", "Iraq")
    same = [like(f"r{n}", title=f"{A.title} in {town}", pages="") for n, town in enumerate(towns)]
    result = deduplicate(same, settings=LinkageRules(ask_at_least=3))
    assert len(result.maybe) == 3
    assert ["further pairs" in remark.problem for remark in result.remarks] == [True]


def test_memberships_say_what_joined():
    result = deduplicate([A, like("b", abstract="full"), like("c", year=2002, volume="4", pages="100")])
    assert members(result) == [("a", "b"), ("c",)]
    joined = {m.record_id: m for m in result.memberships}
    assert joined["a"].primary  # the barest stands for the work, so that a fuller one takes nobody's place
    assert (joined["b"].matched_record, joined["b"].by) == ("a", "rule")
    assert joined["b"].rule == "identical entries"
    assert [(m.record_a, m.record_b) for m in result.maybe] == [("a", "c")]
    assert "volume and pages differ" in result.maybe[0].question


def test_merged_fields_name_their_giver():
    import json

    a = like("a", doi="10.1000/x", volume="", pages="")
    b = like("b", abstract="text", abstract_kind="published")
    (work,) = deduplicate([a, b]).works
    assert (work.doi, work.volume, work.abstract) == ("10.1000/x", "3", "text")
    given = json.loads(work.provenance)
    assert (given["doi"], given["volume"], given["abstract"]) == ("a", "b", "b")
    assert "pmid" not in given
    assert work.work_id == "w-b"  # the one without a DOI: see test_identity.py


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
    assert [(m.record_a, m.record_b) for m in result.maybe] == [("b", "c")]


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
    twice, other = replace(B, source_key="a"), like("c", title="Bees in winter", source_key="a")
    rows = [decide("a", "nobody", "distinct", line=9)]
    told = [(r.line, r.field, r.value) for r in deduplicate([A, twice], rows).remarks]
    assert told == [(9, "record_b", "nobody")]  # the two that have the key are one work
    several = deduplicate([replace(A, record_id="x"), twice, other], rows)
    assert [(r.field, r.value) for r in several.remarks] == [("record_a", "a"), ("record_b", "nobody")]
    assert all("not applied" in r.problem for r in several.remarks)


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


def test_a_relation_that_the_settings_do_not_name_has_the_usual_policy():
    assert LinkageRules(policy={"update-of": "merge"}).policy["version-of"] == "merge"
    assert LinkageRules(policy={"version-of": "link"}).policy["version-of"] == "link"
