"""The pictures of README from a built book: `python -m tests.book.pictures [FOLDER [NAME ...]]` writes docs/images/.

FOLDER is a built review, this one where it is left out; NAME a picture, all of those of one version where none is named. That of
`changes` is of two releases: `python -m tests.releases.by_year SCRATCH`, then `python -m tests.book.pictures SCRATCH changes`. Needs Chromium.
"""

from __future__ import annotations

import sys
from pathlib import Path

import typst
from playwright.sync_api import sync_playwright

from evidence.layout import Layout

from ..chromium import FLAGS, installed, settled

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
OF_RELEASES = {"changes": ("changes.html", None)}
PAPER = "paper"


def take(folder: Path, to: Path, names: list[str]) -> None:
    """Screenshots of the pages of these names, and the first page of the paper."""
    at = Layout(folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        page = browser.new_page(viewport={"width": WIDE, "height": HIGH})
        for name in (name for name in names if name != PAPER):
            place, top = {**PAGES, **OF_RELEASES}[name]
            page.goto((at.html.resolve() / place).as_uri())
            settled(page)
            if top:
                page.locator(top).first.evaluate("node => node.scrollIntoView({behavior: 'instant'})")
            page.screenshot(path=to / f"{name}.png")
        browser.close()
    if PAPER in names:
        paper = at.staged_book.resolve() / "briefing.typ"
        first, *_ = typst.compile(paper, root=paper.parent, ignore_system_fonts=True, format="png", ppi=70)
        (to / "paper.png").write_bytes(first)


if __name__ == "__main__":
    where, *names = sys.argv[1:] or [ROOT]
    take(Path(where), ROOT / "docs/images", names or [*PAGES, PAPER])
