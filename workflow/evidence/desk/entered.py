"""What a person typed in a form: the row that it becomes, and what `evidence check` would say of it, field by field."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from evidence.codebook import Codebook
from evidence.extract.coded import Effect
from evidence.extract.contradictions import contradictions
from evidence.extract.derive import derive
from evidence.given.codes import with_codes
from evidence.given.declare import given_by
from evidence.given.once import Cells
from evidence.measures import BadInput


@dataclass(frozen=True, slots=True)
class Entered:
    """`cells`: the row as it is meant, every column of the form. `problems`: field → what is wrong, for which `check` would set the row aside.
    `doubts`: field → what `check` would remark upon, and the row is used all the same."""

    cells: dict[str, str]
    problems: dict[str, str]
    doubts: dict[str, str]

    @property
    def usable(self) -> bool:
        return not self.problems


def entered(
    row: type,
    typed: Mapping[str, Iterable[str]],
    codebook: Codebook,
    claims: Collection[str] = (),
    taken: Mapping[str, Collection[str]] | None = None,
    signed: Mapping[str, str] | None = None,
) -> Entered:
    """Check a row by the rules by which its file is checked.

    `typed`: field → what stands in it, several words where it may hold several. `taken`: what other rows have in columns in which none
    may be like another. `signed`: columns that are filled in without being asked for, such as who and when.
    """
    table = with_codes(given_by(row), codebook, tuple(claims))
    own = {column.name: "" for column in table.columns if column.name not in table.shown}
    raw = {name: ";".join(part for part in parts if part.strip()) for name, parts in typed.items()}
    read = Cells(table, codebook)
    cells = read.as_meant(
        own | {name: cell for name, cell in raw.items() if name in own} | dict(signed or {})
    )
    wrong: dict[str, str] = {}
    for problem in read.problems(cells):
        wrong.setdefault(problem.field, _sentence(problem.wrong, "", problem.fix))
    for column in table.columns:
        cell = cells.get(column.name) or ""
        if column.unique and cell in (taken or {}).get(column.name, ()):
            wrong.setdefault(
                column.name, _sentence("another row has this already", "text that no other row has")
            )
    doubts: dict[str, str] = {}
    if row is Effect and not wrong:
        wrong, doubts = _of_numbers(cells)
    return Entered(cells, wrong, doubts)


def _of_numbers(cells: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """(mistakes, doubts) that only the numbers of a row together show."""
    try:
        found = {**cells, **derive(dict(cells))}
    except BadInput as bad:
        return {bad.field: _sentence(bad.problem, bad.allowed)}, {}
    doubts: dict[str, str] = {}
    for field, _, problem, fix in contradictions(found):
        doubts.setdefault(field, _sentence(problem, "", fix))
    return {}, doubts


def _sentence(what: str, allowed: str, fix: str = "") -> str:
    """What is wrong, and what would be right.

    >>> _sentence("this is less than 0", "a number of at least 0")
    'This is less than 0. Allowed: a number of at least 0.'
    """
    told = f"{what[:1].upper()}{what[1:]}."
    told += f" Allowed: {allowed}." if allowed else ""
    return told + (f" {fix[:1].upper()}{fix[1:]}." if fix else "")
