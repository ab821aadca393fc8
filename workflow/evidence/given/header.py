"""The first line of a table of people's: which columns it names, and all that is wrong with it, at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

from evidence import written
from evidence.errors import UserError, UserErrors, shorten
from evidence.given.declare import GivenTable
from evidence.given.reading import header_below, header_of

_WEB = re.compile(r"\s*<(?:!doctype|\?xml|html|head|body|script)", re.IGNORECASE)


def check_header(text: str, file: str, table: GivenTable) -> None:
    """Raises UserError where a needed column is missing or one is not known, UserErrors where there are several such."""
    found = list(header_mistakes(text, file, table))
    if found:
        raise found[0] if len(found) == 1 else UserErrors(found)


def header_mistakes(text: str, file: str, table: GivenTable) -> Iterator[UserError]:
    """Each mistake in the header of a table, with what to do."""
    line, names = header_of(text)
    wrong = partial(UserError, file=file, line=line)
    given = [known_as(name, table.names)[0] for name in names]
    columns = ",".join(table.needed)
    if not names:
        yield wrong("the file holds nothing", fix=f"begin it with the names of its columns: {columns}")
    elif _WEB.match(text):
        fix = "download the table again, signed in, as CSV, and put it in the place of this file"
        yield wrong("this is a web page and no table", value=shorten(names[0], 60), fix=fix)
    elif len({*given} & {*table.names}) < 2 and (below := header_below(text, table.names)):
        yield wrong(
            f"the names of the columns stand in line {below}, and not in the first",
            value=", ".join(filter(None, names)),
            fix=f"remove the {'lines' if below > line + 1 else 'line'} above them",
        )
    elif _is_data(given, table):
        yield wrong(
            "the first line does not hold the names of the columns",
            value=shorten(", ".join(filter(None, names)), 80),
            fix=f"put them above it: {columns}",
        )
    else:
        yield from _of_columns(given, table, wrong)


def _is_data(given: Sequence[str], table: GivenTable) -> bool:
    """Whether the first line is one of the rows: no needed column is named in it, and hardly one is nearly."""
    if {*given} & {*table.needed} or len({*given} & {*table.names}) > 1:
        return False
    return sum(bool(written.meant(name, table.needed)) for name in given if name) < 2


def _of_columns(given: Sequence[str], table: GivenTable, wrong: partial[UserError]) -> Iterator[UserError]:
    """Columns that are named twice, that nobody knows, and that are not there; one that is there under a like name is said once."""
    taken = set()
    for name in table.names:
        if given.count(name) > 1:
            yield wrong(
                "two columns have this name",
                field=name,
                fix="remove one of the two, or begin its name with `_` where it is a note of your own",
            )
    for name in given:
        if name and name not in table.names and not name.startswith("_"):
            near = _meant(name, given, table)
            taken.add(near)
            yield _unknown(name, near, [n for n in table.needed if n not in given], table, wrong)
    for name in table.needed:
        if name not in given and name not in taken:
            fix = f"add `{name}` to this line, and a cell for it to every row"
            yield wrong("this column is missing", field=name, fix=fix)


def _meant(name: str, given: Sequence[str], table: GivenTable) -> str:
    """The column that an unknown name is probably meant for: never one that is there, nor any where the name is that of a kind of facet."""
    near = written.meant(name, table.names)
    return "" if near in given or name in table.facets else near


def _unknown(
    name: str, near: str, missing: Sequence[str], table: GivenTable, wrong: partial[UserError]
) -> UserError:
    """`missing`: needed columns that are not there, one of which is probably meant."""
    likest = written.nearest_first(name, table.names)
    if not near:
        likest = [*missing, *(other for other in likest if other not in missing)]
    orders = " or ".join(f"`{order}`" for order in written.ORDERS[1:])
    fix = f"did you mean `{near}`? " if near else ""
    fix += f"an order of dates is written as {orders}; " if near == "date" and "(" in name else ""
    what = "the table has no column of this name, so what stands in it would not be read"
    if table.facets and not near:
        what = "the table has no column and the codebook no facet of this name, so what stands in it would not be read"
        fix += "put the facet into config/codebook.yaml, "
    return wrong(
        what,
        field=shorten(name, 60),
        allowed=likest,
        fix=f"{fix}correct its name, or begin it with `_` where it is a note of your own",
    )


@lru_cache
def known_as(name: str, known: tuple[str, ...]) -> tuple[str, str]:
    """(name of a known column in whatever capitals it is written, or the name as it stands; order of its dates)."""
    plain, order = written.column(name)
    return (plain if plain.startswith("_") else written.as_allowed(plain, known)), order
