"""Appraisal: answers one by one as people gave them, never a score."""

from __future__ import annotations

from dataclasses import replace

from evidence.appraise.rows import StudyAppraisal
from evidence.appraise.stage import NOT_APPRAISED
from evidence.brief.pages.appraisal import view
from evidence.extract.rows import EvidenceItem
from evidence.synthesise.claim_rows import SideOfStudy

from ..reviews import dozen, review
from ..seen import described, rows, words

PAGE = view(dozen())


def test_each_counted_study_stands_with_its_answers() -> None:
    found = {row[0]: row[1:] for row in rows(PAGE["answers"], "appraised")}
    assert found["Elm (2002)"] == [
        "appraised", "Randomised controlled trial", "2.1, 2.2, 2.3, 2.4, 2.5, S1, S2", "–", "–", "–", "–",
    ]  # fmt: skip
    # Ann said yes to 2.1 and Bob said no; 2.4 and on nobody answered.
    assert found["Ash (2001)"][0] == "reviewers disagree"
    assert found["Ash (2001)"][2:] == ["–", "2.2", "2.3", "2.1", "S1, S2, 2.4, 2.5"]
    assert len(found) == 9 and sum(row[0] == "not yet appraised" for row in found.values()) == 7
    assert words(PAGE["said"]).startswith("Two of 9 counted studies have")


def test_the_drawing_holds_no_sum() -> None:
    wide, narrow = described(PAGE["lights"])
    assert wide == narrow and "Elm (2002): 2.1 yes, 2.2 yes" in wide and "2.2 no, 2.3 can't tell" in wide


def test_without_an_answer_there_is_a_reason_instead() -> None:
    assert "none to appraise" in view(review()).why
    nobody = [replace(row, state=NOT_APPRAISED) for row in dozen()[StudyAppraisal]]
    undone = view(review(studies=nobody, items=dozen()[EvidenceItem], sides=dozen()[SideOfStudy]))
    assert "of 9 has an answer" in undone.why and "appraisal.csv" in undone.change
