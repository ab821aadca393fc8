"""Answers to appraisal questions: literature/decisions/appraisal*.csv."""

from __future__ import annotations

from enum import StrEnum

from evidence.codebook import MMAT
from evidence.given.declare import (
    Placed,
    day,
    given,
    given_table,
    reference,
    reviewer,
    settled_by,
    title,
    withdrawn,
)


class Answer(StrEnum):
    """The answer to one question; to that of the category of study, its number in MMAT 2018."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "can't tell"
    QUALITATIVE = "1"
    TRIAL = "2"
    NON_RANDOMISED = "3"
    DESCRIPTIVE = "4"
    MIXED_METHODS = "5"


_OTHER_NAMES = {
    Answer.YES: ("y",),
    Answer.NO: ("n",),
    Answer.CANNOT_TELL: ("can't say", "cannot tell", "cant tell", "unclear"),
    Answer.QUALITATIVE: ("qualitative",),
    Answer.TRIAL: ("randomised controlled trial", "randomized controlled trial", "rct"),
    Answer.NON_RANDOMISED: ("non-randomised quantitative",),
    Answer.DESCRIPTIVE: ("descriptive quantitative",),
    Answer.MIXED_METHODS: ("mixed methods",),
}


@given_table(
    "appraisal",
    "Answers to appraisal questions, one row an answer; never summed",
    about=("tool", "item", "reviewer"),
    says="answer",
    shown={
        "study": "The study in words, as the worksheet prints it; not read",
        "question": "The question in words, as the worksheet prints it; not read",
    },
)
class AppraisalDecision(Placed):
    """One answer of one reviewer to one question about one record."""

    record: str = reference()
    tool: str = given(
        "Appraisal tool, such as MMAT 2018",
        required=True,
        codes="tools",
        also=dict.fromkeys(("mmat", "mmat2018", "mixed methods appraisal tool"), MMAT),
    )
    item: str = given("Number of the question", required=True)
    answer: Answer = given(
        "The answer",
        required=True,
        also={name: answer for answer, names in _OTHER_NAMES.items() for name in names},
    )
    note: str = given("Working note; kept in the tables and printed nowhere")
    reviewer: str = reviewer()
    date: str = day(required=True)
    title: str = title(default="")
    statement: str = given("Why, in words that stand beside the answer wherever it is shown", default="")
    settled_by: str = settled_by(default="")
    withdrawn: str = withdrawn(default="")
