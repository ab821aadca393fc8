"""The pages of the list and the data of its script."""

from __future__ import annotations

import json
from dataclasses import replace

from evidence.brief.studies import explorer
from evidence.brief.studies.explorer_rows import ExplorerRow, sides_shown, some_authors
from evidence.codebook import Facet

from ..builders import side

FORM = Facet("form", "Form", "Forms", "", "form", "work", True, ())
ROW = ExplorerRow(
    page="studies/w-1.html",
    ident="w-1",
    cite="Ash (2019)",
    title="A </script><b>title</b> & more",
    authors="Ash, A",
    year=2019,
    codes=((("Network", True), ("Merger", False)),),
    fate="Included",
    sides=(("P1", "for"),),
    more="Journal",
)


def _data(rows: list[ExplorerRow]) -> dict:
    text = explorer.data_script(rows, [FORM], ["P1", "P2"])
    assert text.startswith("window.evidenceStudies = ") and "<" not in text
    return json.loads(text.removeprefix("window.evidenceStudies = ").removesuffix(";\n"))


def test_the_script_holds_what_the_table_shows() -> None:
    data = _data([ROW])
    page, cite, title, _, year, codes, fate, sides, _ = data["rows"][0]
    assert (page, cite, title, year) == (ROW.page, ROW.cite, ROW.title, 2019)
    values = data["facets"][0]["values"]
    assert [values[c] if c >= 0 else f"{values[~c]} (machine)" for c in codes[0]] == [
        "Network",
        "Merger (machine)",
    ]
    assert data["fates"][fate] == "Included" and sides == [[0, "for"]]


def test_every_row_is_on_exactly_one_page() -> None:
    for total in (0, 1, 20, explorer.PER_PAGE, explorer.PER_PAGE + 1, 5_000):
        rows = [replace(ROW, ident=f"w-{n}") for n in range(total)]
        pages = explorer.pages_of(rows)
        assert [row.ident for page in pages for row in page] == [row.ident for row in rows]
        assert all(len(page) <= explorer.PER_PAGE for page in pages) and pages


def test_the_plain_table_is_escaped_and_leads_to_the_card() -> None:
    html = str(explorer.rows_table([ROW], [FORM], "Every study", "../"))
    assert "<b>" not in html and "A &lt;/script&gt;" in html
    assert 'href="../studies/w-1.html"' in html and 'href="../findings/p1.html"' in html
    assert "Network; Merger (machine)" in html and 'id="w-1"' in html


def test_page_links_name_the_page_that_is_read() -> None:
    html = str(explorer.page_links(3, 2, "../"))
    assert html.count("aria-current") == 1 and 'href="../works.html"' in html
    assert explorer.page_links(1, 1) == ""


def test_long_lists_of_authors_are_cut_with_their_number() -> None:
    assert some_authors(tuple(f"N{n}, A" for n in range(293))) == "N0, A; N1, A; N2, A and 290 more"
    assert some_authors(("Ash, A",)) == "Ash, A" and some_authors(()) == ""


def test_a_side_is_named_once_and_says_when_it_is_not_counted() -> None:
    sides = [side("s", "for"), side("s", "for"), side("s", "silent", counted=False)]
    assert sides_shown(sides) == (("P", "for"), ("P", "silent, not counted"))
