"""What each reviewer says of each work, kept up row by row as `screen` will read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from evidence.given.reviewers import CONSENSUS
from evidence.screen.rows import ScreenedAt

RECORDS, FULL_TEXTS = ScreenedAt.TITLE_ABSTRACT, ScreenedAt.FULL_TEXT
"""The stages of selection: by title and abstract, and by the full text."""


@dataclass
class Voice:
    """What one reviewer said of one entry of a work at one stage: rows of which the last stands."""

    reviewer: str
    level: str
    entry: frozenset[str]
    rows: list[Any] = field(default_factory=list)

    @property
    def row(self) -> Any:
        return self.rows[-1]


class Voices:
    """By work. A later row of a reviewer on the same entry replaces her earlier one; one that is withdrawn lets the earlier stand again."""

    def __init__(self, entry_of: Callable[[str], frozenset[str]]) -> None:
        self._entry_of = entry_of
        self._by_work: dict[str, list[Voice]] = defaultdict(list)

    def add(self, work: str, row: Any) -> None:
        own = self._by_work[work]
        hers = [v for v in own if v.reviewer == row.reviewer and v.level == row.level]
        if row.withdrawn:
            self._take_back(own, hers, row)
            return
        entry = self._entry_of(row.record)
        same = [voice for voice in hers if voice.entry & entry]
        for voice in same[1:]:
            own.remove(voice)
        if not same:
            same = [Voice(row.reviewer, row.level, entry)]
            own += same
        same[0].entry = entry
        same[0].rows.append(row)

    def of(self, work: str) -> list[Voice]:
        """What stands of a work: those of the full text before those of the record, and that of `consensus` alone where it spoke."""
        voices = self.all_of(work)
        voices = [voice for voice in voices if voice.level == FULL_TEXTS] or voices
        return [voice for voice in voices if voice.reviewer == CONSENSUS] or voices

    def all_of(self, work: str) -> list[Voice]:
        return self._by_work.get(work, [])

    def works(self) -> list[str]:
        """Those on which anybody has decided, in the order of the first decision."""
        return [work for work, voices in self._by_work.items() if voices]

    @staticmethod
    def _take_back(own: list[Voice], hers: list[Voice], row: Any) -> None:
        for voice in hers:
            if voice.row.record.casefold() == row.record.casefold():
                voice.rows.pop()
                if not voice.rows:
                    own.remove(voice)
                return
