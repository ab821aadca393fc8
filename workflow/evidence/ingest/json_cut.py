"""JSON cut into the values that stand for works, so that a broken one costs itself and no other.

Each value is decoded alone. Where one cannot be, the next is looked for: an object that begins a line as its
neighbours do, or one that begins with the same field and can be read as a work.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from evidence.ingest.format import Piece
from evidence.ingest.json_mend import mended
from evidence.ingest.json_shape import MARKS, TITLES, holds_works, is_empty_answer, is_work, plain

_BETWEEN = re.compile(r"(?:\s++|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/)*+")
_OBJECT = re.compile(r'\{\s*+"((?:[^"\\\n]|\\.)*+)"\s*+:')
_NAME = re.compile(r'"([^"\\\n]{1,40})"\s*+:')
_LIST = re.compile(r'"\s*+:\s*+\[(?=\s*+[{"])')
_FIELD = re.compile(r'"(?:[^"\\\n]|\\.)*+"\s*+:')
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_DEEPEST = 20
_KEPT = 30


class _Text(str):
    """An error of the decoder asks for its line; counting it anew each time would cost the square of the errors."""

    def count(self, *_: object) -> int:
        return 0

    def rfind(self, *_: object) -> int:
        return -1


@dataclass(slots=True)
class Value:
    """A decoded value, or why it could not be decoded; `mended` says what had to be put right, `open` that its
    list does not end."""

    value: Any = None
    problem: str = ""
    mended: str = ""
    open: bool = False


class _Broken(Exception):
    pass


def cut(text: str) -> Iterator[Piece]:
    """The works of a text, wherever their lists stand, and what stands among them. A piece's body is a `Value`."""
    return _Cutter(text).pieces()


