"""evidence settings: what the files of config/ may hold."""

from __future__ import annotations

import json

import typer

from evidence.errors import UserError


def settings(
    file: str = typer.Argument("", help="one file, such as config; all of them where it is left out"),
    schema: bool = typer.Option(False, "--schema", help="as a JSON Schema, for editors"),
) -> None:
    """Print the keys of the files in config/: what each means, what it may be, and what holds where it is left out."""
    from evidence.settings.manual import manual
    from evidence.settings_catalogue import FILES, editor_schema

    if file not in ("", *FILES) or (schema and not file):
        problem = "a schema is of one file" if not file else "there is no such file"
        raise UserError(problem, value=file, allowed=list(FILES), fix="name one of these")
    if schema:
        print(json.dumps(editor_schema(file), indent=1, ensure_ascii=False))
        return
    for name in [file] if file else FILES:
        print("" if file else f"# config/{name}.yaml\n\n", manual(FILES[name]), sep="")
