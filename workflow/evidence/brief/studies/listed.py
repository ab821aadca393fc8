"""The rows of the list of very many works, as columns: first those of works that have a card and of cases, then those of all others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.brief.markup import own_anchor
from evidence.brief.studies import shards
from evidence.brief.studies.carded import LIST, carded
from evidence.brief.studies.explorer_rows import FATES, ExplorerRow, some_authors
from evidence.brief.tables import Tables
from evidence.citation import Named
from evidence.classify.rows import CodedBy, Label, State
from evidence.codebook import Facet
from evidence.deduplicate.rows import Work
from evidence.io import to_json
from evidence.kept import held
from evidence.lookup import ends_by_content
from evidence.rows import view
from evidence.screen.rows import Screening
from evidence.stored import beside, one_column

_CITED = ("work_id", "title", "authors", "year")
_Cited = view(Work, *_CITED)
_Coded = view(Label, "work_id", "facet", "code", "source", "state")
_BLOCK = 10  # a block has so many works in the mean, as a power of two
_BETWEEN = " "
_NOTHING = "[]"


@dataclass(frozen=True)
class Columns:
    """The rows (n,) of the list, in its order, in Arrow. `page`, `cite`, `title`, `authors` are text; `year` is a number or a gap; `codes` (a
    column a facet), `fate`, `sides` are JSON; `searched` is text whose words are found, `names` (k, each of n) are found whole."""

    page: Any
    cite: Any
    title: Any
    authors: Any
    year: Any
    codes: list[Any]
    fate: Any
    sides: Any
    searched: Any
    names: list[Any]

    def __len__(self) -> int:
        return len(self.page)

    def json(self) -> Any:
        """The rows as the script of the list reads them."""
        texts = [shards.in_json(text) for text in (self.page, self.cite, self.title, self.authors)]
        year = pc.fill_null(self.year.cast(pa.string()), "null")
        codes = pc.binary_join_element_wise(*self.codes, ",") if self.codes else pa.array([""] * len(self))
        codes = pc.binary_join_element_wise("[", codes, "]", "")
        parts = pc.binary_join_element_wise(*texts, year, codes, self.fate, self.sides, ",")
        return pc.binary_join_element_wise("[", parts, "]", "")


def of_cards(found: list[ExplorerRow], fates: list[str], claims: list[str], facets: int) -> Columns:
    """The rows of works that have a card, and of cases."""

    def text(told: Iterable[str]) -> Any:
        return pa.array([*told], pa.string())

    names = [[*row.names, "", ""][:2] for row in found]
    sides = ([[claims.index(claim), side] for claim, side in row.sides] for row in found)
    return Columns(
        page=text(row.page for row in found),
        cite=text(row.cite for row in found),
        title=text(row.title for row in found),
        authors=text(row.authors for row in found),
        year=pa.array([row.year for row in found], pa.int64()),
        codes=[text(_json(row.codes[n]) for row in found) for n in range(facets)],
        fate=text(str(fates.index(row.fate)) for row in found),
        sides=text(map(_json, sides)),
        searched=text(_BETWEEN.join((row.cite, row.title, row.authors, row.more)) for row in found),
        names=[text(row.page.rsplit("/", 1)[-1].removesuffix(".html") for row in found)]
        + [text(own[n] for own in names) for n in range(2)],
    )


def of_others(tables: Tables, fates: list[str], facets: list[Facet]) -> Columns:
    """The rows of all other works, by fate and reference."""
    works = tables[Work]
    every = one_column(works, "work_id")
    among = pc.invert(pc.is_in(every, pa.array(sorted(carded(tables)), every.type)))
    ids = _one(every.filter(among))
    decisions = beside(
        ids, one_column(tables[Screening], "work_id"), _one(one_column(tables[Screening], "decision"))
    )
    decisions = pc.dictionary_encode(decisions)
    order = {str(screen): n for n, screen in enumerate(FATES)}
    words = {str(screen): str(fates.index(fate)) for screen, fate in FATES.items()}
    decided = decisions.dictionary.to_pylist()
    cites, references, shown = _named(tables, among)
    keys = {
        "group": pa.array([order[one] for one in decided], pa.int64()).take(decisions.indices),
        "reference": references,
        "id": ids,
    }
    place = pc.sort_indices(pa.table(keys), [(name, "ascending") for name in keys])
    del keys, references

    def told_of(name: str) -> Any:
        return _one(one_column(works, name).filter(among)).take(place)

    own = _anchors(ids.take(place))
    title, year, authors = told_of("title"), told_of("year"), told_of("authors")
    searched = (
        title,
        pc.binary_join(authors, _BETWEEN),
        told_of("container"),
        pc.fill_null(year.cast(pa.string()), ""),
    )
    return Columns(
        page=pc.binary_join_element_wise(f"{LIST}#work=", own, ""),
        cite=cites.take(place),
        title=title,
        authors=shown.take(place),
        year=year,
        codes=[column.take(place) for column in _codes(tables, facets, ids)],
        fate=pa.array([words[one] for one in decided], pa.string()).take(decisions.indices).take(place),
        sides=pa.array([_NOTHING], pa.string()).take(pa.array(np.zeros(len(ids), np.int64))),
        searched=pc.binary_join_element_wise(*searched, _BETWEEN),
        names=[own, told_of("doi"), told_of("key")],
    )


def _anchors(ids: Any) -> Any:
    """The ids (n,) as they stand in addresses: nearly all as they are."""
    odd = pc.invert(pc.match_substring_regex(ids, "^[a-z][a-zA-Z0-9-]{0,50}$"))
    return pc.replace_with_mask(ids, odd, pa.array(map(own_anchor, ids.filter(odd).to_pylist()), pa.string()))


def _one(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _named(tables: Tables, among: Any) -> tuple[Any, Any, Any]:
    """Of each of some works its short citation, what it is put in order by, and its first authors. What is kept of a block of works is not made again."""
    works, names, found = tables[_Cited], Named(), []
    own = pa.table({name: one_column(works, name).filter(among) for name in _CITED})
    for start, end in ends_by_content(own["work_id"], _BLOCK):
        block = own.slice(start, end - start).drop_columns(["work_id"])
        found.append(
            tables.kept.get(tables.kept.key([b"named", *held(block)]), partial(_named_here, block, names))
        )
    whole = pa.concat_tables(found) if found else _named_here(own.drop_columns(["work_id"]), names)
    return tuple(_one(column) for column in whole.columns)


def _named_here(works: Any, names: Named) -> Any:
    told = []
    cells = (works[name].to_pylist() for name in ("title", "authors", "year"))
    for title, authors, year in zip(*cells, strict=True):
        cite, reference = names.of(title, authors or (), year)
        told.append((cite, reference.casefold(), some_authors(authors or ())))
    columns_ = zip(*told, strict=True) if told else ((), (), ())
    return pa.table([pa.array(column, pa.string()) for column in columns_], ["cite", "reference", "authors"])


def _codes(tables: Tables, facets: list[Facet], ids: Any) -> list[Any]:
    """Of each of some works its accepted codes, a column (n,) of JSON a facet: [[label, whether a person gave it], ...]."""
    labels = tables[_Coded]
    of_facet = one_column(labels, "facet")
    shown = pa.array([facet.id for facet in facets], pa.string())
    holds = pc.and_(pc.equal(one_column(labels, "state"), State.ACCEPTED), pc.is_in(of_facet, shown))
    work, facet, code, source = (
        _one(one_column(labels, name).filter(holds)) for name in ("work_id", "facet", "code", "source")
    )
    at = pc.index_in(work, ids)
    person = pc.equal(source, CodedBy.PERSON)
    found = []
    for own in facets:
        mine = pc.and_(pc.equal(facet, own.id), pc.is_valid(at))
        places = np.asarray(at.filter(mine)).astype(np.int64)
        coded = pc.dictionary_encode(code.filter(mine))
        by = np.asarray(person.filter(mine).cast(pa.int8())).astype(np.int64)
        said = [
            _json([own.label_of(one), bool(given)])
            for one in coded.dictionary.to_pylist()
            for given in (0, 1)
        ]
        order = np.argsort(places, kind="stable")
        told = pa.array(said, pa.string()).take(pa.array((np.asarray(coded.indices) * 2 + by)[order]))
        ends = np.concatenate([[0], np.cumsum(np.bincount(places, minlength=len(ids)))])
        lists = pa.LargeListArray.from_arrays(pa.array(ends, pa.int64()), told)
        found.append(pc.binary_join_element_wise("[", pc.binary_join(lists, ","), "]", ""))
    return found


def _json(value: object) -> str:
    return shards.safe(to_json(value))


def words(columns: Columns) -> tuple[Any, np.ndarray]:
    """Every word and every name (m,) as a dictionary array, and the row (m,) that it stands in; a blank one is none."""
    found, rows = [], []
    for first in range(0, len(columns), 20_000):
        lists = shards.tokens(columns.searched.slice(first, 20_000))
        found.append(pc.dictionary_encode(pc.list_flatten(lists)))
        rows.append(np.asarray(pc.list_parent_indices(lists)).astype(np.int64) + first)
    for names in columns.names:
        found.append(pc.dictionary_encode(shards.folded(names)))
        rows.append(np.arange(len(columns)))
    kind = pa.dictionary(pa.int32(), pa.string())
    entries = pa.chunked_array(found, kind).unify_dictionaries().combine_chunks()
    return entries, np.concatenate(rows)


def both(first: Columns, second: Columns) -> Columns:
    """The rows of one after those of the other."""

    def one(a: Any, b: Any) -> Any:
        return (
            [pa.concat_arrays([x, y]) for x, y in zip(a, b, strict=True)]
            if isinstance(a, list)
            else pa.concat_arrays([a, b])
        )

    return Columns(
        **{name: one(getattr(first, name), getattr(second, name)) for name in Columns.__dataclass_fields__}
    )
