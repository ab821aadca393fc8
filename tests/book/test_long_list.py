"""The list of very many works from file://, under the book's policy: every filter finds what the rows say, and loads what it needs alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from evidence.brief.studies.carded import carded
from evidence.engine import resource
from evidence.publish.policy import META
from evidence.publish.search import OF_LIST
from tests.unit.brief.test_carded import book, chosen, scripts

pytestmark = pytest.mark.book

COUNT = ".explore-count"
_RAW = re.compile(r"```\{raw\} html\n(.*?)\n```", re.S)


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the list without the rest of the book: its table and its scripts."""
    folder = tmp_path_factory.mktemp("list")
    for name, text in {**book().texts, **scripts()}.items():
        if name.startswith("studies/"):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for path in (resource() / "book" / "studies").glob("*.js"):
        (folder / "studies" / path.name).write_bytes(path.read_bytes())
    body = "\n".join(_RAW.findall(book().pages["works.md"]))
    page = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{META}<title>x</title></head><body>{body}</body></html>'
    (folder / "works.html").write_text(page, encoding="utf-8")
    return folder / "works.html"


@pytest.fixture
def page(browser, at: Path):
    context = browser.new_context()
    opened = context.new_page()
    failures: list[str] = []
    opened.asked = []
    opened.on("pageerror", lambda e: failures.append(str(e)))
    opened.on("console", lambda m: failures.append(m.text) if m.type == "error" else None)
    opened.on("request", lambda r: opened.asked.append(r.url.rsplit("/", 1)[-1]))
    opened.goto(at.as_uri())
    opened.wait_for_selector("#list-of-studies tbody tr")
    yield opened
    context.close()
    assert failures == []


def _rows() -> list[Any]:
    found = [text for name, text in sorted(scripts().items()) if "/list/rows-" in name]
    return [
        row for text in found for row in json.loads(f"[{text[text.index('(') + 1 : text.rindex(')')]}]")[1]
    ]


def _found(page, many: int) -> list[str]:
    """The titles that are shown when there are as many as expected."""
    expect(page.locator(COUNT)).to_have_text(re.compile(f"^{many} of "))
    expect(page.locator("#list-of-studies tbody tr")).to_have_count(min(many, 50))
    return page.locator(".study-title").all_inner_texts()


def test_what_opens_loads_the_first_rows_and_no_index(page) -> None:
    _found(page, len(_rows()))
    assert [name for name in page.asked if name.startswith(("rows", "column", "words"))] == ["rows-0.js"]


def test_a_word_is_found_by_its_beginning_and_titles_alone_that_have_it(page) -> None:
    word = max((w for row in _rows() for w in re.findall(r"[a-z]+", row[2].lower())), key=len)
    page.fill("#explore-q", word[:-1].upper())
    wanted = [row[2] for row in _rows() if word[:-1] in " ".join(map(str, row[1:5])).lower()]
    assert sorted(_found(page, len(wanted))) == sorted(wanted)
    assert not any(name.startswith("column") for name in page.asked)
    page.fill("#explore-q", "nosuchwordanywhere")
    assert _found(page, 0) == []


def test_the_label_of_a_code_is_found_by_its_beginning(page) -> None:
    labels = [label for row in _rows() for codes in row[5] for label, _ in codes]
    word = max((w for label in labels for w in re.findall(r"[a-z]+", label.lower())), key=len)
    page.fill("#explore-q", word[:-1])
    wanted = [
        row[2]
        for row in _rows()
        if re.search(
            rf"\b{word[:-1]}",
            json.dumps([row[1:5], [label for codes in row[5] for label, _ in codes]]).lower(),
        )
    ]
    assert wanted and sorted(_found(page, len(wanted))) == sorted(wanted)


