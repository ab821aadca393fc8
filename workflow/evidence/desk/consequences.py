"""What an answer changed, found out beside the pages: nobody waits for it, and it is not tried where it would take long."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from evidence.desk.changed import Stand, changes
from evidence.errors import UserError
from evidence.layout import Layout

if TYPE_CHECKING:
    from evidence.desk.recomputed import Recomputed

_LONGEST = 1.0
"""Seconds of one core. A review that takes longer is told what changed by its next build."""
MOST_WORKS = 5000
"""Works above which it is not even tried: pages would wait for it."""


class Consequences:
    """One thread at a time works for a desk; nothing does where it is not `tried`."""

    def __init__(self, at: Layout, tried: bool = True) -> None:
        self._at = at
        self._lock = threading.Condition()
        self._made: Recomputed | None = None
        self._stand: Stand | None = None
        self._asked: list[str] = []
        self._told: list[str] = []
        self._busy, self._given_up = False, not tried

    def begin(self) -> None:
        """Find out how things stand before the first answer."""
        with self._lock:
            if self._stand is None and not self._busy:
                self._start("")

    def decided(self, table: str) -> None:
        """An answer was written in a table: say what it changed, as soon as that is known. What comes before it is known how things stood is
        told by nobody, since it may be in that already."""
        with self._lock:
            self._told = []
            self._start(table if self._stand else "")

    def ready(self, seconds: float) -> bool:
        """Whether it is known how things stand; waits for it a while."""
        with self._lock:
            return self._lock.wait_for(lambda: not self._busy, seconds) and self._stand is not None

    def told(self, seconds: float = _LONGEST) -> list[str]:
        """What the last answer changed, a sentence each; waits for it a while, and is empty where it is not known by then."""
        with self._lock:
            self._lock.wait_for(lambda: not self._busy, seconds)
            return [] if self._busy else list(self._told)

    def _start(self, table: str) -> None:
        if self._given_up:
            return
        self._asked.append(table)
        if not self._busy:
            self._busy = True
            threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        while True:
            with self._lock:
                asked, self._asked = self._asked, []
                if not asked:
                    self._busy = False
                    self._lock.notify_all()
                    return
            began = time.thread_time()
            try:
                told = self._recompute(asked)
            except (UserError, OSError, LookupError, ValueError):
                told, self._given_up = (
                    [],
                    True,
                )  # a build will name what is wrong; the answer itself is written
            with self._lock:
                self._told = told
                self._given_up |= any(asked) and time.thread_time() - began > _LONGEST

    def _recompute(self, asked: list[str]) -> list[str]:
        from evidence.desk.recomputed import STAGES, Recomputed

        self._made = self._made or Recomputed(self._at)
        told: list[str] = []
        for table in asked:
            if table and table not in STAGES:
                continue
            now = self._made.after(table or "screening")
            told = changes(self._stand, now) if table and self._stand else told
            self._stand = now
        return told
