"""Rows that were brought in from another tool: appended where that is asked for, each fate told, and handed out as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from evidence.brought.append import Addition
from evidence.given.declare import given_by
from evidence.layout import Layout
from evidence.owned import Pen, write_outside
from evidence.singular import agreeing


@dataclass(frozen=True)
class BroughtRows:
    """What is to be added to tables of people's, rows of `kind`: `count` of what people call `what`, each fate that of an `each`."""

    kind: type
    added: list[Addition]
    count: int
    what: str
    each: str

    def carry_out(
        self,
        at: Layout,
        write: bool,
        fates: Iterable[str],
        table: Callable[[], str],
        csv: Path | None,
        force: bool,
    ) -> None:
        """Append with `write`, print the fates, write their table to `csv`, and say how many were written or would be."""
        if write:
            pen = Pen()
            for path, cells in self.added:
                pen.append(path, given_by(self.kind).names, cells)
        for line in fates:
            print(line)
        if csv:
            write_outside(at, csv, table(), force)
            print(f"The fate of every {self.each} is in {csv}.")
        where = ", ".join(path.relative_to(at.root).as_posix() for path, _ in self.added)
        if not self.count:
            print("Nothing is to be written.")
        elif write:
            print(agreeing(f"{self.count} {self.what} were appended to {where}."))
        else:
            print(agreeing(f"Nothing is written yet: --write appends {self.count} {self.what} to {where}."))
