"""What a schema cannot say of `config.yaml`: names must lead to the codebook, or a setting would do nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence.codebook import Codebook
from evidence.errors import UserError, UserErrors, listed
from evidence.measures import effect_types
from evidence.settings.declare import is_group, keys
from evidence.settings_file import Lines, Place
from evidence.written import meant, nearest_first


def check_names(config: dict[str, Any], kind: Any, lines: Lines, codebook: Codebook, file: Path) -> None:
    """Raises UserErrors with every name in a group of settings that the codebook does not have, the nearest ones first."""
    known = {
        "evidence role": [role.id for role in codebook.evidence_roles],
        "source type": [source.id for source in codebook.source_types],
        "caveat": [caveat.id for caveat in codebook.caveats],
        "facet": [facet.id for facet in codebook.facets],
        "effect type": effect_types(codebook.effect_types),
    }
    wrong = [
        _unknown(name, what, known[what], file, lines.get(place) or lines.get(path), path)
        for path, what in _places(kind)
        for name, place in _names(config, path)
        if name not in known[what]
    ]
    if wrong:
        raise UserErrors(wrong)


def _places(kind: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """(path of a key, what its value names) of every key of a group, at whatever depth, that names something."""
    for key in keys(kind).values():
        if key.names:
            yield (*at, key.name), key.names
        elif is_group(key.shape):
            yield from _places(key.shape, (*at, key.name))


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
