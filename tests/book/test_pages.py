"""The built pages, as readers meet them."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from .modes import FRAME, faults

pytestmark = pytest.mark.book

LOOKED_AT = (
    "index",
    "summary",
    "findings/index",
    "findings/p2",
    "map",
    "forms",
    "answers/form-supply-chain",
    "answers/field-employment",
    "selection",
    "cases",
    "profile",
    "codebook",
    "undone",
    "about",
    "directions",
    "themes",
    "synthesis",
    "framework",
    "mechanisms",
    "equity",
    "combinations",
    "pools",
    "works",
    "references",
    "methods",
    "classification",
    "data",
    "replication",
    "checklists",
    "glossary",
)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if values.get("id"):
            self.ids.add(values["id"])
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])


def _parse(path: Path) -> _Links:
    parser = _Links()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser


def _pages(built) -> list[Path]:
    return sorted(p for p in built.html.rglob("*.html") if "_static" not in p.parts)


def test_every_link_inside_the_book_leads_somewhere(built) -> None:
    parsed = {path: _parse(path) for path in _pages(built)}
    # From each folder of the book the same thousand places are linked again and again.
    there: dict[tuple[Path, str], Path | None] = {}
    broken = []
    for path, found in parsed.items():
        for link in found.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            place = (path.parent, parts.path)
            if parts.path and place not in there:
                target = (path.parent / unquote(parts.path)).resolve()
                there[place] = target if target.exists() else None
            target = there[place] if parts.path else path
            if target is None:
                broken.append(f"{path.name}: {link}")
            elif parts.fragment and target in parsed and parts.fragment not in parsed[target].ids:
                broken.append(f"{path.name}: {link} (no such place)")
    assert broken == []


@pytest.fixture(scope="module")
def dark(browser, address):
    """One page for all, in the dark, with what it heard."""
    context = browser.new_context(color_scheme="dark", viewport={"width": 1280, "height": 900})
    opened, heard = context.new_page(), []
    opened.on("console", lambda m: heard.append(m.text) if m.type == "error" else None)
    opened.on("pageerror", lambda e: heard.append(str(e)))
    opened.on(
        "request", lambda r: heard.append(r.url) if not r.url.startswith((address[:20], "data:")) else None
    )
    yield opened, heard
    context.close()


@pytest.mark.parametrize("page", LOOKED_AT)
def test_pages_are_accessible_in_both_modes_quiet_and_ask_nobody_outside(address, dark, page) -> None:
    opened, heard = dark
    heard.clear()
    opened.emulate_media(color_scheme="dark")
    opened.goto(f"{address}{page}.html")
    # What stands beside every page is judged beside two, of which one stands deep in it.
    assert (faults(opened, "" if page in ("index", "findings/p2") else FRAME), heard) == ([], [])


def test_the_book_reads_without_scripts(built, address, browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{address}index.html")
    text = opened.inner_text("body")
    opened.goto(f"{address}map.html")
    cells = opened.locator("table.gap-map td").count()
    context.close()
    assert "Bottom line".lower() in text.lower() and "P2" in text
    assert cells > 100


@pytest.mark.parametrize("size", [(375, 667), (1280, 800)])
def test_a_finding_stands_whole_on_the_first_screen(built, address, browser, size: tuple[int, int]) -> None:
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height})
    opened = context.new_page()
    opened.goto(f"{address}index.html")
    first = opened.locator(".bd-article .computed").first
    box, said = first.bounding_box(), first.inner_text()
    context.close()
    assert box and box["y"] + box["height"] < height
    assert "as far as the studies gathered here can tell" in said and not re.search(r"\d", said)


def test_tables_sort_by_keyboard(built, address, browser) -> None:
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(f"{address}findings/index.html")
    button = opened.locator("table.evidence th button").first
    button.focus()
    opened.keyboard.press("Enter")
    expect(opened.locator("table.evidence th[aria-sort='ascending']")).to_have_count(1)
    context.close()


def test_each_printed_sentence_is_the_computed_one(built) -> None:
    """Law 4: what the home page says is what the tables say, sentence by sentence."""
    import csv

    with (built.html / "_static" / "data" / "sentences.csv").open(encoding="utf-8") as handle:
        sentences = {row["id"]: row["text"] for row in csv.DictReader(handle)}
    home = (built.html / "index.html").read_text(encoding="utf-8")
    shown = re.findall(r'<span class="computed" id="s-([^"]+)">(.*?)</span>', home, flags=re.S)
    assert len(shown) >= 15
    for identifier, text in shown:
        words = re.sub(r'<a class="term-link"[^>]*>(.*?)</a>', r"\1", text)
        assert words.replace("&#39;", "'").replace("&amp;", "&") == sentences[identifier]


def test_every_claim_prints_for_against_and_silent_together(built) -> None:
    for path in sorted((built.html / "findings").glob("p*.html")):
        text = path.read_text(encoding="utf-8")
        assert re.search(r"\d+ for, \d+ qualifying, \d+ against, \d+ silent", text), path.name


def test_the_downloads_are_what_the_data_package_says(built) -> None:
    import csv

    folder = built.html / "_static" / "data"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as handle:
            header = next(csv.reader(handle))
        assert header == [field["name"] for field in resource["schema"]["fields"]], resource["path"]


def test_the_paper_briefing_has_four_pages_and_the_same_bottom_line(built) -> None:
    from pypdf import PdfReader

    reader = PdfReader(built.html / "_static" / "briefing.pdf")
    assert len(reader.pages) == 4
    words = "".join("".join(page.extract_text() for page in reader.pages).split())
    briefing = json.loads((built.folder / "results/brief/book/briefing.json").read_text(encoding="utf-8"))
    for name in ("pulled_out", "bottom_line"):
        assert "".join(briefing[name].split()) in words


def test_every_entry_can_be_traced(built) -> None:
    """Each is told, and one in five is found by its name, which no other entry has in any of the fields that are looked at."""
    from evidence.layout import Layout
    from evidence.trace import Hit, Store, describe

    store = Store(Layout(built.folder), threads=1)
    entries = store.rows("records")
    assert len(entries) == len({entry["record_id"] for entry in entries}) == 461
    others = {entry[name] for entry in entries for name in ("source_key", "doi", "pmid")}
    assert not others & {entry["record_id"] for entry in entries}
    for n, entry in enumerate(entries):
        hits = [Hit("record", entry)] if n % 5 else store.find(entry["record_id"])
        assert [hit.row["record_id"] for hit in hits] == [entry["record_id"]]
        lines = "\n".join(describe(store, hits[0]))
        assert "read from" in lines and ("screened" in lines or "duplicate" in lines)
