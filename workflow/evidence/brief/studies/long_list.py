"""The list of more works than a page can hold as data: what the page loads first, and the scripts that it asks for later."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from evidence.brief.markup import own_anchor
from evidence.brief.studies import shards
from evidence.brief.studies.carded import carded, in_list, to_cards
from evidence.brief.studies.explorer_rows import FATES, ExplorerRow, more_of, some_authors
from evidence.brief.tables import Tables
from evidence.citation import full_reference, short_cite
from evidence.classify.rows import CodedBy, Label, State
from evidence.codebook import Facet
from evidence.deduplicate.rows import Work
from evidence.io import to_json
from evidence.stored import cells

LONG = 2_000
"""Rows above which the list is loaded in parts."""
FOLDER = "studies/list"


@dataclass(frozen=True, slots=True)
class Named:
    """The row of a work that has no card, with its `key` in the order of the list."""

    key: tuple[int, str, str]
    row: str


def is_long(tables: Tables) -> bool:
    """Whether the list is loaded in parts."""
    return len(tables[Work]) > LONG or bool(to_cards(tables).without)


def long_list(tables: Tables, found: list[ExplorerRow], facets: list[Facet]) -> dict[str, str]:
    """Every script by its path: `found` are the rows of works that have a card and of cases, which come first.

    `studies/data.js` holds what filters need to be drawn, and the first rows; see `shards`.
    """
    fates = list(dict.fromkeys([*(row.fate for row in found), *FATES.values()]))
    claims = [p.id for p in tables.claims.items]
    rest = sorted(_rest(tables, facets, fates), key=lambda named: named.key)
    kinds = ("year", *(facet.id for facet in facets), "fate", "claim")
    table, index, cites = {kind: shards.Column() for kind in kinds}, shards.Index(), []
    values: list[dict[str, None]] = [{} for _ in facets]
    files: dict[str, str] = {}

    def rows() -> Iterator[list[Any]]:
        own = (_as_list(row, facets, fates, claims) for row in found)
        for n, row in enumerate(chain(own, (json.loads(named.row) for named in rest))):
            page, cite, title, authors, year, codes, fate, sides, (more, names) = row
            for each, kind in zip((year, *codes, fate, sides), kinds, strict=True):
                table[kind].add(each)
            for seen, own_codes in zip(values, codes, strict=True):
                seen.update(dict.fromkeys(label for label, _ in own_codes))
            index.add(n, (cite, title, authors, more), (_ident(page), *names))
            cites.append(cite.casefold())
            yield [page, cite, title, authors, year, codes, fate, sides]

    for number, script in enumerate(shards.rows_scripts(rows())):
        files[f"{FOLDER}/rows-{number}.js"] = script
    for kind, column in table.items():
        files[f"{FOLDER}/column-{kind}.js"] = column.script(kind)
    files[f"{FOLDER}/column-study.js"] = shards.ranks_script("study", cites)
    firsts, scripts = index.scripts()
    files |= {f"{FOLDER}/words-{n}.js": script for n, script in enumerate(scripts)}
    years = [year for text in table["year"].values if (year := json.loads(text)) is not None]
    head = {
        "facets": [
            {"id": f.id, "label": f.label, "values": sorted(own)}
            for f, own in zip(facets, values, strict=True)
        ],
        "fates": fates,
        "claims": claims,
        "rows": shards.ROWS,
        "total": len(cites),
        "words": firsts,
        "years": [min(years), max(years)] if years else [],
    }
    files["studies/data.js"] = f"window.evidenceStudies = {shards.safe(to_json(head))};\n"
    return files


def _ident(page: str) -> str:
    """What tells a work apart in the address of its card or of its place in the list."""
    return page.rsplit("=", 1)[-1].rsplit("/", 1)[-1].removesuffix(".html")


def _as_list(row: ExplorerRow, facets: list[Facet], fates: list[str], claims: list[str]) -> list[Any]:
    sides = [[claims.index(claim), side] for claim, side in row.sides]
    fate = fates.index(row.fate)
    return [
        row.page,
        row.cite,
        row.title,
        row.authors,
        row.year,
        row.codes,
        fate,
        sides,
        (row.more, row.names),
    ]


def _rest(tables: Tables, facets: list[Facet], fates: list[str]) -> Iterator[Named]:
    """The works that have no card. A row is kept as text, which takes a fraction of the room of its objects."""
    known, codes = carded(tables), _codes(tables, facets)
    if len(known) == len(tables[Work]):
        return
    order = {str(screen): n for n, screen in enumerate(FATES)}
    words = {str(screen): fates.index(fate) for screen, fate in FATES.items()}
    nothing = tuple(() for _ in facets)
    for work in tables[Work]:
        if work.work_id not in known:
            decision = str(tables.screened[work.work_id].decision)
            head = [
                in_list(work.work_id),
                short_cite(work),
                work.title,
                some_authors(work.authors),
                work.year,
            ]
            own = codes.get(work.work_id, nothing)
            row = to_json([*head, own, words[decision], [], more_of(work)])
            yield Named((order[decision], full_reference(work).casefold(), own_anchor(work.work_id)), row)


def _codes(tables: Tables, facets: list[Facet]) -> dict[str, tuple[tuple[tuple[str, bool], ...], ...]]:
    """Of each work without a card its accepted codes, facet by facet: (label, whether a person gave it)."""
    known, place = carded(tables), {facet.id: n for n, facet in enumerate(facets)}
    labels = {(facet.id, code.id): code.label for facet in facets for code in facet.codes}
    found: dict[str, list[tuple[int, str, bool]]] = defaultdict(list)
    alike: dict[Any, Any] = {}
    for work, facet, code, source, state in cells(
        tables[Label], "work_id", "facet", "code", "source", "state"
    ):
        if state == State.ACCEPTED and facet in place and work not in known:
            one = (place[facet], labels.get((facet, code), code), source == CodedBy.PERSON)
            found[work].append(alike.setdefault(one, one))
    every = range(len(facets))
    made = {}
    for work, own in found.items():
        codes = tuple(tuple((label, by) for at, label, by in own if at == n) for n in every)
        made[work] = alike.setdefault(codes, codes)
    return made
