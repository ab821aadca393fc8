"""A comparison as it is written: which arm stands against which."""

from __future__ import annotations

import re

_AGAINST = re.compile(r"\s+(?:vs?\.?|versus|against|compared (?:with|to))\s+", re.IGNORECASE)


def fold(text: str) -> str:
    """Without capitals and further spaces."""
    return " ".join(text.casefold().split())


def arms(comparison: str) -> tuple[str, ...]:
    """The two arms, folded; one text where it names no two.

    >>> arms("Coached vs. alone"), arms("before and after")
    (('coached', 'alone'), ('before and after',))
    """
    return tuple(fold(arm) for arm in _AGAINST.split(comparison.strip(), maxsplit=1))


def named_arms(comparison: str) -> tuple[str, str] | None:
    """The two arms as they are written; None where no two are named.

    >>> named_arms("Coached vs. alone"), named_arms("before and after")
    (('Coached', 'alone'), None)
    """
    first, *rest = _AGAINST.split(comparison.strip(), maxsplit=1)
    return (first, rest[0]) if rest and first and rest[0] else None


def reversed_arms(comparison: str) -> str:
    """
    >>> reversed_arms("coached vs alone"), reversed_arms("before and after")
    ('alone vs coached', 'before and after')
    """
    return " vs ".join(reversed(_AGAINST.split(comparison.strip(), maxsplit=1)))
