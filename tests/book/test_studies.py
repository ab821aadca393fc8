"""The explorer and the cards, as readers meet them: by script, by keyboard, by link and without scripts."""

from __future__ import annotations

import csv
import json
import re
from html import unescape
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from evidence.ingest.stage import Source, ingest

from ..workflow.later import ODD
from .modes import faults

pytestmark = pytest.mark.book

WORK = "w-adams2006-i5ulyrbd"
COUNT = ".explore-count"


def _data(built) -> dict:
    text = (built.html / "studies" / "data.js").read_text(encoding="utf-8")
    return json.loads(text.removeprefix("window.evidenceStudies = ").removesuffix(";\n"))


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.failures = []
    opened.on("pageerror", lambda e: opened.failures.append(str(e)))
    yield opened
    failures = opened.failures
    context.close()
    assert failures == []


def _shown(page) -> int:
    return int(page.inner_text(COUNT).split()[0])


def test_filters_agree_with_the_tables(built, address, page) -> None:
    rows = _data(built)["rows"]
    page.goto(f"{address}works.html")
    assert _shown(page) == len(rows)
    page.select_option("#explore-fate", "Included")
    with (built.html / "_static" / "data" / "screening.csv").open(encoding="utf-8") as handle:
        included = sum(row["decision"] == "include" for row in csv.DictReader(handle))
    assert _shown(page) == included
    page.select_option("#explore-claim", "P2")
    both = _shown(page)
    assert 0 < both < included
    page.click("button[type=reset]")
    page.wait_for_function(f"document.querySelector('{COUNT}').textContent.startsWith('{len(rows)} ')")
    page.fill("#explore-q", "ADAMS welfare rights")
    assert _shown(page) == 1
    page.fill("#explore-q", "")
    page.fill("#explore-from", "2010")
    page.fill("#explore-to", "2012")
    assert _shown(page) == sum(bool(row[4]) and 2010 <= row[4] <= 2012 for row in rows)
    assert page.get_attribute(COUNT, "aria-live") == "polite"


def test_every_facet_filters_to_the_rows_that_carry_the_code(built, address, page) -> None:
    data = _data(built)
    page.goto(f"{address}works.html")
    for n, facet in enumerate(data["facets"]):
        value = facet["values"][0]
        page.select_option(f"#explore-{facet['id']}", value)
        expected = sum(any((~c if c < 0 else c) == 0 for c in row[5][n]) for row in data["rows"])
        assert _shown(page) == expected > 0, facet["id"]
        page.select_option(f"#explore-{facet['id']}", "")


def test_a_view_is_a_link(built, address, page) -> None:
    page.goto(f"{address}works.html")
    page.select_option("#explore-fate", "Excluded")
    page.fill("#explore-q", "housing")
    page.click("thead button >> text=Year")
    view, count = page.evaluate("location.href"), page.inner_text(COUNT)
    first = page.inner_text("tbody tr >> nth=0")
    assert "fate=Excluded" in view and "q=housing" in view and "sort=year.up" in view
    page.goto("about:blank")
    page.goto(view)
    assert page.inner_text(COUNT) == count and page.inner_text("tbody tr >> nth=0") == first
    assert page.input_value("#explore-q") == "housing"
    page.goto(f"{address}works.html#fate=nonsense&q={quote('<b>')}&page=99")
    expect(page.locator(COUNT)).to_have_text(re.compile("^0 of"))
    assert page.locator("#list-of-studies b").count() == 0


def test_the_table_sorts_both_ways_and_gaps_go_last(built, address, page) -> None:
    page.goto(f"{address}works.html")
    years = [row[4] for row in _data(built)["rows"] if row[4]]
    button = page.locator("thead button", has_text="Year")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr:first-child td.num")).to_have_text(str(min(years)))
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr:first-child td.num")).to_have_text(str(max(years)))
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)


def test_pages_turn_by_keyboard(built, address, page) -> None:
    page.goto(f"{address}works.html")
    first = page.inner_text("tbody tr:first-child th a")
    page.locator("button", has_text="Next").focus()
    page.keyboard.press("Enter")
    expect(page.locator(COUNT)).to_contain_text("51 to 100 shown")
    assert (
        "page=2" in page.evaluate("location.href") and page.inner_text("tbody tr:first-child th a") != first
    )


