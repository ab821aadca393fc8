"""What stands in a file outside of every entry: which of it looks like an entry, which like a row of a table, and which
is a line such as programs write there. All else is spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FIELD = re.compile(
    r"^[^\w%<\n]{0,6}(?:[A-Z][A-Z0-9]{1,3} {0,2}- ?|%[A-Z0-9] |[\w.-]{1,25}\"?\s?=\s?[{\"\d]|<\w[\w:-]*>)\s*\S",
    re.M,
)
_NAMED = re.compile(r"^[^\w\n]{0,6}[\w -]{1,25}\"?\s?:\s*\S", re.M)
_NAME = re.compile(r"\"\s?:\s?[\"{\[\d]|</\w[\w:-]*>")  # of JSON and XML, which need no lines
_TITLE = re.compile(
    r"(?:\b(?:title|titel|titre|titulo|display_name)\W{0,3}[:=>]|^\W{0,3}(?:TI|T1|%T)(?: {0,2}-)? )",
    re.I | re.M,
)
# Between entries that are runs of lines, and above tables, programs and people write such lines: a rule or a number, a
# word, `Database: ERIC`, `Page 1 of 3`.
_USUAL = re.compile(
    r"[\W\d_]*|\w+\W*|[A-Z][\w /&().'-]{1,30}: .{0,150}|[A-Z][A-Z\d] ?= ?[\w ]{2,40}"
    r"|.{0,60}\b(?:export|references):?\b.{0,60}"
    r"|\W{0,3}(?:page|results?|records?|search|searched|queries|query|exported|copyright|downloaded|created|printed|file"
    r"|this file|date|database|source|set|about|all rights|FN|VR|EF)\b.{0,100}",
    re.I,
)
_DELIMITERS = ",;\t|"
DOI = re.compile(r"\b10\.\d{4,}/\w")
OF_A_WORK = re.compile(r"(?:1[5-9]|20)\d\d|10\.\d{4,}/\S+")  # a cell that is a year or a DOI
_CELLS = 5


def is_entry(words: str) -> bool:
    """Whether lines hold a title and other fields, whatever format they are of.

    >>> is_entry("Title: Homes\\nYear: 2001"), is_entry("Database: ERIC\\nSearch: homes")
    (True, False)
    """
    return bool(_TITLE.search(words)) and _fields(words) + len(_NAMED.findall(words)) > 1


def rows(words: str) -> Iterator[tuple[int, str]]:
    """(number of the line from 0, the line) of lines that are a row of a table: five cells, one a year or a DOI.

    >>> list(rows("some words\\n1,Homes,Ash,2001,Rent\\nhomes, rent, care, work, 12"))
    [(1, '1,Homes,Ash,2001,Rent')]
    """
    for number, line in enumerate(words.split("\n")):
        delimiter = max(_DELIMITERS, key=line.count)
        if line.count(delimiter) < _CELLS - 1:
            continue
        cells = [cell.strip(' "') for cell in line.split(delimiter)]
        if sum(map(bool, cells)) >= _CELLS and any(map(OF_A_WORK.fullmatch, cells)):
            yield number, line


def is_usual(words: str) -> bool:
    """Whether such lines need no word.

    >>> is_usual("Page 1 of 3\\n-----"), is_usual("2,On shelter"), is_usual("a note")
    (True, False, False)
    """
    if _fields(words) or _TITLE.search(words):
        return False
    return all(map(_USUAL.fullmatch, filter(None, map(str.strip, words.split("\n")))))


def _fields(words: str) -> int:
    return max(len(_FIELD.findall(words)), len(_NAME.findall(words)))
