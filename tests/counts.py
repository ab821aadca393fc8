"""What every count in a built text must do: a count of a whole population has its size, or says of which part it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .prose import read

# What may follow the name of a population where a part of it is counted, or where so many are asked for.
_RESTRICTS = re.compile(
    r"\s*(?:\(\d+\)\s*)?(?:are )?(?:with|without|that|which|whose|of|for|from|in|on|at|against|across|needed|included|made in|not|read|directly|named)\b"
)


def of_other_size(page: str, sizes: Mapping[str, int]) -> list[tuple[str, int, str]]:
    """`of_other_size_in` the text of a page, markdown or HTML."""
    return of_other_size_in(read(page), sizes)


def of_other_size_in(lines: Iterable[str], sizes: Mapping[str, int]) -> list[tuple[str, int, str]]:
    """(name, number, where it stands) of each count of a population that has another size and says of no part.

    `sizes`: the name of each population, in the plural, and how many it holds. The longest name that fits is meant.
    """
    names = "|".join(sorted(map(re.escape, sizes), key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w.,–-])(\d[\d,]*) ({names})\b", re.I)
    found = []
    for line in lines:
        for match in pattern.finditer(line):
            number, name = int(match[1].replace(",", "")), match[2].lower()
            if number != sizes[name] and not _RESTRICTS.match(line[match.end() :]):
                found.append((name, number, line[max(0, match.start() - 40) : match.end() + 40]))
    return found
