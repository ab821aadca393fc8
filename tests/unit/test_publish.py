"""What is put into finished pages, and what is refused."""

from __future__ import annotations

import json
import re
from itertools import accumulate
from pathlib import Path

import pytest

from evidence.errors import UserError, UserErrors
from evidence.publish import book
from evidence.publish.finished import finish_pages
from evidence.publish.metadata import beside_pages, head, head_of, not_found, site_map
from evidence.publish.search import packed, with_cards
from evidence.publish.strict import without_words
from evidence.shelf import Shelf

DATA = {
    "site": "https://example.org/brief",
    "title": "A <b>title</b>",
    "description": "x" * 10,
    "feed": "",
    "pages": {
        "index": {
            "description": "word " * 100,
            "data": {"@type": "Report", "name": "</script><script>alert(1)"},
        }
    },
}


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ('<img src="a.png">', ["img a.png"]),
        ('<img src="a.png" alt="">', []),
        ('<svg role="img" id="x"></svg>', ["svg x"]),
        ('<svg role="img" id="x"><title>Only a title</title></svg>', ["svg x"]),
        ('<svg role="img"><title>T</title><desc>D</desc><g><svg></svg></g></svg>', []),
        ('<svg aria-hidden="true"></svg>', []),
        ('<svg class="icon"></svg>', ["svg icon"]),
        ('<svg aria-label="Light or dark"></svg>', []),
        ('<svg id="a"/><svg id="b"><svg id="c"/></svg><svg id="d">', ["svg a", "svg b"]),
        ('<IMG SRC="a.png"/><svg id="b"><title>T</title><img src="c.png"></svg>', ["img a.png", "img c.png"]),
        ('<!-- <img src="a.png"> --><script>x = "<img src=b.png>"</script><style>/* <svg> */</style>', []),
        ('<p title="a > b <img src=\'a.png\'>" data-x=\'>"<svg>\'>text</p><img src="b.png">', ["img b.png"]),
        ('</svg><imgs src="a.png"><svgx></svgx>a < b > c<img src="b.png" title="a > b">', ["img b.png"]),
    ],
)
def test_figures_without_words(page, found) -> None:
    assert [what for _, what in without_words(page)] == found
    assert without_words(f"<p>\n{page}") == [(line + 1, what) for line, what in without_words(page)]


def test_the_refusal_names_page_line_and_remedy(tmp_path) -> None:
    (tmp_path / "map.html").write_text('<p>\n<img src="a.png">', encoding="utf-8")
    with pytest.raises(UserErrors) as refused:
        finish_pages(tmp_path, lambda page: "", Shelf(None))
    said = str(refused.value)
    assert "map.html:2" in said and "img a.png" in said and "alt text" in said


def test_nothing_in_the_data_ends_its_element() -> None:
    tags = head("index", DATA)
    assert "</script><script>" not in tags and "<b>" not in tags
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', tags)
    assert json.loads(found[1])["name"] == "</script><script>alert(1)"
    assert len(re.search(r'name="description" content="([^"]*)"', tags)[1]) <= 302


def test_a_page_names_the_feed_from_where_it_lies() -> None:
    assert "atom" not in head("index", DATA)
    named = head("findings/p1", {**DATA, "feed": "changes.xml"})
    assert (
        '<link rel="alternate" type="application/atom+xml" title="What changed" href="../changes.xml">'
        in named
    )


def test_addresses_are_absolute_only_where_the_place_is_known(tmp_path) -> None:
    assert "canonical" in head("index", DATA) and "canonical" not in head("index", {**DATA, "site": ""})
    (tmp_path / "index.html").write_text("<html><head></head></html>", encoding="utf-8")
    data = {**DATA, "site": ""}
    finish_pages(tmp_path, lambda page: head_of(page, data), Shelf(None), beside_pages(tmp_path, data))
    assert not (tmp_path / "sitemap.xml").exists() and (tmp_path / "404.html").exists()
    assert "og:title" in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "https://example.org/brief/index.html" in site_map(tmp_path, DATA["site"])
    assert 'href="/brief/index.html"' in not_found(DATA)


def test_cards_follow_the_pages_of_the_book_in_its_search() -> None:
    index = {
        "docnames": ["index"], "filenames": ["index.md"], "titles": ["Home"], "alltitles": {"Home": [[0, None]]},
        "titleterms": {"home": 0}, "terms": {"housing": [0], "advic": 0}, "objects": {},
    }  # fmt: skip
    found = with_cards(index, [["studies/w-1", "Ann (2001): <i>Homes</i> and advice", "Ann Advice Housing"]])
    assert found["docnames"] == ["index", "studies/w-1"]
    assert found["titles"][1] == "Ann (2001): &lt;i&gt;Homes&lt;/i&gt; and advice"
    assert found["titleterms"]["home"] == [0, 1] and found["titleterms"]["advic"] == 1
    assert found["terms"]["advic"] == 0, "what stands in the title is not counted again"
    assert found["terms"]["hous"] == 1 and "and" not in found["titleterms"]
    assert index["titles"] == ["Home"] and index["terms"]["advic"] == 0


def test_a_packed_index_holds_every_word_with_its_pages() -> None:
    index = {
        "docnames": ["a"] * 90, "filenames": ["a.md"] * 90, "titles": ["Ä"], "alltitles": {},
        "titleterms": {"fund": 3}, "terms": {"funder": [80, 2, 41], "fund": 7, "2012": [1], "ärzt": 0, "": [5]},
    }  # fmt: skip
    small = packed(index)
    assert small["titleterms"] == "0fund 3" and "filenames" not in small and small["titles"] == ["Ä"]
    words, before = {}, ""
    for line in small["terms"].split(";"):
        word, steps = line.split(" ")
        before = before[: int(word[0], 36)] + word[1:]
        words[before] = [*accumulate(int(step, 36) for step in steps.split(","))]
    assert words == {"fund": [7], "funder": [2, 41, 80], "ärzt": [0]}


def test_a_warning_of_the_book_stops_the_build(tmp_path, monkeypatch) -> None:
    """Jupyter Book is told to take warnings for errors, and its no is a no even where pages stand."""
    from evidence.publish import book

    (tmp_path / "book").mkdir()
    for name in ("_config.yml", "_toc.yml"):
        (tmp_path / "book" / name).write_text("x")
    asked = []

    class Run:
        returncode = 1

        def __init__(self, command, stdout, **_):
            asked.append(command)
            html = Path(command[command.index("--path-output") + 1]) / "_build" / "html"
            html.mkdir(parents=True)
            (html / "index.html").write_text("<head></head>")
            stdout.write(f"{tmp_path}/book/a.md:3: WARNING: no such target".encode())

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def wait(self):
            pass

    monkeypatch.setattr(book.subprocess, "Popen", Run)
    with pytest.raises(UserError, match="WARNING: no such target"):
        book.build_book(tmp_path / "book", tmp_path / "html", 0, tmp_path / "log")
    assert "-W" in asked[0] and "-n" in asked[0]
    assert not (tmp_path / "html").exists() and "a.md:3" in (tmp_path / "log").read_text()


def test_a_book_that_ended_without_a_word_is_said_to_want_room(tmp_path: Path) -> None:
    """On a full disk its own report has none either."""
    said = str(book._failure(" \n", tmp_path, tmp_path / "sphinx.log"))
    assert "the disk is full" in said and "lines above" not in said
    assert "map.md:3" in str(book._failure("map.md:3: WARNING: no such page\n", tmp_path, tmp_path / "log"))
