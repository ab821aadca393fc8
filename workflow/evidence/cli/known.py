"""evidence known: the measures, rules, formats and appraisal tools that this installation knows, those of other distributions among them."""

import typer

from evidence.errors import UserError

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
        print(markdown(vocabulary, list(vocabulary.rows())) + "\n")
