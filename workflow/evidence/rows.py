"""How a table is declared: once, by the row that it is a list of.

A table of the pipeline is a list of frozen rows. The row says everything about it: its name, its columns in their order,
their types and closed words, what they are called for people, their unit, and whether the book hands them on. Stages write
what is declared; Parquet types, downloads, the data package and `evidence.open` follow from it (`evidence.catalogue`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields, make_dataclass
from enum import StrEnum
from functools import cache
from types import FunctionType, NoneType, UnionType
from typing import Annotated, Any, TypeVar, dataclass_transform, get_args, get_origin, get_type_hints

Row = TypeVar("Row")
Word = TypeVar("Word")
Printed = Annotated[Word, "printed"]
"""What is given only to be printed: a change of it reruns those stages alone that print it (`evidence.stage_code`)."""
_DECLARED = "__declared__"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `kind` is str, int, float, bool or a closed list of words; `many`: a cell holds several of them.

    `refers`: the column, as `table.column`, that has what stands here, but for a blank cell.
    """

    name: str
    kind: type
    many: bool
    optional: bool
    refers: str = ""

    @property
    def words(self) -> list[str]:
        """The words that a cell may hold; empty where it may hold anything."""
        return [word.value for word in self.kind] if issubclass(self.kind, StrEnum) else []


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the stage that writes it, its name there, its row, what it holds, the name of its download, and the columns
    by which its rows are told apart. A cell of the key may be blank text; no two rows have the same key."""

    stage: str
    name: str
    row: type
    what: Printed[str] = ""
    download: Printed[str] = ""
    key: tuple[str, ...] = ()


def column(
    label: Printed[str],
    unit: Printed[str] = "",
    shipped: Printed[bool] = True,
    default: Any = MISSING,
    refers: str = "",
) -> Any:
    """A column of a row: what people call it, its unit, whether the downloads of the book hold it, and where what it names stands."""
    said = {"label": label, "unit": unit, "shipped": shipped, "refers": refers}
    return field(default=default, metadata=said)


def unstored(default: Any) -> Any:
    """What a row holds only where it is read: no column of its table, and never written."""
    return field(default=default, metadata={"stored": False})


@dataclass_transform(frozen_default=True, field_specifiers=(column, unstored, field))
def table(
    name: str,
    what: Printed[str] = "",
    download: Printed[str | None] = None,
    key: tuple[str, ...] = (),
) -> Callable[[type[Row]], type[Row]]:
    """The row of the table `results/STAGE/name.parquet`, where STAGE is the room that declares it.

    A table with `what` is handed on by the book, as `name.csv` or under the name in `download`. `key`: the columns that tell its rows apart.
    """

    def declare(row: type[Row]) -> type[Row]:
        made = dataclass(frozen=True, slots=True)(row)
        if odd := [part for part in key if part not in row.__annotations__]:
            raise TypeError(f"{row.__name__} has no column {', '.join(odd)} for its key")
        stage = row.__module__.split(".")[1]
        file = (download or f"{name}.csv") if what else ""
        setattr(made, _DECLARED, Table(stage, name, made, what, file, key))
        return made

    return declare


def view(row: type[Row], *names: str) -> type[Row]:
    """The same row with some of its columns alone: a stage that `reads` it is given these, and asking for another is an AttributeError.

    What is not stored, and the methods of the row, are those of the whole row. Raises TypeError for a column that it does not have.
    """
    if odd := {*names} - {c.name for c in columns(row)}:  # type: ignore[arg-type]
        raise TypeError(f"{row.__name__} has no column {', '.join(sorted(odd))}")
    hints = get_type_hints(row)
    kept = [
        (f.name, hints[f.name], field(default=f.default, metadata=f.metadata))
        for f in fields(row)  # type: ignore[arg-type]
        if f.name in names or not f.metadata.get("stored", True)
    ]
    does = {
        name: made for name, made in vars(row).items() if isinstance(made, FunctionType) and name[:2] != "__"
    }
    made = make_dataclass(row.__name__, kept, namespace=does, frozen=True, slots=True)
    setattr(made, _DECLARED, table_of(row))
    return made


def table_of(kind: type | Table) -> Table:
    """The table of a row, or the table itself. Raises KeyError for the row of no table, or of several."""
    if isinstance(kind, Table):
        return kind
    try:
        return vars(kind)[_DECLARED]
    except KeyError:
        raise KeyError(f"{kind.__name__} is not the row of one table") from None


def whole(kind: type | Table) -> bool:
    """Whether a table is meant with all of its columns, and not a `view` of it."""
    return isinstance(kind, Table) or table_of(kind).row is kind


def is_row(value: object) -> bool:
    """Whether a value is the row of one table."""
    return isinstance(value, type) and _DECLARED in vars(value)


@cache
def columns(row: type) -> tuple[Column, ...]:
    """The columns of a row, in order."""
    hints = get_type_hints(row)
    stored = [f for f in fields(row) if f.metadata.get("stored", True)]
    return tuple(_column(f.name, hints[f.name], f.metadata.get("refers", "")) for f in stored)


def column_names(row: type) -> list[str]:
    """The names of the columns of a row, in order."""
    return [c.name for c in columns(row)]


def _column(name: str, hint: Any, refers: str) -> Column:
    many = get_origin(hint) is tuple
    parts = get_args(hint) if many or isinstance(hint, UnionType) else (hint,)
    kind = next(part for part in parts if part not in (NoneType, Ellipsis))
    return Column(name, kind, many, NoneType in parts, refers)
