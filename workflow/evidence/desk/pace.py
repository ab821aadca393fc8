"""How fast somebody decides, and how long the rest takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

_BREAK = timedelta(minutes=5)
_FEWEST = 5


def pace(times: Sequence[datetime], left: int) -> tuple[float, timedelta | None]:
    """(decisions an hour, time for the rest) from the times of decisions; a gap of five minutes is a break and does not count.

    0 and None until five decisions have been timed.

    >>> begin = datetime(2026, 1, 1, 9)
    >>> pace([begin + timedelta(seconds=30 * n) for n in range(7)], 60)
    (120.0, datetime.timedelta(seconds=1800))
    """
    gaps = [b - a for a, b in zip(times, times[1:], strict=False) if timedelta() <= b - a < _BREAK]
    spent = sum(gaps, timedelta())
    if len(gaps) < _FEWEST or not spent:
        return 0.0, None
    each = spent / len(gaps)
    return timedelta(hours=1) / each, each * left


def in_words(rest: timedelta) -> str:
    """A time as a person says it.

    >>> [in_words(timedelta(minutes=m)) for m in (0.5, 7, 89, 400)]
    ['a minute', '7 minutes', '1 ½ hours', '6 ½ hours']
    """
    minutes = max(1, round(rest.total_seconds() / 60))
    if minutes < 60:
        return "a minute" if minutes == 1 else f"{minutes} minutes"
    halves = round(minutes / 30)
    hours = f"{halves // 2}" + (" ½" if halves % 2 else "")
    return "1 hour" if hours == "1" else f"{hours} hours"
