"""Decisions in = applied + superseded + set aside, by what the test wrote."""

from __future__ import annotations

from evidence.decided import balance, resolved
from evidence.decisions import ScreeningDecision
from evidence.ingest.rows import Record
from evidence.references import References

from .builders import make

RECORDS = [make(Record, record_id=f"r-{name}", source_key=name) for name in ("ash", "elm")]
WORK_OF = {"r-ash": "w-ash", "r-elm": "w-elm"}


def _decided(line: int, record: str, reviewer: str, date: str) -> ScreeningDecision:
    return ScreeningDecision("screening.csv", line, record, "include", "", "", reviewer, date)


# Ann changes her mind twice on one work, Bo speaks once on each, and nobody knows `yew`.
ROWS = [
    _decided(2, "ash", "ann", "2026-01-01"), _decided(3, "ash", "ann", "2026-01-02"), _decided(4, "ash", "ann", "2026-01-03"),
    _decided(5, "ash", "bo", "2026-01-01"), _decided(6, "elm", "bo", "2026-01-01"), _decided(7, "yew", "bo", "2026-01-01"),
]  # fmt: skip


def test_every_decision_is_applied_superseded_or_set_aside() -> None:
    remarks, standing, superseded = resolved("screening", ROWS, References(RECORDS), WORK_OF)
    assert (standing, superseded, [r.line for r in remarks if r.dropped]) == (3, 2, [7])
    total = balance("screening", 6, standing, superseded, remarks)
    assert total.holds and total.text().endswith("= 3 applied + 2 superseded + 1 set aside")
    assert not balance("screening", 7, standing, superseded, remarks).holds
