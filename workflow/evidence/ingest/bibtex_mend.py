"""BibTeX entries that the grammar refuses, read field by field. pybtex would lose them whole.

Databases write quotes inside quoted values, spaces in field names and commas in keys, forget
commas and braces, and cut files short. Whatever is mended or left out is said, with its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from evidence.errors import shorten
from evidence.ingest.bibtex_split import Closers

_NAME = r"[^\W\d_][\w.:+/-]*(?:[ \u00a0][\w.:+/-]+){0,3}"  # Scopus writes a no-break space
_HEAD = re.compile(r"@\s*[^\s{(]+\s*[{(]")
_FIRST = re.compile(rf"(?<=[{{(,\n])[ \t]*{_NAME}[ \t]*=")
_FIELD = re.compile(rf"[\s,]*+({_NAME})\s*=\s*")
_QUOTE_END = re.compile(rf'"(?=\s*(?:#|,?\s*(?:\Z|{_NAME}\s*=)))')
_BARE = re.compile(r"[^,\n#]*")
_SKIP = re.compile(r"[^,\n]*[\s,]*+")
_JOINT = re.compile(r"\s*#\s*")
_NEXT_FIELD = re.compile(rf"\n[ \t]*{_NAME}[ \t]*=[ \t]*[{{\"\w]|,[ \t]*[^\W\d_][\w-]*\s*=\s*[{{\"]")


@dataclass(slots=True)
class Mended:
    """What could be read of an entry.

    `fields` are (name, value, offset); `repairs` are (field, value, problem, how_to_fix, offset);
    `cut` is the field in which the file ended.
    """

    key: str = ""
    fields: list[tuple[str, str, int]] = field(default_factory=list)
    repairs: list[tuple[str, str, str, str, int]] = field(default_factory=list)
    cut: str = ""


def mend(raw: str, macros: dict[str, str], closed: bool = True, last: bool = False) -> Mended:
    """Read a whole entry, from its `@` on, by looser rules than BibTeX's.

    `closed`: its last character is its closing brace; `last`: nothing follows it in the file.
    """
    head = _HEAD.match(raw)
    at, end = head.end() if head else 0, len(raw) - 1 if closed else len(raw.rstrip())
    mended = Mended()
    first = _FIRST.search(raw, at, end)
    if first is None:
        return mended
    _note_key(mended, raw[at : first.start()].strip(" \t\n,"), at)
    at = first.start()
    reader = _Reader(raw, end, macros, closed, last, mended, Closers(raw, end))
    left_out: list[tuple[str, int]] = []
    while at < end:
        if match := _FIELD.match(raw, at, end):
            at = reader.field(match)
        else:
            skipped = _SKIP.match(raw, at, end)
            assert skipped
            if text := skipped.group().strip(" \t\n,"):
                left_out.append((text, at))
            at = skipped.end()
    if not closed and left_out and not left_out[-1][0].strip("}) \t\n"):
        left_out.pop()  # the brace that remains of an entry which lacks another one
    if left_out:
        problem = "this text belongs to no field and was left out"
        text = shorten(" ".join(text for text, _ in left_out))
        mended.repairs.append(("", text, problem, "correct the entry", left_out[0][1]))
    return mended


def _note_key(mended: Mended, key: str, at: int) -> None:
    mended.key = " ".join(key.split())
    if not key:
        fix = "give it a key, so that decisions can name it"
        mended.repairs.append(("key", "", "the entry has no citation key", fix, at))
    elif re.search(r"[\s,{}]", key):
        problem = "the citation key holds a space, a comma or a brace, which BibTeX does not allow"
        mended.repairs.append(("key", mended.key, problem, "choose a key without them", at))


@dataclass(slots=True)
class _Reader:
    raw: str
    end: int
    macros: dict[str, str]
    closed: bool
    last: bool
    mended: Mended
    closers: Closers
    following: int | None = -1
    no_quote_ends: int = 1 << 62  # from here on no quote ends a value

    def field(self, match: re.Match[str]) -> int:
        """File the field that begins at `match`; returns the offset after it."""
        name, start, before = (
            " ".join(match.group(1).lower().split()),
            match.start(1),
            len(self.mended.repairs),
        )
        value, at = self._value(name, match.end())
        self.mended.fields.append((name, value, start))
        if len(self.mended.repairs) > before:
            return at
        if " " in name:
            self._note(name, value, "the name of the field holds a space", "take the space out", start)
        elif self.mended.fields[1:] and "," not in match.group()[: match.start(1) - match.start()]:
            previous = self.mended.fields[-2][0]
            if not self.raw[max(match.start() - 200, 0) : match.start()].rstrip().endswith(","):
                fix = f"add a comma after the field {previous}"
                self._note(name, value, "a comma is missing before this field", fix, start)
        return at

    def _note(self, name: str, value: str, problem: str, fix: str, at: int) -> None:
        self.mended.repairs.append((name, shorten(value), problem, fix, at))

    def _value(self, name: str, at: int) -> tuple[str, int]:
        """The value that begins at `at`, with its `#` parts joined, and the offset after it."""
        parts = []
        while True:
            part, at = self._part(name, at)
            parts.append(part)
            joint = _JOINT.match(self.raw, at, self.end)
            if not joint or joint.end() >= self.end:
                return "".join(parts), at
            at = joint.end()

    def _part(self, name: str, at: int) -> tuple[str, int]:
        opening = self.raw[at : at + 1]
        if opening == "{":
            return self._braced(name, at)
        if opening == '"' and (close := self._quote_end(at)):
            value = self.raw[at + 1 : close.start()]
            if '"' in re.sub(r"\{[^{}]*\}", "", value):
                problem = "a quote stands inside a quoted value, so the entry was read field by field"
                self._note(name, value, problem, "put braces around the value instead of quotes", at)
            return value, close.end()
        return self._bare(name, at)

    def _quote_end(self, at: int) -> re.Match[str] | None:
        if at >= self.no_quote_ends:
            return None
        close = _QUOTE_END.search(self.raw, at + 1, self.end)
        if close is None:
            self.no_quote_ends = at
        return close

    def _next_field(self, at: int) -> int | None:
        """The offset of the next field at or after `at`; offsets are asked for in order, so what was found serves on."""
        if self.following is not None and self.following < at:
            found = _NEXT_FIELD.search(self.raw, at, self.end)
            self.following = found.start() if found else None
        return self.following

    def _braced(self, name: str, at: int) -> tuple[str, int]:
        close = self.closers.of(at)
        if self.closed and close is not None:
            return self.raw[at + 1 : close - 1], close
        following = self._next_field(at)
        if close is not None and (following is None or close <= following + 1):
            return self.raw[at + 1 : close - 1], close
        stop = self.end if following is None else following
        value = self.raw[at + 1 : stop].strip(" \t\n,")
        if following is None and self.last:
            self.mended.cut = name
            problem, fix = "the file ends inside this value", "export the file again"
        else:
            problem = "a brace of this value is not closed; it was read up to the next field"
            fix = "add the missing closing brace"
        value = _without_surplus(value)
        if following is None and not self.last and value.endswith("}"):
            value = value[:-1].rstrip()
        self._note(name, value, problem, fix, at)
        return value, stop

    def _bare(self, name: str, at: int) -> tuple[str, int]:
        text = _BARE.match(self.raw, at, self.end)
        assert text
        value, after = text.group().strip(), max(text.end(), min(at + 1, self.end))
        if (known := self.macros.get(value.lower())) is not None:
            return known, after
        if value.startswith(("{", '"')):
            problem = "a quote or brace of this value is not closed, so it was read up to the line's end"
            self._note(name, value, problem, "close it", at)
        elif value and not value.isdecimal():
            problem = "this is an undefined macro or a value without braces"
            self._note(name, value, problem, "put braces around it, or define it with @string", at)
        return value.strip('{}"'), after


def _without_surplus(value: str) -> str:
    """Without braces at the end that close more than was opened."""
    surplus = value.count("}") - value.count("{")
    while surplus > 0 and value.endswith("}"):
        shorter = value.rstrip("}")
        closing = min(surplus, len(value) - len(shorter))
        value, surplus = value[: len(value) - closing].rstrip(), surplus - closing
    return value
