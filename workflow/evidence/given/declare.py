"""How a table of people's is declared: once, by the row that it is a list of.

The names of its columns, their types and bounds, the words that a cell may hold and their other names stand here and nowhere
else: reading, checks, messages, worksheets and the Table Schema follow from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, TypeVar, dataclass_transform, get_args, get_type_hints

from evidence.rows import Printed

Row = TypeVar("Row")
_DECLARED = "__given__"
DATE = r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?"
"""The pattern of a column that holds dates, with the time of the day or without."""
OF_FACET = "codes_of_the_facet"
"""Where `codes` is this, a column holds codes of the facet that its row names under `facet`."""


@dataclass(frozen=True, slots=True)
class Given:
    """One column that people fill in.

    `kind`: str, int, float or a closed list of words. `required`: no cell is blank. `optional`: a table may do without the
    column. `refers`: a cell names a record. `many`: a cell holds several words, parted by semicolons. `words`: what a cell may hold, anything where it is None; `codes` names
    the list of the codebook that they are in, or makes it of the codebook. `known`: words that are understood among others. `also`: other names → words, or what gives them when asked.
    `pattern`: all of a cell. `prose`: a cell holds sentences, for which a form has room. `minimum`, `maximum`, `above`: bounds of a number. `blank`: what means the same as an empty cell.
    """

    name: str
    what: str
    kind: type = str
    required: bool = False
    optional: bool = False
    unique: bool = False
    refers: bool = False
    many: bool = False
    words: tuple[str, ...] | None = None
    codes: str | Callable[[Any], Iterable[str]] = ""
    known: tuple[str, ...] = ()
    also: Mapping[str, str] | Callable[[], Mapping[str, str]] = field(default_factory=dict)
    pattern: str = ""
    prose: bool = False
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    blank: tuple[str, ...] = ()

    @property
    def others(self) -> Mapping[str, str]:
        """Other names → words."""
        return self.also() if callable(self.also) else self.also


@dataclass(frozen=True, slots=True)
class GivenTable:
    """One table: its name, what a row is, its row and columns.

    `key`: the column that names a row in messages. `about`: the columns that say, beside the record, what a decision is about, of which the last counts; `says`: the column of what it says. `facets`: the
    roles of facets of the codebook that are columns as well. `sheet`: the columns of its worksheet, where rows of that are
    known by their width; `shown`: those of them that it prints and nobody reads. `more`: columns that are known only when asked.
    """

    name: str
    what: str
    row: type
    columns: tuple[Given, ...]
    key: str = "record"
    about: tuple[str, ...] = ()
    says: str = ""
    facets: tuple[str, ...] = ()
    sheet: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    more: Callable[[], Iterable[Given]] = tuple

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all columns."""
        return tuple(column.name for column in self.columns)

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns that the table cannot do without."""
        return tuple(column.name for column in self.columns if not column.optional)


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of people's, with its place.

    `time`: the time of its day, HH:MM:SS, where its date has one; else that of the last row of that day above it, or nothing. So rows that
    a person adds below those of the desk are the later ones. `of_above`: whether it is that other row's, which says nothing of when this was decided.
    """

    file: str
    line: int
    time: str = field(default="", kw_only=True)
    of_above: bool = field(default=False, kw_only=True)

    @property
    def moment(self) -> str:
        """Its day, with the time behind it where there is one: YYYY-MM-DDTHH:MM:SS."""
        day = getattr(self, "date", "")
        return f"{day}T{self.time}" if self.time else day


def given(what: Printed[str], *, default: Any = MISSING, **rules: Any) -> Any:
    """A column: what it holds, and the rules of `Given`. A table may do without a column that has a `default`."""
    return field(default=default, metadata={"what": what, "optional": default is not MISSING, **rules})


def reference(what: Printed[str] = "A reference to a record: citation key, DOI, PMID or record id") -> Any:
    """The column that says which record a row is about."""
    return given(what, required=True, refers=True)


def title(default: str) -> Any:
    """A column beside a reference."""
    what = "The title of the record, which says what is meant when a key is used again"
    return given(what, default=default)


