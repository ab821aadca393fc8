"""Units of estimates: which are one, and which can be turned into one another exactly.

A month is no fixed number of days, and no currency is a fixed number of another, so that neither is turned into the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TABLE: dict[str, dict[str, float]] = {
    "time": {
        "second sec s": 1, "minute min": 60, "hour hr h": 3600, "day d": 86400, "week wk w": 604800,
        "fortnight": 1209600,
    },
    "calendar": {"month mo mth": 1, "quarter": 3, "year yr y annum": 12},
    "share": {
        "share proportion fraction": 1, "percent percentage %": 0.01, "permille ‰": 0.001,
    },
    "length": {"millimetre millimeter mm": 0.001, "centimetre centimeter cm": 0.01, "metre meter m": 1, "kilometre kilometer km": 1000},
    "mass": {"milligram mg": 0.001, "gram gramme g": 1, "kilogram kilogramme kg": 1000},
    "euro": {"euro eur €": 1},
    "pound": {"pound gbp £": 1},
    "dollar": {"dollar usd us$ $": 1},
    "people": {"person people participant individual": 1},
    "point": {"point pt": 1},
}  # fmt: skip
_KNOWN = {
    name: (family, factor) for family, units in _TABLE.items() for names, factor in units.items() for name in names.split()
}  # fmt: skip
_TIMES = {"hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9}


@dataclass(frozen=True, slots=True)
class Unit:
    """`factor` of the unit `base`; units of one base can be turned into one another."""

    base: str
    factor: float


def unit(text: str) -> Unit:
    """What a cell says; a unit that nobody knows is of itself alone.

    >>> unit("Days") == unit("d"), unit("weeks").factor / unit("days").factor, unit("thousand euros")
    (True, 7.0, Unit(base='euro', factor=1000.0))
    >>> unit("days").base == unit("months").base, unit("Beds").base
    (False, 'beds')
    """
    words = re.sub(r"[\s_.]+", " ", text.casefold()).strip()
    times, _, rest = words.partition(" ")
    for name, times_this in ((words, 1.0), (rest, _TIMES.get(times, 0.0))):
        found = (
            _KNOWN.get(name)
            or _KNOWN.get(name.removesuffix("s"))
            or _KNOWN.get(re.sub(r"\s*per cent", "percent", name))
        )
        if found and times_this:
            return Unit(found[0], found[1] * times_this)
    return Unit(words, 1.0)


def factor(was: str, to: str) -> float | None:
    """By how much an estimate in one unit is multiplied to stand in another; None where that is not exact.

    >>> factor("weeks", "days"), factor("years", "months"), factor("months", "days"), factor("", "days")
    (7.0, 12.0, None, None)
    """
    one, other = unit(was), unit(to)
    return one.factor / other.factor if one.base == other.base else None
