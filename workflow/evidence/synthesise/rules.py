"""What follows from the rule of a claim: its verdict, its numbers by name, what it looks at, and what its settings may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from evidence.claim_terms import clauses, unknown_name, unknown_terms
from evidence.codebook import Codebook
from evidence.config import check_against
from evidence.errors import UserError, UserErrors
from evidence.extract.rows import EvidenceItem
from evidence.measures import effect_types
from evidence.older_claims import renewed
from evidence.propositions import Proposition, Propositions, load_propositions
from evidence.settings_file import Lines, Place, load_yaml
from evidence.synthesise.claim_rule import TESTS, ClaimRule, Test, Where
from evidence.synthesise.claim_rules import RULES
from evidence.synthesise.match import any_matcher
from evidence.synthesise.ruling import Evidence, Ruling

# What a study does that speaks directly to a claim, where the claim does not say: after "directly".
_DIRECTLY: dict[str, str] = {
    Test.COMPARATIVE: "compares what the claim compares",
    Test.ASSOCIATIONAL: "relates what the claim relates",
    Test.DESCRIPTIVE: "looks whether it is so",
}


def ruling_on(proposition: Proposition, evidence: Evidence) -> Ruling:
    """Apply the proposition's rule."""
    return rule_of(proposition.rule).decide(proposition.rule, evidence)


def rule_of(settings: Where) -> ClaimRule:
    """The rule of a claim."""
    return RULES[settings["kind"]]


def always(settings: Where) -> set[str]:
    """The numbers that a claim's rule gives whatever its verdict."""
    return set(rule_of(settings).always)


def when_decided(settings: Where) -> set[str]:
    """What it gives with every verdict for, against or between.

    >>> sorted(when_decided({"kind": "trend"}))
    ['z']
    """
    return {*rule_of(settings).always, *rule_of(settings).decided}


def threshold(settings: Where) -> float | None:
    """What the claim says that something lies below or reaches, where its rule has such a setting."""
    found = (s.name for s in rule_of(settings).settings if s.threshold)
    return next((settings[name] for name in found if settings.get(name)), None)


def wheres(settings: Where) -> list[Where]:
    """Every condition through which a claim's rule looks at items, as it combines them."""
    return rule_of(settings).looks_at(settings)


def seen(settings: Where, items: list[EvidenceItem]) -> list[EvidenceItem]:
    """The items that a rule can see at all; no other can change what it says."""
    conditions = [dict(where) for where in wheres(settings)]
    return list(filter(any_matcher(conditions), items)) if conditions else []


def schema_of(settings: Mapping[str, Any]) -> dict[str, Any]:
    """JSON Schema of a `rule` of this kind; where its kind is not known, of its kind alone."""
    kind: dict[str, Any] = {"kind": {"enum": sorted(RULES.names)}}
    if settings.get("kind") not in RULES:
        return {"type": "object", "properties": kind, "required": ["kind"]}
    own = RULES[settings["kind"]].settings
    values = {setting.name: setting.schema() | {"description": setting.means} for setting in own}
    return {
        "type": "object",
        "properties": kind | values,
        "additionalProperties": False,
        "required": ["kind", *(setting.name for setting in own if setting.required)],
    }


def load_claims(path: Path, codebook: Codebook) -> Propositions:
    """Read and check the claims, their rules and the effect types that they name with them. Raises UserErrors."""
    data, lines = load_yaml(path)
    data = renewed(data)
    rules = list(_mistakes(data, codebook, path, lines))
    try:
        claims = load_propositions(path, codebook)
    except UserErrors as others:
        raise UserErrors([*others.errors, *rules]) from others
    rules += _effect_types(data, codebook, path, lines)
    rules += _names(claims, codebook, path, lines)
    if rules:
        raise UserErrors(rules)
    return replace(claims, items=tuple(map(_whole, claims.items)))


def _whole(claim: Proposition) -> Proposition:
    """The claim with the kind of its test, and what speaks directly to it, where it says neither."""
    test = claim.test or rule_of(claim.rule).tests[0]
    return replace(claim, test=test, directly=claim.directly or _DIRECTLY.get(test, "tests it"))


def _names(claims: Propositions, codebook: Codebook, path: Path, lines: Lines) -> Iterator[UserError]:
    """Facets, roles and designs that claims or their defaults name and the codebook does not have."""
    facets = [facet.id for facet in codebook.facets]
    for number, claim in enumerate(claims.items):
        if claim.by and claim.by not in facets:
            line = lines.get(("propositions", number, "by"))
            yield unknown_name(
                "the codebook does not have this facet", claim.by, facets, f"{claim.id}.by", path, line
            )
    roles = [role.id for role in codebook.evidence_roles]
    for role in claims.directness:
        if role not in roles:
            line = lines.get(("defaults", "directness", role))
            yield unknown_name(
                "the codebook does not have this role", role, roles, "defaults.directness", path, line
            )
    designs = [code for facet in codebook.with_role("design") for code in facet.ids()]
    for number, design in enumerate(claims.reviews):
        if design not in designs:
            line = lines.get(("defaults", "reviews", number))
            yield unknown_name(
                "no facet of designs has this code", design, designs, "defaults.reviews", path, line
            )
    kinds = effect_types(codebook.effect_types)
    for kind in claims.margins:
        if kind not in kinds:
            line = lines.get(("defaults", "margins", kind))
            yield unknown_name(
                "this kind of estimate is not known", kind, kinds, "defaults.margins", path, line
            )


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
            yield from _other_test(row, settings, ("propositions", number), path, lines)
            yield from _unknown(row, settings, at, codebook, path, lines)


def _other_test(
    row: dict[str, Any], settings: dict[str, Any], at: Place, path: Path, lines: Lines
) -> Iterator[UserError]:
    """A rule that does not carry out the kind of test that the claim states."""
    test, rule = row.get("test"), rule_of(settings)
    if isinstance(test, str) and test in TESTS and test not in rule.tests:
        fitting = [f"`{other.name}`" for other in RULES if test in other.tests]
        yield UserError(
            f"the rule `{rule.name}` does not carry out the test that the claim states",
            file=path,
            line=lines.get((*at, "test")),
            record=str(row.get("id", "")),
            field="test",
            value=test,
            allowed=[str(kind) for kind in rule.tests],
            fix=f"state the test that is run, or take a rule for {TESTS[Test(test)]}: {', '.join(fitting)}",
        )


def _unknown(
    row: dict[str, Any], settings: dict[str, Any], at: Place, codebook: Codebook, path: Path, lines: Lines
) -> Iterator[UserError]:
    """Conditions and designs that name what the codebook does not have."""
    designs = [code for facet in codebook.with_role("design") for code in facet.ids()]
    kinds = {"effect_type": effect_types(codebook.effect_types)}
    rule = rule_of(settings)
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
