"""Settings checked against what is declared of them, every mistake with its line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from evidence.errors import UserError, UserErrors
from evidence.older_settings import renewed
from evidence.settings.schema import made, schema_of
from evidence.settings.slips import wrong_kind
from evidence.settings.words import told
from evidence.settings_file import Lines, Place, load_yaml
from evidence.written import meant, nearest_first

Kind = TypeVar("Kind")
_OUT_OF_BOUNDS = "this number is out of bounds"
_PROBLEMS = {
    "enum": "this is none of the words that are allowed here",
    "minLength": "this is blank",
    "pattern": "this is not written as it must be",
    "format": "there is no such day",
    "minItems": "this list is too short",
    "maxItems": "this list is too long",
    "uniqueItems": "this list names something twice",
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), _OUT_OF_BOUNDS),
}


def load_checked(
    path: Path,
    kind: Any,
    renewed: Callable[[Any], Any] = lambda data: data,
    text: str | None = None,
) -> tuple[Any, Lines]:
    """The data of a YAML file that is as `kind` declares it, with the lines. Raises UserErrors with every place that is not.

    `renewed`: puts today's words in the place of those of an earlier version; `text`: that of the file, where it has been read.
    """
    data, lines = load_yaml(path, text)
    data = renewed(data)
    _refuse(check_against(data, schema_of(kind), path, lines))
    return data, lines


def load(path: Path, kind: type[Kind]) -> tuple[Kind, Lines]:
    """What a YAML file says, as `kind` declares it, with the lines. Raises UserErrors."""
    data, lines = load_checked(path, kind)
    value: Kind = made(kind, data)
    return value, lines


def load_section(path: Path, name: str, kind: type[Kind]) -> Kind:
    """A section of config.yaml that is as `kind` declares it, whatever stands in the others; empty where it is left out.

    What is of an earlier version is renewed. Raises UserErrors.
    """
    data, lines = load_yaml(path)
    data = renewed(data)
    schema = {"type": "object", "properties": {name: schema_of(kind)}}
    _refuse(check_against(data, schema, path, lines))
    value: Kind = made(kind, data.get(name, {}))
    return value


def _refuse(errors: list[UserError]) -> None:
    if errors:
        raise UserErrors(errors)


def check_against(
    data: Any, schema: dict[str, Any], file: Path, lines: Lines, at: Place = ()
) -> list[UserError]:
    """Every place where `data` breaks a schema; `at` is where in the file it stands."""
    from jsonschema import Draft202012Validator

    days = Draft202012Validator.FORMAT_CHECKER
    found = Draft202012Validator(schema, format_checker=days).iter_errors(data)
    return [
        explained
        for error in sorted(found, key=lambda e: (lines.get((*at, *e.absolute_path), 0), e.message))
        for explained in _explain(error, file, lines, at)
    ]


def _explain(error: Any, file: Path, lines: Lines, at: Place) -> Iterator[UserError]:
    path: Place = (*at, *error.absolute_path)
    known = error.schema.get("properties", {})
    if error.validator == "additionalProperties":
        for name in _unknown(error):
            allowed, fix = _nearest(name, sorted(known), "correct the name, or take it out")
            fix = _elsewhere(name, known) or fix
            problem = "there is no setting of this name here"
            yield _mistake(problem, file, lines, path, name, allowed, fix, (name,))
        return
    if error.validator == "required":
        name = re.match("'(.*)' is", error.message)[1]  # type: ignore[index]
        if not any(meant(other, [name]) for other in _unknown(error)):  # else said of the name that is there
            what = known.get(name, {}).get("description", "")
            fix = f"add a line `{name}: …`{f' ({what})' if what else ''}"
            yield _mistake(f"`{name}` is missing", file, lines, path, None, "", fix)
        return
    if error.validator == "format" and not re.search(error.schema.get("pattern", ""), str(error.instance)):
        return  # its pattern says so
    problem, value = _PROBLEMS.get(error.validator, error.message), error.instance
    allowed = told(error.schema) or error.schema.get("pattern", "")
    what = error.schema.get("description")
    fix = f"correct it: {what}" if what else "correct it"
    if not path and error.validator == "type":
        problem = "the file is empty" if value is None else "settings stand here one a line, as `name: value`"
        fix = f"`evidence settings {file.stem}` prints what may stand here"
    elif error.validator in ("type", "anyOf"):
        value = getattr(lines, "texts", {}).get(path, value)
        problem, better = wrong_kind(error.schema, error.instance, str(value))
        fix = f"{better} ({what})" if better and what else better or fix
    if error.validator == "enum":
        allowed, fix = _nearest(str(value), [*map(str, error.validator_value)], fix)
    yield _mistake(problem, file, lines, path, value, allowed, fix)


def _unknown(error: Any) -> list[str]:
    """Names of a group that no setting has."""
    if error.schema.get("additionalProperties") is not False or not isinstance(error.instance, dict):
        return []
    return sorted({*map(str, error.instance)} - {*error.schema.get("properties", {})})


def _elsewhere(name: str, known: dict[str, Any]) -> str:
    """What to do about a setting that stands beside the group which has it."""
    group = next((group for group, own in known.items() if name in own.get("properties", {})), "")
    return f"it belongs under `{group}:`; indent it by two spaces there" if group else ""


def _nearest(word: str, known: list[str], fix: str) -> tuple[list[str] | str, str]:
    """What is allowed, the likest first where one of it was probably meant, and what to do."""
    near = meant(word, known)
    return (nearest_first(word, known), f"did you mean `{near}`? {fix}") if near else (known, fix)


def _mistake(
    problem: str,
    file: Path,
    lines: Lines,
    path: Place,
    value: Any,
    allowed: list[str] | str,
    fix: str,
    below: Place = (),
) -> UserError:
    """The line of a key that is not there is that of the group which lacks it. `below`: where it stands in the field."""
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    field = ".".join(map(str, path)) or None
    place = (*path, *below)
    line = next((lines[place[:n]] for n in range(len(place), -1, -1) if place[:n] in lines), None)
    return UserError(problem, file=file, line=line, field=field, value=value, allowed=allowed, fix=fix)
