"""Walk the tutorial, write what is printed now into its text, and take its pictures: `python -m tests.tutorial`.

What differs and was told with `…` stays as it was told, and where lines are left out they stay so. A fingerprint that a command prints now takes
the place of the one before wherever it stands; the tutorial is then walked once more, for what is judged hangs on it. Look at what changed before
you commit it (`git diff`), and at each picture. Needs Chromium.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from ..chromium import FLAGS, installed, settled
from .text import Typed, differs, steps
from .walk import FILES, REPOSITORY, SIZE, Walk

TUTORIAL = REPOSITORY / "docs" / "tutorial.md"
IMAGES = REPOSITORY / "docs" / "images"
_FINGERPRINT = re.compile(r"\b[0-9a-f]{12}\b")
_WALKS = 3
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


def shortened(told: Sequence[str], lines: list[str]) -> list[str]:
    """The lines that were printed, without those in whose place `…` stood; all of them where the two are not alike enough.

    >>> shortened(["works 12", "…", "in all 3"], ["works 14", "one", "two", "in all 4"])
    ['works 14', '…', 'in all 4']
    """
    made: list[str] = []
    at = 0
    for left_out, group in groupby(told, lambda line: line.strip() == "…"):
        if left_out:
            made.append("…")
            continue
        part = list(group)
        likest = max(range(at, len(lines)), key=lambda n: _alike(part[0], lines[n]), default=None)
        if likest is None or _alike(part[0], lines[likest]) < 0.6:
            return lines
        made += lines[likest : likest + len(part)]
        at = likest + len(part)
    return lines if differs(tuple(made), "\n".join(lines)) else made


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def rewritten(text: str, printed: Mapping[int, str], folder: Path) -> str:
    """The tutorial with what was printed, where that is other than it tells."""
    lines = text.splitlines()
    for step in reversed([step for step in steps(text) if isinstance(step, Typed) and step.line in printed]):
        if differs(step.printed, printed[step.line]):
            made = shortened(step.printed, as_told(printed[step.line], folder))
            lines[step.first - 1 : step.first - 1 + len(step.printed)] = made
    return "\n".join(lines) + "\n"


def moved(text: str, printed: Mapping[int, str]) -> dict[str, str]:
    """Fingerprint as it is told → as it is printed now, where that is all that differs in what a command prints."""
    found = {}
    for step in steps(text):
        if not isinstance(step, Typed) or not differs(step.printed, printed.get(step.line, "")):
            continue
        told = set(_FINGERPRINT.findall("\n".join(step.printed)))
        for old in told:
            for new in dict.fromkeys(_FINGERPRINT.findall(printed.get(step.line, ""))):
                if not differs(tuple(line.replace(old, new) for line in step.printed), printed[step.line]):
                    found[old] = new
    return found


def main() -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    for _ in range(_WALKS):
        folder, printed = walked(text)
        again = moved(text, printed)
        for old, new in again.items():
            text = text.replace(old, new)
        if not again:
            break
    TUTORIAL.write_text(rewritten(text, printed, folder), encoding="utf-8")


def walked(text: str) -> tuple[Path, dict[int, str]]:
    """The folder of a walk, which is gone, and what was printed in it."""
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = Path(scratch).resolve()
        shutil.copytree(FILES, folder / "tutorial-files")
        browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        walk = Walk(folder, browser, pictures=lambda name, seen: picture(browser, name, seen))
        for wrong in walk.go(list(steps(text))):
            print(wrong)
        return folder, walk.printed


def picture(browser: Any, name: str, seen: Any) -> None:
    """A page of the desk as it is, or an address of the book."""
    page = seen if not isinstance(seen, str) else browser.new_page(viewport=SIZE)
    if page is not seen:
        page.goto(seen)
        settled(page)
    page.screenshot(path=IMAGES / name)
    if page is not seen:
        page.close()


if __name__ == "__main__":
    main()
