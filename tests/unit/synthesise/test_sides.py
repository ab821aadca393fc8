"""Sides: people first, clauses second, claims under test never counted."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from evidence.extract.side_readings import Reading
from evidence.synthesise.sides import sides

from ..builders import item, screening, work

CLAIM = SimpleNamespace(
    id="P",
    test="comparative",
    scope={"tagged": True, "where": [{"outcome": "jobs"}]},
    sides=(
        {"when": {"direction": "positive"}, "side": "for", "because": "more jobs"},
        {"when": {"direction": "negative"}, "side": "against", "because": "fewer jobs"},
    ),
)


ROLES = {"association": "related", "programme": "proxy"}


def _one(items, read=(), decisions=None, claim=CLAIM):
    return sides(claim, items, list(read), decisions or {}, ROLES)


def _test(test, **more):
    return SimpleNamespace(**{**vars(CLAIM), "test": test, **more})


def test_clauses_give_a_side_and_the_rest_is_not_read() -> None:
    rows = _one(
        [
            item("a", outcome="jobs", direction="positive"),
            item("b", outcome="jobs", direction="none"),
            item("c", outcome="health", direction="positive"),
        ]
    )
    assert {(r.study_id, r.side) for r in rows} == {("s-a", "for"), ("s-b", "not_read")}


def _side_of_mixed(clauses):
    (row,) = _one(
        [item("a", outcome="jobs", direction="mixed")],
        claim=SimpleNamespace(**{**vars(CLAIM), "sides": tuple(clauses)}),
    )
    return row.side


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


@pytest.mark.parametrize("read", [(), (Reading("w", work("w"), "for", "read in full", "anna"),)])
def test_a_side_rests_on_what_counts_and_on_the_rest_where_nothing_does(read) -> None:
    """Whoever gives the side: what is shown only is no part of the evidence of a study that counts."""
    own = {"study_id": "w", "work_id": "w", "outcome": "jobs", "direction": "positive"}
    shown = item("b", **own, standing="shown_only", standing_reason="promotional")
    for items, rests, counted in (([item("a", **own), shown], ("a",), True), ([shown], ("b",), False)):
        (row,) = _one(items, read, {"w": screening("w")})
        assert (row.items, row.counted) == (rests, counted)


def test_a_study_that_is_shown_only_for_one_claim_is_so_for_every_claim() -> None:
    """Also for one that a reader read it for, and that none of its passages bears on."""
    press = item(
        "a",
        kind="extract",
        study_id="w",
        work_id="w",
        outcome="health",
        standing="shown_only",
        standing_reason="press",
    )
    (row,) = _one([press], [Reading("w", work("w"), "for", "in its words", "anna")], {"w": screening("w")})
    assert (row.side, row.counted, row.standing, row.items) == ("for", False, "shown_only", ())
    assert row.reason == "in its words (not counted: press)"


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


def test_what_a_person_read_as_silent_is_silent_and_what_nobody_read_is_not() -> None:
    w = work("w")
    rows = _one(
        [
            item("a", study_id="w", outcome="jobs", direction="none"),
            item("b", outcome="jobs", direction="none"),
        ],
        [Reading("w", w, "silent", "no word on it", "anna")],
        {"w": screening("w")},
    )
    assert {(r.study_id, r.side, r.by) for r in rows} == {
        ("w", "silent", "anna"),
        ("s-b", "not_read", "rule"),
    }


@pytest.mark.parametrize(
    ("test", "given", "directness"),
    [
        ("comparative", {"comparison": "a vs b"}, "direct"),
        ("comparative", {"comparison": "a vs b", "role": "association"}, "related"),
        ("associational", {"comparison": "a vs b", "role": "association"}, "direct"),
        ("comparative", {"comparison": "a vs b", "role": "programme"}, "proxy"),
        ("comparative", {"comparison": ""}, "one_arm"),
        ("comparative", {"kind": "extract"}, "one_arm"),
        ("descriptive", {"kind": "extract"}, "direct"),
    ],
)
def test_directness_is_proposed_from_what_an_item_compares(test, given, directness) -> None:
    (row,) = _one([item("a", outcome="jobs", direction="positive", **given)], claim=_test(test))
    assert (row.directness, row.directness_by) == (directness, "rule")


def test_a_clause_says_how_directly_what_meets_it_speaks() -> None:
    clause = {"when": {"direction": "positive"}, "side": "for", "because": "more", "directness": "proxy"}
    (row,) = _one(
        [item("a", outcome="jobs", direction="positive", comparison="a vs b")],
        claim=_test("comparative", sides=(clause,)),
    )
    assert row.directness == "proxy"


def test_the_most_direct_results_of_a_study_give_its_side() -> None:
    rows = _one(
        [
            item("a", study_id="s", outcome="jobs", direction="negative", comparison="a vs b"),
            item("b", study_id="s", outcome="jobs", direction="positive", kind="extract"),
        ]
    )
    assert [(r.side, r.directness) for r in rows] == [("against", "direct")]


def test_a_person_says_how_directly_a_study_compares_and_what() -> None:
    w = work("w")
    said = Reading("w", w, "for", "read", "anna", "related", "old with new", "the summary", "one trial")
    (row,) = _one(
        [item("a", study_id="w", outcome="jobs", comparison="a vs b")], [said], {"w": screening("w")}
    )
    assert (row.directness, row.directness_by, row.compares, row.basis, row.body) == (
        "related",
        "anna",
        "old with new",
        "the summary",
        "one trial",
    )


def test_a_reading_without_a_word_on_directness_is_not_direct() -> None:
    (row,) = _one([], [Reading("w", work("w"), "for", "read", "anna")], {"w": screening("w")})
    assert (row.directness, row.directness_by) == ("", "")


def test_studies_that_share_evidence_or_a_case_are_one_body() -> None:
    read = [
        Reading(name, work(name), "for", "", "anna", shares_evidence=shared)
        for name, shared in (("u", "one trial"), ("v", " one  trial "), ("w", ""))
    ]
    cases = [
        item(name, kind="extract", study_id=name, case_id="C1", outcome="jobs", direction="positive")
        for name in ("x", "y")
    ]
    rows = _one(cases, read, {name: screening(name) for name in "uvw"})
    assert {r.study_id: r.body for r in rows} == {
        "u": "one trial", "v": "one trial", "w": "w", "x": "C1", "y": "C1",
    }  # fmt: skip


def test_mixed_results_qualify_where_clear_ones_would_have_a_side_and_a_clause_of_their_own_outranks_that() -> (
    None
):
    assert (
        _side_of_mixed([{"when": {"direction": "positive"}, "side": "for", "because": "more"}]) == "qualifies"
    )
    assert (
        _side_of_mixed([{"when": {"direction": ["negative", "mixed"]}, "side": "against", "because": "less"}])
        == "against"
    )
    assert (
        _side_of_mixed(
            [{"when": {"outcome": "another", "direction": "positive"}, "side": "for", "because": "more"}]
        )
        == "not_read"
    )
