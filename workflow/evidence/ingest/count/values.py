"""Works in JSON, counted by its brackets and the names of fields."""

from __future__ import annotations

import re
from typing import Any

from evidence.ingest.count.json_rows import rows

_JSON_TITLE = re.compile(
    r'"(?:[a-z]+:)?(?:(?:article|document|paper|primary|main|full|original|item)[-_ ]?)?titles?"\s*:', re.I
)
_JSON_MARK = re.compile(
    r'"(?:[a-z]+:)?(?:authors?|creators?|author[-_]?string|authorships|year|pub[-_]?year|publication[-_]?(?:year|date)|'
    r'date|issued|published|doi|pmid|abstract|journal|container-title|venue|issn|isbn|volume|itemtype|coverdate)"\s*:',
    re.I,
)

_NO_WORK = re.compile(r'"itemType"\s*:\s*"(?:attachment|note|annotation)"')


def json(text: str) -> int:
    """Works: objects with a title and a field of a work, and what else stands in a list of such; else the
    objects with a title alone, or the values of the outermost list, or the one value; or the rows of a table."""
    if table := rows(text):
        return table
    bones = re.sub(r"\\.", "", text, flags=re.S)
    bones = re.sub(r"//[^\n\"]*(?=\n)|/\*[^*\"]*\*/", "", bones) if "/*" in bones or "//" in bones else bones
    bones = _NO_WORK.sub("\x04", bones)
    bones = _JSON_MARK.sub("\x02", _JSON_TITLE.sub("\x01", bones))
    bones = re.sub(r'"[^"]*"', "\x03", bones)
    bones = re.sub(r"[^\x01-\x04{}\[\],\s:]+", "\x03", bones)
    bones = re.sub(r"[\s:]+", "", bones)
    found = _works(bones)
    return _beginnings(text) if found is None else found


def _works(bones: str) -> int | None:
    """Works in brackets, commas, and signs for a title, a mark and any other value; None where brackets do not match."""
    # of each open bracket: its kind, whether a title was seen, marks seen, works in it, values in it, objects with a title,
    # whether it is a note or an attachment of Zotero
    stack: list[list[Any]] = [["", False, 0, 0, 0, 0, False]]
    empty, last = False, ""
    for char in bones:
        top = stack[-1]
        if char in "{[":
            top[4] += 1
            stack.append([char, False, 0, 0, 0, 0, False])
        elif char in "}]":
            if top[0] != ("{" if char == "}" else "["):
                return None
            stack.pop()
            empty = empty or (char == "]" and last == "[")
            _close(stack[-1], *top)
        elif char == "\x03":
            top[4] += not top[0] or (top[0] == "[" and last in ",[")
        elif char == "\x01":
            top[1] = True
        elif char == "\x02":
            top[2] += 1
        elif char == "\x04":
            top[6] = True
        last = char
    if len(stack) > 1:
        return None
    _, _, _, works, values, named, _ = stack[0]
    return works or (0 if empty and values == 1 and bones[:1] == "{" else max(values, named))


def _close(
    around: list[Any], kind: str, titled: bool, marks: int, works: int, values: int, named: int, part: bool
) -> None:
    """What a closed bracket is for the one around it: a title and a mark make a work, as two marks do; a list that
    has works in it counts whole."""
    if part:  # and so is what it is the data of
        around[6] = around[0] == "{"
        around[4] -= around[0] != "{"
        return
    around[5] += 1 if titled else named
    if kind == "{":
        around[3] += 1 if marks > 1 - titled else works
    else:
        around[3] += max(works, values) if works else 0
        around[4] += values - 1 if not around[0] else 0


def _beginnings(text: str) -> int:
    """Where brackets do not match: objects that begin as the first one in a list, or in a line, does; never more
    than there are titles."""
    titles = len(_JSON_TITLE.findall(text))
    lines = re.match(r'\s*\{\s*("[^"\n]+"\s*:)', text)
    listed = re.search(r'\[\s*\{\s*("[^"\n]+"\s*:)', text)
    for first in (lines, listed):
        if first:
            name = re.escape(first[1])
            begun = len(re.findall(rf"(?:^[ \t]*+|[\[,}}]\s*+)\{{\s*{name}", text, re.M))
            if 1 < begun <= titles:
                return begun
    return 1 if text.strip() else 0
