"""Answers by item, states by study, and nothing summed."""

from __future__ import annotations

from dataclasses import replace

from evidence.appraise.asked import questions
from evidence.appraise.decisions import AppraisalDecision
from evidence.appraise.rows import DISAGREE, NOT_APPRAISED, Appraisal, Judgement, StudyAppraisal
from evidence.appraise.stage import appraise
from evidence.appraise.tool import Means
from evidence.appraise.toolbox import toolbox
from evidence.appraise.tools import TOOLS
from evidence.ingest.rows import Record
from evidence.mentions import Mentions
from evidence.rows import columns

from ..builders import item, make, work

MMAT = "MMAT 2018"
WORKS = {w.work_id: w for w in (work("one"), work("two"))}
RECORDS = [make(Record, record_id=f"r-{name}", source_key=name) for name in WORKS]
WORK_OF = {f"r-{name}": name for name in WORKS}
ITEMS = [item("a", study_id="one", work_id="one"), item("b", study_id="two", work_id="two")]


def answer(
    item_: str,
    given: str = "yes",
    who: str = "ann",
    record: str = "one",
    tool: str = MMAT,
    line: int = 2,
):
    return AppraisalDecision("appraisal.csv", line, record, tool, item_, given, "", who, "2026-01-01")


def run(*decisions, items=ITEMS, tools=None, **more):
    found = appraise(items, decisions, Mentions(RECORDS), WORK_OF, WORKS, tools or toolbox(), **more)
    return found.answers, found.studies, found.remarks


def study(*decisions, **more):
    return next(s for s in run(*decisions, **more)[1] if s.study_id == "one")


def all_of(category: str):
    """Yes to all that a study of this category is asked."""
    said = {"category": category}
    return [answer(q.item) for q in questions(TOOLS[MMAT], said) if q.item != "category"]


def test_a_study_without_an_answer_says_so() -> None:
    rows, studies, _ = run()
    assert {row.answer for row in rows} == {NOT_APPRAISED} and {s.state for s in studies} == {NOT_APPRAISED}


def test_a_study_that_does_not_count_waits_for_no_appraisal() -> None:
    shown = [replace(ITEMS[0], standing="shown_only"), ITEMS[1]]
    rows, studies, _ = run(items=shown)
    assert [row.study_id for row in rows] == [s.study_id for s in studies] == ["two"]


def test_a_study_that_votes_by_a_readers_side_alone_is_to_be_appraised() -> None:
    shown = [replace(row, standing="shown_only") for row in ITEMS]
    rows, studies, _ = run(items=shown, voting={"two": WORKS["two"]})
    assert [row.study_id for row in rows] == [s.study_id for s in studies] == ["two"]
    assert studies[0].study_label and studies[0].state == NOT_APPRAISED


def test_a_whole_appraisal_and_a_part_of_one() -> None:
    whole = study(*all_of("1"))
    assert whole.state == "appraised" and whole.category == "Qualitative" and not whole.missing
    part = study(*all_of("1")[:4])
    assert part.state == "partly appraised" and part.missing == ("1.3", "1.4", "1.5")
    screened = study(answer("S1"), answer("S2"))
    assert screened.state == "partly appraised" and screened.category == ""


def test_no_answer_is_summed() -> None:
    """No table of appraisal has room for a number, so that no sum of answers can be handed on."""
    for row in (Appraisal, Judgement, StudyAppraisal):
        assert {column.kind for column in columns(row)} <= {str, bool, Means}, row


def test_reviewers_who_differ_until_they_settle_it() -> None:
    torn = [*all_of("1"), answer("1.2", "no", "bob")]
    assert study(*torn).state == DISAGREE and study(*torn).disagree == ("1.2",)
    settled = study(*torn, answer("1.2", "no", "consensus"))
    assert settled.state == "appraised" and settled.no == ("1.2",)


def test_an_item_that_the_tool_does_not_have() -> None:
    rows, studies, remarks = run(answer("9.9", line=7))
    assert remarks[0].line == 7 and "no such item" in remarks[0].problem and "5.5" in remarks[0].how_to_fix
    assert studies[0].state == NOT_APPRAISED and all(row.item != "9.9" for row in rows)


def test_criteria_of_two_categories_are_a_mistake() -> None:
    _, studies, remarks = run(answer("1.1"), answer("3.1"))
    assert studies[0].state == "partly appraised" and any("1, 3" in r.problem for r in remarks)


def test_a_second_answer_of_one_reviewer_counts_and_words_are_read_kindly() -> None:
    said = study(
        *all_of("1")[:3], answer("s1", "N"), answer("1.1", " Cant tell "), tool_is("mmat", "1.2", "NO")
    )
    assert (said.no, said.cannot_tell, said.tools) == (("1.2", "S1"), ("1.1",), (MMAT,))


def tool_is(tool: str, item_: str, given: str):
    return answer(item_, given, tool=tool)


def test_an_answer_that_an_item_cannot_have_names_the_nearest() -> None:
    _, _, remarks = run(answer("S1", "yess", line=3), answer("category", "yes", line=4))
    assert [(r.line, r.value, r.dropped) for r in remarks] == [(3, "yess", True), (4, "yes", True)]
    assert "allowed: yes, " in remarks[0].how_to_fix
    assert "2 (Randomised controlled trial)" in remarks[1].how_to_fix


def test_other_tools_are_taken_as_they_come() -> None:
    other = study(answer("Q1", tool="CASP"), answer("Q2", "no", tool="CASP"))
    assert other.state == "appraised" and (other.yes, other.no) == (("Q1",), ("Q2",))


def test_an_item_is_named_with_its_tool_where_the_review_has_several() -> None:
    """Two tools number their questions alike; whoever leaves out those that fail one must not take the other for it."""
    one = answer("1", "no", tool="JBI qualitative")
    other = answer("1", "no", tool="CASP qualitative", record="two")
    assert {s.study_id: s.no for s in run(one, other)[1]} == {
        "one": ("JBI qualitative: 1",),
        "two": ("CASP qualitative: 1",),
    }
    assert study(one).no == ("1",)
