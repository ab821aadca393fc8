"""JSON cut into the values that stand for works, so that a broken one costs itself and no other.

Each value is decoded alone. Where one cannot be, the next is looked for. Text that is no JSON is left to others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from evidence.ingest.format import Piece, Rest
from evidence.ingest.json_mend import mended
from evidence.ingest.json_next import OBJECT, Neighbours
from evidence.ingest.json_shape import (
    MARKS,
    TITLES,
    all_titled,
    holds_works,
    is_empty_answer,
    is_work,
    lists_titles,
    plain,
    swallows,
)
from evidence.ingest.json_tables import holds_a_table, rows
from evidence.ingest.json_text import Broken, JsonText, pairs, storable

_BETWEEN = re.compile(r"(?:\s++|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/)*+")
_NAME = re.compile(r'"([^"\\\n]{1,40})"\s*+:')
_LISTED = re.compile(r'"[^"\\\n]{1,40}"\s*+:\s*+(?=\[\s*+\{\s*+")')
_FIELD = re.compile(r'"(?:[^"\\\n]|\\.)*+"\s*+:')
_SOUND = re.compile(r'"(?:[^"\\]|\\.)*+"\s*+:')  # in an object that can be decoded a name may hold a line end
_WORD = re.compile(
    r'"(?:[^"\\\n]|\\.)*+"|(?:-?\d++(?:\.\d++)?(?:[eE][+-]?\d++)?|null|true|false|NaN|-?Infinity)(?=[\s,\]}]|\Z)'
)
# A list of objects, perhaps with another value or a sign of no meaning before the first.
_LIST = re.compile(
    rf'"\s*+:\s*+\[[^\x00-\x7f]{{0,3}}(?=\s*+(?:[{{"]|\[\s*+(?:[{{\[\]]|null)|{_WORD.pattern}\s*+,\s*+\{{))'
)
# How objects and lists begin, and after text that is no JSON, where JSON begins again.
_START = r'(?:\{\s*+(?:["}]|/[/*]|\w++"?\s*+:)|\[\s*+(?:[\[{"\]]|/[/*]|(?:null|true|false|NaN|-?(?:Infinity|\d[\d.eE+-]*+))\s*+[,\]]))'
_BEGINS = re.compile(_START)
_AGAIN = re.compile(
    rf"^[ \t]*+(?=[\]}}]*+,?[ \t]*+(?:{_START}|{_FIELD.pattern}))|(?<=[(=;])\s?(?={_START})", re.M
)
# An object with so many fields is none that stands in prose.
_FIELDS = re.compile(rf"\{{(?:[^\"{{}}]*+(?:{_FIELD.pattern}|\"(?:[^\"\\\n]|\\.)*+\")){{9}}")
_LINE = re.compile(rf"\n[ \t]*+(?=\{{\s*+{_FIELD.pattern})")  # an object begins, be it broken
_CLOSES = re.compile(r"\n[ \t]*+[\]}]*+\]")
_ALONE = re.compile(r"[ \t]*+,?[ \t]*+(?:\n|\Z)")
_DEEPEST, _KEPT = 20, 30


@dataclass(slots=True)
class Value:
    """A decoded value, or why it could not be decoded; `mended` says what had to be put right, `open` that its
    list does not end."""

    value: Any = None
    problem: str = ""
    mended: str = ""
    open: bool = False


def cut(text: str) -> Iterator[Piece | Rest]:
    """The works of a text, wherever their lists stand, and what stands among them. A piece's body is a `Value`."""
    return _Cutter(text).pieces()


