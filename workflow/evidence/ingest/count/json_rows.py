"""Rows of tables that are written as JSON, counted by the commas of their list or of their column of titles."""

from __future__ import annotations

import re

_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"')
_BESIDE = re.compile(
    r'"(?:columns|cols|headers?|fields|names)"\s*:\s*\[[^\[\]]*?"[\w -]*title"[^\[\]]*\]', re.I
)
_ROWS = re.compile(r'"(?:data|rows|values|records)"\s*:\s*(?=\[\s*\[)')
_NUMBERED = re.compile(
    r'\{\s*"\w*[Tt]itle"\s*:\s*(?=\{\s*"\d+"\s*:)|,\s*"\w*[Tt]itle"\s*:\s*(?=\{\s*"\d+"\s*:)'
)
_MAY_BE_LISTED = re.compile(r'\s*\{\s*"[^"\n]*"\s*:\s*\[\s*(?![\s{\[])')
_LISTED = re.compile(r'\A\s*\{(?:\s*"[^"\n]*"\s*:\s*\[[^\[\]{}]*\]\s*,?)+\s*\}\s*\Z')
_TITLES = re.compile(r'"\w*[Tt]itle"\s*:\s*(?=\[)')


def rows(text: str) -> int:
    """
    >>> rows('{"columns":["title"],"data":[["A"],["B, C"]]}'), rows('{"title":{"0":"A","1":"B"}}'), rows('[{"title":"A"}]')
    (2, 2, 0)
    """
    beside = _BESIDE.search(text) and _ROWS.search(text)
    found = beside or _NUMBERED.search(text)
    if not found and _MAY_BE_LISTED.match(text) and _LISTED.match(bare := _STRING.sub(_plain, text)):
        found, text = _TITLES.search(bare), bare
    return _values(_STRING.sub("0", text[found.end() :])) if found else 0


def _plain(match: re.Match[str]) -> str:
    """A string without brackets in it."""
    return '"' + re.sub(r'[\[\]{}\\"]', " ", match[0][1:-1]) + '"'


def _values(bones: str) -> int:
    """The values of the list or the object that begins here."""
    depth = commas = 0
    for sign in re.finditer(r"[\[\]{},]", bones):
        if sign[0] in "[{":
            depth += 1
        elif sign[0] == ",":
            commas += depth == 1
        else:
            depth -= 1
            if not depth:
                return commas + bool(bones[: sign.start()].strip(" \n\t[{"))
    return 0
