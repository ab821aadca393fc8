"""Where BibTeX entries begin and end. A file with one broken entry is still split into all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.ingest.bibtex_mend import closing_brace

# An entry begins on a line of its own or right behind another one; elsewhere only if a key
# follows, because prose holds `@` too.
_KIND = r"@\s*([^\W\d_][\w.:+/-]*)\s*[{(]"
_KEY_FOLLOWS = r"(?=\s*[^\s{}()=,]*\s*,)"
_START = re.compile(rf"(?:^|(?<=[}})]))[ \t]*{_KIND}|{_KIND}{_KEY_FOLLOWS}", re.MULTILINE)
_LINE_START = re.compile(rf"^[ \t]*{_KIND}", re.MULTILINE)
_TOKEN = re.compile(r'\\.|[{}()"]', re.DOTALL)


def split(text: str) -> Iterator[tuple[str, int, int | None, int]]:
    """(kind, start, end or None where it never closes, start of the next line with an entry)."""
    line_starts = [match.start() for match in _LINE_START.finditer(text)] + [len(text)]
    following, at = 0, 0
    while (match := _START.search(text, at)) is not None:
        while line_starts[following] < match.end() and line_starts[following] < len(text):
            following += 1
        limit = line_starts[following]
        end = _closing(text, match.end() - 1, limit)
        kind = match.group(1) or match.group(2)
        yield kind.lower(), text.index("@", match.start()), end, limit
        at = end if end is not None else limit


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
