"""BibTeX entries that break no rule, read field by field with one expression a field.

pybtex reads a whole file or nothing, and three times slower; what this scanner refuses goes to
`bibtex_mend`. Its grammar is pybtex's, so that clean files give the same fields.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTHS = {
    month[:3].lower(): month
    for month in (
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    )
}

# Text with braces that balance, to a depth of three; what is deeper is left to the mender.
_FLAT = r"[^{}\\]*+(?:\\.[^{}\\]*+)*+"
_ONE = rf"{_FLAT}(?:\{{{_FLAT}\}}{_FLAT})*+"
_TWO = rf"{_FLAT}(?:\{{{_ONE}\}}{_FLAT})*+"
_DEEP = rf"{_FLAT}(?:\{{{_TWO}\}}{_FLAT})*+"
BALANCED = re.compile(rf"\{{{_FLAT}(?:\{{{_DEEP}\}}{_FLAT})*+\}}", re.DOTALL)
_QUOTED = rf'[^"{{}}\\]*+(?:(?:\\[^"]|\{{{_TWO}\}})[^"{{}}\\]*+)*+'
_WORD = r"[^\s\"#%'(),={}0-9][^\s\"#%'(),={}]*+"
_VALUE = rf"\s*(?:\{{({_DEEP})\}}|\"({_QUOTED})\"|([0-9]++|{_WORD}))\s*(,|#|(?=[)}}]))"
_FIELD = re.compile(rf"[\s,]*({_WORD})\s*={_VALUE}", re.DOTALL)
_PART = re.compile(_VALUE, re.DOTALL)
_HEAD = re.compile(r"@\s*[^\W\d_][\w.:+/-]*\s*([{(])\s*([^\s,{}()=\"]+)\s*,")
_MACRO = re.compile(rf"@\s*string\s*[{{(]\s*({_WORD})\s*={_VALUE}", re.DOTALL | re.IGNORECASE)
_LOOSE_MACRO = re.compile(
    rf"@\s*string\s*[{{(]\s*({_WORD})[^={{}}\"\n]*=\s*(?:\{{([^{{}}\n]+)|\"([^\"\n]+))", re.IGNORECASE
)
_CLOSE = re.compile(r"[\s,]*([)}])")


class Macros(dict[str, str]):
    """What `@string` defined, months first. All uses together make a file twice as long at most and a
    little more: macros made of macros could otherwise fill any memory."""

    def __init__(self, text: str):
        super().__init__(MONTHS)
        self._left = len(text) + 100_000

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        value = super().get(name, default)
        if value is not None:
            self._left -= len(value)
        return value if self._left > 0 else default


@dataclass(slots=True)
class Scanned:
    """A clean entry: `fields` are (name in lower case, value, offset of the name)."""

    key: str
    fields: list[tuple[str, str, int]]
    end: int


def scan(text: str, start: int, limit: int, macros: dict[str, str]) -> Scanned | None:
    """The entry at `start`, or None where it breaks a rule, has no fields or passes `limit`."""
    head = _HEAD.match(text, start, limit)
    if head is None:
        return None
    fields: list[tuple[str, str, int]] = []
    at = head.end()
    while (match := _FIELD.match(text, at, limit)) is not None:
        name, braced, quoted, word, sign = match.groups()
        at = match.end()
        value = braced if braced is not None else _part(quoted, word, macros)
        if value is None:
            return None
        if sign == "#":
            joined = _join(text, at, limit, macros)
            if joined is None:
                return None
            more, at, sign = joined
            value += more
        fields.append((name.lower(), value, match.start(1)))
        if not sign:
            break
    close = _CLOSE.match(text, at, limit)
    if close is None or not fields or (close.group(1) == "}") != (head.group(1) == "{"):
        return None
    return Scanned(head.group(2), fields, close.end())


def learn(raw: str, macros: dict[str, str]) -> bool:
    """Add the macro that an `@string` entry defines; whether it is no more than that by the rules of BibTeX. One that breaks
    them is read as far as its name and its value can be told, and so is one that another swallowed."""
    if (match := _MACRO.match(raw)) is None:
        within, loose = _MACRO.search(raw, 1), _LOOSE_MACRO.match(raw)
        if loose and not (within and within.start() < loose.end()):
            macros.setdefault(loose[1].lower(), loose[2] or loose[3])
        elif within:
            learn(raw[within.start() :], macros)
        return False
    name, braced, quoted, word, sign = match.groups()
    value = braced if braced is not None else _part(quoted, word, macros)
    joined = _join(raw, match.end(), len(raw), macros) if sign == "#" else ("", match.end(), sign)
    if value is None or joined is None:
        return False
    macros[name.lower()] = value + joined[0]
    close = _CLOSE.match(raw, joined[1])
    return close is not None and close.end() == len(raw)


def _part(quoted: str | None, word: str | None, macros: dict[str, str]) -> str | None:
    if quoted is not None:
        return quoted
    return word if word is None or word.isdecimal() else macros.get(word.lower())


def _join(text: str, at: int, limit: int, macros: dict[str, str]) -> tuple[str, int, str] | None:
    """What follows a `#`: its text, the offset after it, and whether a comma stands there."""
    parts = []
    while (match := _PART.match(text, at, limit)) is not None:
        braced, quoted, word, sign = match.groups()
        part = braced if braced is not None else _part(quoted, word, macros)
        if part is None:
            return None
        parts.append(part)
        at = match.end()
        if sign != "#":
            return "".join(parts), at, sign
    return None
