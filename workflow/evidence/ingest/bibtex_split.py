"""Where BibTeX entries begin and end. A file with one broken entry is still split into all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.ingest.bibtex_scan import Scanned, scan

# An entry begins on a line of its own or right behind another one; elsewhere only if a key
# follows, because prose holds `@` too.
_KIND = re.compile(r"@\s*([^\W\d_][\w.:+/-]*)\s*[{(]")
_KEY_FOLLOWS = re.compile(r"\s*[^\s{}()=,]*\s*,")
_DEFINES = re.compile(r"@\s*string\s*[{(]\s*[^\s={}]+\s*=\s*[{\"]", re.IGNORECASE)
_LINE_START = re.compile(rf"^[ \t]*{_KIND.pattern}", re.MULTILINE)
_TOKEN = re.compile(r'\\.|[{}()"]', re.DOTALL)
_BRACES = (re.compile(r"\\.|[{}]", re.DOTALL), re.compile(r"[{}]"))


class SplitEntry:
    """One entry of a file: where it stands, and its fields where it breaks no rule of BibTeX.

    `end` is None where the entry never closes before `limit`, the next line on which one begins.
    """

    __slots__ = ("end", "kind", "limit", "scanned", "start")

    def __init__(self, kind: str, start: int, end: int | None, limit: int, scanned: Scanned | None):
        self.kind, self.start, self.end, self.limit, self.scanned = kind, start, end, limit, scanned


def split(text: str, macros: dict[str, str]) -> Iterator[SplitEntry]:
    """Yield every entry in order, `@comment`, `@string` and `@preamble` too.

    `macros` are what `@string` defined; the caller may add to them between two blocks.
    """
    at, limit, near = 0, 0, -1
    while (match := _next(text, at)) is not None:
        start, kind = match.start(), match.group(1).lower()
        if near <= start:
            near = _near(text, start)
        scanned = scan(text, start, near, macros)
        if scanned and _swallows(text, match.end(), scanned.end):
            scanned = None
        if scanned:
            at = scanned.end
            yield SplitEntry(kind, start, at, at, scanned)
            continue
        if limit < match.end():
            following = _LINE_START.search(text, match.end())
            limit = following.start() if following else len(text)
        end = _closing(text, match.end() - 1, limit)
        at = limit if end is None else end
        yield SplitEntry(kind, start, end, limit, None)


def _next(text: str, at: int) -> re.Match[str] | None:
    while (at := text.find("@", at)) != -1:
        match = _KIND.match(text, at)
        alone = match and (_alone(text, at) or _DEFINES.match(text, at))
        if match and (alone or _KEY_FOLLOWS.match(text, match.end())):
            return match
        at += 1
    return None


def _alone(text: str, at: int) -> bool:
    """Whether nothing but blanks stands between this offset and a line's start or an entry's end."""
    while at and text[at - 1] in " \t":
        at -= 1
    return at == 0 or text[at - 1] in "\n})"


def _near(text: str, start: int) -> int:
    """An offset that no entry can pass: the quick scan goes no further."""
    following = text.find("\n@", start + 1)
    return len(text) if following == -1 else following


def _swallows(text: str, at: int, end: int) -> bool:
    return text.find("@", at, end) != -1 and _LINE_START.search(text, at, end) is not None


def _closing(text: str, opening: int, limit: int) -> int | None:
    """The offset after the brace or parenthesis that closes the one at `opening`."""
    if text[opening] == "{":
        return closing_brace(text, opening, limit)
    depth, quoted = 0, False
    for match in _TOKEN.finditer(text, opening + 1, limit):
        token = match.group()
        if token == ")" and depth == 0 and not quoted:
            return match.end()
        quoted ^= token == '"' and depth == 0
        depth += {"{": 1, "}": -1}.get(token, 0)
    close = text.rfind(")", opening, limit)
    return close + 1 if close != -1 else None


def closing_brace(text: str, opening: int, limit: int) -> int | None:
    """The offset after the brace that closes the one at `opening`, None where nothing does.

    Braces after a backslash do not count; if that leaves the brace open they do, as in BibTeX.
    """
    for tokens in _BRACES:
        depth = 0
        for match in tokens.finditer(text, opening, limit):
            depth += {"{": 1, "}": -1}.get(match.group(), 0)
            if depth == 0:
                return match.end()
    return None


class Closers:
    """What `closing_brace` finds for each brace of one text, found for all in one pass."""

    __slots__ = ("_found", "_limit", "_text")

    def __init__(self, text: str, limit: int):
        self._text, self._limit = text, limit
        self._found: list[dict[int, int]] = []

    def of(self, opening: int) -> int | None:
        """The offset after the brace that closes the one at `opening`, None where nothing does."""
        for number, tokens in enumerate(_BRACES):
            if number == len(self._found):
                self._found.append(self._pairs(tokens))
            if (end := self._found[number].get(opening)) is not None:
                return end
        return None

    def _pairs(self, tokens: re.Pattern[str]) -> dict[int, int]:
        opened: list[int] = []
        closed: dict[int, int] = {}
        for match in tokens.finditer(self._text, 0, self._limit):
            if match.group() == "{":
                opened.append(match.start())
            elif match.group() == "}" and opened:
                closed[opened.pop()] = match.end()
        return closed
