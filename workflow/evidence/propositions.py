"""The claims under test, as the researcher wrote them in config/propositions.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.claim_sentences import SENTENCES
from evidence.codebook import Codebook
from evidence.config import Lines, load_checked
from evidence.errors import UserError, UserErrors
from evidence.item_words import STATED, Kind
from evidence.settings_file import Place
from evidence.written import meant, nearest_first

ITEM_KEYS = {
    "kind",
    "outcome",
    "direction",
    "comparison",
    "role",
    "case",
    "source_type",
    "effect_type",
}
NUMBER_KEYS = {"months"}


@dataclass(frozen=True, slots=True)
class Proposition:
    """One claim: what bears on it, which clauses give a side, and the rule for its verdict."""

    id: str
    heading: str
    claim: str
    that: str
    kind: str
    key: bool
    testable: str
    test: str
    directly: str
    counts_for: str
    counts_against: str
    start_status: str
    caution: str
    scope: dict[str, Any]
    sides: tuple[dict[str, Any], ...]
    rule: dict[str, Any]
    values: dict[str, Any]
    words: dict[str, Any]
    sentence: str
    by: str
    not_from: tuple[str, ...]

    @property
    def slug(self) -> str:
        return self.id.lower()


@dataclass(frozen=True, slots=True)
class Propositions:
    seed: dict[str, Any]
    minimum_studies: int
    interval: float
    directness: dict[str, str]
    margins: dict[str, float]
    reviews: tuple[str, ...]
    sentences: dict[str, str]
    bottom_line: str
    bottom_line_more: tuple[dict[str, Any], ...]
    items: tuple[Proposition, ...]

    def ids(self) -> list[str]:
        return [proposition.id for proposition in self.items]

    @property
    def claim_cases(self) -> tuple[str, ...]:
        return tuple(self.seed.get("claim_cases", ()))


def load_propositions(path: Path, codebook: Codebook) -> Propositions:
    """Read the claims and check them against their schema and the codebook, without the settings of their rules. Raises UserErrors."""
    data, lines = load_checked(path, "propositions")
    errors = [
        error
        for index, row in enumerate(data["propositions"])
        for error in _unknown_terms(row, ("propositions", index), codebook, path, lines)
    ]
    ids = [row["id"] for row in data["propositions"]]
    errors += [
        UserError("two propositions have this id", file=path, value=i, fix="rename one")
        for i in sorted({i for i in ids if ids.count(i) > 1})
    ]
    errors += [
        UserError(
            "a point of the source names a claim that is not here",
            file=path,
            line=lines.get(("seed", "points", index)),
            field="seed.points",
            value=claim,
            allowed=ids,
            fix="correct the claim",
        )
        for index, point in enumerate(data["seed"].get("points", []))
        for claim in point["claims"]
        if claim not in ids
    ]
    errors += [
        unknown_name("this sentence is of a claim that is not here", row["finding"], ids, "bottom_line_more",
                      path, lines.get(("bottom_line_more", index, "finding")))
        for index, row in enumerate(data.get("bottom_line_more", []))
        if row["finding"] not in ids
    ]  # fmt: skip
    if errors:
        raise UserErrors(errors)
    return parse_propositions(data)


def unknown_name(
    problem: str, name: str, known: list[str], field: str, path: Path, line: int | None
) -> UserError:
    near = meant(name, known)
    fix = f"did you mean `{near}`?" if near else "correct or remove it"
    return UserError(
        problem, file=path, line=line, field=field, value=name, allowed=nearest_first(name, known), fix=fix
    )


def parse_propositions(data: dict[str, Any]) -> Propositions:
    defaults = data.get("defaults", {})
    return Propositions(
        seed=data["seed"],
        minimum_studies=defaults.get("minimum_studies", 3),
        interval=defaults.get("interval", 0.95),
        directness=defaults.get("directness", {}),
        margins=defaults.get("margins", {}),
        reviews=tuple(defaults.get("reviews", ())),
        sentences=SENTENCES | data.get("sentences", {}),
        bottom_line=data["bottom_line"],
        bottom_line_more=tuple(data.get("bottom_line_more", ())),
        items=tuple(_proposition(row) for row in data["propositions"]),
    )


def _proposition(row: dict[str, Any]) -> Proposition:
    return Proposition(
        id=row["id"],
        heading=row["heading"],
        claim=row["claim"],
        that=row["that"],
        kind=row.get("kind", "finding"),
        key=row.get("key", False),
        testable=row["testable"],
        test=row.get("test", ""),
        directly=row.get("directly", ""),
        counts_for=row.get("counts_for", ""),
        counts_against=row.get("counts_against", ""),
        start_status=row.get("start_status", ""),
        caution=row.get("caution", ""),
        scope=row.get("scope", {}),
        sides=tuple(row.get("sides", ())),
        rule=row["rule"],
        values=row.get("values", {}),
        words=row.get("words", {}),
        sentence=row.get("sentence", ""),
        by=row.get("by", ""),
        not_from=tuple(row.get("not_from", ())),
    )


def _unknown_terms(
    row: dict[str, Any], at: Place, codebook: Codebook, path: Path, lines: Lines
) -> list[UserError]:
    return unknown_terms(row["id"], clauses(row, at), at, codebook, path, lines)


def clauses(row: dict[str, Any], at: Place) -> list[tuple[dict[str, Any], Place]]:
    """(condition, its place) of what bears on a claim and of what gives a side."""
    scope = [
        ((*at, "scope", "where", i), where) for i, where in enumerate(row.get("scope", {}).get("where", []))
    ]
    sides = [((*at, "sides", i, "when"), c["when"]) for i, c in enumerate(row.get("sides", []))]
    return [(where, place) for place, where in (*scope, *sides)]


def unknown_terms(
    record: str,
    placed: list[tuple[dict[str, Any], Place]],
    at: Place,
    codebook: Codebook,
    path: Path,
    lines: Lines,
    more: Mapping[str, list[str]] | None = None,
) -> list[UserError]:
    """Every `where` and `when` may only use item keys, facets and codes that exist. `placed`: (condition, its place).

    `more`: item key → its codes, where the codebook does not have them.
    """
    errors = []
    for where, place in placed:
        for name, wanted in where.items():
            line = lines.get((*place, name)) or lines.get(place) or lines.get(at)
            here: dict[str, Any] = {"file": path, "line": line, "record": record, "field": name}
            facets = {facet.id: facet for facet in codebook.facets}
            if name not in facets and name not in ITEM_KEYS | NUMBER_KEYS:
                allowed = sorted(ITEM_KEYS | NUMBER_KEYS | set(facets))
                errors.append(UserError("this key is not known", allowed=allowed, fix="correct it", **here))
                continue
            known = (more or {}).get(name) or _known_values(name, facets, codebook)
            values = wanted if isinstance(wanted, list) else [wanted]
            for value in values:
                if known and not isinstance(value, dict) and str(value) not in known:
                    errors.append(
                        UserError(
                            "the codebook does not have this code",
                            value=value,
                            allowed=known,
                            fix="correct it or add the code",
                            **here,
                        )
                    )
    return errors


def _known_values(name: str, facets: dict[str, Any], codebook: Codebook) -> list[str]:
    if name in facets and not facets[name].open:
        return facets[name].ids()
    known: dict[str, list[str]] = {
        "outcome": list(codebook.outcome_codes()),
        "direction": [word.value for word in STATED],
        "kind": [word.value for word in Kind],
        "role": ["case", *(role.id for role in codebook.evidence_roles)],
        "source_type": [source.id for source in codebook.source_types],
    }
    return known.get(name, [])
