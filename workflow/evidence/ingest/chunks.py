"""A file as texts of bounded size, cut where an entry begins, so that a gigabyte needs no gigabyte of memory.

A file that is smaller than a chunk is one text, as it stands. What cannot be cut (workbooks, RDF, UTF-16, lists of
JSON whose entries stand apart in several ways) is read whole. BibTeX macros are handed on to later chunks; a parent (`crossref`) is looked for in its own chunk only.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from evidence.ingest import encoding, json_chunks, workbook
from evidence.ingest.format import Format
from evidence.ingest.formats import delimited, json_works
from evidence.ingest.refusals import refusal
from evidence.ingest.sniff import sniff

SIZE = 8 * 2**20
_LARGEST = 64 * SIZE
_MACRO = re.compile(rb"^[ \t]*@string\s*[{(][^\n]*[})][ \t]*$", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Chunk:
    """`text` of one format, or of none that is known; line n of it is line n + `lines` of the file.

    `broken` says why a file could not be opened, and what to do.
    """

    text: str
    format: Format | None
    lines: int = 0
    broken: tuple[str, str] = ("", "")


def chunks(data: bytes | BinaryIO, size: int = SIZE) -> Iterator[Chunk]:
    """The texts of one file, in order. Their entries are those of the file, each in one of them."""
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    head = stream.read(size + 1)
    if workbook.is_workbook(head) or workbook.is_old_workbook(head):
        yield _workbook(head + stream.read())
        return
    if len(head) <= size or encoding.is_utf16(head):
        yield _whole(encoding.decode(head + stream.read()))
        return
    form = sniff(encoding.decode(head))
    head = head.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    begins = form.begins if form and form.begins and form.begins.search(head) else None
    listed = json_chunks.plan(head) if form in json_works.FORMATS and not begins else None
    if listed:
        yield from _list(head, stream, form, listed, size)
        return
    if not begins and form is not delimited.FORMAT:
        yield _whole(encoding.decode(head + stream.read()))
        return
    if begins:
        yield from _entries(head, stream, form, begins, size)
    else:
        yield from _delimited(head, stream, size)


def _whole(text: str) -> Chunk:
    form = sniff(text)
    return Chunk(text, form, broken=refusal(text) if form is None else ("", ""))


def _workbook(data: bytes) -> Chunk:
    rows = workbook.to_delimited(data) if workbook.is_workbook(data) else None
    if rows is None:
        return Chunk(
            "",
            None,
            broken=("the workbook cannot be opened", "open it in a spreadsheet and save it as .xlsx"),
        )
    return Chunk(rows, delimited.SHEETS)


def _cuts(
    head: bytes, stream: BinaryIO, size: int, cut: Callable[[bytes], int]
) -> Iterator[tuple[bytes, int]]:
    """(piece, number of the line before it) of a stream; `cut` says where a buffer may end, or 0."""
    rest, lines = head, 0
    while True:
        more = stream.read(size).replace(b"\r\n", b"\n")
        if not more:
            break
        if len(rest) < _LARGEST and not cut(rest):
            rest += more
            continue
        at = cut(rest) or rest.rfind(b"\n") + 1 or len(rest)
        yield rest[:at], lines
        lines += rest.count(b"\n", 0, at)
        rest = rest[at:] + more
    yield rest, lines


def _last(begins: re.Pattern[bytes], buffer: bytes, size: int) -> int:
    """Where the last entry of a buffer begins, or 0."""
    for window in (max(0, len(buffer) - size // 8), 0):
        found = [match.end() for match in begins.finditer(buffer, window)]
        if found:
            return found[-1]
    return 0


def _list(
    head: bytes, stream: BinaryIO, form: Format, listed: json_chunks.Plan, size: int
) -> Iterator[Chunk]:
    """Every piece of a list as a list of its own; the last ends as the file does."""

    def cut(buffer: bytes) -> int:
        return _last(listed.begins, buffer, size)

    before: tuple[bytes, int] | None = None
    opening = b""
    for piece in _cuts(head, stream, size, cut):
        if before:
            yield Chunk(encoding.decode(opening + before[0] + listed.closing), form, before[1])
            opening = listed.opening
        before = piece
    if before:
        yield Chunk(encoding.decode(opening + before[0]), form, before[1])


def _entries(
    head: bytes, stream: BinaryIO, form: Format, begins: re.Pattern[bytes], size: int
) -> Iterator[Chunk]:
    def cut(buffer: bytes) -> int:
        return _last(begins, buffer, size)

    macros = b""
    for piece, lines in _cuts(head, stream, size, cut):
        yield Chunk(encoding.decode(macros + piece), form, lines)
        if form.name == "bibtex":
            macros += b"".join(macro.strip() + b" " for macro in _MACRO.findall(piece))


def _delimited(head: bytes, stream: BinaryIO, size: int) -> Iterator[Chunk]:
    """Later pieces begin with the header again; a quoted cell is never cut."""
    first = head[: 2**18].decode("utf-8", errors="replace").split("\n")
    rows = delimited.preamble(first) + 1
    heading = b"".join(head.splitlines(keepends=True)[:rows])

    def cut(buffer: bytes) -> int:
        at, quotes = len(buffer), buffer.count(b'"')
        for _ in range(10_000):
            before = buffer.rfind(b"\n", 0, at)
            if before < 0:
                return 0
            quotes -= buffer.count(b'"', before, at)
            at = before
            if not quotes % 2:
                return before + 1
        return buffer.rfind(b"\n") + 1

    for piece, lines in _cuts(head, stream, size, cut):
        text = encoding.decode(heading + piece if lines else piece)
        yield Chunk(text, delimited.FORMAT, lines - rows if lines else 0)
