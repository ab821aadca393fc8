"""Numbers and shares in words, British style, bound to data."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.book_settings import Quantifier

_SMALL = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip


def number(n: int) -> str:
    """A count in running text: words up to twelve, figures above.

    >>> number(3), number(0), number(1352)
    ('three', 'none', '1,352')
    """
    return _SMALL[n] if 0 <= n < len(_SMALL) else f"{n:,}"


def percent(share: float) -> str:
    """A share as a whole per cent; what rounds to nothing but is more says so.

    >>> percent(0.254), percent(0.001)
    ('25 per cent', 'under 1 per cent')
    """
    if 0 < share < 0.005:
        return "under 1 per cent"
    return f"{share * 100:.0f} per cent"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def plural(n: int, one: str, many: str) -> str:
    """
    >>> plural(1, 'study finds', 'studies find')
    'study finds'
    """
    return one if n == 1 else many


def some(n: int, one: str, many: str) -> str:
    """A count with its noun and verb.

    >>> some(0, 'study finds', 'studies find'), some(2, 'study finds', 'studies find')
    ('no study finds', 'two studies find')
    """
    return f"no {one}" if n == 0 else f"{number(n)} {plural(n, one, many)}"


def quantifier(share: float, steps: Iterable[Quantifier]) -> str:
    """The word whose share is reached, by the thresholds of config.yaml (brief.quantifiers)."""
    return max((step for step in steps if share >= step.from_), key=lambda step: step.from_).word


def a_list(parts: list[str]) -> str:
    """
    >>> a_list(['a', 'b', 'c'])
    'a, b and c'
    """
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else ""


def long_date(iso: str) -> str:
    """
    >>> long_date('2026-11-23')
    '23 November 2026'
    """
    from datetime import date

    day = date.fromisoformat(iso)
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    return f"{day.day} {months[day.month - 1]} {day.year}"
