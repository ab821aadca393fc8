"""evidence known: the measures, rules, formats and appraisal tools that this installation knows, those of other distributions among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from evidence.errors import UserError

if TYPE_CHECKING:
    from evidence.vocabularies import Row, Vocabulary

EXCHANGE = "exchange"
"""What each screening tool takes and gives, a section a tool: too much for one table."""


def known(
    what: str = typer.Argument(
        "", help="measures, rules, screeners, formats, tools or exchange; all lists where left out"
    ),
    page: bool = typer.Option(False, help="print the page of the documentation"),
) -> None:
    """Print the measures of effect, the rules for claims, the formats of exports and the appraisal tools that are known."""
    from evidence.vocabularies import VOCABULARIES, markdown
    from evidence.vocabularies import page as whole

    if page:
        print(whole(), end="")
        return
    if what == EXCHANGE:
        from evidence.brought.exchange_page import sections

        print(sections())
        return
    if what and what not in VOCABULARIES:
        known = [*VOCABULARIES, EXCHANGE]
        raise UserError("there is no such list", value=what, allowed=known, fix="name one of these")
    for vocabulary in [VOCABULARIES[what]] if what else VOCABULARIES.values():
        print(f"{vocabulary.name.capitalize()}: {vocabulary.lead}\n")
        print(markdown(vocabulary, _rows(vocabulary)) + "\n")


def _rows(vocabulary: Vocabulary) -> list[Row]:
    """What is installed, and of tools what the review here has of its own, before one of the same name."""
    from evidence.appraise.tool_files import own_tools
    from evidence.layout import Layout
    from evidence.vocabularies import tool_row

    rows = list(vocabulary.rows())
    if vocabulary.name != "tools":
        return rows
    paths = Layout().appraisal_tools
    own = [
        tool_row(tool, f"config/appraisal/{path.name}")
        for tool, path in zip(own_tools(paths), paths, strict=True)
    ]
    taken = {row[0] for row in own}
    return sorted([*(row for row in rows if row[0] not in taken), *own], key=lambda row: row[0].casefold())
