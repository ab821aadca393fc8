"""What people and programs write into JSON though it is none: comments, a comma too many or too few."""

from __future__ import annotations

import re

from evidence.ingest.json_shape import MARKS, TITLES, plain

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|//[^\n]*|/\*.*?\*/|[{}\[\],:]|[^\s"{}\[\],:/]+|\s+|.', re.DOTALL)
_LARGEST = 2**20
_ENTRY = re.compile(r'[\[\s]*+\{\s*+"([^"\\\n]{1,40})"\s*+:')
_RUNS_INTO = "a missing comma was put in before what looks like another entry, which runs into this one"


def mended(raw: str) -> tuple[str, str]:
    """The text without comments, with the commas that it needs and no others, and in words what was mended.

    >>> mended('{"a": 1, /* one */ "b": [2, 3,]}')
    ('{"a": 1,  "b": [2, 3]}', 'a comment was left out, a comma too many was left out')
    >>> mended('{"a": "x" "b": 2}')
    ('{"a": "x", "b": 2}', 'a missing comma was put in')
    """
    if len(raw) > _LARGEST:
        return raw, ""
    out: list[str] = []
    said: dict[str, None] = {}
    last, comma = "", -1  # the last token that is no space, and where in `out` an open comma stands
    for match in _TOKEN.finditer(raw):
        token = match.group()
        if token[:2] in ("//", "/*"):
            said["a comment was left out"] = None
            continue
        if not token.isspace():
            if token in "}]" and last == ",":
                out[comma] = ""
                said["a comma too many was left out"] = None
            elif token == "," and last in (",", "{", "["):
                said["a comma too many was left out"] = None
                continue
            elif _ends(last) and token not in ",:}]":
                out.append(",") if not out[-1].isspace() else out.insert(-1, ",")
                said[_RUNS_INTO if _begins_a_work(raw, match.start()) else "a missing comma was put in"] = (
                    None
                )
            if token == ",":
                comma = len(out)
            last = token
        out.append(token)
    return "".join(out), ", ".join(said)


def _begins_a_work(raw: str, at: int) -> bool:
    """Whether an object begins here, perhaps in a list, with what a work has and a person or a date has not."""
    first = _ENTRY.match(raw, at)
    return bool(first and plain(first[1]) in TITLES | MARKS)


def _ends(token: str) -> bool:
    """Whether a value may end with this token."""
    return bool(token) and token not in "{[,:"
