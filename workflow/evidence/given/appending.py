"""Rows added to a table as it stands: in its columns and their order, its separator, its ends of lines and its encoding."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence import written
from evidence.csv_rows import read_rows
from evidence.errors import UserError
from evidence.given.reading import delimiter_of, header_at_end

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table is written.

    `columns`: for each column of the header that holds at its end the known column that it is, or nothing where it is somebody's own.
    `whole`: whether its last line is ended.
    """

    columns: tuple[str, ...]
    delimiter: str = ","
    newline: str = "\n"
    encoding: str = "utf-8"
    whole: bool = True

    @classmethod
    def of(cls, text: str, known: Sequence[str], encoding: str = "utf-8") -> Shape:
        """The shape of a text that is not blank."""
        first = text.partition("\n")[0]
        return cls(
            tuple(_known(name, known) for name in header_at_end(text)),
            delimiter_of(text),
            "\r\n" if first.endswith("\r") else "\n",
            encoding,
            text.endswith("\n"),
        )

    def lacks(self, rows: Sequence[Cells]) -> list[str]:
        """Columns in which these rows say something and that the table does not have."""
        said = dict.fromkeys(name for row in rows for name, cell in row.items() if cell)
        return [name for name in said if name not in self.columns]

    def lines(self, rows: Sequence[Cells]) -> bytes:
        """The rows as they are added. Raises UserError where the encoding of the table has no such letter."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator=self.newline, delimiter=self.delimiter)
        writer.writerows(
            [one_line(row.get(name, "")) if name else "" for name in self.columns] for row in rows
        )
        text = out.getvalue() if self.whole else self.newline + out.getvalue()
        try:
            return text.encode(self.encoding.removesuffix("-sig"))
        except UnicodeEncodeError as error:
            raise UserError(
                f"the table is in {self.encoding.upper()}, which has no such letter",
                value=error.object[error.start : error.end],
                fix="save the table as CSV in UTF-8 and say it again",
            ) from None


def widened(text: str, names: Sequence[str], delimiter: str) -> str:
    """The text with further columns at the right, whose cells are blank; every other letter of it stays."""
    lines = text.split("\n")
    header: list[str] = []
    for row in read_rows(text, delimiter):
        plain = [cell.strip().lower() for cell in row.cells]
        at = row.last - 1
        line, end = (lines[at][:-1], "\r") if lines[at].endswith("\r") else (lines[at], "")
        if not header and row.first == 1 and len(row.cells) == 1 and plain[0].startswith("sep="):
            continue
        heads = not header or plain[: len(header)] == header
        header = header or plain
        added = names if heads else [""] * len(names)
        lines[at] = delimiter.join([line, *added]) + end
    return "\n".join(lines)


def _known(name: str, known: Sequence[str]) -> str:
    plain, _ = written.column(name)
    found = plain if plain.startswith("_") else written.as_allowed(plain, known)
    return found if found in known else ""


def one_line(cell: str) -> str:
    """A cell on one line: a decision is a line of its file."""
    return " ".join(cell.split())
