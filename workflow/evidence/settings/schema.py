"""What follows from a declaration: the JSON Schema (draft 2020-12) of a type, and the typed value of data that meet it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from evidence.settings.declare import is_group, keys

Schema = dict[str, Any]
_SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean"}


def schema_of(kind: Any) -> Schema:
    """The schema of a type. Raises TypeError for one that no file can hold.

    >>> schema_of(tuple[str, ...])
    {'type': 'array', 'items': {'type': 'string'}}
    >>> schema_of(dict[str, float] | None)
    {'type': 'object', 'additionalProperties': {'type': 'number'}}
    """
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Any:
        return {}
    if kind in _SIMPLE:
        return {"type": _SIMPLE[kind]}
    if origin is Annotated:
        return schema_of(inner[0]) | inner[1].told
    if is_group(kind):
        return _group(kind)
    if _is_words(kind):
        return {"enum": [word.value for word in kind]}
    if origin is tuple:
        length = {} if inner[-1] is Ellipsis else {"minItems": len(inner), "maxItems": len(inner)}
        return {"type": "array", "items": schema_of(inner[0])} | length
    if origin in (dict, Mapping):
        return _mapping(*inner)
    if origin in (Union, UnionType):
        return _one_of([schema_of(part) for part in inner if part is not NoneType])
    raise TypeError(f"no file holds {kind}")


def _group(kind: Any) -> Schema:
    own = keys(kind).values()
    made = {
        "type": "object",
        "properties": {
            key.name: schema_of(key.shape) | key.rules.told | {"description": key.means} for key in own
        },
        "additionalProperties": False,
    }
    required = [key.name for key in own if key.required]
    return made | ({"required": required} if required else {})


def _mapping(key: Any, value: Any) -> Schema:
    held = schema_of(value)
    if _is_words(key):
        words = {word.value: held for word in key}
        return {"type": "object", "properties": words, "additionalProperties": False}
    return {"type": "object"} | ({"additionalProperties": held} if held else {})


def _one_of(schemas: list[Schema]) -> Schema:
    if len(schemas) == 1:
        return schemas[0]
    if all(schema.keys() == {"type"} for schema in schemas):
        return {"type": [schema["type"] for schema in schemas]}
    return {"anyOf": schemas}


def made(kind: Any, value: Any) -> Any:
    """The value that a room takes, of data that meet the schema of its type. Numbers and texts stay as they are written."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return made(inner[0], value)
    if is_group(kind) and isinstance(value, dict):
        own = keys(kind).items()
        return kind(**{name: made(key.kind, value[key.name]) for name, key in own if key.name in value})
    if _is_words(kind):
        return kind(value)
    if origin is tuple:
        return tuple(made(inner[0], each) for each in value)
    if origin in (dict, Mapping):
        return {key: made(inner[1], each) for key, each in value.items()}
    if origin in (Union, UnionType):
        return made(next(part for part in inner if is_group(part) == isinstance(value, dict)), value)
    return value


def _is_words(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)
