"""Entries of BibTeX, counted by their heads and by the braces around these."""

from __future__ import annotations

import re
from collections.abc import Iterator

_KIND = r"@(?!\s*(?:comment|string|preamble)\s*[{(])\s*[^\W\d_][\w.:+/-]*\s*[{(]"
_HEAD = re.compile(_KIND, re.IGNORECASE)
_KEY = re.compile(r"\s*[^\s{}()=,]*\s*,")


def bibtex(text: str) -> int:
    """Entries that begin a line, and others that do not stand in a value: in two braces, or in quotes.

    >>> bibtex("@misc{a, title = {A}} @misc{b, note = {as in @misc{c, title = {C}}}}")
    2
    """
    number = depth = at = 0
    quoted = False
    for start in _heads(text):
        depth += _opened(text, at, start)
        quoted = _in_quotes(text, at, start, quoted)
        before = text[max(0, start - 80) : start].rpartition("\n")
        at = start
        if number and (before[2].strip() or not before[1]) and (depth > 1 or quoted):
            continue
        number, depth, quoted = number + 1, 0, False
    return number


def _heads(text: str) -> Iterator[int]:
    """Where `@kind{` stands on a new line or right behind another entry, or with a key after it."""
    at = text.find("@")
    while at >= 0:
        head = _HEAD.match(text, at)
        if head and (_alone(text, at) or _KEY.match(text, head.end())):
            yield at
        at = text.find("@", at + 1)


def _alone(text: str, at: int) -> bool:
    while at and text[at - 1] in " \t":
        at -= 1
    return at == 0 or text[at - 1] in "\n})"


def _opened(text: str, start: int, end: int) -> int:
    """Braces opened less those closed; what stands after a backslash is neither."""
    count = text.count
    escaped = count("\\{", start, end) - count("\\}", start, end)
    return count("{", start, end) - count("}", start, end) - escaped


def _in_quotes(text: str, start: int, end: int, quoted: bool) -> bool:
    """Whether the last quote before `end` opens a value; as it was at `start` where there is none between."""
    quote = text.rfind('"', start, end)
    return text[max(0, quote - 9) : quote].rstrip()[-1:] in ("=", "#") if quote > 0 else quoted
