"""What changed since a release, as readers meet it: the review a while later (tests/workflow/later.py)."""

from __future__ import annotations

import csv
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree

from ..workflow.later import CLAIM, HARM, ODD, PLANTED, RELEASE
from .modes import faults

pytestmark = pytest.mark.book
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def page(later, browser):
    """The page in the dark, on a wide screen, and all that it was heard to complain of."""
    context = browser.new_context(color_scheme="dark", viewport={"width": 1280, "height": 900})
    opened, heard = context.new_page(), []
    opened.on("console", lambda m: heard.append(m.text) if m.type == "error" else None)
    opened.on("pageerror", lambda e: heard.append(str(e)))
    opened.goto((later.html / "changes.html").as_uri())
    yield opened, heard
    context.close()


def test_it_is_accessible_in_both_modes_with_all_of_it_open(page) -> None:
    opened, heard = page
    opened.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert (faults(opened), heard) == ([], [])


def test_a_phone_scrolls_nothing_sideways(page) -> None:
    opened, _ = page
    opened.set_viewport_size({"width": 375, "height": 667})
    assert opened.evaluate("document.documentElement.scrollWidth") == 375


def test_it_reads_without_scripts_and_colours(later, browser) -> None:
    """What went and what came is told by elements, by lines through and under words, and by where it stands."""
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto((later.html / "changes.html").as_uri())
    text = opened.inner_text("main")
    lines = {
        name: opened.locator(name).first.evaluate("node => getComputedStyle(node).textDecorationLine")
        for name in ("del", "ins")
    }
    context.close()
    assert f"since release {RELEASE}" in text.lower() and lines == {"del": "line-through", "ins": "underline"}


def test_what_was_planted_is_named(later) -> None:
    """A study that speaks against a claim came, one that spoke for it went, and titles that mean harm came in as text."""
    text = (later.html / "changes.html").read_text(encoding="utf-8")
    assert "Planted (2026)" in text and "<script>alert" not in text and "{{ 7 }}" in text
    assert all(title.split()[0] in text or title.startswith("<") for title, _ in list(ODD.values())[:2])
    assert HARM.split("<")[0] in text
    with (later.html / "_static/data/changes.csv").open(encoding="utf-8") as handle:
        rows = [
            row
            for row in csv.DictReader(handle)
            if row["kind"] == "side of a study" and row["subject"] == CLAIM
        ]
    sides = {(row["before"], row["after"]) for row in rows if row["field"] == "side"}
    assert ("", "against") in sides and any(before and not after for before, after in sides)
    card = (later.html / "findings/p3.html").read_text(encoding="utf-8")
    assert f"Since release {RELEASE}, this claim is newly tested" in card
    assert "Planted (2026)</bdi></a> came in. Without it the finding would still be “not tested”." in text


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag, attributes) -> None:
        values = dict(attributes)
        self.ids |= {values["id"]} if values.get("id") else set()
        self.links += [values["href"]] if tag == "a" and values.get("href") else []


def _read(path) -> _Links:
    found = _Links()
    found.feed(path.read_text(encoding="utf-8"))
    return found


def test_its_links_and_those_to_it_lead_somewhere(later) -> None:
    known = {
        path: _read(path)
        for path in [
            later.html / "changes.html",
            *later.html.glob("findings/*.html"),
            later.html / "index.html",
            later.html / "map.html",
        ]
    }
    broken = []
    for path, found in known.items():
        for link in found.links:
            parts = urlsplit(link)
            if parts.scheme or (path.name != "changes.html" and "changes" not in parts.path):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            ids = (
                (known.get(target) or _read(target)).ids
                if target.suffix == ".html" and target.exists()
                else {parts.fragment}
            )
            if not target.exists() or (parts.fragment and parts.fragment not in ids):
                broken.append(f"{path.name}: {link}")
    assert broken == []


def test_the_feed_and_the_cards_know_the_release(later) -> None:
    feed = etree.parse(later.html / "changes.xml")
    assert [node.text for node in feed.iterfind(".//a:entry/a:title", ATOM)] == [
        f"Release {RELEASE}: This is the first release: there is none to compare it with"
    ]
    for name in (
        "index.html",
        "findings/p3.html",
        *(f"studies/{p.name}" for p in list(later.html.glob("studies/w-*.html"))[:3]),
    ):
        head = (later.html / name).read_text(encoding="utf-8").partition("</head>")[0]
        assert re.search(
            rf'<link rel="alternate" type="application/atom\+xml"[^>]*href="{"../" if "/" in name else ""}changes.xml"',
            head,
        ), name
    (planted,) = later.html.glob(f"studies/w-{PLANTED.removesuffix('2026')}*.html")
    assert f"New since release {RELEASE}." in planted.read_text(encoding="utf-8")
