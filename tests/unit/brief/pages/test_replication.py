"""The re-test: what became of each point by the leans of its claims, and a review without a source has none."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product

import pytest

from evidence.assess.rows import Certainty
from evidence.brief.pages.replication import view
from evidence.brief.retest import State, added, in_words, origin, points, state_of, summary
from evidence.synthesise.axes import LEANS
from evidence.synthesise.claim_rows import Finding, Lean

from ...builders import make
from ..reviews import dozen, review
from ..seen import rows, words


def tables(**leans: str):
    empty = review()
    verdict = {lean: verdict for verdict, lean in LEANS.items()}
    findings = [
        make(
            Finding,
            proposition=p.id,
            lean=leans.get(p.id, "between"),
            verdict=verdict[leans.get(p.id, "between")],
            rule_text="A rule.",
            tested_unit="cases",
        )
        for p in empty.claims.items
    ]
    certainty = [make(Certainty, proposition=p.id, state="not yet judged") for p in empty.claims.items]
    return review(findings=findings, certainty=certainty)


@pytest.mark.parametrize(
    ("leans", "expected"),
    [
        (["for", "for"], "kept"),
        (["for", "none"], "kept"),
        (["for", "between"], "weakened"),
        (["between"], "weakened"),
        (["for", "against"], "weakened"),
        (["against", "between"], "weakened"),
        (["against", "none"], "turned"),
        (["against", "against"], "turned"),
        (["none", "none"], "untested"),
    ],
)
def test_what_became_of_a_point_is_by_its_tested_claims(leans: list[str], expected: str) -> None:
    assert state_of([Lean(lean) for lean in leans]) == expected


def test_a_claim_that_leans_more_to_a_point_never_makes_it_worse() -> None:
    """Every point of up to three claims, and every claim of it moved up or newly found for it."""
    worst_first = [State.TURNED, State.WEAKENED, State.KEPT]
    up = {"against": ["between", "for"], "between": ["for"], "none": ["for"], "for": []}
    tried = 0
    for size in (1, 2, 3):
        for leans in product(up, repeat=size):
            before = state_of([Lean(lean) for lean in leans])
            for at, lean in enumerate(leans):
                for better in up[lean]:
                    after = state_of([Lean(better if i == at else other) for i, other in enumerate(leans)])
                    tried += 1
                    if before != State.UNTESTED:
                        assert worst_first.index(after) >= worst_first.index(before), (leans, at, better)
                    else:
                        assert after == State.KEPT
    assert tried > 200


def test_the_source_has_two_points_of_context_seven_findings_and_five_implications() -> None:
    """The mapping is that of whoever read the briefing whole; one claim lies beside a point and is none of its own."""
    found = [(p["kind"], p["number"], set(p["claims"])) for p in points(review())]
    assert found == [
        ("context", 1, {"P13", "P14"}),
        ("context", 2, {"P18"}),
        ("finding", 1, {"P7"}),
        ("finding", 2, {"P2", "P3"}),
        ("finding", 3, {"P4", "P5", "P6"}),
        ("finding", 4, {"P9"}),
        ("finding", 5, {"P1", "P8", "P7"}),
        ("finding", 6, {"P10", "P11"}),
        ("finding", 7, {"P12"}),
        ("implication", 1, {"P2", "P3"}),
        ("implication", 2, {"P11", "P13", "P14"}),
        ("implication", 3, {"P9", "P14"}),
        ("implication", 4, {"P15"}),
        ("implication", 5, {"P17", "P13"}),
    ]
    assert added(review()) == ["P16"]


def test_the_sum_counts_points_by_what_became_of_them() -> None:
    """All claims are divided but for P9 and P12, which are for; P2, against; P3, P7 and P18, untested; P16 decides on nothing."""
    leans = {
        "P9": "for",
        "P12": "for",
        "P16": "against",
        "P2": "against",
        "P3": "none",
        "P7": "none",
        "P18": "none",
    }
    whole, partly = summary(tables(**leans))
    assert whole.text == (
        "Of the seven key findings of Rees, Mullins and Bovaird (2012), two are kept, three are weakened, one is turned and "
        "one is untested; of the five implications, four are weakened and one is turned; of the two points of context, one is "
        "weakened and one is untested."
    )
    assert (
        partly.text
        == "Of the twelve points tested, three were tested in part: other claims of the same point are not."
    )


def test_a_point_that_rests_on_a_part_of_its_claims_says_so() -> None:
    found = tables(P4="for", P5="none", P6="none", P9="for")
    said = {(p["kind"], p["number"]): in_words(found, p) for p in points(found)}
    assert said["finding", 3] == "Kept, by one of its three claims; two are not tested"
    assert said["finding", 4] == "Kept"


def test_a_claim_knows_its_points_or_that_it_was_added() -> None:
    found = review()
    assert origin(found, "P2") == "Key finding 2 and implication 1 of Rees, Mullins and Bovaird (2012)."
    assert (
        origin(found, "P16")
        == "Added by this review: implication 1 of Rees, Mullins and Bovaird (2012) leaves it unsaid."
    )
    assert origin(dozen(), "G4") == "Added by this review: Thorn and Rake (1999) does not make it."


def test_each_claim_stands_under_each_of_its_points_and_nowhere_else() -> None:
    found = tables()
    page = view(found)["tables"]
    named = Counter(claim for point in points(found) for claim in point["claims"])
    for p in found.claims.items:
        assert page.count(f"findings/{p.slug}.html") == (named[p.id] or 1), p.id


def test_a_review_without_a_source_is_no_re_test() -> None:
    found = tables()
    seed = {key: value for key, value in found.claims.seed.items() if key != "points"}
    alone = replace(found, claims=replace(found.claims, seed=seed))
    assert summary(alone) == [] and view(alone) is None


def test_without_a_first_status_there_is_nothing_to_compare() -> None:
    found = tables()
    items = tuple(replace(p, start_status="") for p in found.claims.items)
    bare = replace(found, claims=replace(found.claims, items=items))
    assert "No first status was noted" in view(bare)["agreement"]
    assert "<table" in view(found)["agreement"]


def test_the_dozen_keeps_one_finding_of_two() -> None:
    page = view(dozen())
    assert words(page["summary"]).startswith(
        "Of the two key findings of Thorn and Rake (1999), one is kept and one is weakened; "
        "the only implication is weakened."
    )
    found = rows(page["tables"], "points-finding")
    assert [row[0] for row in found] == ["1", "2", "2 again"] and found[2][1] == "the same point"
    assert found[0][1] == "Gardens feed people. Kept." and "◕ Leans for" in found[0][2]
    assert [row[0][:2] for row in rows(page["tables"], "points-added")] == ["G4", "G5"]
    assert {row[0]: row[1:] for row in rows(page["agreement"], "agreement")}["contested"][0] == "1 (G2)"
