"""Each claim in every analysis that might as well have been done."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, replace

import pytest

from evidence.propositions import Proposition
from evidence.synthesise.claim_rule import Weighs
from evidence.synthesise.claim_rules import RULES
from evidence.synthesise.multiverse import AS_IS, BY_SIGN, CHOICES, UNREAD_AGAINST, UNREAD_FOR, Field
from evidence.synthesise.robustness import judge
from evidence.synthesise.ruling import Evidence

from ..builders import item, side


def claim(**rule) -> Proposition:
    blank = {f.name: "" for f in fields(Proposition) if f.default is MISSING and f.default_factory is MISSING}
    return Proposition(**{**blank, "id": "P", "rule": rule or {"kind": "balance"}})


def evidence(*sides, items=(), **more) -> Evidence:
    return Evidence(list(sides), list(items), {}, 3, 0.95, **more)


def field_of(whole: Evidence, p: Proposition | None = None, **more) -> Field:
    return Field(p or claim(), whole, list(whole.items), whole.studies_by_design, **more)


MANY_WAYS = evidence(
    side("a", "for"), side("b", "for"), side("c", "for", by="ann"),
    side("d", "against", standing="shown_only", counted=False), side("e", "qualifies"),
    side("f", "against", directness="related"), side("g", "against", directness="proxy"),
    side("h", "not_read", directness=""), side("i", "for", body="a"),
    reports={"a": 2},
)  # fmt: skip


def test_every_verdict_is_what_its_choices_say() -> None:
    """Three bodies for (two by rule), one against that is only shown, one that qualifies; two against less directly."""
    field = field_of(MANY_WAYS, without={"without reviews": frozenset({"b"})})
    assert judge(claim(), MANY_WAYS) == "for"
    rows = field.universes()
    assert len(rows) == len({r.universe_id for r in rows}) == 2 * 2 * 4 * 3 * 3 * 2 * 3
    for row in rows:
        read = row.read_by != "readers"
        reviews, unread = row.studies != "without reviews", row.studies in (UNREAD_FOR, UNREAD_AGAINST)
        own = {AS_IS: 1, "each study": 2, "each case or report": 3}[row.unit]
        n_for = 1 + read * (own + reviews + (row.studies == UNREAD_FOR))
        against = read * (
            (row.shown_only == "in") + (row.directness != AS_IS) + (row.directness == "however directly")
            + (row.studies == UNREAD_AGAINST) + (row.qualifying == "against")
        )  # fmt: skip
        assert unread or row.studies in ("all that count", "without reviews")
        majority = {AS_IS: 2 / 3, "a bare majority": 0.5, "three quarters": 0.75}[row.decision]
        share = n_for / (n_for + against)
        lean = "for" if share >= majority and n_for != against else "between"
        if 1 - share >= majority and n_for != against:
            lean = "against"
        assert row.lean == lean, row
        votes = (row.votes_for, row.votes_against, row.votes_qualifies)
        assert votes == (n_for, against, read * (row.qualifying == "apart")), row
        assert row.tested == sum(votes), row


def test_a_choice_that_changes_nothing_is_blank() -> None:
    """Nothing shown only, one reader, every study its own body: two ways to decide remain beside the one that was taken."""
    (first, *others) = field_of(evidence(side("a", "for", by="ann"), side("b", "for", by="ann"))).universes()
    assert [row.decision for row in (first, *others)] == [AS_IS, "a bare majority", "three quarters"]
    assert all(not getattr(first, name) for name in CHOICES if name != "decision")
    assert len({row.evidence for row in (first, *others)}) == 1


def test_sets_of_evidence_are_told_apart_by_what_is_in_them() -> None:
    """As it is; with what is shown; with what is near or farther off; what was not read for or against; and their mixtures."""
    rows = field_of(MANY_WAYS).universes()
    by_print = {}
    for row in rows:
        chosen = (row.shown_only, row.read_by, row.studies, row.directness)
        by_print.setdefault(row.evidence, set()).add(chosen)
    assert len(by_print) == 2 * 3 * 3 + 1  # of people alone there is one study, whatever else is chosen
    assert sorted(map(len, by_print.values())) == [1] * 18 + [18]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_claim_meets_the_choices_that_its_rule_can_feel(rule) -> None:
    felt = {name for name, options in CHOICES.items() if len(options(rule)) > 1}
    of_sides = {"read_by", "directness", "qualifying"}
    assert felt & of_sides == (of_sides if rule.weighs is Weighs.SIDES else set())
    assert ("unit" in felt) == (rule.weighs in (Weighs.SIDES, Weighs.CASES))
    assert ("machine_designs" in felt) == (rule.weighs is Weighs.DESIGNS) and "shown_only" in felt
    assert ("limit" in felt) == (rule.name in ("share", "diversity"))


def test_numbers_by_their_sign_stand_for_what_people_read() -> None:
    rows = [side("a", "for", by="ann"), side("b", "for", by="ann")]
    turned = [replace(rows[0], side="against"), rows[1]]
    found = {
        row.studies: row.lean
        for row in field_of(evidence(*rows), by_sign=turned).universes()
        if row.decision == AS_IS
    }
    assert found == {"all that count": "for", BY_SIGN: "between"}


def test_a_study_of_several_reports_is_as_many_votes_in_another_unit() -> None:
    field = field_of(evidence(side("a", "for"), side("b", "against"), reports={"a": 3, "b": 1}))
    chosen = dict(field.choices())
    name = next(u for u, c in chosen.items() if c["unit"] == "each case or report" and c["decision"] == AS_IS)
    there = field.there(chosen[name])
    assert field.evidence.votes() == (1, 1, 0) and there.votes() == (3, 1, 0)
    assert field.ruling(chosen[name], there).verdict == "leans_for"
    assert replace(there, gone=frozenset({"a"})).votes() == (0, 1, 0)


def test_studies_stand_in_for_cases_in_another_unit() -> None:
    """Five cases with the code, of one study: as studies they are one."""
    facets = json.dumps({"mandate": ["voluntary"]})
    items = [
        item(f"i{n}", kind="extract", case_id=f"c{n}", study_id="s", outcome="x", facets=facets)
        for n in range(5)
    ]
    states = [{"label": "x", "where": {"outcome": "x"}}, {"label": "y", "where": {"outcome": "y"}}]
    p = claim(kind="diversity", below=0.5, minimum=1, states=states)
    field = field_of(evidence(side("s", "for", items=tuple(i.item_id for i in items)), items=items), p)
    first = field.choices()[0][1]
    one, other = (field.there(dict(first, unit=unit)) for unit in (AS_IS, "each study"))
    assert len(one.units({"outcome": "x"})) == 5 and other.units({"outcome": "x"}) == {"s"}


def test_thresholds_of_a_rule_move_with_the_universe() -> None:
    studies = {f"s{n}" for n in range(20)}
    p = claim(kind="share", of={"design": ["d"]}, having={"outcome": "x"}, below=0.25, minimum=20)
    field = field_of(replace(evidence(), studies_by_design={"d": studies}), p)
    rows = field.universes()
    assert {row.verdict for row in rows} == {"agreement_for", "not_tested"}
    assert all((row.verdict == "not_tested") == (row.minimum == "one more") for row in rows)
    choice = dict(field.choices()[0][1], limit="five points lower")
    assert field.ruling(choice, field.there(choice)).numbers["threshold"] == 0.2


def test_what_is_left_out_is_left_out_of_every_rule() -> None:
    studies = {f"s{n}" for n in range(20)}
    p = claim(kind="share", of={"design": ["d"]}, having={"outcome": "x"}, below=0.25, minimum=20)
    whole = replace(evidence(), studies_by_design={"d": studies})
    field = field_of(whole, p, without={"without reviews": frozenset({"s1"})})
    found = {(row.studies, row.minimum): row.verdict for row in field.universes()}
    assert (
        found["without reviews", AS_IS] == "not_tested"
        and found["without reviews", "one less"] == "agreement_for"
    )
