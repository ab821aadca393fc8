"""What a schema cannot say of `config.yaml`: names must lead to the codebook, or a setting would do nothing; every share has a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evidence.codebook import Codebook
from evidence.config import load_checked
from evidence.errors import UserError, UserErrors, listed
from evidence.settings_file import Lines, Place
from evidence.written import meant, nearest_first

# Where names stand, and what they are names of.
_PLACES = (
    (("synthesise", "direction_roles"), "evidence role"),
    (("synthesise", "never_pooled"), "evidence role"),
    (("extract", "roles"), "evidence role"),
    (("extract", "source_types"), "source type"),
    (("extract", "caveats"), "caveat"),
    (("extract", "effect_types"), "effect type"),
    (("synthesise", "pooling", "subgroups"), "facet"),
)


Kinds = Mapping[str, list[str]]
"""What is named → the names that are known, where more than the codebook knows them."""


def load_named(file: Path, codebook: Codebook, more: Kinds | None = None) -> dict[str, Any]:
    """The settings of a review, each of whose names leads to the codebook. Raises UserErrors."""
    config, lines = load_checked(file, "config")
    check_names(config, lines, codebook, file, more)
    _check_quantifiers(config, lines, file)
    return config


def _check_quantifiers(config: dict[str, Any], lines: Lines, file: Path) -> None:
    """Raises UserError where a share would have no word, or two."""
    place = ("brief", "quantifiers")
    steps = [step["from"] for step in config.get("brief", {}).get("quantifiers", [])]
    if not steps:
        return
    twice = next((at for at, step in enumerate(steps) if step in steps[:at]), None)
    if min(steps) > 0:
        fix = "add a step for no share at all, such as {from: 0.0, word: none}"
        problem, value, line = "no word is given for the smallest shares", min(steps), lines.get(place)
    elif twice is not None:
        problem, value, fix = "two words begin at one share", steps[twice], "remove one of them, or move it"
        line = lines.get((*place, twice))
    else:
        return
    raise UserError(problem, file=file, line=line, field="brief.quantifiers", value=str(value), fix=fix)


def check_names(
    config: dict[str, Any], lines: Lines, codebook: Codebook, file: Path, more: Kinds | None = None
) -> None:
    """Raises UserErrors with every name that the codebook does not have, the nearest ones first.

    Names of effect types are followed where `more` has them, so that stages which read no effects need not know measures.
    """
    known = {
        "evidence role": [role.id for role in codebook.evidence_roles],
        "source type": [source.id for source in codebook.source_types],
        "caveat": [caveat.id for caveat in codebook.caveats],
        "facet": [facet.id for facet in codebook.facets],
        **(more or {}),
    }
    wrong = [
        _unknown(name, kind, known[kind], file, lines.get(place) or lines.get(path), path)
        for path, kind in _PLACES
        for name, place in _names(config, path)
        if kind in known and name not in known[kind]
    ]
    if wrong:
        raise UserErrors(wrong)


def _names(config: dict[str, Any], path: Place) -> Iterator[tuple[str, Place]]:
    """(name, its place) of every name that stands under a path."""
    value: Any = config
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, dict):
        yield from ((name, (*path, name)) for name in value)
    elif isinstance(value, list):
        yield from ((name, (*path, number)) for number, name in enumerate(value))


def _unknown(
    name: str, kind: str, known: list[str], file: Path, line: int | None, path: tuple[str, ...]
) -> UserError:
    near = meant(name, known)
    return UserError(
        f"the codebook has no such {kind}",
        file=file,
        line=line,
        field=".".join(path),
        value=name,
        allowed=listed(nearest_first(name, known)) or f"none: the codebook names no {kind}",
        fix=f"did you mean `{near}`? correct it here or in config/codebook.yaml"
        if near
        else "correct or remove it",
    )
