"""Sides: people first, clauses second, claims under test never counted."""

from __future__ import annotations

from types import SimpleNamespace

from evidence.synthesise.sides import Reading, sides

from ..builders import item, screening, work

CLAIM = SimpleNamespace(
    id="P",
    scope={"tagged": True, "where": [{"outcome": "jobs"}]},
    sides=(
        {"when": {"direction": "positive"}, "side": "for", "because": "more jobs"},
        {"when": {"direction": "negative"}, "side": "against", "because": "fewer jobs"},
    ),
)


def _one(items, read=(), decisions=None):
    return sides(CLAIM, items, list(read), decisions or {})


def test_clauses_give_a_side_and_the_rest_is_silent() -> None:
    rows = _one(
        [
            item("a", outcome="jobs", direction="positive"),
            item("b", outcome="jobs", direction="none"),
            item("c", outcome="health", direction="positive"),
        ]
    )
    assert {(r.study_id, r.side) for r in rows} == {("s-a", "for"), ("s-b", "silent")}


def test_results_both_ways_qualify() -> None:
    rows = _one(
        [
            item("a", study_id="s", outcome="jobs", direction="positive"),
            item("b", study_id="s", outcome="jobs", direction="negative"),
        ]
    )
    assert [(r.side, r.counted) for r in rows] == [("qualifies", True)]


def test_a_person_outranks_every_clause() -> None:
    w = work("w")
    rows = _one(
        [item("a", study_id="w", work_id="w", outcome="jobs", direction="positive")],
        [Reading("w", w, "against", "read in full", "anna")],
        {"w": screening("w")},
    )
    assert [(r.side, r.by) for r in rows] == [("against", "anna")]


def test_a_claim_under_test_is_shown_and_never_counted() -> None:
    rows = _one(
        [item("x", standing="claim_under_test", case_id="SEED", propositions=("P",), direction="negative")]
    )
    assert [(r.side, r.counted, r.standing) for r in rows] == [("for", False, "claim_under_test")]


def test_a_work_that_was_not_included_is_not_counted() -> None:
    rows = _one([], [Reading("w", work("w"), "for", "a blog", "anna")], {"w": screening("w", "background")})
    assert [(r.side, r.counted) for r in rows] == [("for", False)]


def test_an_uncounted_item_gives_no_counted_side() -> None:
    rows = _one(
        [
            item(
                "a",
                outcome="jobs",
                direction="positive",
                standing="shown_only",
                standing_reason="a press report",
            )
        ]
    )
    assert not rows[0].counted and "a press report" in rows[0].reason


def test_two_reports_of_one_study_are_one_row() -> None:
    readings = [
        Reading("s", work("w1", study_id="s"), "for", "one", "anna"),
        Reading("s", work("w2", study_id="s"), "for", "two", "anna"),
    ]
    rows = _one([], readings, {"w1": screening("w1"), "w2": screening("w2")})
    assert len(rows) == 1 and rows[0].side == "for"
