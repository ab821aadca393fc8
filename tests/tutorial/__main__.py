"""Walk the tutorial, write what is printed now into its text, and take its pictures: `python -m tests.tutorial`.

What differs and was told with `…` stays as it was told. Look at what changed before you commit it (`git diff`), and at each picture.
Needs Chromium.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from ..chromium import FLAGS, installed
from .text import Typed, differs, steps
from .walk import FILES, REPOSITORY, SIZE, Walk

TUTORIAL = REPOSITORY / "docs" / "tutorial.md"
IMAGES = REPOSITORY / "docs" / "images"
_VARIES = (
    (re.compile(r"\(\d+\.\d s\)"), "(… s)"),
    (re.compile(r"http://127\.0\.0\.1:\S+"), "http://127.0.0.1:…"),
    (re.compile(r"\b\d+(\.\d+)? ([kM]B)\b"), r"… \2"),
)


def as_told(printed: str, folder: Path) -> list[str]:
    """What was printed, with `…` for times, sizes, addresses and the folder.

    >>> as_told("ingest  14 entries  (1.6 s)\\nThe book is at /tmp/x/visits/book.\\n", Path("/tmp/x"))
    ['ingest  14 entries  (… s)', 'The book is at ….']
    """
    for pattern, told in _VARIES:
        printed = pattern.sub(told, printed)
    return re.sub(re.escape(str(folder)) + r"[\w./-]*[\w/-]", "…", printed).rstrip().splitlines()


def rewritten(text: str, printed: Mapping[int, str], folder: Path) -> str:
    """The tutorial with what was printed, where that is other than it tells."""
    lines = text.splitlines()
    for step in reversed([step for step in steps(text) if isinstance(step, Typed) and step.line in printed]):
        if differs(step.printed, printed[step.line]):
            lines[step.first - 1 : step.first - 1 + len(step.printed)] = as_told(printed[step.line], folder)
    return "\n".join(lines) + "\n"


def main() -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = Path(scratch).resolve()
        shutil.copytree(FILES, folder / "tutorial-files")
        browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        walk = Walk(folder, browser, pictures=lambda name, seen: picture(browser, name, seen))
        for wrong in walk.go(list(steps(text))):
            print(wrong)
        TUTORIAL.write_text(rewritten(text, walk.printed, folder), encoding="utf-8")


def picture(browser: Any, name: str, seen: Any) -> None:
    """A page of the desk as it is, or an address of the book."""
    page = seen if not isinstance(seen, str) else browser.new_page(viewport=SIZE)
    if page is not seen:
        page.goto(seen)
        page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / name)
    if page is not seen:
        page.close()


if __name__ == "__main__":
    main()
