"""A page in the dark and in the light, as axe judges it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from ..chromium import settled

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a mode can change: it is the same document, in other colours.
_SEEN = {"type": "rule", "values": ["color-contrast", "link-in-text-block", "target-size"]}
_QUICKLY = {
    "preload": False,  # else axe asks for style sheets at addresses that do not exist
    "resultTypes": ["violations"],  # else it describes every element in which it found nothing
}
FRAME = ".bd-sidebar-primary"  # the contents, which are the same beside every page
_DOCUMENT = "document.querySelector('main').outerHTML"
_ALIKE, _GROUND = (
    (Path(__file__).parent / f"{name}.js").read_text(encoding="utf-8") for name in ("alike", "ground")
)


def faults(page: Any, but: str = "", only: str = "") -> list[str]:
    """What is wrong with a page that was opened in the dark: the document as a whole, and by axe where rows are of one kind some of them.

    `but`: a selector of what axe need not judge, because it does on another page; `only`: of what it judges, where it has judged
    the rest of this page in another test. It is judged once it is light by the rules that colours may break, and in the dark, to which it is brought back, by all.
    """
    settled(page)
    dark = page.evaluate(_DOCUMENT)
    _turn(page, "light")
    found = [] if page.evaluate(_DOCUMENT) == dark else ["the document is not the same in the light"]
    found += page.evaluate(_ALIKE)
    with_axe(page)
    found += _broken(page, "light", _SEEN, but, only)
    _turn(page, "dark")
    return found + _broken(page, "dark", _TAGS, but, only)


def with_axe(page: Any) -> None:
    page.evaluate(Axe().axe_script)


def few_of_a_kind(page: Any) -> None:
    """Let axe judge contrast where texts of one colour stand on one ground by three of them, as the page is now."""
    page.evaluate(_GROUND)


def _turn(page: Any, mode: str) -> None:
    """Ask for the dark or the light, and no colour on its way to another. Of thousands of pages on a machine with much to do one did not
    hear of it within its five seconds: it is asked twice more."""
    for again in (True, True, False):
        page.emulate_media(color_scheme=mode, reduced_motion="reduce")
        try:
            expect(page.locator("html")).to_have_attribute("data-theme", mode)
            return
        except AssertionError:
            if not again:
                raise
        page.emulate_media(color_scheme={"dark": "light", "light": "dark"}[mode], reduced_motion="reduce")


def _broken(page: Any, mode: str, rules: Any, but: str, only: str) -> list[str]:
    few_of_a_kind(page)
    options = json.dumps({"runOnly": rules, **_QUICKLY})
    parts = {name: [selector] for name, selector in (("exclude", but), ("include", only)) if selector}
    where = f"{json.dumps(parts)}, " if parts else ""
    told = page.evaluate(f"axe.run({where}{options})")["violations"]
    return [f"{mode}: {rule['id']}: {node['html'][:120]}" for rule in told for node in rule["nodes"][:1]]
