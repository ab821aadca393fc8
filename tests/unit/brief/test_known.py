"""What is known: the verdict first, the study that stands for each side, what turns it. The dozen's paragraphs word for word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.brief.bottom_line import bottom_line, pulled_out
from evidence.brief.cited import cited, reason
from evidence.brief.every_sentence import every_sentence
from evidence.brief.known import Told, read_in_full, what_is_known
from evidence.brief.leanings import MOST_TOLD, further, headline, meaning, not_tested, told_claims
from evidence.brief.tables import Tables
from evidence.synthesise.claim_rows import Finding, Lean, SideOfStudy, Verdict

from ..builders import make, screening, side, work
from .reviews import dozen, review

CLAIMS = review().claims


def told() -> dict[str, Told]:
    return {each.claim.id: each for _, own in what_is_known(dozen()) for each in own}


def paragraph(each: Told) -> list[str]:
    return [s.text for s in each.sentences]


def test_a_claim_that_the_evidence_leans_to() -> None:
    assert paragraph(told()["G1"]) == [
        "Three independent bodies of evidence say so directly and none says the contrary; one sets limits to it.",
        "The most direct study for it is Ash (2001, summary only): more was picked.",
        "In figures: pounds picked higher by 0.2 of a standard deviation with garden than with no garden.",
        "What limits it is seen by Ivy (2007, record only): more was picked of some crops.",
        "As it was measured: the odds of pounds picked 65 per cent higher with garden than with no garden.",
        "Leave out three bodies of evidence and it would lean neither way.",
    ]
    assert told()["G1"].caution == "What was picked was weighed by those who picked it."


def test_a_claim_on_which_there_are_two_sides_names_who_disagrees() -> None:
    assert paragraph(told()["G2"])[:3] == [
        "Of four bodies of evidence that test it, two speak for it, one against it and one sets limits.",
        "For it there is above all Bay (2006, record only): quarrels ended.",
        "Against it there is Yew (2005, record only): quarrels began.",
    ]


def test_each_sentence_is_among_the_computed_ones_with_the_way_to_its_evidence() -> None:
    every = {s.id: s for s in every_sentence(dozen())}
    for claim, each in told().items():
        for s in each.sentences:
            assert every[s.id].text == s.text and s.evidence == f"findings/{claim.lower()}.html#the-evidence"
    assert all(every[s.id].text == s.text for _, s in not_tested(dozen()))


def made(findings: list[Finding], sides: list[SideOfStudy], **own: object) -> Tables:
    works = [work(row.work_id, year=2001) for row in sides if row.work_id]
    return review(
        findings=findings, sides=sides, works=works, screening=[screening(w.work_id) for w in works], **own
    )


def finding(claim: str, verdict: Verdict, lean: Lean, **own: object) -> Finding:
    given = {"tested_unit": "independent bodies of evidence", "amount": "few", "numbers": "{}"} | own
    return make(Finding, proposition=claim, verdict=verdict, lean=lean, **given)


def one_claim(claim: str, found: Finding, sides: list[SideOfStudy]) -> Tables:
    chosen = tuple(p for p in CLAIMS.items if p.id == claim)
    return made([found], sides, claims=replace(CLAIMS, items=chosen, bottom_line_more=()))


def taken(name: str, which: str, **own: object) -> SideOfStudy:
    given = {
        "proposition": "P2",
        "study_label": f"{name} (2001)",
        "work_id": name,
        "reason": "It went well.",
    } | own
    return side(name, which, **given)


def test_a_single_body_says_that_all_turns_on_it_and_what_is_less_direct_says_so() -> None:
    found = finding(
        "P2",
        Verdict.LEANS_AGAINST,
        Lean.AGAINST,
        tested=1,
        direct_against=1,
        flip_bodies=1,
        flip_to=Lean.NONE,
    )
    near = taken(
        "Elm", "for", directness="related", compares="partners by choice with partners by need; old with new"
    )
    tables = one_claim("P2", found, [taken("Ash", "against", compares="a mandate vs none"), near])
    ((group, (each,)),) = what_is_known(tables)
    assert meaning(tables, group, [each.claim]) == (
        "Do not plan as if these claims held. Where a headline names how few bodies of evidence it rests on, "
        "do not plan on the contrary either."
    )
    assert each.headline == (
        "One body of evidence, known by a record alone, speaks against the claim that "
        "voluntary partnerships work better than mandated ones"
    )
    assert paragraph(each) == [
        "One independent body of evidence alone tests it, and is against it; take that away and nothing does.",
        "Against it there is Ash (2001, record only), which compares a mandate with none: It went well.",
        "No direct test speaks for it; the nearest, Elm (2001, record only), compares partners by choice with partners by need, "
        "and old with new: It went well.",
    ]


def test_a_study_is_cited_with_how_little_of_it_was_read() -> None:
    row = taken("Ash", "for")
    for basis, said in (
        ("full_text", "Ash (2001)"),
        ("title_abstract", "Ash (2001, summary only)"),
        ("abstract_or_opening", "Ash (2001, summary only)"),
        ("title", "Ash (2001, record only)"),
    ):
        seen = review(screening=[replace(screening("Ash"), basis=basis)])
        assert cited(seen, row) == said
    assert (
        cited(seen, replace(row, study_label="‘[Thesis on choice…’")) == "‘Thesis on choice…’ (record only)"
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("More was picked; More was kept.", "more was picked; more was kept"),
        ("English bodies did more", "English bodies did more"),
        ("One study: no count", "one study – no count"),
        ("", "no reason is given"),
    ],
)
def test_a_reason_stands_within_a_sentence_and_a_name_keeps_its_capital(given: str, said: str) -> None:
    others = [taken("Elm", "for", reason="it was more than one")]
    row = taken("Ash", "for", reason=given)
    assert reason(made([], [row, *others]), row) == said


THAT = "voluntary partnerships work better than mandated ones"


def head_of(verdict: Verdict, lean: Lean, sides: list[SideOfStudy] = (), **own: object) -> str:
    return headline(
        one_claim("P2", finding("P2", verdict, lean, **own), list(sides)),
        next(p for p in CLAIMS.items if p.id == "P2"),
    )


@pytest.mark.parametrize(
    ("n", "verdict", "said"),
    [
        (1, Verdict.LEANS_FOR, "One body of evidence suggests that {}"),
        (2, Verdict.LEANS_FOR, "Two bodies of evidence suggest that {}"),
        (3, Verdict.LEANS_FOR, "It seems that {}"),
        (6, Verdict.AGREEMENT_FOR, "Bodies of evidence agree that {}"),
    ],
)
def test_how_much_speaks_for_a_claim_enters_its_headline(n: int, verdict: Verdict, said: str) -> None:
    """What only limits a claim is no more evidence for it: one for it and five that limit it is still one."""
    for limits in (0, 5):
        counts = {"direct_for": n, "direct_qualifies": limits, "tested": n + limits}
        assert head_of(verdict, Lean.FOR, **counts) == said.format(THAT)


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "One body of evidence speaks against the claim that {}"),
        (2, "Two bodies of evidence speak against the claim that {}"),
        (3, "It is not borne out that {}"),
    ],
)
def test_how_much_speaks_against_a_claim_enters_its_headline(n: int, said: str) -> None:
    counts = {"direct_against": n, "tested": n}
    assert head_of(Verdict.LEANS_AGAINST, Lean.AGAINST, **counts) == said.format(THAT)


def test_a_headline_on_one_body_says_where_no_more_than_a_record_was_seen() -> None:
    """That the body is one study; and that a study on the other side was read no better is no part of it."""
    counts = {"direct_for": 1, "tested": 1}
    seen = head_of(Verdict.LEANS_FOR, Lean.FOR, [taken("Ash", "for")], **counts)
    assert seen == f"One body of evidence, known by a record alone, suggests that {THAT}"
    near = [taken("Elm", "for", directness="related"), taken("Oak", "against")]
    assert head_of(Verdict.LEANS_FOR, Lean.FOR, near, **counts).startswith("One body of evidence suggests")


def test_a_count_and_two_bodies_that_disagree_are_not_called_studies_that_disagree() -> None:
    count = {"tested_unit": "included studies", "tested": 100}
    assert head_of(Verdict.DIVIDED, Lean.BETWEEN, **count) == f"A count does not settle whether {THAT}"
    assert head_of(Verdict.LEANS_FOR, Lean.FOR, **count) == f"A count suggests that {THAT}"
    two = {"direct_for": 1, "direct_against": 1, "tested": 2}
    few = f"Few bodies of evidence test whether {THAT}, and they disagree"
    assert head_of(Verdict.DIVIDED, Lean.BETWEEN, **two) == few
    four = two | {"direct_for": 2, "direct_against": 2, "tested": 4}
    assert head_of(Verdict.DIVIDED, Lean.BETWEEN, **four) == f"Studies disagree on whether {THAT}"


def test_what_is_not_tested_or_only_qualified_is_said_of_nobody() -> None:
    assert head_of(Verdict.NOT_TESTED, Lean.NONE) == f"Whether {THAT}"
    one = {"direct_qualifies": 1, "tested": 1}
    assert head_of(Verdict.QUALIFIED, Lean.BETWEEN, **one) == f"It is unsettled whether {THAT}"


def test_at_most_nine_claims_are_told_and_the_others_are_named() -> None:
    votes = {"tested": 2, "direct_for": 2}
    every = [finding(p.id, Verdict.LEANS_FOR, Lean.FOR, **votes) for p in CLAIMS.items]
    tables = made(every, [], claims=replace(CLAIMS, items=tuple(replace(p, key=True) for p in CLAIMS.items)))
    assert len(told_claims(tables)) == MOST_TOLD == 9
    assert len(told_claims(tables)) + len(further(tables)) == len(CLAIMS.items)


def test_what_is_not_tested_says_what_a_test_would_take() -> None:
    found = finding("P3", Verdict.NOT_TESTED, Lean.NONE, related=14, one_arm=4, missing="nothing direct")
    ((claim, s),) = not_tested(one_claim("P3", found, []))
    assert claim.id == "P3"
    assert (
        s.text
        == "A study that compares partnerships built on trust with competitive ones; 18 bodies of evidence come near."
    )


def test_the_bottom_line_is_a_finding_before_it_is_a_sum() -> None:
    said = [s.text for s in bottom_line(dozen())]
    assert said[:2] == [
        "It seems, as far as the studies gathered here can tell, that shared gardens give a larger harvest.",
        "It has three bodies of evidence for it, none against and one that limits it.",
    ]
    assert said[-1].startswith("Of five claims")


def test_the_bottom_line_says_of_little_evidence_how_little_and_how_many_leans_rest_on_one_body() -> None:
    one = finding("P2", Verdict.LEANS_FOR, Lean.FOR, tested=2, direct_for=1, direct_qualifies=1)
    said = [s.text for s in bottom_line(one_claim("P2", one, []))]
    assert said[:2] == [
        f"One body of evidence suggests that {THAT}, as far as the studies gathered here can tell.",
        "It has one body of evidence for it, none against and one that limits it.",
    ]
    assert said[-1] == "Its only lean rests on one body of evidence."
    many = finding("P2", Verdict.LEANS_FOR, Lean.FOR, tested=3, direct_for=3)
    assert not [s for s in bottom_line(one_claim("P2", many, [])) if s.id == "bottom-line-by-one"]


def test_a_sentence_of_the_review_takes_the_place_of_the_computed_one() -> None:
    against = finding("P2", Verdict.LEANS_AGAINST, Lean.AGAINST, tested=1, direct_against=1)
    assert [s.text for s in pulled_out(one_claim("P2", against, []))] == [
        f"One body of evidence speaks against the claim that {THAT}."
    ]
    own = {"finding": "P2", "verdicts": ["leans_against"], "text": "Choice is not shown to help."}
    chosen = tuple(p for p in CLAIMS.items if p.id == "P2")
    written = replace(CLAIMS, items=chosen, bottom_line_more=(own,))
    assert [s.text for s in pulled_out(made([against], [], claims=written))] == [
        "Choice is not shown to help."
    ]


def test_how_many_of_the_named_studies_were_read_in_full_is_counted() -> None:
    """Ash, Ivy, Bay, Yew and the West plot, which has no record of its own, so that nobody can have read it in full."""
    assert [s.text for s in read_in_full(dozen())] == [
        "None of the 5 studies named here was read in full; each is known from less."
    ]
    assert "West plot (no record of its own)" in " ".join(paragraph(told()["G2"]))
