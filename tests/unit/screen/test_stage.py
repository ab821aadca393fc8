"""Screen: the last word of each reviewer, the most inclusive where they differ."""

from itertools import permutations

import pytest

from evidence.deduplicate.stage import deduplicate
from evidence.ingest.stage import Source, ingest
from evidence.screen.decisions import ScreeningDecision
from evidence.screen.rows import Fate, Screen
from evidence.screen.stage import screen

BIB = b"""@misc{k1, title={First}, doi={10.1000/a}}
@misc{k2, title={A second report on housing and on care}, author={Ash, Bo and Elm, Cy}, year=2001}
@misc{k2b, title={A second report on housing and on care}, author={Ash, Bo and Elm, Cy}, year=2001}
@misc{same, title={Third}}
@misc{same, title={Fourth}}"""


@pytest.fixture(scope="module")
def corpus():
    records = ingest([Source("a.bib", BIB)]).records
    result = deduplicate(records)
    assert len(result.works) == 4
    return result.works, records, result.memberships


def decide(record, decision, reviewer="An", date="2020-01-01", line=2):
    return ScreeningDecision("s.csv", line, record, decision, "why", "title", reviewer, date)


def outcome(corpus, decisions, title="First"):
    works = corpus[0]
    result = screen(*corpus, decisions)
    assert [row.work_id for row in result.screening] == [work.work_id for work in works]
    wanted = next(work.work_id for work in works if work.title == title)
    return next(row for row in result.screening if row.work_id == wanted)


def test_nobody_decided(corpus):
    row = outcome(corpus, [])
    assert (row.decision, row.by) == (Screen.UNDECIDED, "")
    assert Screen(row.decision).fate == Fate.UNDECIDED


@pytest.mark.parametrize(
    ("decision", "fate"),
    [("include", "included"), ("background", "background"), ("exclude", "excluded")],
)
def test_one_decision(corpus, decision, fate):
    row = outcome(corpus, [decide("k1", decision)])
    assert (row.decision, row.reason, row.basis, row.by) == (decision, "why", "title", "An")
    assert (row.date, row.conflict) == ("2020-01-01", "")
    assert Screen(row.decision).fate == fate


def test_a_reviewer_may_change_their_mind(corpus):
    decisions = [decide("k1", "include"), decide("k1", "exclude", date="2020-01-02", line=3)]
    for order in permutations(decisions):
        row = outcome(corpus, order)
        assert (row.decision, row.conflict) == ("exclude", "")


def test_a_change_of_mind_under_another_reference(corpus):
    decisions = [decide("k1", "include"), decide("10.1000/A", "exclude", date="2020-01-02")]
    row = outcome(corpus, decisions)
    assert (row.decision, row.conflict) == ("exclude", "")


def test_two_reviewers_disagree(corpus):
    decisions = [
        decide("k1", "exclude", "An", "2020-01-03"),
        decide("k1", "background", "Bo"),
        decide("k1", "include", "Cy"),
    ]
    for order in permutations(decisions):
        row = outcome(corpus, order)
        assert (row.decision, row.by) == ("include", "Cy")
        assert "background and exclude" in row.conflict


def test_records_of_one_work_judged_apart(corpus):
    row = outcome(
        corpus, [decide("k2", "exclude"), decide("k2b", "include")], "A second report on housing and on care"
    )
    assert row.decision == "include"
    assert "exclude" in row.conflict


def test_consensus_settles_a_work_and_is_no_voice_of_its_own(corpus):
    torn = [decide("k1", "include", "An"), decide("k1", "exclude", "Bo")]
    settled = [*torn, decide("k1", "exclude", "consensus", "2020-01-03", 9)]
    assert outcome(corpus, torn).decision == "include"
    for order in permutations(settled):
        row = outcome(corpus, order)
        assert (row.decision, row.by, row.conflict) == ("exclude", "consensus", "")
    assert screen(*corpus, settled).agreement["coders"] == ["An", "Bo"]


