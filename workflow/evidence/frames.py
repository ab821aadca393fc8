"""The tables of a built review as pandas frames, for the notebooks and scripts of readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence.catalogue import TABLES, words
from evidence.errors import UserError
from evidence.io import read_columns
from evidence.layout import Layout
from evidence.remarks import REMARKS
from evidence.rows import Column, Table, columns
from evidence.written import meant

if TYPE_CHECKING:
    import pandas as pd

_KINDS = {str: "string", int: "int64", float: "float64", bool: "bool"}
_WITH_GAPS = {int: "Int64", bool: "boolean"}


class Frames(Mapping[str, "pd.DataFrame"]):
    """`frames["pools"]` is a table, read when it is asked for; `list(frames)` names them all, in the order of the stages.

    A column with closed words is categorical, one with several values a cell holds lists, a number or word that is
    missing is NaN or `<NA>`. `frame.attrs` says what the table holds (`what`) and the labels and units of its columns.
    Raises UserError for a name that no table has, and where the table has not been built.
    """

    def __init__(self, folder: str | Path = ".") -> None:
        self.at = Layout(Path(folder))
        if not self.at.root.is_dir():
            raise UserError("there is no such folder", file=self.at.root, fix="give the folder of a review")
        tables = (*TABLES, *REMARKS)
        names = [table.name for table in tables]
        self._tables = {
            table.name if names.count(table.name) == 1 else f"{table.stage}/{table.name}": table
            for table in tables
        }

    def __getitem__(self, name: str) -> pd.DataFrame:
        table = self._tables.get(name)
        if table is None:
            near = meant(name, list(self._tables)) or ", ".join(self._tables)
            raise UserError(f"no table is called {name!r}", fix=f"ask for one of these: {near}")
        return _frame(table, read_columns(self.at.table(table.stage, table.name), table.row))

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __contains__(self, name: object) -> bool:
        return name in self._tables


def _frame(table: Table, arrow: Any) -> pd.DataFrame:
    frame = arrow.to_pandas()
    for column in columns(table.row):
        if not column.many:
            cells = frame[column.name]
            given = cells.where(cells.isin(column.words)) if column.words else cells
            frame[column.name] = given.astype(_dtype(column))
    told = words(table.row)
    frame.attrs = {
        "what": table.what,
        "labels": {name: said.label for name, said in told.items()},
        "units": {name: said.unit for name, said in told.items() if said.unit},
    }
    return frame


def _dtype(column: Column) -> Any:
    import pandas as pd

    if column.words:
        return pd.CategoricalDtype(column.words)
    return (_KINDS | _WITH_GAPS if column.optional else _KINDS)[column.kind]
