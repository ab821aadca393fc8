"""Settings checked against their schema, every mistake with its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evidence import older_claims
from evidence.engine import resource
from evidence.errors import UserError, UserErrors
from evidence.older_settings import renewed
from evidence.settings_file import Lines, Place, load_yaml

SCHEMAS = resource("schemas")


def check(data: Any, schema_name: str, file: Path, lines: Lines) -> list[UserError]:
    """Every place where `data` breaks `<schema_name>.schema.json`."""
    schema = json.loads((SCHEMAS / f"{schema_name}.schema.json").read_text(encoding="utf-8"))
    return check_against(data, schema, file, lines)


def check_against(
    data: Any, schema: dict[str, Any], file: Path, lines: Lines, at: Place = ()
) -> list[UserError]:
    """Every place where `data` breaks a schema; `at` is where in the file it stands."""
    from jsonschema import Draft202012Validator

    found = Draft202012Validator(schema).iter_errors(data)
    return [
        _explain(error, file, lines, at)
        for error in sorted(found, key=lambda e: (lines.get((*at, *e.absolute_path), 0), e.message))
    ]


def _explain(error: Any, file: Path, lines: Lines, at: Place) -> UserError:
    path = (*at, *error.absolute_path)
    field = ".".join(str(part) for part in path) or "(top level)"
    allowed: list[str] | str | None = None
    fix, value, problem = "edit this value", error.instance, error.message
    if error.validator == "additionalProperties":
        unknown = sorted(set(error.instance) - set(error.schema.get("properties", {})))
        problem, value = "this key is not known", ", ".join(unknown)
        path = (*path, unknown[0]) if unknown else path
        allowed, fix = sorted(error.schema.get("properties", {})), "correct or remove the key"
    elif error.validator == "enum":
        problem, allowed = "this value is not one of those allowed", [*map(str, error.validator_value)]
    elif error.validator == "required":
        problem, value, fix = error.message.replace("property", "key"), None, "add the key"
    elif error.validator in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
        allowed = f"{error.validator} {error.validator_value}"
        fix = f"edit this value: {told}" if (told := error.schema.get("description")) else fix
    elif error.validator == "type":
        problem, allowed = "this value has the wrong type", str(error.validator_value)
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    line = next((lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in lines), None)
    return UserError(problem, file=file, line=line, field=field, value=value, allowed=allowed, fix=fix)


def load_checked(path: Path, schema_name: str) -> tuple[Any, Lines]:
    """A YAML file that meets its schema; what is of an earlier version is renewed. Raises UserErrors with every place that does not."""
    data, lines = load_yaml(path)
    data = older_claims.renewed(data) if schema_name == "propositions" else data
    errors = check(data, schema_name, path, lines)
    if errors:
        raise UserErrors(errors)
    return (renewed(data) if schema_name == "config" else data), lines


def load_config(path: Path = Path("config/config.yaml")) -> dict[str, Any]:
    """The settings of a review, checked. Every key is described in config/README.md."""
    return load_checked(path, "config")[0]
