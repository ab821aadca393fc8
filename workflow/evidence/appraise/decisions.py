"""Answers to appraisal questions: literature/decisions/appraisal*.csv."""

from __future__ import annotations

from evidence.appraise.toolbox import other_names, tool_words
from evidence.given.declare import (
    OF_WORK,
    Placed,
    day,
    given,
    given_table,
    judged,
    reference,
    reviewer,
    settled_by,
    title,
    withdrawn,
)

SHEET = (
    *("record", "tool", "item", "answer", "note", "reviewer", "date"),
    *("study", "question", "result", "allowed", "proposed", *OF_WORK, "judged"),
)
"""The columns of a worksheet of appraisal."""


@given_table(
    "appraisal",
    "Answers to appraisal questions, one row an answer; never summed",
    about=("tool", "item", "result", "reviewer"),
    says="answer",
    shown={
        "study": "The study in words, as the worksheet prints it; not read",
        "question": "The question in words, as the worksheet prints it; not read",
        "allowed": "The answers that the tool knows, as the worksheet prints them; not read",
        "proposed": "The judgement that the tool's own rule makes of the answers, as the worksheet prints it; not read",
        **OF_WORK,
    },
    sheet=SHEET,
)
class AppraisalDecision(Placed):
    """One answer of one reviewer to one question about one record, or about one result of it."""

    record: str = reference()
    tool: str = given(
        "Appraisal tool: one of `evidence known tools`, of config/appraisal/ or of the codebook",
        required=True,
        codes=tool_words,
        also=other_names,
    )
    item: str = given("Number of the question, `category`, a domain such as D1, or `overall`", required=True)
    answer: str = given("The answer, in the words of the tool", required=True)
    note: str = given("Working note; kept in the tables and printed nowhere", prose=True)
    reviewer: str = reviewer()
    date: str = day(required=True)
    title: str = title(default="")
    statement: str = given(
        "Why, in words that stand beside the answer wherever it is shown", default="", prose=True
    )
    result: str = given(
        "Where a tool judges results one by one: the outcome (a code or its label) or the id of an effect; blank for the study as a whole",
        default="",
    )
    settled_by: str = settled_by(default="")
    judged: str = judged(default="")
    withdrawn: str = withdrawn(default="")
