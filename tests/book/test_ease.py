"""What a visit costs and how a reader finds the way: weight, contents, search, telephones, paper."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from html import unescape

import pytest
from pypdf import PdfReader

from ..chromium import SETTLING, settled
from .test_site import names

pytestmark = pytest.mark.book

_MOST_BYTES, _MOST_REQUESTS, _MOST_NAMES = 500_000, 12, 15
_PAPER = 665  # the pixels of A4 less its margins; Chromium sets a page smaller by up to a third, and cuts off the rest
_NARROWEST = 320
_AT_ONCE = 4  # pages are waited for together


@dataclass
class Visit:
    """What a page asked for, how much came, what was wrong; how wide it is on the narrowest telephone, with its wide tables (what
    does not scroll there does on none); and where its widest table ends on paper."""

    asked: list[str]
    size: int
    wrong: list[str]
    narrow: list[object]
    paper: int


@pytest.fixture(scope="module")
def visits(built, address, onlooker) -> dict[str, Visit]:
    """Every page by http, with nothing kept from the page before, as who comes by a link meets it."""
    tabs, pages, found = [_Tab(onlooker) for _ in range(_AT_ONCE)], names(built), {}
    for first in range(0, len(pages), _AT_ONCE):
        opened = list(zip(tabs, pages[first : first + _AT_ONCE], strict=False))
        for tab, name in opened:
            tab.leave_for(f"{address}{name}")
        found |= {name: tab.visit() for tab, name in opened}
    for tab in tabs:
        tab.context.close()
    return found


class _Tab:
    """A telephone that keeps no file that it got, with what it got and heard of the page that is open."""

    def __init__(self, browser) -> None:
        self.context = browser.new_context()
        self.context.add_init_script(SETTLING)
        self.page = self.context.new_page()
        kept = self.context.new_cdp_session(self.page)
        kept.send("Network.enable")
        kept.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self.page.on("response", lambda response: self.got.append(response))
        self.page.on("console", lambda m: self.wrong.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))

    def leave_for(self, url: str) -> None:
        self.page.goto("about:blank")  # else the page before is laid out anew twice
        self.got, self.wrong = [], []
        self.page.emulate_media(media="screen")
        self.page.set_viewport_size({"width": _NARROWEST, "height": 700})
        self.page.goto(url, wait_until="commit")

    def visit(self) -> Visit:
        self.page.wait_for_load_state("load")
        self.page.evaluate("window.settled")
        asked = [response.url for response in self.got]
        size = sum(int(response.headers["content-length"]) for response in self.got if response.ok)
        narrow = self.page.evaluate(
            """() => [document.documentElement.scrollWidth, ...[...document.querySelectorAll('.scroll-box:has(> table.evidence)')]
                 .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.getAttribute('aria-labelledby'))]"""
        )
        self.page.set_viewport_size({"width": _PAPER, "height": 900})
        self.page.emulate_media(media="print")
        paper = self.page.evaluate(
            "Math.max(0, ...[...document.querySelectorAll('table')].map(t => t.getBoundingClientRect().right))"
        )
        return Visit(asked, size, self.wrong, narrow, round(paper))


def test_no_page_is_heavy(visits) -> None:
    assert {
        name: (len(visit.asked), visit.size)
        for name, visit in visits.items()
        if len(visit.asked) > _MOST_REQUESTS or visit.size > _MOST_BYTES
    } == {}


def test_no_page_asks_outside_complains_or_scrolls_sideways(visits, address) -> None:
    outside = [url for v in visits.values() for url in v.asked if not url.startswith((address[:20], "data:"))]
    assert outside == []
    assert {name: visit.wrong for name, visit in visits.items() if visit.wrong} == {}
    assert {name: visit.narrow for name, visit in visits.items() if visit.narrow[0] > _NARROWEST} == {}


def test_no_table_but_a_map_scrolls_sideways_on_the_narrowest_telephone(visits) -> None:
    """320 pixels are a page of 1280 at 400 % (WCAG 1.4.10); a map has two ways to be read along."""
    assert {name: visit.narrow for name, visit in visits.items() if visit.narrow != [_NARROWEST]} == {}


def test_no_table_is_cut_off_on_paper(visits) -> None:
    assert {name: visit.paper for name, visit in visits.items() if visit.paper > _PAPER * 1.25} == {}


def test_the_book_holds_nothing_of_the_theme_that_no_page_asks_for(built) -> None:
    names = {
        path.relative_to(built.html / "_static").as_posix() for path in (built.html / "_static").rglob("*")
    }
    assert [
        name for name in names if re.search(r"fontawesome|locales|vendor|\.map$|bootstrap|\.po$", name)
    ] == []


def test_the_contents_have_few_names_and_the_others_stand_under_them(built) -> None:
    home = (built.html / "index.html").read_text(encoding="utf-8")
    assert len(re.findall(r'<li class="toctree-l1', home)) <= _MOST_NAMES
    assert re.search(r"<details[^>]*\bopen\b", home.partition("<main")[0]) is None
    assert len(re.findall(r'<li class="toctree-l2', home)) > 20


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("cite", "about.html#cite-it"),
        ("download", "about.html#download-it"),
        ("funding", "about.html#funding"),
        ("interests", "about.html#interests"),
    ],
)
def test_the_search_finds_what_every_reader_may_ask_for(address, tab, asked, first) -> None:
    tab.goto(f"{address}search.html?q={asked}")
    tab.wait_for_selector("ul.search a")
    found = tab.eval_on_selector_all("ul.search a", "found => found.map(a => a.getAttribute('href'))")
    assert re.sub(r"\?[^#]*", "", found[0]) == first


def test_findings_stand_before_studies_in_the_search(address, tab) -> None:
    tab.goto(f"{address}search.html?q=trust")
    tab.wait_for_selector('ul.search a[href^="studies/"]')
    found = tab.eval_on_selector_all("ul.search a", "found => found.map(a => a.getAttribute('href'))")
    first = {
        kind: next(n for n, href in enumerate(found) if href.startswith(kind))
        for kind in ("findings/", "studies/")
    }
    assert first["findings/"] < first["studies/"]
    assert not any(href.startswith("findings/") for href in found[first["studies/"] :])


def test_what_nobody_has_stated_says_so(built) -> None:
    page = (built.html / "about.html").read_text(encoding="utf-8")
    for heading in ("Funding", "Interests"):
        assert re.search(rf"<h2>{heading}<a[^>]*>#</a></h2>\s*<p>Not stated\.</p>", page), heading


def test_a_cell_of_a_card_has_the_name_of_its_column(address, tab) -> None:
    tab.set_viewport_size({"width": 375, "height": 700})
    tab.goto(f"{address}numbers.html")
    heads = tab.eval_on_selector_all("table.evidence thead th", "found => found.map(th => th.textContent)")
    said = tab.eval_on_selector_all(
        "table.evidence tbody tr:first-child td",
        "found => found.map(td => getComputedStyle(td, '::before').content)",
    )
    assert said == [f'"{head}:"' for head in heads[1:]] and len(said) == 10


def test_the_heads_of_a_long_table_stand_on_each_of_its_printed_pages(address, tab) -> None:
    tab.goto(f"{address}numbers.html")
    settled(tab)
    paper = PdfReader(io.BytesIO(tab.pdf(format="A4")))
    said = [found.extract_text() for found in paper.pages]
    with_heads = ["Comparison" in text and "Derivation" in text for text in said]
    assert len(with_heads) > 5 and all(with_heads[:-1])


def test_words_of_the_trade_are_explained_where_readers_begin(built) -> None:
    for name in ("index.html", "summary.html"):
        page = (built.html / name).read_text(encoding="utf-8")
        links = re.findall(r'<a class="term-link" href="glossary\.html#([\w-]+)" title="([^"]+)"', page)
        assert links and len({place for place, _ in links}) == len(links)
        assert all(unescape(means).endswith(".") for _, means in links)
