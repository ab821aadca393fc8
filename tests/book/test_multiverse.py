"""The analyses of a claim, chosen by radio buttons: what is shown is the row of universes.csv with these choices."""

from __future__ import annotations

import csv

import pytest

from evidence.brief.words import number

from .modes import faults

pytestmark = pytest.mark.book

CLAIM = "P2"
_WORDS = {"as configured": "as it was done"}


def _universes(built) -> list[dict[str, str]]:
    with (built.html / "_static" / "data" / "universes.csv").open(encoding="utf-8", newline="") as handle:
        return [row for row in csv.DictReader(handle) if row["proposition"] == CLAIM]


def _open(browser, address, **options):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
    page = context.new_page()
    page.goto(f"{address}findings/{CLAIM.lower()}.html")
    return context, page


def _chosen(page) -> dict[str, str]:
    """What is checked, by the name of its choice."""
    checked = page.locator(".multiverse input:checked").evaluate_all(
        "all => all.map(e => [e.name.split('-').pop(), e.closest('label').textContent.trim()])"
    )
    return dict(checked)


def _agrees(row: dict[str, str], said: str, kind: str) -> bool:
    votes = {"for": row["votes_for"], "against": row["votes_against"], "qualifying": row["votes_qualifies"]}
    told = [f"{number(int(n))} {side} it" for side, n in votes.items() if n != "0"]
    return all(words in said for words in told) and kind.endswith(f"verdict-{row['verdict']}")


def test_each_button_shows_the_row_of_its_choices(built, address, browser) -> None:
    context, page = _open(browser, address)
    rows = _universes(built)
    box = page.locator(".multiverse")
    assert box.is_visible()
    names = list(_chosen(page))
    groups = box.locator("fieldset").count()
    assert len(names) == groups == box.locator("legend").count()
    seen = set()
    for at in range(box.locator("input").count()):
        box.locator("input").nth(at).check()
        chosen = _chosen(page)
        (row,) = [
            r for r in rows if all(_WORDS.get(r[name], r[name]) == taken for name, taken in chosen.items())
        ]
        said, kind = box.locator("output").inner_text(), box.locator(".verdict").get_attribute("class")
        assert _agrees(row, said, kind), (row, said, kind)
        seen.add(row["universe_id"])
    assert len(seen) > groups
    back = box.get_by_role("button", name="As it was done")
    back.click()
    assert _agrees(
        rows[0], box.locator("output").inner_text(), box.locator(".verdict").get_attribute("class")
    )
    assert back.is_disabled() and page.evaluate("document.activeElement.type") == "radio"
    context.close()


def test_the_arrow_keys_choose(built, address, browser) -> None:
    context, page = _open(browser, address)
    page.locator(".multiverse input:checked").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.locator(".multiverse-when").inner_text() == "As you chose:"
    context.close()


def test_a_claim_with_its_choices_has_no_fault_in_dark_or_light(built, address, browser) -> None:
    """The rest of this page is judged in test_pages."""
    context, page = _open(browser, address, color_scheme="dark", reduced_motion="reduce")
    page.locator(".multiverse input").nth(1).check()
    found = faults(page, only=".multiverse")
    context.close()
    assert found == []


def test_without_scripts_the_table_of_choices_stands_alone(address, browser) -> None:
    context, page = _open(browser, address, java_script_enabled=False)
    assert not page.locator(".multiverse").is_visible()
    assert page.locator("table[aria-describedby], caption").filter(has_text="choice by choice").count() == 1
    context.close()