def test_everything_is_there_without_scripts(built, address, browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{address}works.html")
    assert opened.locator(".explore").count() == 0
    found = []
    while True:
        found += [link.get_attribute("href") for link in opened.locator("tbody th a").all()]
        following = opened.locator(".page-links li:has(a[aria-current]) + li a")
        if not following.count():
            break
        opened.goto(following.evaluate("a => a.href"))
    opened.goto(f"{address}studies/{WORK}.html")
    assert "Adams, Jean" in opened.inner_text("main")
    context.close()
    assert [name.removeprefix("../") for name in found] == [row[0] for row in _data(built)["rows"]]


@pytest.mark.parametrize("name", ["works", "studies/page-2", f"studies/{WORK}", "studies/case-3SC"])
def test_accessible_in_both_modes_and_narrow(built, browser, name) -> None:
    context = browser.new_context(color_scheme="dark", viewport={"width": 375, "height": 800})
    opened = context.new_page()
    asked, errors = [], []
    opened.on("request", lambda r: asked.append(r.url) if not r.url.startswith(("file:", "data:")) else None)
    opened.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    opened.goto((built.html / f"{name}.html").as_uri())
    width = opened.evaluate("document.documentElement.scrollWidth")
    found = faults(opened)
    context.close()
    assert (found, asked, errors) == ([], [], []) and width <= 375


def test_a_card_says_what_was_coded_why_who_uses_it_and_where_it_came_from(built) -> None:
    card = unescape((built.html / "studies" / f"{WORK}.html").read_text(encoding="utf-8"))
    for said in ("Adams, Jean", "BMC Public Health", "coded by coder-1", "Co-location", "Included"):
        assert said in card
    assert 'href="../findings/p1.html"' in card and "adams2006-i5ulyrbd" in card
    assert "Not yet appraised" in card and "read" in card
    for name in (f"{WORK}.bib", f"{WORK}.ris"):
        data = (built.html / "studies" / name).read_bytes()
        (read,) = ingest([Source(name, data)]).records
        assert (read.year, read.doi, len(read.authors)) == (2006, "10.1186/1471-2458-6-81", 5)
    sums = (built.html / "SHA256SUMS").read_text(encoding="utf-8")
    assert f"  studies/{WORK}.html\n" in sums and f"  studies/{WORK}.bib\n" in sums


def test_odd_titles_are_shown_as_they_are_everywhere(later, browser) -> None:
    with (later.html / "_static/data/works.csv").open(encoding="utf-8") as handle:
        works = {row["key"]: row for row in csv.DictReader(handle)}
    context = browser.new_context(viewport={"width": 375, "height": 800})
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.goto((later.html / "references.html").as_uri())
    references = " ".join(page.inner_text(".reference-list").split())
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    for key in ODD:
        title = " ".join(works[key]["title"].split())
        assert title.rstrip(".") in references, key
        page.goto((later.html / "works.html").as_uri() + f"#q={quote(title[:40])}")
        assert title in [" ".join(t.split()) for t in page.locator(".study-title").all_inner_texts()], key
        assert page.evaluate("document.documentElement.scrollWidth") <= 375
        page.goto(
            (later.html / "studies" / f"{re.sub('[^A-Za-z0-9_-]', '-', works[key]['work_id'])}.html").as_uri()
        )
        assert " ".join(page.inner_text("h1").split()) == title, key
        assert page.evaluate("document.documentElement.scrollWidth") <= 375, key
        if key == "odd-rtl":
            assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
        if key == "odd-long":
            assert "Name299, Ann" in page.inner_text(".card-facts")
    page.goto((later.html / "works.html").as_uri() + "#q=partnership+again")
    assert "and 297 more" in page.inner_text("tbody")
    context.close()
    assert errors == []


def test_odd_titles_stand_for_what_they_are(later) -> None:
    """Signs that mean something elsewhere (maths, LaTeX, markup, templates) come through the readers as text."""
    with (later.html / "_static/data/works.csv").open(encoding="utf-8") as handle:
        titles = {row["key"]: row["title"] for row in csv.DictReader(handle)}
    for key in ("odd-rtl", "odd-cjk", "odd-maths"):
        assert titles[key] == ODD[key][0]
