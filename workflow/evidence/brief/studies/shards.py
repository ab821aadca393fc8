"""The list of very many works as scripts that the page loads when it needs them (`engine/book/studies/explorer-shards.js`).

Rows stand some hundred to a script, in the order of the list. A column has, for each row, the number of one of its values,
in as many signs as that needs. The words of the rows stand in the order of their letters, each with the rows that have it,
so that what is asked for is found without reading the rows. All is scripts because a page from file:// may run one and may
not fetch.
"""

from __future__ import annotations

import re
import string
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from evidence.io import to_json

ROWS = 250
"""Rows of a script."""
WORDS = 150_000
"""Signs of a script of words, about."""
_SIGNS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
_MARKS = re.compile("[\u0300-\u036f]")
_BETWEEN = re.compile(r"[\W_]+")


@dataclass
class Column:
    """The values of a column as they come, each told once; `numbers`: of each row that of its value."""

    values: dict[str, int] = field(default_factory=dict)
    numbers: array[int] = field(default_factory=lambda: array("l"))

    def add(self, value: object) -> None:
        self.numbers.append(self.values.setdefault(to_json(value), len(self.values)))

    def script(self, name: str) -> str:
        """A call of `evidenceColumn`: the values, how many signs a number has, and the numbers in base 64."""
        return _of_column(name, f"[{safe(','.join(self.values))}]", self.numbers, len(self.values))


@dataclass
class Index:
    """Which rows have a word. Most words are names of one work: one row is kept as a number, several as an array."""

    rows: dict[str, int | array[int]] = field(default_factory=dict)

    def add(self, row: int, texts: Iterable[str], names: Iterable[str]) -> None:
        """`texts` are taken word by word, `names` (of works, DOIs) whole."""
        for word in sorted({*words(" ".join(texts)), *filter(None, map(fold, names))}):
            at = self.rows.setdefault(word, row)
            if isinstance(at, array):
                at.append(row)
            elif at != row:
                self.rows[word] = array("l", (at, row))

    def scripts(self) -> tuple[list[str], list[str]]:
        """The first word of each script, and the scripts: calls of `evidenceWords` with each word's rows as distances."""
        firsts: list[str] = []
        scripts: list[str] = []
        lines: list[str] = []
        size = 0
        # As JavaScript orders texts, so that it can look words up.
        for word in sorted(self.rows, key=lambda w: w.encode("utf-16-be", "surrogatepass")):
            if not lines:
                firsts.append(word)
            at = self.rows[word]
            steps = str(at) if isinstance(at, int) else ",".join(str(b - a) for a, b in pairwise((0, *at)))
            lines.append(f"[{to_json(word)},{steps}]")
            size += len(lines[-1])
            if size > WORDS:
                scripts.append(_of_words(len(scripts), lines))
                lines, size = [], 0
        if lines:
            scripts.append(_of_words(len(scripts), lines))
        return firsts, scripts


def _of_words(number: int, lines: list[str]) -> str:
    return f"window.evidenceWords({number},[{safe(','.join(lines))}]);\n"


def rows_scripts(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Calls of `evidenceRows`, ROWS rows each."""
    waiting: list[str] = []
    number = 0
    for row in rows:
        waiting.append(to_json(row))
        if len(waiting) == ROWS:
            yield _of_rows(number, waiting)
            number, waiting = number + 1, []
    if waiting:
        yield _of_rows(number, waiting)


def _of_rows(number: int, rows: list[str]) -> str:
    return f"window.evidenceRows({number},[{safe(','.join(rows))}]);\n"


def ranks_script(name: str, keys: Sequence[str]) -> str:
    """A column of places: that of each row among all rows in the order of `keys`, ties as they stand."""
    places = array("l", [0] * len(keys))
    for place, n in enumerate(sorted(range(len(keys)), key=lambda n: (keys[n], n))):
        places[n] = place
    return _of_column(name, "null", places, len(keys))


def _of_column(name: str, values: str, numbers: array[int], different: int) -> str:
    width = width_of(different)
    signs = [in_signs(number, width) for number in range(different)]
    return (
        f'window.evidenceColumn({to_json(name)},{values},{width},"{"".join(signs[n] for n in numbers)}");\n'
    )


def width_of(values: int) -> int:
    """How many signs tell so many values apart.

    >>> width_of(64), width_of(65)
    (1, 2)
    """
    width = 1
    while len(_SIGNS) ** width < values:
        width += 1
    return width


def in_signs(number: int, width: int) -> str:
    """
    >>> in_signs(0, 2), in_signs(65, 2)
    ('AA', 'BB')
    """
    found = ""
    for _ in range(width):
        number, last = divmod(number, len(_SIGNS))
        found = _SIGNS[last] + found
    return found


def fold(text: str) -> str:
    """As the script of the list folds what is asked for: small letters without accents.

    >>> fold("Évaluation"), fold("10.1000/AB")
    ('evaluation', '10.1000/ab')
    """
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).lower()


def words(text: str) -> set[str]:
    """
    >>> sorted(words("Co-operation: Évaluation 2012"))
    ['2012', 'co', 'evaluation', 'operation']
    """
    return {word for word in _BETWEEN.split(fold(text)) if word}


def safe(text: str) -> str:
    """JSON as it may stand in a script, also in one that stands in a page."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
