"""What a row of the list of very many works says of its work alone: how it is cited, its title, the words by which it is found. It is kept by blocks of works, of which nothing is made
again where they stand as they stood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.brief.markup import own_anchor
from evidence.brief.studies import shards
from evidence.brief.studies.carded import LIST
from evidence.brief.studies.explorer_rows import some_authors
from evidence.brief.tables import Tables
from evidence.citation import Named
from evidence.deduplicate.rows import Work
from evidence.rows import view
from evidence.stored import Stored, one_column

BETWEEN = " "
_NAMES = ("work_id", "key", "title", "authors", "year", "container", "doi")
_Read = view(Work, *_NAMES)


def said_alone(tables: Tables, among: np.ndarray) -> tuple[Any, list[Any]]:
    """Of those works that are `among` all (n,) a table (m,), and the words of each as lists (m,), in the order of the works and in one piece or more.

    `id` is the name of a work, `reference` what it is put in order by, `cite`, `title`, `authors` and `page` are JSON, `by` is the citation without
    capitals, `year` a number or a gap.
    """
    blocks = [*_blocks(tables, among, Named())]
    words = [block["words"].combine_chunks() for block in blocks]
    whole = pa.concat_tables(block.drop_columns(["words"]) for block in blocks)
    return whole.combine_chunks(), words


def _blocks(tables: Tables, among: np.ndarray, names: Named) -> Iterator[Any]:
    works = tables[_Read]
    if not isinstance(works, Stored):
        yield _said(
            pa.table({name: one_column(works, name) for name in _NAMES}).filter(pa.array(among)), names
        )
        return
    read = works.groups(_NAMES)
    for number, (group, (start, end)) in enumerate(zip(works.digests(_NAMES), works.spans(), strict=True)):
        own = among[start:end]
        key = tables.kept.key([b"said alone", group, np.packbits(own).tobytes()])
        yield tables.kept.get(key, partial(_said_of_group, read, number, own, names))


def _said_of_group(read: Callable[[int], Any], number: int, own: np.ndarray, names: Named) -> Any:
    return _said(read(number).filter(pa.array(own)), names)


def _said(works: Any, names: Named) -> Any:
    cites, references, shown = [], [], []
    for title, authors, year in zip(
        *(works[name].to_pylist() for name in ("title", "authors", "year")), strict=True
    ):
        cite, reference = names.of(title, authors or (), year)
        cites.append(cite)
        references.append(reference.casefold())
        shown.append(some_authors(authors or ()))
    own = _anchors(one(works["work_id"]))
    searched = (
        one(works["title"]),
        pc.binary_join(one(works["authors"]), BETWEEN),
        one(works["container"]),
        pc.fill_null(one(works["year"]).cast(pa.string()), ""),
    )
    return pa.table(
        {
            "id": one(works["work_id"]),
            "reference": text(references),
            "cite": shards.in_json(text(cites)),
            "by": text(cite.casefold() for cite in cites),
            "title": shards.in_json(one(works["title"])),
            "authors": shards.in_json(text(shown)),
            "page": shards.in_json(pc.binary_join_element_wise(f"{LIST}#work=", own, "")),
            "year": one(works["year"]),
            "words": words_of(
                pc.binary_join_element_wise(*searched, BETWEEN), [own, one(works["doi"]), one(works["key"])]
            ),
        }
    )


def words_of(searched: Any, names: Iterable[Any]) -> Any:
    """The words of texts (n,), and the names (n,) that are found whole, as lists (n,) of a dictionary; blank ones among them."""
    lists = shards.tokens(searched)
    found, rows = [pc.list_flatten(lists)], [np.asarray(pc.list_parent_indices(lists)).astype(np.int64)]
    for name in names:
        found.append(shards.folded(name))
        rows.append(np.arange(len(searched)))
    at = np.concatenate(rows)
    entries = pc.dictionary_encode(pa.concat_arrays(found).take(pa.array(np.argsort(at, kind="stable"))))
    ends = np.concatenate([[0], np.cumsum(np.bincount(at, minlength=len(searched)))])
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), entries)


def _anchors(ids: Any) -> Any:
    """The ids (n,) as they stand in addresses: nearly all as they are."""
    odd = pc.invert(pc.match_substring_regex(ids, "^[a-z][a-zA-Z0-9-]{0,50}$"))
    return pc.replace_with_mask(ids, odd, pa.array(map(own_anchor, ids.filter(odd).to_pylist()), pa.string()))


def text(told: Iterable[str]) -> Any:
    """A column of text."""
    return pa.array([*told], pa.string())


def one(column: Any) -> Any:
    """A column in one piece."""
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
