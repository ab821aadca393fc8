"""The whole site: every page by http and from a folder, without scripts, by keyboard, on paper."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from ..chromium import settled
from .test_pages import LOOKED_AT, _pages

pytestmark = pytest.mark.book

_TELEPHONE = {"width": 320, "height": 700}  # the narrowest
_CARDS = 12  # of the hundreds of cards, which are all filled into one frame


def names(built) -> list[str]:
    """Every page of the book, the first cards of works and one of a case."""
    pages = [p.relative_to(built.html).as_posix() for p in _pages(built)]
    cards = [name for name in pages if name.startswith("studies/w-")][:_CARDS]
    case = next(name for name in pages if name.startswith("studies/case-"))
    return [name for name in pages if not name.startswith("studies/")] + cards + [case]


def test_no_page_of_a_folder_asks_outside_complains_or_scrolls_sideways(built, onlooker) -> None:
    """What each page is by http, and on paper, is seen in test_ease."""
    home = f"{built.html.as_uri()}/"
    context = onlooker.new_context(viewport=_TELEPHONE)
    page = context.new_page()
    outside, errors, wide = [], [], []
    page.on("console", lambda m: errors.append(f"{page.url}: {m.text}") if m.type == "error" else None)
    page.on("pageerror", lambda e: errors.append(f"{page.url}: {e}"))
    page.on(
        "request", lambda r: outside.append(r.url) if not r.url.startswith((home[:20], "data:")) else None
    )
    for name in names(built):
        page.goto(f"{home}{name}", wait_until="load")
        if page.evaluate("document.documentElement.scrollWidth") > _TELEPHONE["width"]:
            wide.append(name)
    context.close()
    assert outside == [] and errors == [] and wide == []


@pytest.mark.parametrize("page", ["index", "findings/p2", "works", "map"])
def test_the_keyboard_goes_where_the_eye_goes(address, tab, page) -> None:
    tab.goto(f"{address}{page}.html")
    assert tab.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0
    seen = []
    for _ in range(12):
        tab.keyboard.press("Tab")
        seen.append(
            tab.evaluate(
                """() => {
                    const e = document.activeElement, all = [e, ...e.querySelectorAll('*')];
                    const seen = x => x.getBoundingClientRect().width > 0 && getComputedStyle(x).visibility !== 'hidden';
                    const ring = x => getComputedStyle(x).outlineStyle !== 'none' || getComputedStyle(x).boxShadow !== 'none';
                    return {text: (e.innerText || e.getAttribute('aria-label') || e.name || '').trim(), href: e.getAttribute('href'),
                            shown: all.some(seen), marked: all.some(x => seen(x) && ring(x)), tag: e.tagName};
                }"""
            )
        )
    assert "skip" in seen[0]["text"].lower() and seen[0]["href"].startswith("#")
    assert all(stop["shown"] for stop in seen), [s for s in seen if not s["shown"]]
    assert all(stop["marked"] for stop in seen), [s for s in seen if not s["marked"]]


@pytest.fixture(scope="module")
def scriptless(onlooker):
    """One page for all that is read without scripts."""
    context = onlooker.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("page", LOOKED_AT)
def test_everything_essential_reads_without_scripts(built, address, scriptless, page) -> None:
    scriptless.goto(f"{address}{page}.html")
    text = scriptless.inner_text("main")
    tables, rows = scriptless.locator("main table").count(), scriptless.locator("main tbody tr").count()
    source = (built.html / f"{page}.html").read_text(encoding="utf-8")
    assert len(text.split()) > 60
    assert tables == source.count("<table") and rows >= tables


@pytest.mark.parametrize("page", ["index", "findings/p2", "directions", "studies"])
def test_on_paper_there_is_the_content_and_no_machinery(built, address, tab, page) -> None:
    name = (
        sorted((built.html / "studies").glob("w-*.html"))[0].relative_to(built.html).with_suffix("")
        if page == "studies"
        else page
    )
    tab.goto(f"{address}{name}.html")
    tab.emulate_media(media="print")
    shown = tab.evaluate(
        "[...document.querySelectorAll('input, button:not(th button), nav')].filter(e => e.offsetParent).length"
    )
    text = tab.inner_text("main")
    assert shown == 0 and len(text.split()) > 60


def test_every_page_has_its_words_for_machines(built) -> None:
    for path in _pages(built):
        name = path.relative_to(built.html).as_posix()
        if name.startswith(("studies/", "404", "search", "genindex")):
            continue
        text = path.read_text(encoding="utf-8")
        assert '<html lang="en"' in text and 'name="description"' in text and "og:title" in text, name
        assert re.search(r'<link rel="(shortcut )?icon"', text), name


def test_linked_data_says_what_the_book_says(built) -> None:
    def read(name: str):
        text = (built.html / name).read_text(encoding="utf-8")
        return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)[1])

    home, claim, data = read("index.html"), read("findings/p2.html"), read("data.html")
    assert (home["@type"], claim["@type"], data["@type"]) == ("Report", "Claim", "Dataset")
    assert len(home["hasPart"]) == 18 and home["dateModified"] == claim["dateModified"]
    for work in claim["isBasedOn"]:
        assert (built.html / work["url"]).exists(), work["url"]
    for part in data["distribution"]:
        assert (built.html / part["contentUrl"]).exists(), part["contentUrl"]


def test_the_card_is_a_picture_of_the_usual_size(built) -> None:
    import struct

    png = (built.html / "_static" / "social-card.png").read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", png[16:24]) == (1200, 630)


@pytest.mark.parametrize("scheme", ["http", "file"])
@pytest.mark.parametrize(
    ("asked", "card"),
    [
        ("welfare rights advice healthcare", "w-adams2006-i5ulyrbd"),
        ("Moffatt", "w-adams2006-i5ulyrbd"),
        ("case CIRCLE", "case-CIRCLE"),
    ],
)
def test_the_search_finds_records_by_what_people_know_of_them(
    built, address, tab, scheme, asked, card
) -> None:
    home = address if scheme == "http" else f"{built.html.as_uri()}/"
    errors = []
    tab.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    tab.on("pageerror", lambda e: errors.append(str(e)))
    tab.goto(f"{home}search.html?q={quote(asked)}")
    tab.wait_for_selector(f'ul.search a[href^="studies/{card}.html"]')
    settled(tab)
    tab.click(f'ul.search a[href^="studies/{card}.html"]')
    tab.wait_for_url(f"**/studies/{card}.html*")
    expect(tab.locator("h1")).to_have_count(1)
    assert errors == []
