"""Every claim in every analysis that a careful analyst might as well have done (Steegen and others 2016).

A claim meets only the choices that its rule can feel, so that no universe is a mere copy of another by design. The
first option of each choice is what was done; each universe has an id and can be run again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any

from evidence.extract.rows import EvidenceItem, Standing
from evidence.propositions import Proposition
from evidence.synthesise.claim_rows import Universe
from evidence.synthesise.claim_rule import ClaimRule, Count, Designs, Share, Weighs
from evidence.synthesise.rules import rules_of, ruling_on, seen
from evidence.synthesise.ruling import Evidence, Ruling

AS_IS = "as configured"
_ONLY_OF_SIDES = "70 per cent of studies"


def _of_sides(rule: ClaimRule) -> bool:
    return rule.weighs is Weighs.SIDES


# choice → whether a rule feels it, and the options
CHOICES: dict[str, tuple[Callable[[ClaimRule], bool], tuple[str, ...]]] = {
    "shown_only": (lambda rule: True, ("out", "in")),
    "read_by": (_of_sides, ("people and rules", "people")),
    "unit": (lambda rule: rule.weighs in (Weighs.SIDES, Weighs.CASES), (AS_IS, "the other one")),
    "qualifying": (_of_sides, ("apart", "against")),
    "decision": (lambda rule: rule.by_interval, (AS_IS, "90 per cent interval", _ONLY_OF_SIDES)),
    "limit": (lambda rule: rule.has(Share), (AS_IS, "five points lower", "five points higher")),
    "minimum": (lambda rule: _of_sides(rule) or rule.has(Count), (AS_IS, "one less", "one more")),
    "machine_designs": (lambda rule: rule.has(Designs), ("out", "in")),
}
_STEPS = {AS_IS: 0, "": 0, "one less": -1, "one more": 1}
_LIMITS = {AS_IS: 0.0, "": 0.0, "five points lower": -0.05, "five points higher": 0.05}


def options(proposition: Proposition) -> dict[str, tuple[str, ...]]:
    """The choices that a claim's rule, or the rule that it falls back on, can feel."""
    rules = rules_of(proposition.rule)
    found = {name: given for name, (felt, given) in CHOICES.items() if any(map(felt, rules))}
    if "decision" in found and not any(map(_of_sides, rules)):
        found["decision"] = tuple(option for option in found["decision"] if option != _ONLY_OF_SIDES)
    return found


def choices(proposition: Proposition) -> list[tuple[str, dict[str, str]]]:
    """Every universe of a claim: its id and the choices that make it; a choice that its rule cannot feel is blank."""
    own = options(proposition)
    return [
        (f"{proposition.id}-u{number:03d}", dict.fromkeys(CHOICES, "") | dict(zip(own, taken, strict=True)))
        for number, taken in enumerate(product(*own.values()))
    ]


def universes(
    proposition: Proposition,
    evidence: Evidence,
    all_items: list[EvidenceItem],
    with_machine: dict[str, set[str]],
) -> list[Universe]:
    """The verdict in every universe; the first is the analysis as it was done."""
    all_items = seen(proposition.rule, all_items)
    kept: dict[tuple[str, str], tuple[list[EvidenceItem], dict[str, Any]]] = {}
    rows = []
    for universe_id, choice in choices(proposition):
        key = (choice["shown_only"], choice["unit"])
        if key not in kept:
            kept[key] = (_visible(all_items, choice), {})
        items, index = kept[key]
        there = replace(in_universe(evidence, choice, items, with_machine), index=index)
        rows.append(
            Universe(universe_id, proposition.id, rule_there(proposition, choice, there).verdict, **choice)
        )
    return rows


def rule_there(proposition: Proposition, choice: dict[str, str], there: Evidence) -> Ruling:
    """What the rule says, with its own thresholds as the universe has them."""
    steps, points = _STEPS[choice["minimum"]], _LIMITS[choice["limit"]]
    own: dict[str, Any] = dict(proposition.rule)
    for setting in (setting for rule in rules_of(own) for setting in rule.settings):
        if setting.name in own:
            own[setting.name] = setting.moved(own[setting.name], steps, points)
    return ruling_on(replace(proposition, rule=own), there)


def in_universe(
    evidence: Evidence,
    choice: dict[str, str],
    all_items: list[EvidenceItem],
    with_machine: dict[str, set[str]],
) -> Evidence:
    """The evidence as it would be under these choices."""
    allowed, people = _standings(choice), choice["read_by"] == "people"
    return replace(
        evidence,
        items=_visible(all_items, choice),
        studies_by_design=with_machine if choice["machine_designs"] == "in" else evidence.studies_by_design,
        minimum_studies=max(1, evidence.minimum_studies + _STEPS[choice["minimum"]]),
        interval=0.9 if choice["decision"] == "90 per cent interval" else evidence.interval,
        counts=lambda standing, by: standing in allowed and not (people and by == "rule"),
        other_unit=choice["unit"] == "the other one",
        qualifying_against=choice["qualifying"] == "against",
        by_share=0.7 if choice["decision"] == _ONLY_OF_SIDES else None,
        index={},
    )


def _standings(choice: dict[str, str]) -> set[str]:
    return {Standing.COUNTED} | ({Standing.SHOWN_ONLY} if choice["shown_only"] == "in" else set())


def _visible(items: list[EvidenceItem], choice: dict[str, str]) -> list[EvidenceItem]:
    allowed = _standings(choice)
    return [item for item in items if item.standing in allowed]
