"""What a workbook holds by the XML of its sheets alone: no code is shared with what reads it.

Nothing is known so of .xls and .xlsb, which hold no XML.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat
from zipfile import ZipFile

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml|content\.xml")
_READ = re.compile(rf"{_SHEET.pattern}|xl/sharedStrings\.xml", re.I)
_ROW = re.compile(rb"</?(?:\w+:)?row\b[^<>]*>?")  # where a row begins or ends: what stands between two is one
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?<!/)>(.*?)</(?:\w+:)?c>", re.S)
_FILLED = re.compile(rb"<(?:\w+:)?[vt](?:\s[^>]*)?>\s*([^<\s][^<]*)")
_AT = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_UNSAVED = re.compile(
    rb'<(?:\w+:)?c\b[^>]*\st="e"'
    rb"|(?:<(?:\w+:)?f\b[^>]*/>|</(?:\w+:)?f>)(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_ODS_ROW = re.compile(
    rb'<table:table-row\b(?:[^>]*?rows-repeated="(\d+)")?[^>]*?(?<!/)>(.*?)</table:table-row>', re.S
)
_ODS_FILLED = re.compile(rb"<text:p\b[^>]*(?<!/)>\s*(?:<[^>]*>\s*)*[^<\s]")


@dataclass(frozen=True, slots=True)
class Outside:
    """Rows that hold anything, cells that show an error or a formula whose result was not saved, and where the XML of a
    sheet or of the texts is damaged; it is read all the same, and what of it is lost nobody can say."""

    rows: int = 0
    unsaved: int = 0
    damaged: tuple[str, ...] = ()


def outside(data: bytes) -> Outside:
    """What stands in all sheets, headers and notes too.

    A row is what stands between two marks of a row, be they beginnings or ends, so that one whose own mark is torn counts.
    """
    rows = unsaved = 0
    blank = _blank(data)
    damaged = []
    for name, part in _parts(data, _READ):
        if fault := _fault(part):
            damaged.append(f"{name} ({fault})")
        if not _SHEET.fullmatch(name):
            continue
        rows += sum(_filled(row, blank) for row in _ROW.split(part))
        rows += sum(int(row[1] or 1) for row in _ODS_ROW.finditer(part) if _ODS_FILLED.search(row[2]))
        unsaved += len(_UNSAVED.findall(part))
    return Outside(rows, unsaved, tuple(damaged))


def _parts(data: bytes, names: re.Pattern[str]) -> Iterator[tuple[str, bytes]]:
    if data[:4] == b"PK\x03\x04":
        archive = ZipFile(io.BytesIO(data))
        for name in archive.namelist():
            if names.fullmatch(name):
                yield name, archive.read(name)


def _fault(part: bytes) -> str:
    """Why a part is not well formed; nothing where it is."""
    parser = expat.ParserCreate()
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        return str(error)
    return ""


def _blank(data: bytes) -> frozenset[bytes]:
    """The numbers of shared texts that hold nothing."""
    if data[:4] != b"PK\x03\x04":
        return frozenset()
    archive = ZipFile(io.BytesIO(data))
    name = next((name for name in archive.namelist() if name.lower() == "xl/sharedstrings.xml"), "")
    texts = re.split(rb"<(?:\w+:)?si\b", archive.read(name))[1:] if name else []
    return frozenset(b"%d" % n for n, text in enumerate(texts) if not _FILLED.search(text))


def _filled(row: bytes, blank: frozenset[bytes]) -> bool:
    if not blank and b't="e"' not in row:
        return bool(_FILLED.search(row))
    for attributes, inner in _CELL.findall(row):
        value = _FILLED.search(inner)
        shared = b't="s"' in attributes
        if value and b't="e"' not in attributes and not (shared and value[1] in blank):
            return True
    return False


def farthest(data: bytes, most: int) -> str:
    """The place of the last cell, where a sheet that reached to it would have more than `most` cells; else nothing."""
    for _, part in _parts(data, _SHEET):
        if not re.search(rb'\br="(?:[A-Z]{3}\d+|[A-Z]{2}\d{5,7}|[A-Z]\d{6,7})"', part):
            continue
        across = down = 0
        letters = b"A"
        for attributes, inner in _CELL.findall(part):
            place = _AT.search(attributes)
            if place and _FILLED.search(inner):
                down = max(down, int(place[2]))
                if (number := _number(place[1])) > across:
                    across, letters = number, place[1]
        if across * down > most:
            return f"column {letters.decode()}, row {down}"
    return ""


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number
