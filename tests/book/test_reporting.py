"""Reporting checklists and the glossary in the built book."""

from __future__ import annotations

import csv
import re

import pytest
from playwright.sync_api import expect

from ..workflow.conftest import Project

pytestmark = pytest.mark.book


def _rows(project: Project) -> list[dict[str, str]]:
    file = project.html / "_static" / "data" / "checklists.csv"
    with file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_every_item_that_is_met_leads_to_a_place_in_the_book(built: Project) -> None:
    broken = []
    for row in _rows(built):
        assert bool(row["where"]) or row["state"] != "met", row
        for address in filter(None, row["where"].split(";")):
            page, _, place = address.partition("#")
            target = built.html / page
            if not target.is_file() or (place and f'id="{place}"' not in target.read_text(encoding="utf-8")):
                broken.append(f"{row['checklist']}.{row['item']}: {address}")
    assert broken == []


def test_what_the_shipped_review_has_not_is_not_claimed(built: Project) -> None:
    """No registration, no appraisal, no judged certainty and no strategy stand in the shipped files."""
    states = {f"{row['checklist']}.{row['item']}": row["state"] for row in _rows(built)}
    for name in (
        "PRISMA-2020.7",
        "PRISMA-2020.18",
        "PRISMA-2020.22",
        "PRISMA-2020.24a",
        "PRISMA-S.8",
        "MMAT-2018.5",
    ):
        assert states[name] == "missing", name
    required = [row for row in _rows(built) if row["required"] == "true"]
    assert len(required) > 20 and {row["state"] for row in required} == {"met"}


def test_a_definition_opens_on_hover_and_focus_and_goes_with_escape(built, address, browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{address}methods.html")
    term = page.locator(".term").first
    note = term.locator(".term-note")
    expect(note).to_be_hidden()
    term.locator("a").hover()
    expect(note).to_be_visible()
    note.hover()
    expect(note, "the pointer may move onto the definition").to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    page.mouse.move(2, 2)
    term.locator("a").focus()
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    context.close()


def test_each_word_is_explained_once_a_page_and_leads_to_the_glossary(built: Project) -> None:
    glossary = (built.html / "glossary.html").read_text(encoding="utf-8")
    seen = 0
    for path in sorted(built.html.rglob("*.html")):
        words = re.findall(
            r'<span class="term"><a href="(?:\.\./)?glossary\.html#([^"]+)"', path.read_text(encoding="utf-8")
        )
        assert len(words) == len(set(words)), path.name
        assert all(f'id="{word}"' in glossary for word in words)
        seen += len(words)
    assert seen > 20
