"""What somebody has done in one queue since the desk was opened: answers and things put off, in order, so that the last can be taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any


class Sitting:
    """`done`: (key, its rows) of answers, no rows for what was put off; `passed`: what is put off, the longest first; `times` of answers."""

    def __init__(self) -> None:
        self.done: list[tuple[str, list[Any]]] = []
        self.passed: dict[str, None] = {}
        self.times: list[datetime] = []

    def answered(self, key: str, rows: list[Any], when: datetime) -> None:
        self.done.append((key, rows))
        self.passed.pop(key, None)
        self.times.append(when)

    def put_off(self, key: str) -> None:
        self.passed.pop(key, None)
        self.passed[key] = None
        self.done.append((key, []))

    def put_off_last(self) -> str:
        """What was put off after the last answer and still is, which now is no more; or nothing.

        >>> sat = Sitting()
        >>> sat.put_off("a"), sat.put_off("b")
        (None, None)
        >>> sat.put_off_last(), sat.put_off_last(), sat.put_off_last()
        ('b', 'a', '')
        """
        while self.done and not self.done[-1][1]:
            key, _ = self.done.pop()
            if key in self.passed:
                del self.passed[key]
                return key
        return ""

    def lose(self) -> None:
        """The rows of all answers have gone."""
        self.done = [(key, rows) for key, rows in self.done if not rows]


class Tokens:
    """What pages are told apart by, so that one that is sent twice is written once."""

    def __init__(self) -> None:
        self._used: dict[str, None] = {}

    def fresh(self, token: str) -> bool:
        """Whether an answer with this token comes for the first time."""
        if token in self._used:
            return False
        self._used[token] = None
        while len(self._used) > 1000:
            self._used.pop(next(iter(self._used)))
        return True

    def unused(self, token: str) -> None:
        """An answer with this token was none, and may come again."""
        self._used.pop(token, None)
