"""The list of more works than a page can hold as data: what the page loads first, and the scripts that it asks for later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain

import pyarrow as pa
import pyarrow.compute as pc

from evidence.brief.studies import listed, shards
from evidence.brief.studies.carded import to_cards
from evidence.brief.studies.explorer_rows import FATES, ExplorerRow
from evidence.brief.tables import Tables
from evidence.codebook import Facet
from evidence.deduplicate.rows import Work
from evidence.io import to_json

LONG = 2_000
"""Rows above which the list is loaded in parts."""
FOLDER = "studies/list"


def is_long(tables: Tables) -> bool:
    """Whether the list is loaded in parts."""
    return tables.count(Work) > LONG or bool(to_cards(tables).without)


def long_list(tables: Tables, found: list[ExplorerRow], facets: list[Facet]) -> Iterator[tuple[str, bytes]]:
    """Every script by its path: `found` are the rows of works that have a card and of cases, which come first.

    `studies/data.js` holds what filters need to be drawn, and the first rows; see `shards`.
    """
    fates = list(dict.fromkeys([*(row.fate for row in found), *FATES.values()]))
    claims = [p.id for p in tables.claims.items]
    rows = listed.of_cards(found, fates, claims, len(facets))
    if to_cards(tables).without:
        rows = listed.both(rows, listed.of_others(tables, fates, facets))
    kinds = {
        "year": pc.fill_null(rows.year.cast(pa.string()), "null"),
        **{facet.id: codes for facet, codes in zip(facets, rows.codes, strict=True)},
        "fate": rows.fate,
        "claim": rows.sides,
    }
    columns = [shards.column_script(kind, cells) for kind, cells in kinds.items()]
    firsts, words = shards.words_scripts(rows.entries, rows.at)
    scripts = chain(words, shards.rows_scripts(rows.json()), columns, [shards.ranks_script("study", rows.by)])
    years = pc.min_max(rows.year).as_py()
    head = {
        "facets": [
            {"id": facet.id, "label": facet.label, "values": _labels(codes)}
            for facet, codes in zip(facets, rows.codes, strict=True)
        ],
        "fates": fates,
        "claims": claims,
        "rows": shards.ROWS,
        "total": len(rows),
        "without": to_cards(tables).without,
        "words": firsts,
        "years": [years["min"], years["max"]] if years["min"] is not None else [],
    }
    yield "studies/data.js", f"window.evidenceStudies = {shards.safe(to_json(head))};\n".encode()
    for name, text in scripts:
        yield f"{FOLDER}/{name}.js", text


def _labels(codes: pa.Array) -> list[str]:
    """The labels of a facet that a row has."""
    return sorted({label for text in pc.unique(codes).to_pylist() for label, _ in json.loads(text)})
