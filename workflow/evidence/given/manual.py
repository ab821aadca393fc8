"""What a table of people's may hold, in words: printed by `evidence columns`."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from evidence.given.cells import allowed
from evidence.given.declare import Given, GivenTable

_WIDTH = 110


def described(table: GivenTable) -> Iterator[str]:
    """The table and its columns, a paragraph each; those that it cannot do without are marked `*`."""
    yield f"{table.name}: {table.what}"
    for column in table.columns:
        mark = " " if column.optional else "*"
        yield fill(
            f"{mark} {column.name}: {_told(column)}", _WIDTH, initial_indent="  ", subsequent_indent="      "
        )


def _told(column: Given) -> str:
    parts = [column.what]
    if column.words is not None or column.kind is not str or column.pattern:
        several = ", or several parted by `;`" if column.many else ""
        parts.append(f"a cell holds {_list(column) or allowed(column, '', None)}{several}")
    if column.known:
        parts.append(f"known words: {', '.join(column.known)}")
    if column.others:
        parts.append(
            f"also understood: {', '.join(f'{name} ({word})' for name, word in column.others.items())}"
        )
    return "; ".join([*parts, *(["never blank"] if column.required else [])])


def _list(column: Given) -> str:
    return ", ".join(column.words or ()) if column.words is not None else ""
