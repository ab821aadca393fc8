"""The cards of studies between *brief* and *publish*: one file for all of them, of which there are thousands.

To make and to take away a file costs more than to write the text of a card; so it is done once, in the finished book.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

FILE = "studies.arrow"
"""Where they lie in the staged book."""


def lay_cards(path: Path, cards: Mapping[str, str]) -> None:
    """Write texts by their paths within the book."""
    import pyarrow as pa

    table = pa.table(
        {"path": pa.array(cards.keys(), pa.string()), "text": pa.array(cards.values(), pa.large_string())}
    )
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as written:
        written.write_table(table)


def cards_of(staged: Path) -> dict[str, str]:
    """Text by path within the book; nothing where the book has no cards."""
    import pyarrow as pa

    if not (staged / FILE).is_file():
        return {}
    with pa.OSFile(str(staged / FILE), "rb") as file:
        table = pa.ipc.open_file(file).read_all()
    return dict(zip(table["path"].to_pylist(), table["text"].to_pylist(), strict=True))
