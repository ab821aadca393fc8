"""Each claim in every analysis that might as well have been done."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, replace

import pytest

from evidence.extract.rows import Standing
from evidence.propositions import Proposition
from evidence.synthesise.multiverse import CHOICES, choices, in_universe, options, rule_there, universes
from evidence.synthesise.robustness import judge
from evidence.synthesise.ruling import Evidence

from ..builders import item, side

SIZES = {
    "balance": 144,
    "share": 72,
    "contrast": 24,
    "cooccurrence": 24,
    "trend": 24,
    "diversity": 12,
    "pooled_sign": 12,
}


def claim(**rule) -> Proposition:
    blank = {f.name: "" for f in fields(Proposition) if f.default is MISSING and f.default_factory is MISSING}
    return Proposition(**{**blank, "id": "P", "rule": rule or {"kind": "balance"}})


def evidence(*sides, items=(), **more) -> Evidence:
    return Evidence(
        list(sides), list(items), {}, 3, 0.95, lambda standing, by: standing == Standing.COUNTED, **more
    )


def in_all(p: Proposition, whole: Evidence) -> dict:
    rows = universes(p, whole, [], whole.studies_by_design)
    return {tuple(getattr(row, name) for name in CHOICES): row.verdict for row in rows}


@pytest.mark.parametrize(("kind", "n"), SIZES.items())
def test_a_claim_meets_the_choices_that_its_rule_can_feel(kind, n) -> None:
    own = choices(claim(kind=kind))
    assert len(own) == n == len({name for name, _ in own}) == len({tuple(c.values()) for _, c in own})
    first, felt = own[0][1], options(claim(kind=kind))
    assert own[0][0] == "P-u000" and all(first[name] == given[0] for name, given in felt.items())
    assert all(not first[name] for name in CHOICES.keys() - felt.keys())


def test_a_rule_that_falls_back_meets_the_choices_of_both() -> None:
    assert len(choices(claim(kind="trend", otherwise="balance"))) == 144


def test_every_verdict_is_what_its_choices_say() -> None:
    """Two for by rule, one for by a person, one against that is only shown, one that qualifies."""
    whole = evidence(
        side("a", "for"), side("b", "for"), side("c", "for", by="ann"),
        side("d", "against", standing="shown_only", counted=False), side("e", "qualifies"),
    )  # fmt: skip
    assert judge(claim(), whole) == "supported"
    for row in universes(claim(), whole, [], {}):
        n_for = 1 if row.read_by == "people" else 3
        against = (row.shown_only == "in") * (row.read_by != "people")
        against += (row.qualifying == "against") * (row.read_by != "people")
        minimum = {"one less": 2, "one more": 4}.get(row.minimum, 3)
        n = n_for + against
        if row.decision == "70 per cent of studies" and n >= minimum:
            expected = "supported" if n_for / n >= 0.7 else "contested"
        elif against:
            expected = "contested"
        else:
            expected = "supported" if n >= minimum else "insufficient"
        assert row.verdict == expected, row


def test_a_study_of_several_reports_is_as_many_votes_in_the_other_unit() -> None:
    whole = evidence(side("a", "for"), side("b", "against"), reports={"a": 3, "b": 1})
    chosen = dict(choices(claim()))
    name = next(
        u for u, c in chosen.items() if c["unit"] == "the other one" and c["decision"].startswith("70")
    )
    there = in_universe(whole, chosen[name], [], {})
    assert whole.votes() == (1, 1) and there.votes() == (3, 1)
    assert rule_there(claim(), chosen[name], there).verdict == "supported"
    assert replace(there, gone=frozenset({"a"})).votes() == (0, 1)


def test_studies_stand_in_for_cases_in_the_other_unit() -> None:
    """Five cases with the code, of one study: as studies they are one."""
    facets = json.dumps({"mandate": ["voluntary"]})
    items = [
        item(f"i{n}", kind="extract", case_id=f"c{n}", study_id="s", outcome="x", facets=facets)
        for n in range(5)
    ]
    p = claim(kind="diversity", at_least=1, states=[{"label": "x", "where": {"outcome": "x"}}])
    whole = evidence(side("s", "for", items=tuple(i.item_id for i in items)), items=items)
    one, other = (
        in_universe(whole, dict(choices(p)[0][1], unit=unit), items, {})
        for unit in ("as configured", "the other one")
    )
    assert len(one.units({"outcome": "x"})) == 5 and other.units({"outcome": "x"}) == {"s"}


def test_thresholds_of_a_rule_move_with_the_universe() -> None:
    studies = {f"s{n}" for n in range(20)}
    p = claim(kind="share", of={"design": ["d"]}, having={"outcome": "x"}, below=0.25, minimum=20)
    whole = replace(evidence(), studies_by_design={"d": studies})
    said = in_all(p, whole)
    assert set(said.values()) == {"supported", "insufficient"}
    assert all((v == "insufficient") == ("one more" in key) for key, v in said.items())
    choice = dict(choices(p)[0][1], limit="five points lower")
    assert rule_there(p, choice, whole).numbers["threshold"] == 0.2