OF_WORK: Mapping[str, str] = {
    "authors": "The authors, as the worksheet prints them; not read",
    "year": "The year, as the worksheet prints it; not read",
    "abstract": "The abstract or the opening, as the worksheet prints it; not read",
}
"""What a worksheet shows of a work, beside its title."""
EARLIER: Mapping[str, str] = {
    "earlier": "What was judged before, as the worksheet prints it; not read",
}


def reviewer() -> Any:
    """The column that every decision is signed in."""
    return given("Who decided", required=True)


def day(**rules: Any) -> Any:
    """The column that says when. The row keeps its day; a time behind it goes to `time`."""
    return given("When, as YYYY-MM-DD, or with the time as YYYY-MM-DDTHH:MM:SS", pattern=DATE, **rules)


def settled_by(default: str) -> Any:
    """The column that keeps the name of a person who settles what others decided differently."""
    return given("Who settled it, where the reviewer is `consensus`", default=default)


JUDGED = "judged"
"""The column of what a judgement rests on."""


def judged(default: str) -> Any:
    """The column of what a judgement was made on (`fingerprints.py`)."""
    what = "Fingerprints of what was judged, as the desk, worksheets and `evidence stamp` write them; blank where that was not noted"
    return given(what, default=default)


NOT_WITHDRAWN = ("no", "n", "false", "0")
"""What stands in the column `withdrawn` of a row that takes nothing back, beside nothing."""


def takes_back(cell: str | None) -> bool:
    """Whether the column `withdrawn` of a row as it was written takes something back.

    >>> takes_back("Yes"), takes_back(" No "), takes_back(""), takes_back(None)
    (True, False, False, False)
    """
    return (cell or "").strip().casefold() not in ("", *NOT_WITHDRAWN)


def withdrawn(default: str) -> Any:
    """The column of rows that take a decision back (`given/withdrawn.py`)."""
    what = "`yes` in a row that takes back the last one of the same reviewer on the same thing; else blank"
    also = dict.fromkeys(("y", "true", "1", "x"), "yes")
    return given(what, default=default, words=("yes",), also=also, blank=NOT_WITHDRAWN)


@dataclass_transform(
    frozen_default=True,
    field_specifiers=(given, reference, title, reviewer, day, settled_by, judged, withdrawn, field),
)
def given_table(
    name: str, what: Printed[str], shown: Mapping[str, str] | None = None, **more: Any
) -> Callable[[type[Row]], type[Row]]:
    """The row of a table that people write. `shown`: columns that its worksheet prints and nobody reads; `more`: as in `GivenTable`."""

    def declare(row: type[Row]) -> type[Row]:
        made = dataclass(frozen=True, slots=True)(row)
        own = _columns(made)
        names = {column.name for column in own}
        printed = [Given(n, said, optional=True) for n, said in (shown or {}).items() if n not in names]
        sheet = tuple(column.name for column in (*own, *printed)) if printed else ()
        beside = {"shown": tuple(column.name for column in printed), "sheet": sheet, **more}
        setattr(made, _DECLARED, GivenTable(name, what, made, (*own, *printed), **beside))
        return made

    return declare


def moment(row: Any) -> tuple[str, str, str, int]:
    """When a row was decided: by this people's rows stand in the order in which they were."""
    return row.date, row.time, row.file, row.line


def given_by(row: type) -> GivenTable:
    """The table of a row. Raises KeyError for a row of no table."""
    return vars(row)[_DECLARED]


def _columns(row: type) -> tuple[Given, ...]:
    hints = get_type_hints(row)
    return tuple(_column(f.name, hints[f.name], f.metadata) for f in fields(row) if "what" in f.metadata)


def _column(name: str, hint: Any, said: Mapping[str, Any]) -> Given:
    parts = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    kind = next(part for part in parts if part is not NoneType)
    words = tuple(word.value for word in kind if word.value) if issubclass(kind, StrEnum) else None
    return Given(name, kind=kind, **{"words": words, **said})