@pytest.mark.parametrize(("reference", "words"), [("gone", "no record"), ("same", "2 records")])
def test_what_cannot_be_resolved_is_said_and_not_applied(corpus, reference, words):
    result = screen(*corpus, [decide(reference, "include", line=8)])
    (remark,) = result.remarks
    assert remark.line == 8
    assert words in remark.problem
    assert {row.decision for row in result.screening} == {Screen.UNDECIDED}


def test_two_who_screened_are_compared_work_by_work(corpus):
    """Three works judged by both: two alike, one not. The work of two records counts once, by the inclusive one."""
    both = [("First", "include", "include"), ("k2", "exclude", "include"), ("k1", "include", "include")]
    keys = {"First": "k1", "k2": "k2", "k1": "k2b"}
    decisions = [
        decide(keys[name], told, reviewer=who)
        for name, one, two in both
        for who, told in (("An", one), ("Ben", two))
    ]
    found = screen(*corpus, decisions).agreement
    assert (found["coders"], found["works"]) == (["An", "Ben"], 2)
    assert found["raw_agreement"]["value"] == 1.0 and found["disagreements"] == []
    assert screen(*corpus, decisions[:1]).agreement == {}
    apart = [decide("k1", "include"), decide("k1", "exclude", reviewer="Ben"), *decisions[2:]]
    found = screen(*corpus, apart).agreement
    assert found["raw_agreement"]["value"] == 0.5
    assert [set(row.values()) >= {"include", "exclude"} for row in found["disagreements"]] == [True]


# --- title and abstract, then the full text --------------------------------------------------------------------------


def at(stage, decision, reviewer="An", date="2020-01-01", line=2, basis="", reason="why"):
    return ScreeningDecision("s.csv", line, "k1", decision, reason, basis, reviewer, date, "", stage)


@pytest.mark.parametrize("later", ["2020-01-02", "2019-01-01"])
def test_the_full_text_outranks_title_and_abstract_whoever_judged_it_and_when(corpus, later):
    first = [at("title_abstract", "include"), at("title_abstract", "exclude", "Bo")]
    row = outcome(corpus, [*first, at("full_text", "exclude", "Cy", later)])
    assert (row.decision, row.stage, row.by, row.conflict) == ("exclude", "full_text", "Cy", "")
    torn = [*first, at("full_text", "exclude", "Cy"), at("full_text", "include", "An")]
    assert outcome(corpus, torn).decision == "include" and "exclude" in outcome(corpus, torn).conflict
    settled = [*torn, at("full_text", "exclude", "consensus", "2020-02-01")]
    assert (outcome(corpus, settled).decision, outcome(corpus, settled).conflict) == ("exclude", "")


def test_what_title_and_abstract_exclude_never_comes_to_its_full_text(corpus):
    row = outcome(corpus, [at("title_abstract", "exclude")])
    assert (row.decision, row.stage, row.unretrieved) == ("exclude", "title_abstract", False)


@pytest.mark.parametrize(
    ("stage", "basis", "reason", "expected"),
    [
        ("", "full_text", "why", ("full_text", False)),
        ("", "title_abstract", "why", ("title_abstract", False)),
        ("", "", "", ("title_abstract", False)),
        ("title_abstract", "full_text", "why", ("title_abstract", False)),
        ("full_text", "bib_entry", "why", ("full_text", False)),
        ("", "title_abstract", "Not retrieved", ("full_text", True)),
        ("full_text", "", "full text could not be obtained.", ("full_text", True)),
    ],
)
def test_a_stage_that_is_not_said_follows_from_what_was_read(corpus, stage, basis, reason, expected):
    row = outcome(corpus, [at(stage, "exclude", basis=basis, reason=reason)])
    assert (row.stage, row.unretrieved) == expected


def test_agreement_is_measured_stage_by_stage(corpus):
    decisions = [at("title_abstract", "include", who) for who in ("An", "Bo")]
    decisions += [at("full_text", "include", "An"), at("full_text", "exclude", "Bo")]
    found = screen(*corpus, decisions)
    assert found.agreement["raw_agreement"]["value"] == 1.0
    assert found.agreement_in_full["raw_agreement"]["value"] == 0.0
    assert screen(*corpus, decisions[:2]).agreement_in_full == {}
