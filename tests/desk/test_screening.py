"""Screening in a real browser, by keyboard alone; the files hold exactly what the test pressed."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from ..book.modes import few_of_a_kind, with_axe
from ..unit.desk.rooms import HEADER, decisions, room
from .open_desk import served

pytestmark = pytest.mark.book
# What a mode can change: it is the same document, in other colours.
_ALL, _SEEN = (
    json.dumps({"runOnly": rules, "preload": False, "resultTypes": ["violations"]})
    for rules in (
        ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        {"type": "rule", "values": ["color-contrast", "link-in-text-block", "target-size"]},
    )
)


def opened(browser: Any, guard: Any, path: str = "/q/screening", **how: Any) -> Any:  # noqa: F811
    page = browser.new_context(**how).new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
    page.goto(guard.address)
    page.goto(f"http://127.0.0.1:{guard.port}{path}")
    return page


def press(page: Any, key: str) -> str:
    """Press a key at what is asked and wait for what comes next; the title of what was asked."""
    asked, before = page.locator("#item").get_attribute("data-asked"), page.locator("#asked").inner_text()
    page.keyboard.press(key)
    page.wait_for_function(
        "before => document.getElementById('item')?.dataset.asked !== before", arg=asked, timeout=10_000
    )
    return str(before)


def written(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "literature" / "decisions" / f"{name}.csv").open(newline="", encoding="utf-8") as table:
        return list(csv.DictReader(table))


def test_twenty_works_by_keyboard_alone_and_two_taken_back(browser, tmp_path):  # noqa: F811
    at = room(tmp_path, screen='{reasons: ["no trial", "no birds"]}')
    pressed = []
    with served(at, "ella", order="random", seed=3) as (_, guard):
        page = opened(browser, guard)
        for n in range(18):
            key = ("i", "e", "b", "1", "2")[n % 5]
            pressed.append((press(page, key), key))
            expect(page.locator("#asked")).to_be_focused()
            expect(page.locator("#said")).to_contain_text(pressed[-1][0])
        for n in range(2):  # a reason in one's own words
            title = page.locator("#asked").inner_text()
            page.keyboard.press("r")
            page.keyboard.type(f"i, e and b: words {n}")
            press(page, "Enter")
            pressed.append((title, "r"))
        undone = []
        for _ in range(2):
            press(page, "u")
            undone.append(page.locator("#asked").inner_text())
        assert page.faults == []
    meant = {
        "i": ("include", ""),
        "e": ("exclude", ""),
        "b": ("background", ""),
        "1": ("exclude", "no trial"),
        "2": ("exclude", "no birds"),
    }
    rows = written(tmp_path, "screening-ella")
    told = [(r["title"], (r["decision"], r["reason"]), r["withdrawn"]) for r in rows]
    said = [
        (title, meant.get(key) or ("exclude", f"i, e and b: words {n - 18}"), "")
        for n, (title, key) in enumerate(pressed)
    ]
    assert told == said + [(*said[19][:2], "yes"), (*said[18][:2], "yes")]
    assert undone == [pressed[19][0], pressed[18][0]] and len({title for title, _ in pressed}) == 20
    assert {r["reviewer"] for r in rows} == {"ella"} and all(
        r["date"].startswith("2026-11-26T09:") for r in rows
    )


def test_a_conflict_is_settled_by_keyboard(browser, tmp_path):  # noqa: F811
    at = room(tmp_path)
    decisions(
        at,
        "screening-ella",
        f"{HEADER}\nwren,include,,title,ella,2026-11-25\nrobin,include,,title,ella,2026-11-25\n",
    )
    decisions(
        at,
        "screening-ben",
        f"{HEADER}\nwren,exclude,too small,title,ben,2026-11-25\nrobin,include,,title,ben,2026-11-25\n",
    )
    with served(at, "cara", settles=True) as (_, guard):
        page = opened(browser, guard, "/q/conflicts")
        expect(page.locator(".voice")).to_have_count(2)
        expect(page.locator(".voice", has_text="too small")).to_contain_text("ben: exclude")
        page.keyboard.press("b")
        expect(page.get_by_role("heading", name="Nothing waits here")).to_be_visible()
    (row,) = written(tmp_path, "screening-consensus")
    assert (row["decision"], row["reviewer"], row["settled_by"]) == ("background", "consensus", "cara")
    assert row["title"].startswith("On the wren")


def test_keys_can_be_switched_off_and_are_letters_where_one_writes(browser, tmp_path):  # noqa: F811
    with served(room(tmp_path), "ella") as (desk, guard):
        page = opened(browser, guard)
        page.keyboard.press("r")
        page.keyboard.type("i think not")
        expect(page.locator("#reason")).to_have_value("i think not")
        page.keyboard.press("Escape")
        page.locator("#keys-off").click()
        page.keyboard.press("i")
        page.wait_for_timeout(200)
        expect(page.locator("#keys-off")).to_have_attribute("aria-pressed", "true")
        assert desk.queues["screening"].done() == 0


def test_words_that_are_typed_are_no_decisions_and_a_written_reason_goes_with_the_large_button(
    browser, tmp_path
):  # noqa: F811
    with served(room(tmp_path), "ella", order="random") as (desk, guard):
        page = opened(browser, guard)
        # At once, as a hand falls on the keys: in one go of the page, or a busy machine lets time pass between the letters.
        page.evaluate(
            "for (const key of 'bie') document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}))"
        )
        expect(page.locator("#said")).to_contain_text("Typed too fast")
        page.wait_for_timeout(250)
        assert desk.queues["screening"].done() == 0
        page.keyboard.press("r")
        page.keyboard.press("Enter")
        expect(page.locator("#problem")).to_contain_text("no reason was written")
        page.keyboard.press("r")
        page.keyboard.type("too few")
        page.get_by_role("button", name="e Exclude", exact=True).click()
        expect(page.locator("#said")).to_contain_text("Excluded (too few)")
    assert [(r["decision"], r["reason"]) for r in written(tmp_path, "screening-ella")] == [
        ("exclude", "too few")
    ]


def test_without_scripts_every_page_is_a_form_that_works(browser, tmp_path):  # noqa: F811
    with served(room(tmp_path), "ella", order="random") as (desk, guard):
        page = opened(browser, guard, java_script_enabled=False)
        page.get_by_role("button", name="Include", exact=False).first.click()
        page.get_by_label("In your own words").fill("seen on paper")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Undo my last").click()
        page.get_by_role("link", name="What I decided").click()
        expect(page.locator(".lines li")).to_have_count(1)
    assert [(r["decision"], r["reason"], r["withdrawn"]) for r in written(tmp_path, "screening-ella")] == [
        ("include", "", ""), ("exclude", "seen on paper", ""), ("exclude", "seen on paper", "yes"),
    ]  # fmt: skip


def _unfit(page: Any, path: str) -> list[str]:
    """What is wrong with a page, by axe in the light, and, where it is wide, by what colours may break in the dark too; and whether it is
    too wide."""
    found = []
    with_axe(page)
    for width, modes in ((375, ("light",)), (1200, ("light", "dark"))):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in modes:
            rules = _SEEN if scheme == "dark" else _ALL
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            few_of_a_kind(page)
            told = page.evaluate(f"axe.run({rules})")["violations"]
            found += [
                f"{path} {width} {scheme}: {r['id']}: {n['html'][:120]}" for r in told for n in r["nodes"][:2]
            ]
    for width in (320, 375, 1200):
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{path}: {wide} px wide on {width}"] if wide > width else []
    return found


@pytest.mark.parametrize(
    ("name", "settles", "paths"),
    [
        (
            "ella",
            False,
            ("/", "/q/screening", "/q/screening/mine", "/q/screening/find?words=heron", "/nothing"),
        ),
        ("cara", True, ("/", "/q/conflicts")),
    ],
)
def test_every_page_is_for_everyone(browser, tmp_path, name, settles, paths):  # noqa: F811
    at = room(tmp_path, screen='{reasons: ["no trial", "no birds"]}')
    decisions(
        at,
        "screening-ben",
        f"{HEADER}\nwren,exclude,too small,title,ben,2026-11-25\nrobin,include,,title,ben,2026-11-25\n",
    )
    decisions(at, "screening-dan", f"{HEADER}\nwren,include,,title,dan,2026-11-25\n")
    found = []
    with served(at, name, settles=settles, order="random") as (desk, guard):
        if not settles:
            desk.decide("screening", desk.next("screening"), {"decision": "include", "reason": "why not"})
        page = opened(browser, guard)
        for path in paths:
            page.goto(f"http://127.0.0.1:{guard.port}{path}")
            found += _unfit(page, path)
    assert found == []
