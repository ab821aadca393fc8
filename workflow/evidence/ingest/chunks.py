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

from evidence import encoding
from evidence.ingest import json_chunks, workbook
from evidence.ingest.continued import continued, holds_entries
from evidence.ingest.format import Format
from evidence.ingest.formats import delimited, json_works, sheets
from evidence.ingest.refusals import packed, refusal
from evidence.ingest.sniff import sniff
from evidence.ingest.table_header import strange
from evidence.ingest.untitled import shown, untitled
from evidence.ingest.upright import STANDS, TURN
from evidence.singular import agreeing

SIZE = 8 * 2**20
_PIECES = 4  # a file that is larger is read in pieces of a fourth, which need a fourth of the memory
_LARGEST = 64 * SIZE
# BibTeX whose entries refer to others, which are looked for in the same piece.
_REFERS = re.compile(rb"\b(?:crossref|xdata)\s*=", re.I)
_MACRO = re.compile(rb"^[ \t]*@string\s*[{(][^\n]*[})][ \t]*$", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Chunk:
    """`text` of one format, or of none that is known; line n of it is line n + `lines` of the file.

    `broken` says why it could not be opened or read, and what to do; it is one entry that is set aside.
    `place` is the sheet of a workbook; so many rows were `lost`. `said` are remarks: what, and what to do.
    """

    text: str
    format: Format | None
    lines: int = 0
    broken: tuple[str, str] = ("", "")
    place: str = ""
    lost: int = 0
    said: tuple[tuple[str, str], ...] = ()


def chunks(data: bytes | BinaryIO, size: int = SIZE, named: str = "") -> Iterator[Chunk]:
    """The texts of one file, in order. Their entries are those of the file, each in one of them.

    `named` is the encoding that a person gave; else it is judged by the whole file before the first text is read.
    """
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    start = stream.read(8)
    if workbook.is_workbook(start):
        stream.seek(0)
        yield from _workbook(stream.read())
        return
    if (found := packed(start))[0]:
        yield Chunk("", None, broken=found)
        return
    stream.seek(0)
    told = encoding.tell(stream, named)
    head = stream.read(size + 1)
    whole = _whole(encoding.decode(head + stream.read(), told)) if len(head) <= size or told.wide else None
    # Of a picture or a PDF no letters are looked at.
    if told.said() and not (whole and whole.broken[0]):
        yield Chunk("", None, said=told.said())
    if whole:
        yield whole
        return
    form = sniff(encoding.decode(head, told))
    head = _lines(head)
    begins = form.begins if form and form.begins and form.begins.search(head) else None
    listed = json_chunks.plan(head) if form in json_works.FORMATS and not begins else None
    if (begins or listed or form is delimited.FORMAT) and not (begins and _REFERS.search(head)):
        size = -(-size // _PIECES)
        stream.seek(0)
        head = _lines(stream.read(size))
    if form and listed:
        yield from _list(head, stream, form, listed, size, told)
        return
    if not begins and form is not delimited.FORMAT:
        yield _whole(encoding.decode(head + stream.read(), told))
        return
    if form and begins:
        yield from _entries(head, stream, form, begins, size, told)
    else:
        yield from _delimited(head, stream, size, told)


def _lines(start: bytes) -> bytes:
    """The beginning of a file without its mark, and with plain ends of lines."""
    return start.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")


def _whole(text: str) -> Chunk:
    faults: list[str] = []
    form = sniff(text, faults)
    said = tuple(
        (what, "nothing, if the file was read as what it is; else report this fault") for what in faults
    )
    return Chunk(text, form, broken=("", "") if form else _unknown(text), said=said)


def _unknown(text: str) -> tuple[str, str]:
    """What a text of no known format is, and what to do; both empty where nothing can be said."""
    what = refusal(text)
    return what if what[0] else untitled(text)


def _untitled(sheet: workbook.Sheet) -> tuple[str, str]:
    """(what is wrong, what to do) with a sheet that names no column of titles."""
    first = next(line for line in sheet.text.split("\n") if line.strip()).split("\t")
    rows = agreeing(f"it holds {sheet.filled} rows, the first {shown(first)}")
    if any(map(strange, first)):
        what = f"no row of the sheet “{sheet.name}” names its columns; {rows}"
        fix = "put a row above the others that names the columns, one of them `title`, or remove the sheet"
        return what, fix
    what = f"no column of the sheet “{sheet.name}” is known as the title; {rows}"
    return what, "name the column that holds the titles `title`, or remove the sheet"


def _workbook(data: bytes) -> Iterator[Chunk]:
    """A chunk for each sheet with records; of the others it is said what they are."""
    book = workbook.read(data)
    if not isinstance(book, workbook.Workbook):
        yield Chunk("", None, broken=book)
        return
    tables = _tables(book)
    unread = [sheet for sheet in book.sheets if sheet.filled and sheet.name not in {t.place for t in tables}]
    aside = [sheet for sheet in unread if sheet.looks_like_records or holds_entries(sheet.text)]
    if not tables and not aside:
        aside = unread[:1]
    others = [sheet.name for sheet in unread if sheet not in aside]
    for sheet in aside:
        what, fix = _untitled(sheet)
        if sheet.upright:
            what, fix = f"sheet “{sheet.name}”: {STANDS}", TURN
        yield Chunk(sheet.text[: workbook.SHOWN], None, broken=(what, fix), place=sheet.name)
    yield from tables
    said = []
    if others:
        named = ", ".join(f"“{name}”" for name in others)
        said.append(
            (
                f"not read, because no table of records stands there: sheet {named}",
                "nothing, if this is right",
            )
        )
    if book.unsaved:
        what = f"{book.unsaved} cells show an error, or a formula whose result was not saved; they were read as empty"
        said.append((what, "open the workbook in a spreadsheet, put values in their place, and save it"))
    for part in book.damaged:
        what = f"{part} is damaged; rows and cells of it were perhaps not read"
        said.append(
            (
                what,
                "open the workbook in a spreadsheet, let it repair the file, compare the rows, and save it",
            )
        )
    yield Chunk("", None, lost=book.lost, said=tuple(said))


def _tables(book: workbook.Workbook) -> list[Chunk]:
    """The sheets whose rows are read: those that name their columns, and those that go on with the one before."""
    found: list[Chunk] = []
    names, named = "", ""
    for sheet in book.sheets:
        if sheet.header >= 0:
            names, named = sheet.text.lstrip("\n").split("\n", 1)[0], sheet.name
            found.append(Chunk(sheet.text, sheets.FORMAT, place=sheet.name))
        elif names and (text := continued(sheet.text, names)):
            what = f"the sheet “{sheet.name}” does not name its columns; its {sheet.filled} rows were read by the names of the sheet “{named}”"
            fix = "look whether the columns are the same; where not, put a line above them that names them"
            found.append(Chunk(text, sheets.FORMAT, lines=-1, place=sheet.name, said=((what, fix),)))
    return found


def _cuts(
    head: bytes, stream: BinaryIO, size: int, cut: Callable[[bytes], int]
) -> Iterator[tuple[bytes, int]]:
    """(piece, number of the line before it) of a stream; `cut` says where a buffer may end, or 0."""
    rest, lines = head, 0
    while True:
        more = stream.read(size).replace(b"\r\n", b"\n")
        if not more:
            break
        at = cut(rest)
        if not at and len(rest) < _LARGEST:
            rest += more
            continue
        at = at or rest.rfind(b"\n") + 1 or len(rest)
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
    head: bytes, stream: BinaryIO, form: Format, listed: json_chunks.Plan, size: int, told: encoding.Encoding
) -> Iterator[Chunk]:
    """Every piece of a list as a list of its own; the last ends as the file does."""

    def cut(buffer: bytes) -> int:
        return _last(listed.begins, buffer, size)

    before: tuple[bytes, int] | None = None
    opening = b""
    for piece in _cuts(head, stream, size, cut):
        if before:
            yield Chunk(encoding.decode(opening + before[0] + listed.closing, told), form, before[1])
            opening = listed.opening
        before = piece
    if before:
        yield Chunk(encoding.decode(opening + before[0], told), form, before[1])


def _entries(
    head: bytes, stream: BinaryIO, form: Format, begins: re.Pattern[bytes], size: int, told: encoding.Encoding
) -> Iterator[Chunk]:
    def cut(buffer: bytes) -> int:
        return _last(begins, buffer, size)

    macros = b""
    for piece, lines in _cuts(head, stream, size, cut):
        yield Chunk(encoding.decode(macros + piece, told), form, lines)
        if form.name == "bibtex" and (b"@s" in piece or b"@S" in piece):
            macros += b"".join(macro.strip() + b" " for macro in _MACRO.findall(piece))


def _delimited(head: bytes, stream: BinaryIO, size: int, told: encoding.Encoding) -> Iterator[Chunk]:
    """Later pieces begin with the header again; a quoted cell is never cut."""

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

    heading = ""
    for piece, lines in _cuts(head, stream, size, cut):
        text = heading + encoding.decode(piece, told)
        yield Chunk(text, delimited.FORMAT, lines - heading.count("\n"))
        heading = delimited.heading(text) or heading
