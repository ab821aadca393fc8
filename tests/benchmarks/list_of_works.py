"""How long the list of works takes to answer in headless Chromium, and what a reader's machine loads before the first answer.

    python tests/benchmarks/list_of_works.py FOLDER [--times 7]

FOLDER is a built review (its book in FOLDER/book/_build/html). Printed: files and megabytes of the book; megabytes until the list can be used
(every file that `works.html` asks for, uncompressed); and for each filter and order the milliseconds from the event to the laid-out rows: the
first time, in which its scripts are loaded from the disk, and the median and the slowest of the further times. Every second time the filter
is taken away again, which is not counted.
"""

from __future__ import annotations

import argparse
import json
import statistics
from pathlib import Path
from urllib.parse import unquote, urlparse

from playwright.sync_api import Page, sync_playwright
from tests.chromium import FLAGS, installed

_ASK = """([name, value]) => new Promise((done) => {
  const body = document.querySelector("#list-of-studies tbody");
  const began = performance.now();
  let ended = 0;
  const look = () => { document.body.getBoundingClientRect(); ended = performance.now() - began; };
  const seen = new MutationObserver(look);
  seen.observe(body, {childList: true});
  if (name === "sort") document.querySelectorAll(".sort-button")[value].click();
  else {
    const control = document.getElementById(`explore-${name}`);
    control.value = value;
    control.dispatchEvent(new Event("input", {bubbles: true}));
  }
  look();
  setTimeout(() => { seen.disconnect(); done([ended, document.querySelector(".explore-count").textContent]); }, 400);
})"""


def asked(page: Page, html: Path) -> list[tuple[str, str | int]]:
    """Words that few, some and many rows have, every filter with its last value, and every order."""
    data = json.loads((html / "studies/data.js").read_text(encoding="utf-8").split(" = ", 1)[1].rstrip(";\n"))
    words = data.get("words", [])
    found: list[tuple[str, str | int]] = [
        ("q", word) for word in ("a", "ca", "care", *words[len(words) // 2 :][:1])
    ]
    found += [("q", f["values"][-1]) for f in data["facets"] if f["values"]]
    found += [(f["id"], f["values"][-1]) for f in data["facets"] if f["values"]]
    found += [("fate", data["fates"][-1]), ("fate", data["fates"][0]), ("from", "2010"), ("claim", "any")]
    return found + [("sort", n) for n in range(page.locator(".sort-button").count())]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=7)
    given = parser.parse_args()
    html = given.folder.resolve() / "book" / "_build" / "html"
    files = [path for path in html.rglob("*") if path.is_file()]
    print(f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        page = browser.new_page()
        loaded: list[str] = []
        page.on("request", lambda request: loaded.append(request.url))
        page.goto((html / "works.html").as_uri())
        page.wait_for_selector("#list-of-studies tbody tr")
        page.wait_for_timeout(500)
        sizes = [
            Path(unquote(urlparse(url).path)).stat().st_size for url in loaded if url.startswith("file:")
        ]
        print(
            f"first use: {len(sizes)} files, {sum(sizes) / 1e6:.2f} MB; {page.inner_text('.explore-count')}"
        )
        slowest = 0.0
        for name, value in asked(page, html):
            times, count = [], ""
            for _ in range(given.times):
                if name != "sort":
                    page.evaluate(_ASK, [name, ""])
                took, count = page.evaluate(_ASK, [name, value])
                times.append(took)
            if name != "sort":
                page.evaluate(_ASK, [name, ""])
            further = times[1:]
            slowest = max(slowest, *further)
            print(
                f"{name}={value}: first {times[0]:.0f}, then median {statistics.median(further):.1f}, slowest {max(further):.1f} ms; {count}"
            )
        print(f"slowest: {slowest:.1f} ms")
        browser.close()


if __name__ == "__main__":
    main()
