"""Decisions in = applied + superseded + set aside, by what the test wrote."""

from __future__ import annotations

from evidence.decided import balance, resolved
from evidence.deduplicate.decisions import DuplicateDecision
from evidence.ingest.rows import Record
from evidence.mentions import Mentions
from evidence.screen.decisions import ScreeningDecision

from .builders import make

RECORDS = [make(Record, record_id=f"r-{name}", source_key=name) for name in ("ash", "elm")]
WORK_OF = {"r-ash": "w-ash", "r-elm": "w-elm"}


def _decided(
    line: int, record: str, reviewer: str, date: str, decision: str = "include"
) -> ScreeningDecision:
    return ScreeningDecision("screening.csv", line, record, decision, "", "", reviewer, date)


# Ann changes her mind twice on one work, Bo speaks once on each, and nobody knows `yew`.
ROWS = [
    _decided(2, "ash", "ann", "2026-01-01"), _decided(3, "ash", "ann", "2026-01-02"), _decided(4, "ash", "ann", "2026-01-03"),
    _decided(5, "ash", "bo", "2026-01-01"), _decided(6, "elm", "bo", "2026-01-01"), _decided(7, "yew", "bo", "2026-01-01"),
]  # fmt: skip


def test_every_decision_is_applied_superseded_or_set_aside() -> None:
    remarks, standing, superseded = resolved(ScreeningDecision, ROWS, Mentions(RECORDS), WORK_OF)
    assert (standing, superseded, [r.line for r in remarks if r.dropped]) == (3, 2, [7])
    total = balance("screening", 6, standing, superseded, remarks)
    assert total.holds and total.text().endswith("= 3 applied + 2 superseded + 1 set aside")
    assert not balance("screening", 7, standing, superseded, remarks).holds


def test_a_person_who_says_two_things_of_one_work_on_one_day_is_told() -> None:
    rows = [
        _decided(2, "ash", "ann", "2026-01-01"), _decided(3, "ash", "ann", "2026-01-01", "exclude"),
        _decided(4, "elm", "ann", "2026-01-01"), _decided(5, "elm", "ann", "2026-01-02", "exclude"),
        _decided(6, "ash", "bo", "2026-01-01"), _decided(7, "ash", "bo", "2026-01-01"),
    ]  # fmt: skip
    remarks, standing, superseded = resolved(ScreeningDecision, rows, Mentions(RECORDS), WORK_OF)
    (told,) = remarks
    assert (told.line, told.value, told.dropped) == (3, "exclude", False)
    assert "ann said `include` (line 2 of screening.csv)" in told.problem
    assert (standing, superseded) == (3, 3)


def test_a_work_whose_entries_were_screened_apart_is_told() -> None:
    rows = [
        _decided(2, "ash", "ann", "2026-01-01", "exclude"),
        _decided(3, "elm", "ann", "2026-01-02"),
        _decided(4, "elm", "bo", "2026-01-02"),
    ]
    joined = {"r-ash": "w", "r-elm": "w"}
    remarks, standing, superseded = resolved(ScreeningDecision, rows, Mentions(RECORDS), joined)
    (told,) = remarks
    # What does not count is the exclusion, in whatever order the two were written.
    assert told.line == 2 and "ash and elm are one work" in told.problem
    assert "ann said `include` (line 3 of screening.csv)" in told.problem
    assert (standing, superseded) == (2, 1)


def test_a_pair_ruled_in_two_ways_on_one_day_is_told() -> None:
    rows = [
        DuplicateDecision("d.csv", 2, "ash", "elm", "duplicate", "", "", "ann", "2026-01-01"),
        DuplicateDecision("d.csv", 3, "elm", "ash", "distinct", "", "", "ann", "2026-01-01"),
    ]
    remarks, standing, superseded = resolved(DuplicateDecision, rows, Mentions(RECORDS), WORK_OF)
    assert [(r.line, r.field, r.value) for r in remarks] == [(3, "decision", "distinct")]
    assert (standing, superseded) == (1, 1)


def test_two_people_who_rule_on_one_pair_on_one_day_are_told() -> None:
    rows = [
        DuplicateDecision("d.csv", 2, "ash", "elm", "duplicate", "", "", "ann", "2026-01-01"),
        DuplicateDecision("d.csv", 3, "elm", "ash", "distinct", "", "", "bo", "2026-01-01"),
    ]
    remarks, standing, superseded = resolved(DuplicateDecision, rows, Mentions(RECORDS), WORK_OF)
    assert [(r.line, "ann said `duplicate` (line 2 of d.csv)" in r.problem) for r in remarks] == [(3, True)]
    assert (standing, superseded) == (1, 1)


def test_a_person_who_judges_title_and_full_text_contradicts_nothing() -> None:
    """Both decisions are applied: the first says that the report was sought, the second what became of it."""
    rows = [
        ScreeningDecision("s.csv", 2, "ash", "include", "", "title_abstract", "ann", "2026-01-01"),
        ScreeningDecision("s.csv", 3, "ash", "exclude", "no outcome", "full_text", "ann", "2026-01-01"),
        ScreeningDecision("s.csv", 4, "ash", "include", "", "", "ann", "2026-01-02", "", "full_text"),
    ]
    assert resolved(ScreeningDecision, rows, Mentions(RECORDS), WORK_OF) == ([], 2, 1)


def test_rows_that_were_taken_back_have_a_part_of_their_own_in_the_sum(tmp_path) -> None:
    from evidence import inputs
    from evidence.given.withdrawn import without_withdrawn
    from evidence.layout import Layout

    at = Layout(tmp_path)
    table = tmp_path / "literature" / "decisions" / "screening.csv"
    table.parent.mkdir(parents=True)
    table.write_text(
        "record,decision,reason,basis,reviewer,date,withdrawn\n"
        "ash,include,,,ann,2026-01-01,\nash,exclude,,,ann,2026-01-01T10:00:00,\nash,exclude,,,ann,2026-01-01,yes\n"
        "elm,include,,,bo,2026-01-01,\nelm,include,,,ann,2026-01-01,yes\n"
    )
    given, _ = inputs.people(ScreeningDecision, at.decisions("screening"), at)
    kept = without_withdrawn(given)
    remarks, standing, superseded = resolved(ScreeningDecision, kept.rows, Mentions(RECORDS), WORK_OF)
    said = balance("screening", 5, standing, superseded, [*remarks, *kept.remarks], len(kept.gone))
    assert said.holds and said.text().endswith("= 2 applied + 0 superseded + 2 withdrawn + 1 set aside")
    # The stages take the same rows, and say the same of the one that takes back what nobody said.
    rows, told = inputs.decisions(ScreeningDecision, at)
    assert rows == kept.rows and [r.line for r in told if r.dropped] == [6]


def test_two_words_on_one_day_at_different_times_are_a_change_of_mind() -> None:
    rows = [
        ScreeningDecision("s.csv", 2, "ash", "include", "", "", "ann", "2026-01-01", time="09:00:00"),
        ScreeningDecision("s.csv", 3, "ash", "exclude", "", "", "ann", "2026-01-01", time="09:05:00"),
    ]
    assert resolved(ScreeningDecision, rows[::-1], Mentions(RECORDS), WORK_OF) == ([], 1, 1)
