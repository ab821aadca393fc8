"""What Sphinx is saved changes nothing: the sidebar has the entries that it had."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from sphinx import addnodes
from sphinx.builders import html
from sphinx.environment.adapters import toctree as of_sphinx
from sphinx.util.osutil import copyfile

from evidence.publish.once import Titles, _by_lines, _of_titles, copied_once


def heading(page: str, anchor: str, *under: nodes.Node) -> nodes.list_item:
    """A heading of a page as Sphinx keeps it for tables of contents, and what lies under it."""
    words = nodes.reference("", anchor or page, internal=True, refuri=page, anchorname=anchor)
    item = nodes.list_item("", addnodes.compact_paragraph("", "", words))
    if under:
        item += nodes.bullet_list("", *under)
    return item


def further(*entries: tuple[str | None, str]) -> addnodes.toctree:
    return addnodes.toctree(entries=list(entries), hidden=False)


@pytest.fixture
def env() -> SimpleNamespace:
    """A page with headings; one that names further pages under two headings; one with two titles; one without any heading."""
    pages = {
        "plain": [
            heading("plain", "", heading("plain", "#a", heading("plain", "#b")), heading("plain", "#c"))
        ],
        "part": [
            heading(
                "part",
                "",
                heading("part", "#a", further((None, "plain"))),
                further((None, "two"), ("Another name", "bare")),
            )
        ],
        "two": [heading("two", ""), heading("two", "#second", heading("two", "#under"))],
        "bare": [heading("bare", "")],
    }
    tocs = {page: nodes.bullet_list("", *found) for page, found in pages.items()}
    return SimpleNamespace(tocs=tocs, metadata={page: {} for page in pages}, titles={})


@pytest.mark.parametrize("now", ["part", "plain", "bare"])
def test_the_entries_of_the_sidebar_are_the_same(env, now) -> None:
    root = further((None, "plain"), ("Named anew", "part"), (None, "two"), (None, "https://example.org"))

    def entries(seen: object) -> str:
        more = (True, True, False, True, None, {now: None}.keys(), None, None, root, [])
        return "".join(one.pformat() for one in of_sphinx._entries_from_toctree(seen, *more))

    whole, kept = entries(env), Titles(env)
    assert entries(kept) == whole and entries(kept) == whole  # nothing that is kept was changed
    assert "Another name" in whole and "#second" in whole and "#under" not in whole


def test_titles_alone_are_seen_only_where_titles_alone_are_shown() -> None:
    env = object()
    made = _of_titles(lambda seen, *_, **__: seen)
    assert made(env, "plain", None, titles_only=False) is env
    assert made(env, "plain", None, titles_only=True, collapse=True) is env
    assert isinstance(made(env, "plain", None, titles_only=True, collapse=False), Titles)


def test_sphinx_makes_its_sidebar_by_the_function_that_is_replaced() -> None:
    code = html.StandaloneHTMLBuilder._get_local_toctree.__code__
    assert "global_toctree_for_doc" in code.co_names and hasattr(html, "global_toctree_for_doc")


@given(st.text(alphabet=" \t\na\r\x0c\u2028ä-", max_size=40))
def test_the_lines_of_a_block_are_those_that_markdown_it_finds(text: str) -> None:
    names = (
        "src",
        "bMarks",
        "eMarks",
        "tShift",
        "sCount",
        "bsCount",
        "lineMax",
        "line",
        "blkIndent",
        "tight",
    )

    def found(begin: object) -> list[object]:
        block = StateBlock.__new__(StateBlock)
        begin(block, text, MarkdownIt(), {}, [])
        return [getattr(block, name) for name in names]

    assert found(_by_lines(StateBlock.__init__)) == found(StateBlock.__init__)


def test_a_file_is_not_read_again_to_find_that_it_was_copied(tmp_path) -> None:
    read = []

    def copy(source, to, **how):
        read.append(source.name)
        copyfile(source, to, **how)

    copied, source, other, to = copied_once(copy), tmp_path / "source", tmp_path / "other", tmp_path / "to"
    source.write_text("one")
    other.write_text("two")
    copied(source, to)
    copied(source, to)
    assert read == ["source"] and to.read_text() == "one"
    copied(other, to)
    assert to.read_text() == "two"
    copied(source, to)
    assert to.read_text() == "one"
    to.write_text("six")
    copied(source, to)
    assert to.read_text() == "one"
    source.write_text("won")
    copied(source, to)
    assert to.read_text() == "won" and len(read) == 5
