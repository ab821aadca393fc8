"""Parts of the book that were made before, each with what was read of the review while it was made: where all of that reads the same now, the part is
taken as it was.

A part may read a table whole, or ask: for the rows of what somebody decided, for the work of one name, for how many rows have the same cells. It then follows from the
answers, so that a record more, of which a page shows nothing, leaves the page as it is. `Tables` is the one door to what is read; files that
are no tables are part of the basis of every part.
"""

from __future__ import annotations

import json
import marshal
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Generic, TypeVar

from evidence.kept import digest
from evidence.shelf import Shelf

Value = TypeVar("Value")
Question = tuple[str, ...]
TABLE, ANSWER, OF = "table", "answer", "of"
_AS_IT_IS = {str, int, float, bool, type(None)}


@dataclass
class _Frame:
    """What one thing read: questions, and other things that were made once."""

    asked: set[Question] = field(default_factory=set)
    through: set[Hashable] = field(default_factory=set)


class PartsKept:
    """`shelf`: where parts lie; without one nothing is noted or kept. `answer`: what a question comes to, digested."""

    def __init__(self, shelf: Shelf | None, answer: Callable[[Question], str]) -> None:
        self._shelf, self._answer = shelf, answer
        self._open: list[_Frame] = []
        self._made: dict[Hashable, tuple[Any, _Frame]] = {}
        self._digests: dict[Question, str] = {}

    @property
    def noting(self) -> bool:
        """Whether it is noted what is read."""
        return self._shelf is not None

    def note(self, *question: str) -> None:
        """That this is asked by what is being made."""
        if self._open:
            self._open[-1].asked.add(question)

    def held(self, name: Hashable, make: Callable[[], Value]) -> Value:
        """What was made under this name, or is made now."""
        if name not in self._made:
            frame = _Frame()
            self._open.append(frame)
            try:
                value = make()
            finally:
                self._open.pop()
            self._made[name] = value, frame
        return self._made[name][0]

    def once(self, name: Hashable, make: Callable[[], Value]) -> Value:
        """The same; who asks follows from all that it was made of."""
        value = self.held(name, make)
        if self._open:
            self._open[-1].through.add(name)
        return value

    def part(self, name: str, make: Callable[[], Any], *basis: str) -> Any:
        """What `make` makes, as JSON holds it, or made last time on the same basis from what reads the same."""
        if self._shelf is None:
            return json.loads(_json(make()))
        found = self.known(name, *basis)
        if found is None:
            found = {"made": self.once((name, basis), make), "read": []}
            found["read"] = [[question, self.digest(question)] for question in self._read((name, basis))]
            body = _json(found)
            self._shelf.put(self._key(name, basis), body.encode("utf-8", "surrogatepass"))
            found = json.loads(body)
        return found["made"]

    def known(self, name: str, *basis: str) -> dict[str, Any] | None:
        """A part as it lies here: what it was `made`, and what was `read`. None where it has to be made."""
        if self._shelf is None or (body := self._shelf.find(self._key(name, basis))) is None:
            return None
        found = json.loads(body.decode("utf-8", "surrogatepass"))
        if any(self.digest(tuple(question)) != before for question, before in found["read"]):
            return None
        if self._open:
            self._open[-1].asked.update(tuple(question) for question, _ in found["read"])
        return dict(found)

    def _key(self, name: str, basis: Iterable[str]) -> str:
        return self._shelf.key("part", name, *basis) if self._shelf else ""

    def digest(self, question: Question) -> str:
        """What a question comes to now."""
        if question not in self._digests:
            self._digests[question] = self._answer(question)
        return self._digests[question]

    def save(self) -> None:
        """Keep what was asked for."""
        if self._shelf is not None:
            self._shelf.save()

    def _read(self, name: Hashable) -> list[Question]:
        """All that was asked for by what was made under a name, and by what that was made of."""
        seen, waiting, found = {name}, [name], set[Question]()
        while waiting:
            frame = self._made[waiting.pop()][1]
            found |= frame.asked
            new = frame.through - seen
            seen |= new
            waiting += new
        return sorted(found)


class Asked(Mapping[str, Value], Generic[Value]):
    """A mapping of which it is noted what is looked up; who goes through it has looked up everything."""

    def __init__(self, kept: PartsKept, name: str, held: Mapping[str, Value]) -> None:
        self._kept, self._name, self.held = kept, name, held

    def __getitem__(self, key: str) -> Value:
        self._look_up(key)
        if isinstance(self.held, defaultdict) and key not in self.held and self.held.default_factory:
            return self.held.default_factory()  # it stays as it is for who asks next
        return self.held[key]

    def get(self, key: str, default: Any = None) -> Any:
        self._look_up(key)
        return self.held.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._look_up(key)
        return key in self.held

    def _look_up(self, key: object) -> None:
        if isinstance(key, str):  # what is none, no row has for its name
            self._kept.note(OF, self._name, key)

    def __iter__(self) -> Iterator[str]:
        self._kept.note(ANSWER, self._name)
        return iter(self.held)

    def __len__(self) -> int:
        self._kept.note(ANSWER, self._name)
        return len(self.held)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def told(value: object) -> str:
    """A digest of rows, texts and numbers, and of lists, sets and mappings of them: equal values have equal ones.

    Raises TypeError for anything else, of which it is not known what it holds.
    """
    return digest([_written(value)]).hex()


def _written(value: object) -> bytes:
    """A value as bytes: the form of `marshal` that looks neither at what is the same object nor at what Python holds once."""
    return marshal.dumps(_plain(value), 2)


def _plain(value: object) -> Any:
    """A value in lists and what stands in them; what has a kind of its own is a tuple that names it."""
    kind: Any = type(value)
    return value if kind in _AS_IT_IS else _way_of(kind)(value)


def _plainly(values: Iterable[object]) -> list[Any]:
    """Each of some values; of most their kind is all that has to be looked at."""
    return [value if type(value) in _AS_IT_IS else _plain(value) for value in values]


@cache
def _way_of(kind: type) -> Callable[[Any], Any]:
    """How values of a kind are made plain."""
    name = kind.__name__
    if issubclass(kind, str):  # a word of a closed list, or text that is markup
        return lambda value: (name, str.__str__(value))
    if issubclass(kind, int | float):
        return lambda value: (name, repr(value))
    if issubclass(kind, list | tuple):
        return _plainly
    if issubclass(kind, set | frozenset):
        return lambda value: ("set", sorted(map(_written, value)))
    if issubclass(kind, dict):
        return lambda value: ("dict", [*map(_plain, value.items())])
    if is_dataclass(kind):
        names = [column.name for column in fields(kind)]
        cells = attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, own) for own in names]
        return lambda value: (name, *_plainly(cells(value)))
    raise TypeError(f"it is not known what a {name} holds")
