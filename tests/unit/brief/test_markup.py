"""Law 8: no markup from a record reaches a reader as anything but text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from evidence.brief.macros import parts
from evidence.brief.markup import Markdown, as_text, block, doi_link, outside

HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "`{raw} html`",
    "{{ config }}",
    "# title",
    "$x$",
    "| a | b |",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is(text) -> None:
    html = MarkdownIt("commonmark").enable("table").render(as_text(text))
    assert "<script" not in html and "<a " not in html and "<h1" not in html and "<code" not in html


@given(st.text(max_size=60))
def test_any_text_comes_out_as_one_paragraph_of_text(text) -> None:
    html = MarkdownIt("commonmark").render(as_text(text))
    assert html.count("<p>") <= 1
    assert "<" not in html.removeprefix("<p>").removesuffix("</p>\n").replace("&lt;", "")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//evil", "file:///etc/passwd", "http:", ""]
)
def test_only_web_addresses_become_links(address) -> None:
    assert "href" not in outside(address, "source")


def test_a_doi_with_quotes_stays_inside_its_attribute() -> None:
    assert doi_link('10.1000/x"><script>').count('"') == 4 and "<script" not in doi_link('10.1/x"><script>')


def test_every_cell_of_a_table_is_text() -> None:
    """Each place of a table holds a tag of its own: none of them comes out as a tag."""
    html = parts.table("t", "<u>0</u>", ["<u>1</u>", "<u>2</u>"], [["<u>3</u>", "<u>4</u>"], ["<u>5</u>", "<u>6</u>"]], numeric=(1,))  # fmt: skip
    assert "<u>" not in html and [f"&lt;u&gt;{n}&lt;/u&gt;" in html for n in range(7)] == [True] * 7
    assert parts.table("t", "c", ["h"], [], empty="<u>7</u>") == "<p>&lt;u&gt;7&lt;/u&gt;</p>"


def test_cells_are_escaped_and_headers_scoped() -> None:
    html = parts.table("t", "<b>", ["<i>", "n"], [["<script>", 1]], numeric=(1,))
    assert "<script>" not in html and "<i>" not in html and 'scope="row"' in html and 'scope="col"' in html


def test_a_block_cannot_be_closed_from_inside() -> None:
    content = "```\n# out\n````"
    fenced = block(content)
    fence = fenced.strip().split("{", 1)[0]
    assert isinstance(fenced, Markdown) and len(fence) > 4 and content in fenced


@pytest.mark.parametrize(
    "address",
    ["http://[bad/x", "https://[::1", "http://a]b/", "https://", "//x.org", "ftp://x.org", "http:\n//x.org"],
)
def test_what_is_no_address_is_text(address):
    assert outside(address, "seen") == "seen"
