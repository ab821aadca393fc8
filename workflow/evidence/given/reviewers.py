"""Who decided: the names of reviewers, however they are written.

`AB`, `ab` and `A. B.` are one person. Read as three, her later decision would stand beside the one that it replaces, and the
more inclusive of the two would count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar
from unicodedata import normalize

from evidence.remarks import Remark

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")
CONSENSUS = "consensus"
"""The reviewer in whose name people settle what they had decided differently; it stands alone."""
_MARKS = re.compile(r"[\W_]+")


def one_spelling(rows: Sequence[Row]) -> tuple[list[Row], list[Remark]]:
    """The rows of one kind of table, each person under the name of her first row, and a remark for every other spelling.

    Names that differ in capitals, spaces and marks only are one person's. Rows without a reviewer come back as they are.
    """
    first: dict[str, Any] = {}
    told: dict[str, Remark] = {}
    found: list[Row] = []
    for row in rows:
        name = getattr(row, "reviewer", "")
        if plain := plain_name(name):
            named = first.setdefault(plain, row)
            meant = CONSENSUS if plain == CONSENSUS else named.reviewer
            if name != meant:
                row = replace(row, reviewer=meant)
            if meant not in (name, CONSENSUS):
                told.setdefault(name, _remark(found_as=name, row=row, first=named))
        found.append(row)
    return found, list(told.values())


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's: they differ in capitals, spaces and marks only.

    >>> same_person("A. B.", "ab"), same_person("coder-1", "coder-2")
    (True, False)
    """
    return plain_name(one) == plain_name(other)


def voices(names: Iterable[str]) -> list[str]:
    """The people among names, each once, by the alphabet. CONSENSUS is nobody beside those who agreed; it stays where nobody else is named.

    >>> voices(["cara", "consensus", "Ben", "cara"]), voices(["consensus"])
    (['Ben', 'cara'], ['consensus'])
    """
    every = {name for name in names if name}
    return sorted(every - {CONSENSUS} or every)


def plain_name(name: str) -> str:
    """What is left of a name without capitals, spaces and marks.

    >>> plain_name("A. B."), plain_name("coder-1"), plain_name("Consensus")
    ('ab', 'coder1', 'consensus')
    """
    return _MARKS.sub("", normalize("NFKC", name).casefold())


def _remark(found_as: str, row: Any, first: Any) -> Remark:
    return Remark(
        "",
        row.file,
        row.line,
        "reviewer",
        found_as,
        f"this is taken for {first.reviewer} (line {first.line} of {first.file}): the names differ in capitals, spaces or marks only",
        "write one person's name in one way; names of two people must differ in a letter or a figure",
    )
