"""Contents that are made once a folder are those that the theme makes for each page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pydata_sphinx_theme import toctree
from sphinx.application import Sphinx

from evidence.publish import sidebar

_TREE = "\n.. toctree::\n   :maxdepth: 3\n   :caption: {}\n\n   {}\n"
_PAGES = {
    "index": _TREE.format("First part", "plain\n   part/index\n   twice\n   https://example.org/#there")
    + _TREE.format("Second part", "Named anew <part/deep/index>\n   twice"),
    "plain": "Under\n-----\n\nwords\n",
    "twice": "",
    "outside": ":orphan:\n",
    "part/index": _TREE.format("Further", "one\n   two"),
    "part/one": "Under\n-----\n",
    "part/two": "",
    "part/deep/index": _TREE.format("Last", "last"),
    "part/deep/last": "",
}


_CONTENTS = re.compile('<nav class="bd-links.*?</nav>', re.S)


def _built(folder: Path, depth: int) -> dict[str, str]:
    """The contents beside each page, by the name of its file."""
    source, out = folder / "source", folder / "out"
    for name, text in _PAGES.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / f"{name}.rst").write_text(
            f"{name}\n{'=' * len(name)}\n{text}" if name != "outside" else f"{text}\nx\n=\n"
        )
    own = {
        "html_theme": "sphinx_book_theme",
        "html_theme_options": {"show_navbar_depth": depth, "home_page_in_toc": True},
    }
    Sphinx(source, None, out, folder / "doctrees", "html", own, status=None, warning=None).build()
    pages = {page.relative_to(out).as_posix(): page.read_text() for page in sorted(out.rglob("*.html"))}
    return {
        name: _CONTENTS.findall(text)[0] for name, text in pages.items() if not name.startswith("_static/")
    }


@pytest.mark.parametrize("depth", [1, 2])
def test_every_page_has_the_contents_that_it_had(tmp_path, monkeypatch, depth) -> None:
    monkeypatch.setattr(toctree, "add_toctree_functions", toctree.add_toctree_functions)
    by_theme = _built(tmp_path / "theme", depth)
    asked = []
    mark = sidebar.marked
    monkeypatch.setattr(sidebar, "marked", lambda soup, at: asked.append(at) or mark(soup, at))
    sidebar.one_sidebar()
    assert _built(tmp_path / "folder", depth) == by_theme
    assert len(by_theme) > len(_PAGES) and len(asked) == len(by_theme)
    assert '<details open="open">' in by_theme["part/two.html"]
    assert 'class="current reference internal" href="#"' in by_theme["part/deep/last.html"]


def test_nothing_is_marked_where_a_page_stands_twice_or_in_something_unknown() -> None:
    twice = (
        '<ul><li class="toctree-l1"><a href="a">x</a></li><li class="toctree-l1"><a href="a">x</a></li></ul>'
    )
    assert sidebar.marked(BeautifulSoup(twice, "html.parser"), "a") is None
    assert sidebar.marked(BeautifulSoup('<table><a href="a">x</a></table>', "html.parser"), "a") is None
    soup = BeautifulSoup(
        '<ul><li class="toctree-l1"><a class="reference" href="a">x</a></li></ul>', "html.parser"
    )
    before = str(soup)
    assert 'class="toctree-l1 current active"' in (sidebar.marked(soup, "a") or "")
    assert str(soup) == before and sidebar.marked(soup, "b") == before
