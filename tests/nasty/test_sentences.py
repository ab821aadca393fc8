"""Every computed sentence of the book over findings with any counts: what it says of one and of none reads well."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.assess.rows import Certainty
from evidence.brief.every_sentence import every_sentence
from evidence.classify.rows import Label
from evidence.ingest.rows import FileCount, Record
from evidence.io import to_json
from evidence.remarks import Quarantined
from evidence.synthesise.axes import LEANS, amount, of_votes
from evidence.synthesise.claim_rows import Confounding, Finding, Subgroup, Verdict
from evidence.synthesise.claim_rule import Weighs
from evidence.synthesise.missing import nothing_direct
from evidence.synthesise.pool_rows import Pool
from evidence.synthesise.rows import MapCell
from evidence.synthesise.rules import always, rule_of, when_decided
from tests.depth import examples
from tests.nasty.lint import wrongly_said
from tests.unit.brief.reviews import review
from tests.unit.builders import item, make, screening, work

DECIDED = tuple(verdict for verdict in Verdict if verdict not in (Verdict.NOT_TESTED, Verdict.QUALIFIED))
COUNTS = st.sampled_from([0, 1, 2, 3]) | st.integers(0, 200)
_NO_SENTENCE = re.compile(
    r"\{|\}| {2,}|\bNone\b(?! of\b| further\b| speak)|\s[.,;:]|\.\.(?!\.)|\bnan\b|\(\)|^[a-z]"
)


@cache
def _shipped():
    return review()


def _finding(draw, proposition) -> Finding:
    """A finding with any counts, whose verdict is one that its rule could give."""
    counts = (
        "n_for",
        "n_against",
        "n_qualifies",
        "n_silent",
        "n_not_read",
        "related",
        "one_arm",
        "proxy",
        "unstated",
    )
    own = {name: draw(COUNTS) for name in (*counts, "direct_for", "direct_against", "direct_qualifies")}
    rule = rule_of(proposition.rule)
    if rule.weighs is Weighs.SIDES:
        votes = (own["direct_for"], own["direct_against"], own["direct_qualifies"])
        verdict, tested = of_votes(*votes, 0.95), sum(votes)
    else:
        verdict, tested = draw(st.sampled_from((*DECIDED, Verdict.NOT_TESTED))), draw(COUNTS)
    names = when_decided(proposition.rule) if verdict in DECIDED else always(proposition.rule)
    numbers: dict[str, Any] = {name: draw(COUNTS) for name in names}
    numbers |= {name: draw(st.floats(0, 1)) for name in names & {"share", "share_for", "threshold", "z"}}
    if "having" in names:  # of some studies, where there is a verdict
        numbers["of"] = max(numbers["of"], int(verdict in DECIDED))
        numbers["having"] = min(numbers["having"], numbers["of"])
    if (
        "cases" in names and "commonest" in names and verdict in DECIDED
    ):  # in one state at least, where there is a verdict
        numbers |= {"cases": max(2, numbers["cases"]), "states_found": max(1, numbers["states_found"])}
        numbers["commonest"] = min(max(1, numbers["commonest"]), numbers["cases"])
    n = own["direct_for"] + own["direct_against"]
    how = {name: own[name] for name in ("related", "one_arm", "proxy")} | {"": own["unstated"]}
    return make(
        Finding, proposition=proposition.id, verdict=verdict, lean=LEANS[verdict], share_for=own["direct_for"] / n if n else None,
        tested=tested, tested_unit=rule.weighs, amount=amount(tested), numbers=to_json(numbers),
        missing=nothing_direct(proposition.directly, how) if verdict == Verdict.NOT_TESTED else "", **own,
    )  # fmt: skip


def _works(draw, codebook) -> tuple[list, list]:
    """Works, and a person's label on each: any number in each field."""
    facet = codebook.by_role("field")
    counts = [(code.id, draw(COUNTS)) for code in facet.codes[: draw(st.integers(0, 3))]]
    codes = [code for code, n in counts for _ in range(n)]
    labels = [
        make(Label, work_id=f"w{n}", facet=facet.id, code=code, state="accepted", source="person")
        for n, code in enumerate(codes)
    ]
    return [work(f"w{n}") for n in range(len(codes) + draw(COUNTS))], labels


@st.composite
def reviews(draw):
    shipped = _shipped()
    claims = shipped.claims.items
    works, labels = _works(draw, shipped.codebook)
    left_out = draw(st.integers(0, len(works)))
    judged = draw(st.integers(0, len(claims)))
    level = st.sampled_from(["high", "moderate", "low", "very low"])
    standing = st.sampled_from(["counted", "shown_only"])
    sides = [draw(COUNTS) for _ in range(4)]
    return review(
        works=works,
        labels=labels,
        screening=[screening(w.work_id, "exclude" if n < left_out else "include") for n, w in enumerate(works)],
        records=[make(Record, record_id=f"r{n}") for n in range(len(works) + draw(COUNTS))],
        quarantine=[make(Quarantined, entry_id=f"q{n}", position=n) for n in range(draw(COUNTS))],
        counts=[make(FileCount, source_file=f"f{n}") for n in range(draw(COUNTS))],
        items=[item(f"e{n}", standing=draw(standing)) for n in range(draw(st.integers(0, 4)))],
        pools=[make(Pool, pooled=n % 2 == 0) for n in range(draw(st.integers(0, 4)))],
        findings=[_finding(draw, claim) for claim in claims],
        certainty=[
            make(Certainty, proposition=claim.id, state="judged" if n < judged else "open", level=draw(level) if n < judged else "")
            for n, claim in enumerate(claims)
        ],
        subgroups=[
            make(Subgroup, proposition=claims[15].id, facet="policy_field", code=code.id, verdict=draw(st.sampled_from(list(Verdict))))
            for code in shipped.codebook.by_role("field").codes[: draw(st.integers(0, 3))]
        ],
        confounding=[
            make(
                Confounding, proposition=claims[0].id, facet="country", code="GB", for_with=min(sides[:2]), for_known=max(sides[:2]) or 1,
                against_with=min(sides[2:]), against_known=max(sides[2:]) or 1, separates=True,
            )
        ],
        map=[make(MapCell, form="x", field="y", works=("w",))] * draw(st.integers(0, 1)),
    )  # fmt: skip


@examples(20)
@given(tables=reviews())
def test_every_sentence_reads_well_whatever_was_counted(tables) -> None:
    found = every_sentence(tables)
    assert len(found) > 2 * len(tables[Finding])
    for sentence in found:
        strip = sentence.id.startswith("trust-")  # which stands behind a label
        text = f"Behind its label: {sentence.text}." if strip else sentence.text
        assert not list(wrongly_said(text)), (sentence.id, text)
        assert not _NO_SENTENCE.search(text), (sentence.id, text)
        assert text.rstrip("”)").endswith((".", "?", "!")), (sentence.id, text)


@pytest.mark.parametrize(
    "text", ["{n} works", "two  spaces", "None was", "works , and", "end..", "for nan", "small first"]
)
def test_what_is_no_sentence_is_seen(text) -> None:
    assert _NO_SENTENCE.search(text)
