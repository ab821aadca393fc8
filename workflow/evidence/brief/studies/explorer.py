"""The table of all works and cases: whole in plain HTML, page by page, and as data for the script."""

from __future__ import annotations

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.macros import macros, parts
from evidence.brief.markup import join, own_anchor
from evidence.brief.studies.explorer_rows import ExplorerRow
from evidence.codebook import Facet
from evidence.io import to_json

own = macros("explorer")
PER_PAGE = 200


def pages_of(found: list[ExplorerRow]) -> list[list[ExplorerRow]]:
    """The rows in pages; there is always a first one."""
    return [found[n : n + PER_PAGE] for n in range(0, len(found), PER_PAGE)] or [[]]


def page_name(number: int) -> str:
    """Where a page lies, seen from the root of the book."""
    return "works.html" if number == 1 else f"studies/page-{number}.html"


def caption(number: int, pages: int, some: bool) -> str:
    """What stands over a page of the list; `some`: there are works that have no card, and none of them stands in it.

    >>> caption(1, 1, False), caption(2, 3, True)
    ('Every work and case', 'Every work that has a card and every case, page 2 of 3')
    """
    named = "Every work that has a card and every case" if some else "Every work and case"
    return named if pages == 1 else f"{named}, page {number} of {pages}"


def header(facets: list[Facet]) -> list[str]:
    return ["Work or case", "Year", *(facet.label for facet in facets), "Fate", "Used in"]


def rows_table(chosen: list[ExplorerRow], facets: list[Facet], caption: str, up: str = "") -> Markup:
    """A page of rows; `up` leads from the page to the root of the book."""
    return parts.table(
        "studies",
        caption,
        header(facets),
        [
            (
                study_cell(row, up),
                row.year or "–",
                *(join((code_of(*code) for code in codes), "; ") or "–" for codes in row.codes),
                row.fate,
                part.sides(row.sides, up) or "–",
            )
            for row in chosen
        ],
        tall=True,
        numeric=(1,),
        row_ids=[own_anchor(row.ident) for row in chosen],
        empty="There are no works yet.",
    )


def study_cell(row: ExplorerRow, up: str) -> Markup:
    return own.study(parts.link(up + row.page, parts.named(row.cite)), row.title, row.authors)


def code_of(label: str, person: bool) -> str:
    return label if person else f"{label} (machine)"


def page_links(total: int, current: int, up: str = "") -> Markup:
    """Links to every page of the list; nothing where there is one page."""
    if total < 2:
        return Markup()
    return own.page_links([(n, up + page_name(n), n == current) for n in range(1, total + 1)])


def data_script(found: list[ExplorerRow], facets: list[Facet], claims: list[str]) -> str:
    """The rows as a script, because a page from file:// may run one and may not fetch.

    A code is its index in the facet's values; ~index (negative) where a machine gave it.
    """
    values = [sorted({label for row in found for label, _ in row.codes[n]}) for n in range(len(facets))]
    index = [{label: i for i, label in enumerate(names)} for names in values]
    fates = list(dict.fromkeys(row.fate for row in found))
    data = {
        "facets": [{"id": f.id, "label": f.label, "values": v} for f, v in zip(facets, values, strict=True)],
        "fates": fates,
        "claims": claims,
        "rows": [
            [
                row.page,
                row.cite,
                row.title,
                row.authors,
                row.year,
                [
                    [index[n][label] if person else ~index[n][label] for label, person in codes]
                    for n, codes in enumerate(row.codes)
                ],
                fates.index(row.fate),
                [[claims.index(claim), side] for claim, side in row.sides],
                " ".join(filter(None, (row.more, *row.names))),
            ]
            for row in found
        ],
    }
    text = to_json(data, indent=None).replace("<", "\\u003c").replace("\u2028", " ").replace("\u2029", " ")
    return f"window.evidenceStudies = {text};\n"
