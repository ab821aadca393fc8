"""The evidence map: sums that reconcile, an address for every cell, filters that count again."""

from __future__ import annotations

import re

import pytest

from evidence.io import read_table
from evidence.layout import Layout
from evidence.screen.rows import Screen, Screening
from evidence.synthesise.rows import MapCell

from .modes import faults

pytestmark = pytest.mark.book


def _cells(built) -> list[MapCell]:
    return read_table(Layout(built.folder).table("synthesise", "map"), MapCell)


def _map(browser, address, hash_: str = "", **options):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
    page = context.new_page()
    page.goto(f"{address}map.html{hash_}")
    return context, page


def test_sums_reconcile_with_the_ledger(built, address, browser) -> None:
    context, page = _map(browser, address, java_script_enabled=False)
    rows = page.locator("table.gap-map").first.locator("tbody tr")
    last = [int(t) for t in rows.last.locator("td").all_inner_texts()]
    sums = [int(rows.nth(i).locator("td").last.inner_text()) for i in range(rows.count())]
    said = page.locator("p.computed").first.inner_text()
    context.close()
    cells = _cells(built)
    forms = list(dict.fromkeys(c.form for c in cells))
    fields = list(dict.fromkeys(c.field for c in cells))
    placed = {w for c in cells for w in c.works}
    assert sums[:-1] == [len({w for c in cells if c.form == f for w in c.works}) for f in forms]
    assert last == [len({w for c in cells if c.field == f for w in c.works}) for f in fields] + [len(placed)]
    screening = read_table(Layout(built.folder).table("screen", "screening"), Screening)
    included = {s.work_id for s in screening if s.decision == Screen.INCLUDE}
    assert placed <= included
    numbers = [int(n) for n in re.findall(r"\d+", said)]
    assert numbers[:3] == [len(included), len(placed), len(included - placed)]
    assert numbers[4] == sum(len(c.works) for c in cells)


def test_every_filled_cell_has_an_address_with_its_works_and_every_empty_one_a_reason(built) -> None:
    text = (built.html / "map.html").read_text(encoding="utf-8")
    for cell in _cells(built):
        if cell.works or cell.items:
            entry = re.search(rf'<dt id="cell-{cell.form}-{cell.field}">.*?</dd>', text, re.S)
            assert entry and all(f"studies/{w}.html" in entry[0] for w in cell.works), cell
            assert "certainty" in entry[0] or "No finding rests" in entry[0]
        else:
            assert cell.why_empty in ("nothing found", "found, not included", "unclear")


def test_filters_count_again_and_keep_their_state_in_the_address(built, address, browser) -> None:
    context, page = _map(browser, address)
    assert page.locator("#map-filter").is_visible()
    before = sum(int(t) for t in page.locator("table.gap-map .map-n").all_inner_texts())
    page.select_option("#map-country", label="Denmark")
    after = sum(int(t) for t in page.locator("table.gap-map .map-n").all_inner_texts())
    said, where = page.locator("#map-filter output").inner_text(), page.evaluate("location.href")
    context.close()
    assert 0 < after < before and "meet the filter" in said and "country=" in where
    context, page = _map(browser, address, f"#{where.split('#')[1]}")
    again = page.locator("#map-filter output").inner_text()
    page.get_by_role("button", name="Clear all").click()
    cleared = sum(int(t) for t in page.locator("table.gap-map .map-n").all_inner_texts())
    context.close()
    assert again == said and cleared == before


def test_a_cell_opens_beneath_its_map_and_gives_the_focus_back(built, address, browser) -> None:
    """By keyboard: Enter opens the studies of a cell, Escape closes them; the filter stays, and what does not meet it is left out."""
    cell = max(_cells(built), key=lambda c: len(c.works))
    link = f"table.gap-map a[href='#cell-{cell.form}-{cell.field}']"
    context, page = _map(browser, address)
    page.locator(link).focus()
    page.keyboard.press("Enter")
    panel = page.locator(".map-open")
    assert panel.locator("[data-work]").evaluate_all("all => all.map(e => e.dataset.work)") == [*cell.works]
    assert page.evaluate("document.activeElement === document.querySelector('.map-open-title')")
    assert (
        page.locator(link).get_attribute("aria-expanded") == "true" and page.evaluate("location.hash") == ""
    )
    below = "e => e.querySelector('table.gap-map').closest('.scroll-box').nextElementSibling.className"
    assert page.locator("main").evaluate(below) == "map-open"
    page.select_option("#map-country", label="Denmark")
    shown, n = panel.locator("[data-work]:visible").count(), page.locator(link).locator(".map-n").inner_text()
    assert shown == int(n) < len(cell.works)
    page.locator(".map-open-title").focus()
    page.keyboard.press("Escape")
    assert panel.count() == 0 and page.locator(link).get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.getAttribute('href')") == f"#cell-{cell.form}-{cell.field}"
    assert "country=" in page.evaluate("location.href")
    outcome = page.locator("table.gap-map a[href*='-on-']").first
    outcome.click()
    page.locator(link).click()
    assert panel.count() == 2  # one beneath each map
    page.get_by_role("button", name="Close").first.click()
    assert panel.count() == 1
    context.close()


def test_an_open_cell_has_no_fault_in_dark_or_light(built, address, browser) -> None:
    """The map itself is judged in test_pages, with every cell closed."""
    context, page = _map(browser, address, color_scheme="dark", reduced_motion="reduce")
    page.locator("table.gap-map td a").first.click()
    opened = ".map-open, table.gap-map td:has([aria-expanded=true])"
    assert page.locator(opened).count() == 2
    found = faults(page, only=opened)
    context.close()
    assert found == []


def test_without_scripts_a_cell_leads_to_its_entry(address, browser) -> None:
    context, page = _map(browser, address, java_script_enabled=False)
    link = page.locator("table.gap-map td a").first
    where = link.get_attribute("href")
    link.click()
    assert page.url.endswith(where) and page.locator(f"dt{where}").count() == 1
    context.close()
