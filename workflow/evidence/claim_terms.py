"""What conditions of claims may name: keys of items, facets and codes. What nobody knows is told with its line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evidence.codebook import Codebook
from evidence.errors import UserError
from evidence.item_words import STATED, Kind
from evidence.settings_file import Lines, Place
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


def unknown_name(
    problem: str, name: str, known: list[str], field: str, path: Path, line: int | None
) -> UserError:
    near = meant(name, known)
    fix = f"did you mean `{near}`?" if near else "correct or remove it"
    return UserError(
        problem, file=path, line=line, field=field, value=name, allowed=nearest_first(name, known), fix=fix
    )


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
