"""Settings of two versions, key by key: config.yaml, the codebook code by code and phrase by phrase, the claims, searches and words.

A key that is left out has its default, so that writing it down is no change; nor is the order of codes, claims or phrases.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from evidence.compare.by_field import said
from evidence.compare.files import Files
from evidence.compare.rows import Change, Kind, Way
from evidence.settings.declare import is_group, keys
from evidence.settings_catalogue import FILES
from evidence.settings_file import load_yaml

_IDS = ("id", "name", "term", "finding", "source")
"""Keys by which one of several groups is known, the first that all have and no two share."""
_CALLED = ("heading", "label", "term", "title", "id")
_WHOLE = ("claim", "definition", "label", "text")
_Subject = tuple[str, ...]
_Place = tuple[_Subject, str]


@dataclass(frozen=True, slots=True)
class Setting:
    """One value: what it belongs to, its key below that, the value as text, and what it is called."""

    subject: _Subject
    key: str
    value: str
    name: str


def settings(before: Files, after: Files) -> Iterator[Change]:
    """One row a value that differs; a code, claim or phrase that came or went is one row, not one for each of its keys."""
    for file, kind in FILES.items():
        if before.bytes(file) != after.bytes(file):
            own, now = (
                _by_place(_leaves(kind, files.data(file), (file,), "", file)) for files in (before, after)
            )
            yield from _changes(own, now)
    own_tools, tools = ({path.name: path for path in files.at.appraisal_tools} for files in (before, after))
    for name in sorted(own_tools.keys() | tools.keys()):
        yield from _changes(_tool(own_tools.get(name)), _tool(tools.get(name)))


def _tool(path: Path | None) -> dict[_Place, Setting]:
    if path is None:
        return {}
    return _by_place(_leaves(Any, load_yaml(path)[0], ("appraisal", path.stem), "", path.stem))


def _by_place(found: Iterator[Setting]) -> dict[_Place, Setting]:
    return {(one.subject, one.key): one for one in found}


def _changes(own: dict[_Place, Setting], now: dict[_Place, Setting]) -> Iterator[Change]:
    alone = {subject for subject, key in own.keys() ^ now.keys() if not key}
    for place in [*now, *(place for place in own if place not in now)]:
        subject, key = place
        within = (subject[:n] for n in range(1, len(subject) + (1 if key else 0)))
        if any(part in alone for part in within) or not (key or subject in alone):
            continue
        one, other = (side.get(place) for side in (own, now))
        was, is_now = (each.value if each else "" for each in (one, other))
        if was != is_now:
            name = next(each.name for each in (other, one) if each)
            yield Change(Kind.SETTING, ".".join(subject), name, key, was, is_now, Way.NONE, "", "")


def _leaves(kind: Any, data: Any, subject: _Subject, key: str, name: str) -> Iterator[Setting]:
    """Every value below a place. `kind`: the type that it is declared as; what is not declared is taken as it stands."""
    kind = _plain(kind, data)
    if is_group(kind) and isinstance(data, dict):
        yield from _of_group(kind, data, subject, key)
    elif isinstance(data, dict):
        inner = get_args(kind)[1] if len(get_args(kind)) == 2 else Any
        for each, value in data.items():
            yield from _leaves(inner, value, subject, _below(key, str(each)), name)
    elif isinstance(data, list) and (ids := _ids(data)):
        inner = get_args(kind)[0] if get_args(kind) else Any
        for one, value in ids.items():
            own = (*subject, *filter(None, (key if _is_told(key) else "", one)))
            yield Setting(own, "", _whole(value, one), _called(value, one))
            yield from _leaves(inner, value, own, "", _called(value, one))
    elif isinstance(data, list) and key == "phrases":
        for phrase in data:
            text = phrase if isinstance(phrase, str) else phrase["phrase"]
            own = (*subject, f"phrase ‘{text}’")
            yield Setting(own, "", _phrase(phrase), text)
            yield Setting(own, "phrase", _phrase(phrase), text)
    else:
        yield Setting(subject, key, _text(data), name)


def _of_group(kind: Any, data: Mapping[str, Any], subject: _Subject, key: str) -> Iterator[Setting]:
    declared = {own.name: own for own in keys(kind).values()}
    for name, own in declared.items():
        value = data.get(name, {} if is_group(_plain(own.shape, {})) else own.default)
        if value is MISSING or value == ():
            value = None if value is MISSING else []
        yield from _leaves(own.shape, value, subject, _below(key, name), own.means)
    for name in data.keys() - declared.keys():
        yield from _leaves(Any, data[name], subject, _below(key, name), name)


def _plain(kind: Any, data: Any) -> Any:
    """A type without what is annotated and, of several, the one that these data are of."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) in (Union, UnionType):
        parts = [_plain(part, data) for part in get_args(kind) if part is not NoneType]
        return next((part for part in parts if is_group(part) == isinstance(data, dict)), parts[0])
    return kind


def _ids(data: list[Any]) -> dict[str, Any]:
    """The groups of a list by what each is known by; none where nothing tells all apart."""
    if not data or not all(isinstance(each, dict) for each in data):
        return {}
    for name in _IDS:
        found = {str(each[name]): each for each in data if name in each}
        if len(found) == len(data):
            return found
    return {}


def _is_told(key: str) -> bool:
    """Whether a list is named in the subject: facets, codes and claims are known by their ids alone."""
    return key not in ("facets", "codes", "propositions")


def _called(value: Mapping[str, Any], one: str) -> str:
    return str(next((value[name] for name in _CALLED if value.get(name)), one))


def _whole(value: Mapping[str, Any], one: str) -> str:
    return " ".join(str(next((value[name] for name in _WHOLE if value.get(name)), one)).split())


def _phrase(phrase: Any) -> str:
    """A phrase with its conditions.

    >>> _phrase("grant"), _phrase({"phrase": "grant", "unless": ["grant date"]})
    ('grant', 'grant (unless: grant date)')
    """
    if isinstance(phrase, str):
        return phrase
    told = "; ".join(f"{name}: {said(value)}" for name, value in sorted(phrase.items()) if name != "phrase")
    return f"{phrase['phrase']} ({told})" if told else phrase["phrase"]


def _text(value: Any) -> str:
    """A value as it stands in a file, as one text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list | tuple) and not any(isinstance(each, dict | list) for each in value):
        return "; ".join(map(_text, value))
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""
    return "" if value is None else f"{value}"


def _below(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name
