"""What follows from the rule of a claim: its verdict, its numbers by name, what it looks at, and what its settings may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evidence.codebook import Codebook
from evidence.config import check_against
from evidence.errors import UserError, UserErrors
from evidence.extract.rows import EvidenceItem
from evidence.measures import effect_types
from evidence.propositions import (
    Proposition,
    Propositions,
    clauses,
    load_propositions,
    unknown_name,
    unknown_terms,
)
from evidence.settings_file import Lines, Place, load_yaml
from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.claim_rule import ClaimRule, Where
from evidence.synthesise.claim_rules import RULES
from evidence.synthesise.match import any_matcher
from evidence.synthesise.ruling import Evidence, Ruling


def ruling_on(proposition: Proposition, evidence: Evidence) -> Ruling:
    """Apply the proposition's rule; where it lacks data and names an `otherwise`, apply that."""
    first, *others = rules_of(proposition.rule)
    ruling = first.decide(proposition.rule, evidence)
    if ruling.verdict is not Verdict.INSUFFICIENT or not others:
        return ruling
    second = others[0].decide(proposition.rule, evidence)
    return Ruling(
        second.verdict,
        f"{ruling.text} So the verdict rests on another rule. {second.text}",
        ruling.numbers | second.numbers,
    )


def rules_of(settings: Where) -> list[ClaimRule]:
    """The rule of a claim, and the one that it passes to where it lacks data."""
    return [RULES[settings[name]] for name in ("kind", "otherwise") if name in settings]


def always(settings: Where) -> set[str]:
    """The numbers that a claim's rule gives whatever its verdict."""
    return set(rules_of(settings)[0].always)


def when_decided(settings: Where) -> set[str]:
    """What it gives with every verdict for, against or between; where another rule may give that, what both give.

    >>> sorted(when_decided({"kind": "trend"})), when_decided({"kind": "trend", "otherwise": "balance"})
    (['z'], set())
    """
    first, *others = rules_of(settings)
    given = set(first.always | first.decided)
    return given & (first.always | others[0].always | others[0].decided) if others else given


def threshold(settings: Where) -> float | None:
    """What the claim says that something lies below or reaches, where its rule has such a setting."""
    found = (s.name for rule in rules_of(settings) for s in rule.settings if s.threshold)
    return next((settings[name] for name in found if settings.get(name)), None)


def wheres(settings: Where) -> list[Where]:
    """Every condition through which a claim's rule looks at items, as it combines them."""
    return [where for rule in rules_of(settings) for where in rule.looks_at(settings)]


def seen(settings: Where, items: list[EvidenceItem]) -> list[EvidenceItem]:
    """The items that a rule can see at all; no other can change what it says."""
    conditions = [dict(where) for where in wheres(settings)]
    return list(filter(any_matcher(conditions), items)) if conditions else []


def last_resorts() -> list[str]:
    """Rules that another may pass to: those that need no settings of their own."""
    return sorted(rule.name for rule in RULES if not any(setting.required for setting in rule.settings))


def schema_of(settings: Mapping[str, Any]) -> dict[str, Any]:
    """JSON Schema of a `rule` of this kind; where its kind is not known, of its kind alone."""
    kind: dict[str, Any] = {"kind": {"enum": sorted(RULES.names)}}
    if settings.get("kind") not in RULES:
        return {"type": "object", "properties": kind, "required": ["kind"]}
    own = RULES[settings["kind"]].settings
    other = RULES.get(str(settings.get("otherwise")))
    taken = (*(other.settings if other else ()), *own)
    values = {setting.name: setting.schema() | {"description": setting.means} for setting in taken}
    return {
        "type": "object",
        "properties": kind | {"otherwise": {"enum": last_resorts()}} | values,
        "additionalProperties": False,
        "required": ["kind", *(setting.name for setting in own if setting.required)],
    }


def load_claims(path: Path, codebook: Codebook) -> Propositions:
    """Read and check the claims, their rules and the effect types that they name with them. Raises UserErrors."""
    data, lines = load_yaml(path)
    rules = list(_mistakes(data, codebook, path, lines))
    try:
        claims = load_propositions(path, codebook)
    except UserErrors as others:
        raise UserErrors([*others.errors, *rules]) from others
    rules += _effect_types(data, codebook, path, lines)
    if rules:
        raise UserErrors(rules)
    return claims


def _effect_types(data: Any, codebook: Codebook, path: Path, lines: Lines) -> Iterator[UserError]:
    """Kinds of estimate that clauses name and nobody knows, in claims of the right shape."""
    kinds = {"effect_type": effect_types(codebook.effect_types)}
    for number, row in enumerate(data["propositions"]):
        at = ("propositions", number)
        for where, place in clauses(row, at):
            asked = {name: wanted for name, wanted in where.items() if name in kinds}
            yield from unknown_terms(row["id"], [(asked, place)], at, codebook, path, lines, kinds)


def _mistakes(data: Any, codebook: Codebook, path: Path, lines: Lines) -> Iterator[UserError]:
    """What is wrong with the settings of rules; claims of another shape are told by their own schema."""
    rows = data.get("propositions") if isinstance(data, dict) else None
    for number, row in enumerate(rows if isinstance(rows, list) else ()):
        settings = row.get("rule") if isinstance(row, dict) else None
        if not isinstance(settings, dict) or not isinstance(settings.get("kind"), str):
            continue
        at = ("propositions", number, "rule")
        wrong = check_against(settings, schema_of(settings), path, lines, at)
        yield from wrong
        if not wrong:
            yield from _unknown(row, settings, at, codebook, path, lines)


def _unknown(
    row: dict[str, Any], settings: dict[str, Any], at: Place, codebook: Codebook, path: Path, lines: Lines
) -> Iterator[UserError]:
    """Conditions and designs that name what the codebook does not have."""
    designs = [code for facet in codebook.with_role("design") for code in facet.ids()]
    kinds = {"effect_type": effect_types(codebook.effect_types)}
    for rule in rules_of(settings):
        own = [(dict(where), (*at, *place)) for where, place in rule.wheres(settings)]
        yield from unknown_terms(str(row.get("id", "")), own, at, codebook, path, lines, kinds)
        for setting in rule.settings:
            codes = setting.designs(settings[setting.name]) if setting.name in settings else []
            for n, code in enumerate(codes):
                if code not in designs:
                    field, line = (
                        f"{row.get('id')}.rule.{setting.name}.design",
                        lines.get((*at, setting.name, "design", n)),
                    )
                    yield unknown_name("no facet of designs has this code", code, designs, field, path, line)
