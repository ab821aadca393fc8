"""The re-test: a point is as well supported as its claims are, and a review without a source has none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.assess.rows import Certainty
from evidence.brief.pages.replication import NO_SOURCE, outcome, replication, summary
from evidence.synthesise.claim_rows import Finding

from ..builders import make
from .reviews import review


def tables(**verdicts: str):
    empty = review()
    findings = [
        make(Finding, proposition=p.id, verdict=verdicts.get(p.id, "contested"), rule_text="A rule.")
        for p in empty.claims.items
    ]
    certainty = [make(Certainty, proposition=p.id, state="not yet judged") for p in empty.claims.items]
    return review(findings=findings, certainty=certainty)


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ({"P1": "supported", "P7": "supported"}, "whole"),
        ({"P1": "supported", "P7": "not_supported"}, "part"),
        ({"P1": "contested", "P7": "no_evidence"}, "none"),
    ],
)
def test_a_point_counts_all_of_its_claims(verdicts: dict[str, str], expected: str) -> None:
    assert outcome(tables(**verdicts), {"claims": ["P1", "P7"]}) == expected


def test_the_summary_counts_seven_findings_and_five_implications() -> None:
    finding, implication = summary(tables(P6="supported", P2="supported"))
    assert (
        "seven key findings" in finding.text
        and "one in every claim, one in part and five in no claim" in finding.text
    )
    assert "five implications" in implication.text and finding.values["n"] == 7


def test_each_claim_stands_on_the_page_once() -> None:
    page = replication(tables())["tables"]
    claims = review().claims.items
    assert claims and [page.count(f"findings/{p.slug}.html") for p in claims] == [1] * len(claims)


def test_a_review_without_a_source_is_no_re_test() -> None:
    found = tables()
    seed = {key: value for key, value in found.claims.seed.items() if key != "points"}
    alone = replace(found, claims=replace(found.claims, seed=seed))
    assert summary(alone) == [] and replication(alone)["summary"] == NO_SOURCE


def test_without_a_first_status_there_is_nothing_to_compare() -> None:
    found = tables()
    items = tuple(replace(p, start_status="") for p in found.claims.items)
    bare = replace(found, claims=replace(found.claims, items=items))
    assert "No first status was noted" in replication(bare)["agreement"]
    assert "<table" in replication(found)["agreement"]
