"""A value of another kind than its setting takes: what it is, and how it is written so that it is of that kind."""

from __future__ import annotations

import json
import re
from typing import Any

_NONE = {
    "string": "this is no text",
    "number": "this is no number",
    "integer": "this is no whole number",
    "boolean": "this is neither true nor false",
    "object": "settings of their own stand here, one a line, each indented by two spaces",
    "array": "this is no list",
}
_TRUE, _FALSE = ("yes", "true", "on", "y", "1"), ("no", "false", "off", "n", "0")


def wrong_kind(schema: dict[str, Any], value: Any, written: str = "") -> tuple[str, str]:
    """(what is wrong with the value, how to write it; blank where nobody can tell). `written`: a number as it stands in the file.

    >>> wrong_kind({"type": "string"}, 1994), wrong_kind({"type": "string"}, False)
    (('this is no text but a number', 'write "1994", in quotation marks'), ('this is no text: YAML takes yes, no, on and off for true and false', 'put quotation marks round the word'))
    >>> wrong_kind({"type": "number"}, "0,9"), wrong_kind({"type": "number"}, "90%")
    (('this is no number', 'write 0.9, with a point'), ('this is no number', 'write 0.9, a share of one'))
    >>> wrong_kind({"type": "string"}, 1.1, "1.10")[1]
    'write "1.10", in quotation marks'
    >>> wrong_kind({"type": "array"}, "trial"), wrong_kind({"type": "boolean"}, "no")
    (('this is no list', 'write [trial]'), ('this is neither true nor false', 'write false, without quotation marks'))
    """
    kinds = _kinds(schema)
    said = _NONE[kinds[0]] if len(kinds) == 1 else "this is not what may stand here"
    if "string" in kinds and isinstance(value, bool):
        return (
            f"{said}: YAML takes yes, no, on and off for true and false",
            "put quotation marks round the word",
        )
    if "string" in kinds and isinstance(value, int | float):
        return f"{said} but a number", f'write "{written or value}", in quotation marks'
    if value is None or value == "":
        return "nothing stands here", ""
    if "array" in kinds and isinstance(value, str | int | float):
        return said, f"write [{value}]"
    if isinstance(value, str):
        return said, _of_text(kinds, value.strip())
    return said, ""


def _of_text(kinds: list[str], text: str) -> str:
    if "boolean" in kinds and text.casefold() in _TRUE + _FALSE:
        return f"write {json.dumps(text.casefold() in _TRUE)}, without quotation marks"
    if not {"number", "integer"} & {*kinds}:
        return ""
    if re.fullmatch(r"-?\d*,\d+", text):
        return f"write {text.replace(',', '.')}, with a point"
    if match := re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*%", text):
        return f"write {float(match[1].replace(',', '.')) / 100:g}, a share of one"
    return f"write {text}, without quotation marks" if re.fullmatch(r"-?\d+(?:\.\d+)?", text) else ""


def _kinds(schema: dict[str, Any]) -> list[str]:
    """The kinds that a value may be of."""
    if "anyOf" in schema:
        return [kind for each in schema["anyOf"] for kind in _kinds(each)]
    kind = schema.get("type", "string")
    return list(kind) if isinstance(kind, list) else [kind]