@dataclass
class _Cutter:
    text: str
    at: int = 0
    line: int = 1
    lined: int = 0
    effort: int = 0
    firsts: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text = _Text(self.text)
        self.decoder = json.JSONDecoder(strict=False, object_pairs_hook=_pairs)
        self.large = json.JSONDecoder(strict=False, object_pairs_hook=_pairs, parse_int=str)

    def pieces(self) -> Iterator[Piece]:
        while self._skip() < len(self.text):
            char = self.text[self.at]
            if char in ",;]}":
                self.at += 1
            elif char == "[":
                yield from self._list(0)
            else:
                yield from self._element(0)

    def _skip(self) -> int:
        self.at = _BETWEEN.match(self.text, self.at).end()
        return self.at

    def _list(self, depth: int) -> Iterator[Piece]:
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
                if last:
                    yield last
                last = piece
        else:
            if last and not last.body.problem:
                last.body.open = True
        if last:
            yield last

    def _element(self, depth: int) -> Iterator[Piece]:
        """The piece of one value, or those that it wraps."""
        start = self.at
        try:
            value, end = self._decode(start)
            if isinstance(value, str) and _FIELD.match(self.text, start):
                raise _Broken("a field stands outside of any entry")
        except _Broken as error:
            yield from self._broken(start, str(error), depth)
            return
        wraps = isinstance(value, list | dict) and depth < _DEEPEST and not is_work(value)
        if wraps and holds_works(value):
            yield from self._list(depth) if isinstance(value, list) else self._wrapper(depth)
            self.at = max(self.at, end)
            return
        self.at = end
        if not (wraps and depth == 0 and is_empty_answer(value)):
            self._learn(start, value)
            yield self._piece(start, end, Value(value))

    def _wrapper(self, depth: int) -> Iterator[Piece]:
        """The pieces of the lists and objects in an object that is no work."""
        self.at += 1
        while self._skip() < len(self.text):
            if self.text[self.at] == "}":
                self.at += 1
                return
            if self.text[self.at] == ",":
                self.at += 1
                continue
            name = _FIELD.match(self.text, self.at)
            if not name:
                return
            self.at = name.end()
            if self._skip() >= len(self.text):
                return
            start = self.at
            try:
                value, end = self._decode(start)
            except _Broken:
                value, end = None, 0
            if end and not (is_work(value) or holds_works(value)):
                self.at = end
            elif end:
                yield from self._element(depth + 1)
            elif self.text[start] == "[" and self._begins_works(start):
                yield from self._list(depth + 1)
            elif self.text[start] == "{" and depth < _DEEPEST:
                yield from self._wrapper(depth + 1)
            else:
                return

    def _broken(self, start: int, why: str, depth: int) -> Iterator[Piece]:
        """What an object that cannot be decoded wraps, where it wraps works; else one piece up to the next object."""
        if self.text[start] == "{" and depth == 0 and not self.firsts and self._wraps(start):
            yield from self._wrapper(depth)
            if self.at > start + 1:
                return
        self.at = start
        until = self._next(start)
        raw = self.text[start:until].rstrip().rstrip(",").rstrip()
        self.at = until
        if not raw.strip("]} \n\t,"):
            return
        value = self._mended(raw)
        yield self._piece(start, start + len(raw), value or Value(problem=why))

    def _mended(self, raw: str) -> Value | None:
        text, what = mended(raw)
        if not what:
            return None
        try:
            value, end = self.decoder.raw_decode(text)
        except (ValueError, RecursionError):
            return None
        return Value(value, mended=what) if not text[end:].strip("]} \n\t,") else None

    def _wraps(self, start: int) -> bool:
        """Whether a list of works begins in an object before it has two fields of a work itself."""
        found = _LIST.search(self.text, start)
        names = {plain(name) for name in _NAME.findall(self.text, start, found.start())} if found else set()
        own = names & TITLES or len(names & MARKS) > 1
        return bool(found) and not own and self._begins_works(found.end() - 1)

    def _begins_works(self, at: int) -> bool:
        """Whether there is a work among the first objects of a list."""
        for _, found in zip(range(_KEPT), _OBJECT.finditer(self.text, at), strict=False):
            try:
                value, _ = self._decode(found.start())
            except _Broken:
                continue
            if is_work(value) or holds_works(value):
                return True
        return False

    def _next(self, start: int) -> int:
        """Where the next entry after a broken one begins; the end of the text where none does."""
        margin = self._margin(start)
        line = re.compile(rf"\n{margin}(?=\{{)").search(self.text, start + 1) if margin is not None else None
        until = line.end() if line else len(self.text)
        own = _OBJECT.match(self.text, start)
        firsts = {*self.firsts, *([own[1]] if own else [])}
        for found in _OBJECT.finditer(self.text, start + 1, until):
            if firsts and found[1] not in firsts:
                continue
            if self.effort > 50 * len(self.text) + 1_000_000:
                break
            try:
                value, _ = self._decode(found.start())
            except _Broken:
                continue
            if is_work(value) and self._is_neighbour(value):
                return found.start()
        return until

    def _margin(self, start: int) -> str | None:
        """The white space before a value that begins its line."""
        before = self.text[max(0, start - 200) : start]
        head, _, margin = before[-200:].rpartition("\n")
        begins = not margin.strip() and (bool(head) or before.startswith("\n") or start == len(before))
        return margin if begins else None

    def _learn(self, start: int, value: Any) -> None:
        if len(self.firsts) < _KEPT and is_work(value) and (own := _OBJECT.match(self.text, start)):
            self.firsts.setdefault(own[1], frozenset(value))

    def _is_neighbour(self, value: dict[str, Any]) -> bool:
        """Whether an object has half of the fields of a work that was read before."""
        return not self.firsts or any(
            2 * len(names & value.keys()) >= len(names) for names in self.firsts.values()
        )

    def _decode(self, at: int) -> tuple[Any, int]:
        try:
            return self.decoder.raw_decode(self.text, at)
        except json.JSONDecodeError as error:
            far = len(self.text) if error.msg.startswith("Unterminated") else error.pos
            self.effort += far - at
            raise _Broken(error.msg) from None
        except RecursionError:
            self.effort += 5_000
            raise _Broken("its brackets stand too deep in one another") from None
        except ValueError:  # a number of thousands of digits
            return self.large.raw_decode(self.text, at)

    def _piece(self, start: int, end: int, body: Value) -> Piece:
        self.line += str.count(self.text, "\n", self.lined, start)
        self.lined = start
        raw = str(self.text[start:end])
        if _SURROGATE.search(raw):
            body.value = _characters(body.value)
        return Piece(self.line, raw, body)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a field that is given again with another value is kept beside the first."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    found = {}
    for name, value in pairs:
        if name in found and found[name] != value:
            name = f"{name} (given again)"
        found[name] = value
    return found


def _characters(value: Any) -> Any:
    """Half of a surrogate pair is no character and cannot be stored."""
    text = json.dumps(value, ensure_ascii=False)
    return json.loads(text.encode("utf-8", errors="replace").decode("utf-8"))
