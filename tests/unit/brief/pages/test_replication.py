"""The re-test: a point is as well supported as its claims are, and a review without a source has none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.assess.rows import Certainty
from evidence.brief.pages.replication import NO_SOURCE, view
from evidence.brief.retest import outcome, summary
from evidence.synthesise.axes import LEANS
from evidence.synthesise.claim_rows import Finding

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
        ({"P1": "for", "P7": "for"}, "whole"),
        ({"P1": "for", "P7": "against"}, "part"),
        ({"P1": "between", "P7": "none"}, "none"),
    ],
)
def test_a_point_counts_all_of_its_claims(leans: dict[str, str], expected: str) -> None:
    assert outcome(tables(**leans), {"claims": ["P1", "P7"]}) == expected


def test_the_summary_counts_seven_findings_and_five_implications() -> None:
    finding, implication = summary(tables(P6="for", P2="for"))
    assert (
        "seven key findings" in finding.text
        and "one in every claim, one in part and five in no claim" in finding.text
    )
    assert "five implications" in implication.text and finding.values["n"] == 7


def test_each_claim_stands_on_the_page_once() -> None:
    page = view(tables())["tables"]
    claims = review().claims.items
    assert claims and [page.count(f"findings/{p.slug}.html") for p in claims] == [1] * len(claims)


def test_a_review_without_a_source_is_no_re_test() -> None:
    found = tables()
    seed = {key: value for key, value in found.claims.seed.items() if key != "points"}
    alone = replace(found, claims=replace(found.claims, seed=seed))
    assert summary(alone) == [] and view(alone)["summary"] == NO_SOURCE


def test_without_a_first_status_there_is_nothing_to_compare() -> None:
    found = tables()
    items = tuple(replace(p, start_status="") for p in found.claims.items)
    bare = replace(found, claims=replace(found.claims, items=items))
    assert "No first status was noted" in view(bare)["agreement"]
    assert "<table" in view(found)["agreement"]


def test_the_dozen_holds_one_finding_of_two() -> None:
    page = view(dozen())
    assert "Of the two key findings of the source, this evidence leans towards one in every claim" in words(
        page["summary"]
    )
    found = rows(page["tables"], "points-finding")
    assert [row[0] for row in found] == ["1", "2", "2 again"] and found[2][1] == "the same point"
    assert found[0][1] == "Gardens feed people. Thorn and Rake" and "◕ Leans for" in found[0][2]
    assert [row[1][:2] for row in rows(page["tables"], "points-other")] == ["G4", "G5"]
    assert {row[0]: row[1:] for row in rows(page["agreement"], "agreement")}["contested"][0] == "1 (G2)"
