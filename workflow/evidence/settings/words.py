"""What a value may be, in words, from its JSON Schema (its title, where it has one): in messages, and in what `evidence settings` prints."""

from __future__ import annotations

from typing import Any

_NOUNS = {
    "string": ("text", "texts"),
    "number": ("a number", "numbers"),
    "integer": ("a whole number", "whole numbers"),
    "boolean": ("true or false", "true or false"),
    "object": ("keys with values", "groups of keys"),
}
_BOUNDS = {
    "minimum": "from {:g}",
    "exclusiveMinimum": "above {:g}",
    "maximum": "to {:g}",
    "exclusiveMaximum": "to below {:g}",
}


def told(schema: dict[str, Any], *, many: bool = False) -> str:
    """
    >>> told({"type": "number", "exclusiveMinimum": 0.5, "maximum": 1})
    'a number above 0.5 to 1'
    >>> told({"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2})
    'a list of 2 texts'
    >>> told({"type": "object", "additionalProperties": {"type": "number", "minimum": 0}})
    'names, each with a number from 0'
    """
    if "enum" in schema:
        words = ", ".join(f"`{word}`" for word in schema["enum"])
        return words if many else f"one of {words}"
    if "title" in schema:
        return schema["title"]
    if "anyOf" in schema:
        return ", or ".join(told(each, many=many) for each in schema["anyOf"])
    kind = schema.get("type")
    if kind is None:
        return ""
    if isinstance(kind, list):
        return " or ".join(told({"type": each}, many=many) for each in kind)
    if kind == "array":
        return f"a list of {_number(schema)}{told(schema.get('items', {}), many=True) or 'values'}"
    if kind == "object" and (named := _named(schema)):
        return named
    bounds = [text.format(schema[bound]) for bound, text in _BOUNDS.items() if bound in schema]
    return " ".join([_NOUNS[kind][many], *bounds])


def _named(schema: dict[str, Any]) -> str:
    """Names that each have a value of one kind: any names, or some. Nothing for another group."""
    held = schema.get("additionalProperties")
    if isinstance(held, dict):
        return f"names, each with {told(held)}"
    known = schema.get("properties", {})
    kinds = [each for at, each in enumerate(known.values()) if each not in [*known.values()][:at]]
    return (
        f"{', '.join(f'`{name}`' for name in known)}, each with {told(kinds[0])}"
        if len(kinds) == 1 < len(known)
        else ""
    )


def _number(schema: dict[str, Any]) -> str:
    """How many a list has, where that is bound."""
    least, most = schema.get("minItems", 0), schema.get("maxItems")
    if most:
        return f"{most} " if least == most else f"{least} to {most} "
    return f"at least {least} " if least > 1 else ""