def test_the_search_page_finds_works_without_a_card_and_says_so(browser, at: Path) -> None:
    scripts = "".join(f'<script src="{name}"></script>' for name in OF_LIST)
    (at.parent / "search.html").write_text(
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{META}<title>x</title></head>'
        f'<body><div id="search-results"></div>{scripts}</body></html>',
        encoding="utf-8",
    )
    row = next(row for row in _rows() if "#work=" in row[0])
    tab = browser.new_page()
    tab.goto(f"{(at.parent / 'search.html').as_uri()}?q={quote(row[2])}")
    expect(tab.locator("#works-found li a").first).to_have_attribute("href", row[0])
    without = len({row[0] for row in _rows() if "#work=" in row[0]})
    assert f"{without} of the works have no card" in tab.inner_text("#works-found")
    tab.close()


@pytest.mark.parametrize("fate", ["Included", "Not yet decided", "Excluded"])
def test_a_fate_and_a_year_filter_by_their_columns(page, fate: str) -> None:
    fates = json.loads(scripts()["studies/data.js"].split(" = ", 1)[1].rstrip(";\n"))["fates"]
    page.select_option("#explore-fate", fate)
    wanted = [row for row in _rows() if fates[row[6]] == fate]
    assert _found(page, len(wanted)) == [row[2] for row in wanted]
    page.fill("#explore-from", "2010")
    later = [row for row in wanted if row[4] is not None and row[4] >= 2010]
    assert _found(page, len(later)) == [row[2] for row in later]


_ASK = """(fates) => {
  const fate = document.getElementById("explore-fate");
  for (const value of fates) {
    fate.value = value;
    fate.dispatchEvent(new Event("input", {bubbles: true}));
  }
  return Array.from(document.querySelectorAll(".study-title"), (title) => title.textContent);
}"""


def test_the_rows_of_a_screen_are_there_at_once_and_the_others_after_them(page) -> None:
    titles = [row[2] for row in _rows()][:50]
    page.select_option("#explore-fate", "Included")  # loads the column
    page.select_option("#explore-fate", "")
    assert page.evaluate(_ASK, ["Included", ""]) == titles[:16]
    assert _found(page, len(_rows())) == titles


def test_who_prints_at_once_prints_all_rows(page) -> None:
    titles = [row[2] for row in _rows()][:50]
    page.select_option("#explore-fate", "Included")
    page.select_option("#explore-fate", "")
    page.evaluate(_ASK, ["Included", ""])
    printed = _ASK.replace("return", 'dispatchEvent(new Event("beforeprint")); return')
    assert page.evaluate(printed, ["Included", ""]) == titles


def test_answers_asked_for_one_upon_the_other_end_with_the_last(page) -> None:
    fates = json.loads(scripts()["studies/data.js"].split(" = ", 1)[1].rstrip(";\n"))["fates"]
    wanted = [row[2] for row in _rows() if fates[row[6]] == "Included"]
    for _ in range(2):  # the first time the column is still on its way
        page.evaluate(_ASK, ["Not yet decided", "Excluded", "Included"])
        assert _found(page, len(wanted)) == wanted
        page.evaluate(_ASK, [""])
        _found(page, len(_rows()))


def test_years_sort_with_gaps_last_both_ways(page) -> None:
    dated = sorted(row[4] for row in _rows() if row[4] is not None)
    gaps = ["–"] * sum(row[4] is None for row in _rows())
    for years in (dated, dated[::-1]):
        page.locator(".sort-button").nth(1).click()
        expect(page.locator("td.num")).to_have_text([*map(str, years), *gaps][:50])


def test_a_work_without_a_card_is_found_by_its_address_and_is_no_link(page, at: Path) -> None:
    without = sorted(row[0].split("=")[1] for row in _rows() if "#work=" in row[0])
    assert without and not carded(chosen()) & set(without)
    page.goto(f"{at.as_uri()}#work={without[0]}")
    page.reload()
    title = next(row[2] for row in _rows() if row[0].endswith(f"={without[0]}"))
    assert _found(page, 1) == [title]
    assert page.locator("#list-of-studies tbody th a").count() == 0


def test_without_scripts_the_table_holds_the_works_that_have_a_card(browser, at: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(at.as_uri())
    linked = tab.locator("#list-of-studies tbody th a").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    assert {f"studies/{name}.html" for name in carded(chosen())} <= set(linked)
    assert "that has a card" in tab.inner_text("caption")
    context.close()
