"""The pictures of README from a built book: `python -m tests.book.pictures [FOLDER]` writes docs/images/.

FOLDER is a built review, this one where it is left out. Needs Chromium.
"""

from __future__ import annotations

import sys
from pathlib import Path

import typst
from playwright.sync_api import sync_playwright

from evidence.layout import Layout

from ..chromium import FLAGS, installed

ROOT = Path(__file__).resolve().parents[2]
WIDE, HIGH = 1280, 900
PAGES = {
    # Picture → page, and what stands at the top of it.
    "home": ("index.html", None),
    "claim": ("findings/p2.html", None),
    "map": ("map.html", None),
    "directions": ("directions.html", None),
    "explorer": ("works.html", None),
    "combinations": ("combinations.html", "main figure, article figure"),
}


def take(folder: Path, to: Path) -> None:
    """Screenshots of the pages, and the first page of the paper."""
    at = Layout(folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        page = browser.new_page(viewport={"width": WIDE, "height": HIGH})
        for name, (place, top) in PAGES.items():
            page.goto((at.html.resolve() / place).as_uri())
            page.wait_for_load_state("networkidle")
            if top:
                page.locator(top).first.evaluate("node => node.scrollIntoView({behavior: 'instant'})")
            page.screenshot(path=to / f"{name}.png")
        browser.close()
    paper = at.staged_book.resolve() / "briefing.typ"
    first, *_ = typst.compile(paper, root=paper.parent, ignore_system_fonts=True, format="png", ppi=70)
    (to / "paper.png").write_bytes(first)


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT, ROOT / "docs/images")
