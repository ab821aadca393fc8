"""A queue whose things the last build tells: kept, and asked about until somebody has answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from evidence.desk.queue import Line, Open
from evidence.errors import UserError
from evidence.given.declare import given_by


class Held(Open):
    """What waits is `everything` but what `answered` says has been decided since."""

    def __init__(self, desk: Any, queue: Any) -> None:
        super().__init__(desk, queue)
        self._version: object = None
        self._waiting: dict[str, None] = {}

    def everything(self) -> Mapping[str, Any]:
        """All that may be asked, by key, in the order in which it is. Raises UserError where the last build has not made it."""
        raise NotImplementedError

    def answers(self, row: Any) -> bool:
        """Whether a row settles the thing that it is about."""
        return True

    def title(self, key: str) -> str:
        """A thing in a list."""
        return key

    def told(self, row: Any) -> str:
        """What a row says, in a list."""
        return str(getattr(row, given_by(self.queue.row).says))

    # What follows from these.

    def offered(self) -> bool:
        try:
            return bool(self.things) or bool(self.desk.mine(self.queue.row))
        except UserError:  # a stage that has not run yet: nothing can be asked before it
            return False

    @cached_property
    def things(self) -> Mapping[str, Any]:
        return self.everything()

    def keys(self) -> Sequence[str]:
        if self._version != (now := self.desk.version(self.queue.row)):
            answered = self.answered(self.desk.decisions(self.queue.row))
            self._waiting = {key: None for key in self.things if key not in answered}
            self._version = now
        return list(self._waiting)

    def left(self) -> int:
        self.keys()
        return len(self._waiting)

    def answered(self, rows: Iterable[Any]) -> set[str]:
        """The keys about which nothing is asked any more."""
        return {self.key_of(row) for row in rows if self.answers(row) and self.desk.holds(row)}

    def line(self, row: Any) -> Line:
        key = self.key_of(row)
        return Line(key, self.title(key) if key in self.things else key, self.told(row), row.moment)

    def find(self, words: str) -> Iterable[Line]:
        wanted = words.casefold().split()
        found = (key for key in self.things if all(word in self.title(key).casefold() for word in wanted))
        return [Line(key, self.title(key)) for key, _ in zip(found, range(50), strict=False)]


def text(form: Any, name: str) -> str:
    """A line of a form, without spaces round it and with one end of lines."""
    return " ".join(str(form.get(name, "")).split())
