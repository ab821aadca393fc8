"""Every claim in every analysis that a careful analyst might as well have done (Steegen and others 2016).

The choices about counting are combined with each other. Which studies are taken is one choice of several restrictions, each
on its own, as a sensitivity analysis restricts in one way at a time. A claim meets only what its rule and its evidence can
feel: an option that leaves every study and number where it was is left out, so that no universe is a mere copy by design.
The first option of each choice is what was done; each universe has an id and can be run again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from evidence.extract.rows import EvidenceItem, Standing
from evidence.io import to_json
from evidence.propositions import Proposition
from evidence.side_words import Directness, Side
from evidence.synthesise.axes import LEANS, MAJORITY
from evidence.synthesise.claim_rows import Lean, SideOfStudy, Universe
from evidence.synthesise.claim_rule import ClaimRule, Count, Designs, Share, Weighs
from evidence.synthesise.rules import rule_of, ruling_on, seen
from evidence.synthesise.ruling import Evidence, Ruling, Unit
from evidence.synthesise.sides import RULE

AS_IS = "as configured"
EVERY = "all that count"
UNREAD_FOR, UNREAD_AGAINST = "unread ones as if for it", "unread ones as if against it"
BY_SIGN = "numbers by their sign"
Choice = dict[str, str]


def _of_sides(rule: ClaimRule) -> bool:
    return rule.weighs is Weighs.SIDES


_MAJORITIES = {"": MAJORITY, AS_IS: MAJORITY, "a bare majority": 0.5, "three quarters": 0.75}
_LEVELS = {"50 per cent interval": 0.5, "90 per cent interval": 0.9}
_BEARS = {
    AS_IS: frozenset({Directness.DIRECT}),
    "something near as well": frozenset({Directness.DIRECT, Directness.RELATED}),
    "however directly": frozenset(Directness),
}
_STEPS = {AS_IS: 0, "": 0, "one less": -1, "one more": 1}
_LIMITS = {AS_IS: 0.0, "": 0.0, "five points lower": -0.05, "five points higher": 0.05}

# choice → the options that a rule feels, none where it feels none
CHOICES: dict[str, Callable[[ClaimRule], tuple[str, ...]]] = {
    "shown_only": lambda rule: ("out", "in"),
    "read_by": lambda rule: ("readers and rules", "readers") if _of_sides(rule) else (),
    "studies": lambda rule: (EVERY,),
    "directness": lambda rule: tuple(_BEARS) if _of_sides(rule) else (),
    "unit": lambda rule: tuple(Unit) if _of_sides(rule) else (Unit.OWN, Unit.STUDY) if rule.weighs is Weighs.CASES else (),
    "qualifying": lambda rule: ("apart", "against") if _of_sides(rule) else (),
    "decision": lambda rule: (AS_IS, *list(_MAJORITIES)[2:]) if _of_sides(rule) else (AS_IS, *_LEVELS) if rule.by_interval else (),
    "limit": lambda rule: tuple(_LIMITS)[:1] + tuple(_LIMITS)[2:] if rule.has(Share) else (),
    "minimum": lambda rule: tuple(_STEPS)[:1] + tuple(_STEPS)[2:] if rule.has(Count) else (),
    "machine_designs": lambda rule: ("out", "in") if rule.has(Designs) else (),
}  # fmt: skip
_OF_EVIDENCE = ("shown_only", "read_by", "directness", "unit", "qualifying", "machine_designs")
"""The choices whose options may all be the same to the evidence of a claim."""


@dataclass(frozen=True)
class Field:
    """All that a claim's analyses are made from. `without`: a restriction → the studies that it takes away."""

    proposition: Proposition
    evidence: Evidence
    items: list[EvidenceItem]
    with_machine: dict[str, set[str]]
    without: Mapping[str, frozenset[str]] = field(default_factory=dict)
    by_sign: list[SideOfStudy] | None = None
    kept: dict[Any, Any] = field(default_factory=dict, compare=False)

    def options(self) -> dict[str, tuple[str, ...]]:
        """The choices that make a difference to what the claim's rule sees, with the options that do."""
        if "options" not in self.kept:
            self.kept["options"] = self._options()
        return self.kept["options"]

    def choices(self) -> list[tuple[str, Choice]]:
        """Every universe of the claim: its id and the choices that make it; what makes no difference is blank."""
        own = self.options()
        return [
            (f"{self.proposition.id}-u{number:04d}", dict.fromkeys(CHOICES, "") | dict(zip(own, taken, strict=True)))
            for number, taken in enumerate(product(*own.values()))
        ]  # fmt: skip

    def universes(self) -> list[Universe]:
        """The verdict in every universe; the first is the analysis as it was done."""
        by_votes, rows = _of_sides(rule_of(self.proposition.rule)), []
        for universe_id, choice in self.choices():
            there = self.there(choice)
            ruling = self.ruling(choice, there)
            lean, votes = LEANS[ruling.verdict], there.votes() if by_votes else None
            rows.append(
                Universe(
                    universe_id,
                    self.proposition.id,
                    ruling.verdict,
                    lean,
                    self.fingerprint(choice),
                    tested=0 if lean is Lean.NONE else ruling.tested,
                    votes_for=votes.n_for if votes else None,
                    votes_qualifies=votes.n_qualifies if votes else None,
                    votes_against=votes.n_against if votes else None,
                    **choice,
                )
            )
        return rows

    def there(self, choice: Choice) -> Evidence:
        """The evidence as it would be under these choices."""
        allowed, readers = _standings(choice), choice["read_by"] == "readers"
        if ("items", choice["shown_only"]) not in self.kept:
            own = [item for item in seen(self.proposition.rule, self.items) if item.standing in allowed]
            self.kept["items", choice["shown_only"]] = (own, {})
        items, index = self.kept["items", choice["shown_only"]]
        return replace(
            self.evidence,
            sides=self._sides(choice["studies"]),
            items=items,
            index=index,
            studies_by_design=self.with_machine if choice["machine_designs"] == "in" else self.evidence.studies_by_design,
            minimum_studies=max(1, self.evidence.minimum_studies + _STEPS[choice["minimum"]]),
            counts=lambda row: row.standing in allowed and not (readers and row.by == RULE),
            bears=_BEARS.get(choice["directness"], self.evidence.bears),
            unit=Unit(choice["unit"] or Unit.OWN),
            qualifying_against=choice["qualifying"] == "against",
            majority=(_MAJORITIES | _LEVELS)[choice["decision"]],
            gone=self.without.get(choice["studies"], frozenset()),
        )  # fmt: skip

    def ruling(self, choice: Choice, there: Evidence) -> Ruling:
        """What the rule says, with its own thresholds as the universe has them."""
        steps, points = _STEPS[choice["minimum"]], _LIMITS[choice["limit"]]
        own: dict[str, Any] = dict(self.proposition.rule)
        for setting in rule_of(own).settings:
            if setting.name in own:
                own[setting.name] = setting.moved(own[setting.name], steps, points)
        return ruling_on(replace(self.proposition, rule=own), there)

    def fingerprint(self, choice: Choice) -> str:
        """Eight hex digits of the set of evidence that a universe rests on, however it is counted there."""
        key = tuple(
            choice[name] for name in ("shown_only", "read_by", "studies", "directness", "machine_designs")
        )
        if ("print", key) not in self.kept:
            content = to_json(self._read(choice))
            self.kept["print", key] = hashlib.sha256(content.encode()).hexdigest()[:8]
        return self.kept["print", key]

    def _read(self, choice: Choice) -> list[Any]:
        """What a rule sees: sides that bear on it, or items and studies."""
        there, rule = self.there(choice), rule_of(self.proposition.rule)
        if _of_sides(rule):
            return sorted([row.study_id, row.side] for row in there.speaking())
        designed = sorted(there.designed(rule.designs(self.proposition.rule)))
        return [sorted(item.item_id for item in there.present()), designed]

    def _options(self) -> dict[str, tuple[str, ...]]:
        rule = rule_of(self.proposition.rule)
        own = {name: felt(rule) for name, felt in CHOICES.items()}
        own["studies"] = (EVERY, *self._restrictions(rule))
        widest = dict.fromkeys(CHOICES, "") | {name: options[0] for name, options in own.items() if options}
        widest |= {"shown_only": "in"} | ({"directness": "however directly"} if own["directness"] else {})

        def told(name: str, option: str) -> Any:
            there = self.there(widest | {name: option})
            return [
                self._read(widest | {name: option}),
                there.votes() if _of_sides(rule) else self._units(there),
            ]

        for name in (*_OF_EVIDENCE, "studies"):
            if own[name]:
                seen_as: dict[str, str] = {}
                for option in own[name]:
                    seen_as.setdefault(to_json(told(name, option)), option)
                own[name] = tuple(seen_as.values())
        return {name: options for name, options in own.items() if len(options) > 1}

    def _units(self, there: Evidence) -> list[list[str]]:
        """The units that conditions of the rule find."""
        rule = rule_of(self.proposition.rule)
        return [sorted(there.units(dict(where))) for where in rule.looks_at(self.proposition.rule)]

    def _restrictions(self, rule: ClaimRule) -> list[str]:
        of_sides = [UNREAD_FOR, UNREAD_AGAINST, *([BY_SIGN] if self.by_sign else [])]
        return [*self.without, *(of_sides if _of_sides(rule) else [])]

    def _sides(self, studies: str) -> list[SideOfStudy]:
        if studies == BY_SIGN and self.by_sign is not None:
            return self.by_sign
        if studies not in (UNREAD_FOR, UNREAD_AGAINST):
            return self.evidence.sides
        side = Side.FOR if studies == UNREAD_FOR else Side.AGAINST
        return [
            replace(row, side=side, directness=Directness.DIRECT) if row.side == Side.NOT_READ else row
            for row in self.evidence.sides
        ]


def _standings(choice: Choice) -> set[str]:
    return {Standing.COUNTED} | ({Standing.SHOWN_ONLY} if choice["shown_only"] == "in" else set())
