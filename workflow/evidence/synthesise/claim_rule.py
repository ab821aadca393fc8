"""What a rule for claims is. Each is one file of `claim_rules/`, or comes from another distribution (`evidence.claim_rules`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from evidence.settings_file import Place
from evidence.synthesise.ruling import Evidence, Ruling

Where = Mapping[str, Any]
Placed = tuple[Where, Place]
"""A condition on items, and where it stands below its setting."""

_WHERE = {"type": "object", "description": "Conditions on an evidence item: facets and item keys"}
_GROUP = {
    "type": "object",
    "properties": {
        "label": {"type": "string", "minLength": 1, "description": "Name in words"},
        "where": _WHERE,
    },
    "additionalProperties": False,
    "required": ["label", "where"],
}


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One setting of a rule, by its name in config/propositions.yaml; `means`: what it says, in words.

    `threshold`: its value is the slot of that name in sentences.
    """

    name: str
    means: str
    required: bool = True
    threshold: bool = False

    def schema(self) -> dict[str, Any]:
        """JSON Schema of its value."""
        raise NotImplementedError

    def wheres(self, value: Any) -> list[Placed]:
        """The conditions on items in its value."""
        return []

    def designs(self, value: Any) -> list[str]:
        """The codes of study designs in its value."""
        return []

    def moved(self, value: Any, steps: int, points: float) -> Any:
        """Its value in another analysis: so many more of what is counted, so much more of a share."""
        return value


class Condition(Setting):
    """Conditions on items."""

    def schema(self) -> dict[str, Any]:
        return _WHERE

    def wheres(self, value: Any) -> list[Placed]:
        return [(value, ())]


class Group(Setting):
    """Cases with a label and conditions."""

    def schema(self) -> dict[str, Any]:
        return _GROUP

    def wheres(self, value: Any) -> list[Placed]:
        return [(value["where"], ("where",))]


@dataclass(frozen=True, kw_only=True)
class Groups(Setting):
    """Several groups, `least` of them at least; in order where the rule says so."""

    least: int = 1

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": _GROUP, "minItems": self.least}

    def wheres(self, value: Any) -> list[Placed]:
        return [(group["where"], (number, "where")) for number, group in enumerate(value)]


class Designs(Setting):
    """Included studies of some designs, by their codes."""

    def schema(self) -> dict[str, Any]:
        design = {"type": "array", "items": {"type": "string"}}
        return {
            "type": "object",
            "properties": {"design": design},
            "additionalProperties": False,
            "required": ["design"],
        }

    def designs(self, value: Any) -> list[str]:
        return value["design"]


class Count(Setting):
    """A least number of studies or cases, which another analysis takes one lower or higher."""

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": 1}

    def moved(self, value: Any, steps: int, points: float) -> Any:
        return max(1, value + steps)


class Share(Setting):
    """A share, which another analysis takes five points lower or higher."""

    def schema(self) -> dict[str, Any]:
        return {"type": "number", "exclusiveMinimum": 0, "maximum": 1}

    def moved(self, value: Any, steps: int, points: float) -> Any:
        return round(value + points, 6)


class Flag(Setting):
    """Yes or no; no where it is left out."""

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, kw_only=True)
class Choice(Setting):
    """One of a few words."""

    options: tuple[str, ...]

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.options)}


class Test(StrEnum):
    """What kind of test a claim states, which says what can bear on it and which rules can carry it out."""

    COMPARATIVE = "comparative"
    ASSOCIATIONAL = "associational"
    DESCRIPTIVE = "descriptive"
    SHARE = "share"
    TREND = "trend"
    DIVERSITY = "diversity"


TESTS = {
    Test.COMPARATIVE: "one thing compared with another",
    Test.ASSOCIATIONAL: "whether two things go together",
    Test.DESCRIPTIVE: "whether something is so, as studies saw it that looked",
    Test.SHARE: "how large a share is, against a limit",
    Test.TREND: "whether a share rises or falls over ordered steps",
    Test.DIVERSITY: "whether several states stand side by side, and no single one",
}
"""What each kind asks, in words."""


class Weighs(StrEnum):
    """What a rule counts, which says what else a careful analyst might have done."""

    SIDES = "independent bodies of evidence"
    DESIGNS = "included studies"
    CASES = "cases"
    ESTIMATES = "studies with an estimate"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRule:
    """One rule.

    `name`: `kind` under `rule`. `verdict_from`: what the verdict comes from, in words. `source`: of the method. `tests`: the
    kinds of stated tests that it carries out, that of a claim which states none first. `decide`:
    (settings, evidence) → verdict, the rule in words and its numbers. `always`: numbers that it gives whatever the verdict, each with what it is called
    on the page of a claim; `decided`: those that it gives besides with a verdict for, against or between; `lists`: names and the like beside them, which no sentence may
    use. `by_interval`: its verdict hangs on the
    share of votes or the level of an interval from which it leans one way. `of_named`: it looks only at items that a side names.
    `monotone`: a vote pulls its own way whatever the others are, so that the shortest way to turn it takes from one side alone. `cites`: the conditions through which
    it looks at items, where they are not just those of its settings. `example`: as one would write it.
    """

    name: str
    verdict_from: str
    source: str
    tests: tuple[Test, ...]
    weighs: Weighs
    decide: Callable[[dict[str, Any], Evidence], Ruling]
    settings: tuple[Setting, ...] = ()
    always: Mapping[str, str] = field(default_factory=dict)
    decided: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    by_interval: bool = True
    of_named: bool = False
    monotone: bool = False
    cites: Callable[[Where], list[Where]] | None = None
    example: Mapping[str, Any] = field(default_factory=dict)

    @property
    def labels(self) -> dict[str, str]:
        """What its numbers are called, by name, in the order in which it declares them."""
        named = [dict(own) for own in (self.always, self.decided, self.lists) if isinstance(own, Mapping)]
        return {name: label for own in named for name, label in own.items()}

    def has(self, kind: type[Setting]) -> bool:
        return any(isinstance(setting, kind) for setting in self.settings)

    def wheres(self, settings: Where) -> list[Placed]:
        """The conditions that stand in its settings, each with its place."""
        return [
            (where, (setting.name, *place))
            for setting in self.settings
            if setting.name in settings
            for where, place in setting.wheres(settings[setting.name])
        ]

    def looks_at(self, settings: Where) -> list[Where]:
        """Every condition through which it looks at items, as it combines them."""
        return [where for where, _ in self.wheres(settings)] + (self.cites(settings) if self.cites else [])

    def designs(self, settings: Where) -> list[str]:
        given = (s for s in self.settings if s.name in settings)
        return [code for setting in given for code in setting.designs(settings[setting.name])]
