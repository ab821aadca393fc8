"""The rows of the list of very many works, as columns: first those of works that have a card and of cases, then those of all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.brief.studies import shards
from evidence.brief.studies.carded import carded
from evidence.brief.studies.explorer_rows import FATES, ExplorerRow
from evidence.brief.studies.said_alone import BETWEEN, one, said_alone, text, words_of
from evidence.brief.tables import Tables
from evidence.classify.rows import CodedBy, Label, State
from evidence.codebook import Facet
from evidence.deduplicate.rows import Work
from evidence.io import to_json
from evidence.rows import view
from evidence.screen.rows import Screening
from evidence.stored import beside, one_column

_Coded = view(Label, "work_id", "facet", "code", "source", "state")
_NOTHING = "[]"


@dataclass(frozen=True)
class Columns:
    """The rows (n,) of the list, in its order, in Arrow. `page`, `cite`, `title`, `authors`, `codes` (a column a facet), `fate`, `sides` are JSON;
    `by` is the citation without capitals; `year` is a number or a gap. `entries` are the words by which rows are found, as dictionary arrays of m together, `at`
    (m,) the rows that they stand in, in any order; a blank word is none."""

    page: Any
    cite: Any
    by: Any
    title: Any
    authors: Any
    year: Any
    codes: list[Any]
    fate: Any
    sides: Any
    entries: list[Any]
    at: np.ndarray

    def __len__(self) -> int:
        return len(self.page)

    def json(self) -> Any:
        """The rows as the script of the list reads them."""
        year = pc.fill_null(self.year.cast(pa.string()), "null")
        codes = pc.binary_join_element_wise(*self.codes, ",") if self.codes else pa.array([""] * len(self))
        codes = pc.binary_join_element_wise("[", codes, "]", "")
        named = (self.page, self.cite, self.title, self.authors)
        parts = pc.binary_join_element_wise(*named, year, codes, self.fate, self.sides, ",")
        return pc.binary_join_element_wise("[", parts, "]", "")


def of_cards(found: list[ExplorerRow], fates: list[str], claims: list[str], facets: int) -> Columns:
    """The rows of works that have a card, and of cases."""

    names = [[*row.names, "", ""][:2] for row in found]
    sides = ([[claims.index(claim), side] for claim, side in row.sides] for row in found)
    words = words_of(
        text(BETWEEN.join((row.cite, row.title, row.authors, row.more)) for row in found),
        [
            text(row.page.rsplit("/", 1)[-1].removesuffix(".html") for row in found),
            *(text(own[n] for own in names) for n in range(2)),
        ],
    )
    return Columns(
        page=shards.in_json(text(row.page for row in found)),
        cite=shards.in_json(text(row.cite for row in found)),
        by=text(row.cite.casefold() for row in found),
        title=shards.in_json(text(row.title for row in found)),
        authors=shards.in_json(text(row.authors for row in found)),
        year=pa.array([row.year for row in found], pa.int64()),
        codes=[text(_json(row.codes[n]) for row in found) for n in range(facets)],
        fate=text(str(fates.index(row.fate)) for row in found),
        sides=text(map(_json, sides)),
        **_entries([words], np.arange(len(found))),
    )


def of_others(tables: Tables, fates: list[str], facets: list[Facet]) -> Columns:
    """The rows of all other works, by fate and reference."""
    every = one_column(tables[Work], "work_id")
    among = np.asarray(pc.invert(pc.is_in(every, pa.array(sorted(carded(tables)), every.type))))
    said, words = said_alone(tables, among)
    said = {name: one(said[name]) for name in said.column_names}
    ids = said["id"]
    decisions = beside(
        ids, one_column(tables[Screening], "work_id"), one(one_column(tables[Screening], "decision"))
    )
    decisions = pc.dictionary_encode(decisions)
    order = {str(screen): n for n, screen in enumerate(FATES)}
    codes = {str(screen): str(fates.index(fate)) for screen, fate in FATES.items()}
    decided = decisions.dictionary.to_pylist()
    keys = {
        "group": pa.array([order[fate] for fate in decided], pa.int64()).take(decisions.indices),
        "reference": said.pop("reference"),
        "id": ids,
    }
    place = pc.sort_indices(pa.table(keys), [(name, "ascending") for name in keys])
    del keys
    row = np.empty(len(ids), np.int64)
    row[np.asarray(place)] = np.arange(len(ids))
    return Columns(
        codes=[column.take(place) for column in _codes(tables, facets, ids)],
        fate=pa.array([codes[fate] for fate in decided], pa.string()).take(decisions.indices).take(place),
        sides=pa.array([_NOTHING], pa.string()).take(pa.array(np.zeros(len(ids), np.int64))),
        **{name: said[name].take(place) for name in ("page", "cite", "by", "title", "authors", "year")},
        **_entries(words, row),
    )


def _entries(lists: Sequence[Any], rows: np.ndarray) -> dict[str, Any]:
    """The words of lists (n,), in one piece or more, and in which row each stands. `rows` (n,): of each list its row."""
    counts = [np.asarray(pc.list_value_length(own)) for own in lists]
    return {"entries": [own.flatten() for own in lists], "at": np.repeat(rows, np.concatenate(counts))}


def _codes(tables: Tables, facets: list[Facet], ids: Any) -> list[Any]:
    """Of each of some works its accepted codes, a column (n,) of JSON a facet: [[label, whether a person gave it], ...]."""
    labels = tables[_Coded]
    of_facet = one_column(labels, "facet")
    shown = pa.array([facet.id for facet in facets], pa.string())
    holds = pc.and_(pc.equal(one_column(labels, "state"), State.ACCEPTED), pc.is_in(of_facet, shown))
    work, facet, code, source = (
        one(one_column(labels, name).filter(holds)) for name in ("work_id", "facet", "code", "source")
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
            _json([own.label_of(name), bool(given)])
            for name in coded.dictionary.to_pylist()
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


def both(first: Columns, second: Columns) -> Columns:
    """The rows of one after those of the other."""

    def behind(name: str) -> Any:
        return pa.concat_arrays([getattr(first, name), getattr(second, name)])

    return Columns(
        codes=[pa.concat_arrays(own) for own in zip(first.codes, second.codes, strict=True)],
        entries=[*first.entries, *second.entries],
        at=np.concatenate([first.at, second.at + len(first)]),
        **{
            name: behind(name) for name in ("page", "cite", "by", "title", "authors", "year", "fate", "sides")
        },
    )
