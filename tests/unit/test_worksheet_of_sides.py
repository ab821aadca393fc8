"""What nobody has read for a claim, or appraised, is asked for: a row of the worksheet, and a task of `evidence status`."""

from __future__ import annotations

from evidence.appraise.rows import StudyAppraisal
from evidence.classify.rows import Label
from evidence.cli import status, worksheet
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem
from evidence.layout import Layout
from evidence.rows import table_of
from evidence.synthesise.claim_rows import SideOfStudy

from .brief.reviews import DOZEN, Unsaid, dozen


def test_what_is_not_read_is_a_task(monkeypatch) -> None:
    monkeypatch.setattr(status, "Review", Unsaid)
    monkeypatch.setattr("evidence.cli.report.set_aside", lambda review: [])
    found = {what: n for n, what, _ in status.tasks(Layout(DOZEN))}
    assert found["readings of a study for a claim"] == 1
    assert found["sides of which nobody has said how directly"] == 1


def test_an_included_work_that_nobody_coded_is_a_task(monkeypatch) -> None:
    """Nine works of the dozen are included, and no code is left of them."""

    class Bare(Unsaid):
        def __init__(self, at: object = None) -> None:
            super().__init__(at)
            self.put(table_of(Label), [])

    monkeypatch.setattr(status, "Review", Bare)
    monkeypatch.setattr("evidence.cli.report.set_aside", lambda review: [])
    [(n, how)] = [
        (n, how) for n, what, how in status.tasks(Layout(DOZEN)) if what == "included works to code"
    ]
    assert n == 9 and "evidence desk" in how and "coding.csv" in how


def test_no_study_that_votes_is_left_out_of_the_worksheet_of_appraisal(monkeypatch, capsys) -> None:
    """What has no record is said instead: no row could name it."""
    monkeypatch.setattr(worksheet, "Review", Unsaid)
    study_of = {work.key: work.study_id for work in dozen()[Work]}
    counted = {item.study_id for item in dozen()[EvidenceItem] if item.standing == "counted"}
    votes = {
        s.study_id for s in dozen()[SideOfStudy] if s.counted and s.side in ("for", "against", "qualifies")
    }
    whole = {study.study_id for study in dozen()[StudyAppraisal] if study.state == "appraised"}
    header, rows = worksheet._appraisal(Layout(DOZEN), "")
    asked = {study_of[row[header.index("record")]] for row in rows}
    known = set(study_of.values())
    assert ((counted | votes) - whole) & known <= asked
    nameless = {study.study_label for study in dozen()[StudyAppraisal] if study.study_id not in known}
    assert all(label in capsys.readouterr().err for label in nameless)
