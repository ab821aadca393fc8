"""What is known, over claims with any sides: every paragraph reads, no study is counted that is not, and no wording comes too often."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.depth import examples
from tests.nasty.lint import wrongly_said
from tests.prose import repeated
from tests.unit.brief.reviews import review
from tests.unit.builders import item, make, screening, side, work

from evidence.brief.cited import how_little
from evidence.brief.known import what_is_known
from evidence.brief.tables import Tables
from evidence.side_words import TAKEN, Directness, Side
from evidence.synthesise.axes import LEANS, of_votes
from evidence.synthesise.bodies import bodies
from evidence.synthesise.claim_rows import Finding, Lean

CLAIMS = review().claims
VOTED = [p for p in CLAIMS.items if p.rule["kind"] == "balance"][:9]
WORDS = st.text("abcdefghij", min_size=4, max_size=9)
BROKEN = re.compile(r"\{|\}| {2,}|\bNone\b(?! of the)|\s[.,;:]|\.\.(?!\.)|\bnan\b|\(\)|^[a-z]")


@st.composite
def reviews(draw) -> Tables:
    """Nine claims that count votes, each with up to five studies, and the verdict that these give."""
    sides, findings, items = [], [], []
    for p in VOTED:
        own = []
        for n in range(draw(st.integers(0, 5))):
            effect = item(f"{p.id}-{n}", comparison=draw(st.sampled_from(["", "a vs b"])), measure="jobs kept",
                          effect_type=draw(st.sampled_from(["direction_only", "smd", "odds_ratio"])),
                          estimate=draw(st.none() | st.floats(-3, 3)))  # fmt: skip
            items.append(effect)
            own.append(side(f"{p.id}-{n}", draw(st.sampled_from(TAKEN)), proposition=p.id, work_id=f"w-{p.id}-{n}",
                            study_label=f"{draw(WORDS).title()} and others ({draw(st.integers(1900, 2026))})",
                            directness=draw(st.sampled_from(list(Directness))), compares=draw(st.just("") | WORDS),
                            reason=draw(WORDS), items=(effect.item_id,)))  # fmt: skip
        votes = [
            sum(b.side == s and b.directness == Directness.DIRECT for b in bodies(own))
            for s in (Side.FOR, Side.AGAINST, Side.QUALIFIES)
        ]
        verdict, tested = of_votes(*votes, 0.95), sum(votes)
        findings.append(make(Finding, proposition=p.id, verdict=verdict, lean=LEANS[verdict], tested=tested, numbers="{}", amount="few",
                             tested_unit="independent bodies of evidence", direct_for=votes[0], direct_against=votes[1],
                             direct_qualifies=votes[2], flip_bodies=draw(st.integers(0, tested)), flip_to=draw(st.sampled_from(Lean))))  # fmt: skip
        sides += own
    works = [work(row.work_id) for row in sides]
    claims = replace(CLAIMS, items=tuple(replace(p, key=True) for p in VOTED))
    return review(
        claims=claims,
        findings=findings,
        sides=sides,
        items=items,
        works=works,
        screening=[screening(w.work_id) for w in works],
    )


@given(reviews())
@examples(60)
def test_every_paragraph_reads_and_names_the_side_that_was_counted(tables: Tables) -> None:
    told = [each for _, own in what_is_known(tables) for each in own]
    assert {each.claim.id for each in told} == {f.proposition for f in tables[Finding] if f.lean != Lean.NONE}
    for each in told:
        for s in each.sentences:
            assert not BROKEN.search(s.text) and not list(wrongly_said(s.text)), s.text
        direct = {
            s: any(c.row.directness == Directness.DIRECT for side, c in each.named if side == s)
            for s in TAKEN
        }
        f = each.finding
        assert direct == {
            Side.FOR: f.direct_for > 0,
            Side.AGAINST: f.direct_against > 0,
            Side.QUALIFIES: f.direct_qualifies > 0,
        }
        text = " ".join(s.text for s in each.sentences)
        for _, c in each.named:
            assert c.row.study_label.rstrip(")") in text and how_little(tables, c.row) in text
    # What was measured is the study's, as its name is; the wording round it is ours.
    ours = [s.text.replace(s.values.get("effect") or "\0", "") for each in told for s in each.sentences]
    assert repeated(ours) == []
