"""A page in the dark and in the light, as axe judges it."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a mode can change: it is the same document, in other colours.
_SEEN = {"type": "rule", "values": ["color-contrast", "link-in-text-block", "target-size"]}
_QUICKLY = {
    "preload": False,  # else axe asks for style sheets at addresses that do not exist
    "resultTypes": ["violations"],  # else it describes every element in which it found nothing
}
_DOCUMENT = "document.querySelector('main').outerHTML"


def faults(page: Any) -> list[str]:
    """What is wrong with a page that was opened in the dark: by all rules, and once it is light by those that colours may break."""
    page.wait_for_load_state("networkidle")  # scripts still write in a page that has only just come
    found = _broken(page, "dark", _TAGS)
    dark = page.evaluate(_DOCUMENT)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")  # no colour on its way to another
    found += _broken(page, "light", _SEEN)
    if page.evaluate(_DOCUMENT) != dark:
        found.append("the document is not the same in the light")
    return found


def _broken(page: Any, mode: str, rules: Any) -> list[str]:
    expect(page.locator("html")).to_have_attribute("data-theme", mode)
    told = Axe().run(page, options={"runOnly": rules, **_QUICKLY}).response["violations"]
    return [f"{mode}: {rule['id']}: {node['html'][:120]}" for rule in told for node in rule["nodes"][:1]]
