"""evidence columns: what people may write in their tables."""

from __future__ import annotations

import json

import typer

from evidence.errors import UserError
from evidence.layout import Layout


def columns(
    table: str = typer.Argument(
        "", help="one table, such as screening or effects; all of them where it is left out"
    ),
    schema: bool = typer.Option(
        False, "--schema", help="as a Table Schema (JSON), for editors and other programs"
    ),
) -> None:
    """Print the columns of the tables that people write, with the words that the codebook of this review allows."""
    from evidence.codebook_file import load_codebook
    from evidence.given.codes import with_codes
    from evidence.given.manual import described
    from evidence.given.schema import table_schema
    from evidence.given_catalogue import BY_NAME
    from evidence.propositions import load_propositions

    if table not in ("", *BY_NAME) or (schema and not table):
        problem = "a schema is of one table" if not table else "there is no such table"
        raise UserError(problem, value=table, allowed=list(BY_NAME), fix="name one of these")
    at = Layout()
    book = load_codebook(at.setting("codebook")) if at.setting("codebook").exists() else None
    claims = load_propositions(at.setting("propositions"), book).ids() if book else []
    chosen = [with_codes(BY_NAME[name], book, claims) for name in ([table] if table else BY_NAME)]
    if schema:
        print(json.dumps(table_schema(chosen[0]), indent=1, ensure_ascii=False))
    else:
        print("\n\n".join("\n".join(described(one)) for one in chosen))
