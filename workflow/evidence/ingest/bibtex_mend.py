"""BibTeX entries that the grammar refuses, read field by field. pybtex would lose them whole.

Databases write quotes inside quoted values, spaces in field names and commas in keys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = r"[^\W\d_][\w.:+/-]*(?: [\w.:+/-]+){0,3}"
_HEAD = re.compile(r"@\s*[^\s{(]+\s*[{(]")
_FIRST = re.compile(rf"(?<=[{{(,\n])[ \t]*{_NAME}[ \t]*=")
_FIELD = re.compile(rf"[\s,]*({_NAME})\s*=\s*")
_QUOTE_END = re.compile(rf'"(?=\s*(?:#|,?\s*(?:\Z|{_NAME}\s*=)))')
_BARE = re.compile(r"[^,\n#]*")
_SKIP = re.compile(r"[^,\n]*[,\n]?")


@dataclass(frozen=True, slots=True)
class Mended:
    """What could be read of an entry; `left_out` is text that belongs to no field."""

    key: str
    fields: list[tuple[str, str]]
    left_out: str


def mend(raw: str, macros: dict[str, str]) -> Mended:
    """Read a whole entry, from its `@` to its closing brace, by looser rules than BibTeX's."""
    at, end = _HEAD.match(raw).end(), len(raw) - 1
    first = _FIRST.search(raw, at, end)
    if first is None:
        return Mended("", [], raw[at:end].strip())
    key, at = " ".join(raw[at : first.start()].strip(" \t\n,").split()), first.start()
    fields, left_out = [], []
    while at < end:
        if match := _FIELD.match(raw, at, end):
            value, at = _value(raw, match.end(), end, macros)
            fields.append((match.group(1).lower(), value))
        else:
            skipped = _SKIP.match(raw, at, end)
            left_out.append(skipped.group().strip(" \t\n,"))
            at = skipped.end()
    return Mended(key, fields, " ".join(filter(None, left_out)))


def _value(raw: str, at: int, end: int, macros: dict[str, str]) -> tuple[str, int]:
    """The value that begins at `at`, with its `#` parts joined, and the offset after it."""
    parts = []
    while True:
        part, at = _part(raw, at, end, macros)
        parts.append(part)
        joint = re.compile(r"\s*#\s*").match(raw, at, end)
        if not joint or joint.end() >= end:
            return "".join(parts), at
        at = joint.end()


def _part(raw: str, at: int, end: int, macros: dict[str, str]) -> tuple[str, int]:
    opening = raw[at : at + 1]
    if opening == "{":
        close = closing_brace(raw, at, end)
        if close is not None:
            return raw[at + 1 : close - 1], close
    elif opening == '"' and (close := _QUOTE_END.search(raw, at + 1, end)):
        return raw[at + 1 : close.start()], close.end()
    text = _BARE.match(raw, at, end)
    value = text.group().strip()
    return macros.get(value.lower(), value.strip('{}"')), max(text.end(), min(at + 1, end))


def closing_brace(text: str, opening: int, limit: int) -> int | None:
    """The offset after the brace that closes the one at `opening`, None where nothing does.

    Braces after a backslash do not count; if that leaves the brace open they do, as in BibTeX.
    """
    for tokens in (re.compile(r"\\.|[{}]", re.DOTALL), re.compile(r"[{}]")):
        depth = 0
        for match in tokens.finditer(text, opening, limit):
            depth += {"{": 1, "}": -1}.get(match.group(), 0)
            if depth == 0:
                return match.end()
    return None
