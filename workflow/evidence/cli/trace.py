"""evidence trace: the whole fate of an input entry, of a work, or of a coded row."""

import typer

from evidence.errors import UserError, one_line
from evidence.layout import Layout

_SHOWN = 20


def trace(
    what: str = typer.Argument(
        ...,
        help="record id, work id, DOI, citation key, extract or effect id, case, theme, or part of a title",
    ),
) -> None:
    """Tell where an entry came from, what became of it, and which findings rest on it."""
    from evidence.trace import Store, describe

    store = Store(Layout())
    found = store.find(what) if what.strip() else []
    if not found:
        raise UserError(
            "nothing in the ledger answers to this",
            value=what,
            fix="give a record id, DOI, citation key, extract id, theme, or a longer part of a title",
        )
    if len(found) > 1:
        print(f"{len(found)} entries answer to this:")
    for row in found[:_SHOWN]:
        for line in describe(store, row):
            print(one_line(line))
    if len(found) > _SHOWN:
        print(f"... and {len(found) - _SHOWN} more; give a longer part of the title")
