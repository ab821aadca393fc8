"""What a person is told when an input cannot be used: where, what, what is allowed, what to edit."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What moves the cursor, rings, recolours or turns text round; half characters, which no terminal takes.
_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


_PLACES = {"csv": "column", "yaml": "setting"}
"""What a place within a file of this ending is called."""


class UserError(Exception):
    """A mistake in an input or a setting. Shown to people as text, never as a traceback."""

    def __init__(
        self,
        problem: str,
        *,
        file: object = None,
        line: int | None = None,
        record: str | None = None,
        field: str | None = None,
        value: object = None,
        allowed: Iterable[str] | str | None = None,
        fix: str | None = None,
    ) -> None:
        self.problem = problem
        self.file = None if file is None else str(file)
        self.line = line
        self.record = record
        self.field = field
        self.value = value
        self.allowed = allowed if isinstance(allowed, str) else tuple(allowed or ())
        self.fix = fix
        super().__init__(self.text())

    def where(self) -> str:
        """The place as `file:line`, with the record and field where they are known."""
        place = self.file or ""
        if place and self.line:
            place += f":{self.line}"
        parts = [place] if place else []
        if self.record:
            parts.append(f"record {self.record}")
        if self.field:
            parts.append(f"{_PLACES.get(place.rpartition('.')[2].partition(':')[0], 'field')} {self.field}")
        return ", ".join(parts)

    def text(self) -> str:
        """The whole message, one line a part."""
        where = self.where()
        lines = [one_line(where) + f": {self.problem}" if where else self.problem]
        if self.value is not None:
            lines.append(f"  found:   {shorten(str(self.value))}")
        if self.allowed:
            allowed = self.allowed if isinstance(self.allowed, str) else listed(self.allowed)
            lines.append(f"  allowed: {allowed}")
        if self.fix:
            lines.append(f"  to fix:  {self.fix}")
        return printable("\n".join(lines))


class UserErrors(UserError):
    """Several mistakes at once, so that a person can mend them in one sitting."""

    def __init__(self, errors: Iterable[UserError]) -> None:
        self.errors = list(errors)
        Exception.__init__(self, "\n".join(error.text() for error in self.errors))

    def text(self) -> str:
        return "\n".join(error.text() for error in self.errors)


def listed(words: Iterable[str], most: int = 15) -> str:
    """Words in a row, and how many more there are."""
    words = list(words)
    more = f" and {len(words) - most} more" if len(words) > most else ""
    return ", ".join(words[:most]) + more


def shorten(text: str, width: int = 160) -> str:
    """`text` on one line and at most `width` characters long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"


def one_line(text: str) -> str:
    r"""`text` as a terminal may show it, on one line: what a file holds shall not look like a message of ours.

    >>> one_line("a\n  to fix:\x1b[2J b")
    'a to fix:?[2J b'
    """
    return printable(_BREAK.sub(" ", text))


def printable(text: str) -> str:
    r"""`text` as a terminal may show it: lines and tabs stay, every other control character is a question mark.

    >>> printable("a\x1b[2J\rb\tc\n")
    'a?[2J?b\tc\n'
    """
    return _CONTROL.sub("?", text)