class _Cutter:
    def __init__(self, text: str) -> None:
        self.text, self.at, self.line, self.lined = text, 0, 1, 0
        self.source = JsonText(text)
        self.next = Neighbours(self.source)
        self._list_at = (0, 0)

    def pieces(self) -> Iterator[Piece | Rest]:
        while self._skip() < len(self.text):
            char = self.text[self.at]
            if char in ",;]}":
                self.at += 1
            elif _BEGINS.match(self.text, self.at):
                yield from self._list(0) if char == "[" else self._element(0)
            elif (name := _FIELD.match(self.text, self.at)) and _BEGINS.match(self.text, name.end()):
                self.at = name.end()  # the rest of a wrapper that was broken
            elif name or self._alone():
                yield from self._element(0)
            else:
                yield from self._rest(self.at, self._again())

    def _alone(self) -> bool:
        """Whether a word or a number is the only one on its line, as in a list of a value a line."""
        word = _WORD.match(self.text, self.at)
        return bool(word and _ALONE.match(self.text, word.end()))

    def _again(self) -> int:
        """Where text that is no JSON ends: at a line that begins as JSON does, or a list of works under its name."""
        again = _AGAIN.search(self.text, self.at + 1)
        until = again.end() if again else len(self.text)
        for found in _LISTED.finditer(self.text, self.at, until):
            if self._begins_works(found.end(), 1):
                until = found.start()
                break
        name = until + 60  # an object that begins before the line may have its first name on it
        for _, found in zip(range(_KEPT), OBJECT.finditer(self.text, self.at + 1, name), strict=False):
            at = found.start()
            if at < until and (self._begins_works(at, 1) or _FIELDS.match(self.text, at)):
                return at
        return until

    def _rest(self, start: int, until: int) -> Iterator[Rest]:
        self.at = until
        end = start + len(self.text[start:until].rstrip())
        if end > start:
            yield Rest(start, end)

    def _skip(self) -> int:
        self.at = self._skip_from(self.at)
        return self.at

    def _skip_from(self, at: int) -> int:
        between = _BETWEEN.match(self.text, at)
        assert between
        return between.end()

    def _list(self, depth: int) -> Iterator[Piece | Rest]:
        """The pieces of a list; the last is held back until its end is seen."""
        self.at += 1
        last: Piece | None = None
        while self._skip() < len(self.text):
            char = self.text[self.at]
            if char == "]":
                self.at += 1
                break
            if char in ",}":
                self.at += 1
                continue
            for piece in self._element(depth + 1):
                if isinstance(piece, Rest):
                    yield piece
                    continue
                if last:
                    yield last
                last = piece
        else:
            if last and not last.body.problem:
                last.body.open = True
        if last:
            yield last

    def _element(self, depth: int) -> Iterator[Piece | Rest]:
        """The piece of one value, or those that it wraps."""
        start = self.at
        try:
            value, end = self.source.decode(start)
            if isinstance(value, str) and _FIELD.match(self.text, start):
                raise Broken("a field stands outside of any entry")
            if isinstance(value, dict) and is_work(value) and swallows(value):
                raise Broken("another entry stands within it: a brace or a bracket is missing")
            if not isinstance(value, list | dict) and not _WORD.match(self.text, start):
                raise Broken("a word stands in it that has no quotes")
        except Broken as error:
            yield from self._broken(start, str(error), depth)
            return
        if table := rows(value):
            self.at = end
            yield from self._rows(start, table)
            return
        wraps = isinstance(value, list | dict) and depth < _DEEPEST and not is_work(value)
        if wraps and (holds_works(value) or holds_a_table(value)):
            yield from self._list(depth) if isinstance(value, list) else self._wrapper(depth)
            yield from self._rest(self.at, max(self.at, end))
            return
        self.at = end
        if not (wraps and depth == 0 and is_empty_answer(value)):
            self.next.learn(start, value)
            yield self._piece(start, end, Value(value))

    def _rows(self, start: int, table: list[dict[str, Any]]) -> Iterator[Piece]:
        """A piece for each row of a table; where each stands in the text is not known."""
        for row in table:
            piece = self._piece(start, start, Value(row))
            yield replace(piece, raw=json.dumps(row, ensure_ascii=False))

    def _wrapper(self, depth: int, broken: bool = False) -> Iterator[Piece | Rest]:
        """The pieces of the lists and objects in an object that is no work; in a `broken` one also the fields of a work that
        lost the brace before them."""
        fields: dict[str, int] = {}  # and where each begins
        yield from self._within(depth, broken, fields)
        if broken and self.next.is_like(fields.keys()):
            yield self._piece(min(fields.values()), self.at, Value(problem="its opening brace is missing"))

    def _within(self, depth: int, broken: bool, fields: dict[str, int]) -> Iterator[Piece | Rest]:
        """The pieces of a wrapper, whose other `fields` since the last of them are noted."""
        self.at += 1
        while self._skip() < len(self.text):
            if self.text[self.at] == "}":
                self.at += 1
                return
            if self.text[self.at] == ",":
                self.at += 1
                continue
            name = (_FIELD if broken else _SOUND).match(self.text, self.at)
            if not name:
                return
            begun, self.at = self.at, name.end()
            if self._skip() >= len(self.text):
                return
            start = self.at
            try:
                value, end = self.source.decode(start)
            except Broken:
                value, end = None, 0
            if end and (lists_titles(name[0].rstrip(": \t\n"), value) or self._appended(end, value)):
                yield from self._list(depth + 1)
                fields.clear()
            elif end and not (is_work(value) or holds_works(value) or rows(value)):
                self.at = end
                fields[name[0][1:].rpartition('"')[0]] = begun
            elif end:
                yield from self._element(depth + 1)
                fields.clear()
            elif self.text[start] == "[" and self._begins_works(start):
                yield from self._list(depth + 1)
                fields.clear()
            elif self.text[start] == "{" and depth < _DEEPEST:
                yield from self._wrapper(depth + 1, broken)
                fields.clear()
            else:
                return

    def _appended(self, end: int, value: Any) -> bool:
        """Whether a list was written behind an object that breaks off at a name, and so seems to be its last value."""
        return isinstance(value, list) and all_titled(value) and self._skip_from(end) == len(self.text)

    def _broken(self, start: int, why: str, depth: int) -> Iterator[Piece | Rest]:
        """What an object that cannot be decoded wraps, where it wraps works; else one piece up to the next object."""
        begins = self.text[start] in '{["' or _WORD.match(self.text, start)
        if self.text[start] == "{" and depth == 0 and not self.next.firsts and self._wraps(start):
            yield from self._wrapper(depth, broken=True)
            if self.at > start + 1:
                return
        until = self.next.after(start)
        if not begins:
            ends = (sign.search(self.text, start, until) for sign in (_CLOSES, _LINE, OBJECT))
            yield from self._rest(start, min((end.start() for end in ends if end), default=until))
            return
        raw = self.text[start:until].rstrip().rstrip(",").rstrip()
        self.at = until
        if not raw.strip("]} \n\t,"):
            return
        if value := self._mended(raw):
            self.next.learn(start, value.value)
        yield self._piece(start, start + len(raw), value or Value(problem=why))

    def _mended(self, raw: str) -> Value | None:
        text, what = mended(raw) if not self.source.spent else (raw, "")
        if not what:
            return None
        try:
            value, end = json.JSONDecoder(strict=False, object_pairs_hook=pairs).raw_decode(text)
        except (ValueError, RecursionError):
            return None
        return Value(value, mended=what) if not text[end:].strip("]} \n\t,") else None

    def _wraps(self, start: int) -> bool:
        """Whether a list of works begins in an object before it has two fields of a work itself."""
        if self.source.spent:
            return False
        if not self._list_at[0] <= start < self._list_at[1]:
            found = _LIST.search(self.text, start)
            self._list_at = start, found.end() - 1 if found else len(self.text)
        until = self._list_at[1]
        if until == len(self.text):
            return False
        self.source.effort += 5 * (until - start)
        names = {plain(name) for name in _NAME.findall(self.text, start, until)}
        own = names & TITLES or len(names & MARKS) > 1
        return not own and self._begins_works(until)

    def _begins_works(self, at: int, number: int = _KEPT) -> bool:
        """Whether there is a work among the first objects of a list."""
        for _, found in zip(range(number), OBJECT.finditer(self.text, at), strict=False):
            try:
                value, _ = self.source.decode(found.start())
            except Broken:
                continue
            if is_work(value) or holds_works(value):
                return True
        return False

    def _piece(self, start: int, end: int, body: Value) -> Piece:
        self.line += self.text.count("\n", self.lined, start)
        self.lined = start
        raw = self.text[start:end]
        body.value = storable(body.value, raw)
        return Piece(self.line, raw, body)
