"""How long the list of works takes to answer in headless Chromium, and what a reader's machine loads before the first answer.

    python tests/benchmarks/list_of_works.py FOLDER [--times 7]

FOLDER is a built review (its book in FOLDER/book/_build/html). Printed: files and megabytes of the book; megabytes until the list can be used
(every file that `works.html` asks for, uncompressed); and for each filter and order two times in milliseconds: by the clock from the event until the browser has painted the answer, as a reader waits for it (interaction to next paint, INP,
web.dev/articles/inp; a frame comes each 17 ms), and the work of the page's thread (CPU, so that what else the machine does is not counted) until all rows of the page of the list are laid
out, of which a screen shows the first. The first time, in which scripts are loaded from the disk, stands apart; then the median and the slowest of the further times.
Between two times the filter is taken away again, which is not counted.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from pathlib import Path
from urllib.parse import unquote, urlparse

from playwright.sync_api import CDPSession, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.chromium import FLAGS, installed

_ASK = """async ([name, value]) => {
  const began = performance.now();
  const answered = new Promise((then) => new MutationObserver(then).observe(
    document.querySelector("#list-of-studies tbody"), {childList: true}));
  if (name === "sort") document.querySelectorAll(".sort-button")[value].click();
  else {
    const control = document.getElementById(`explore-${name}`);
    control.value = value;
    control.dispatchEvent(new Event("input", {bubbles: true}));
  }
  await answered;
  await new Promise((then) => requestAnimationFrame(() => {
    const painted = new MessageChannel();
    painted.port1.onmessage = then;
    painted.port2.postMessage(0);
  }));
  return performance.now() - began;
}"""
_SETTLES = 250  # ms that scripts have to arrive and rows to be drawn


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


def _task(session: CDPSession) -> float:
    """Seconds that the page's thread has worked."""
    return next(
        one["value"]
        for one in session.send("Performance.getMetrics")["metrics"]
        if one["name"] == "TaskDuration"
    )


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
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})

        def asks(name: str, value: str | int) -> tuple[float, float]:
            """Milliseconds until the answer is painted, and of the page's thread until all is drawn."""
            began = _task(session)
            painted = page.evaluate(_ASK, [name, value])
            page.wait_for_timeout(_SETTLES)
            page.evaluate("() => document.body.getBoundingClientRect().height")
            return painted, 1000 * (_task(session) - began)

        slowest = [0.0, 0.0]
        for name, value in asked(page, html):
            times, count = [], ""
            for _ in range(given.times):
                if name != "sort":
                    asks(name, "")
                times.append(asks(name, value))
                count = page.inner_text(".explore-count")
            if name != "sort":
                asks(name, "")
            told = []
            for n, (first, *further) in enumerate(zip(*times, strict=True)):
                slowest[n] = max(slowest[n], *further)
                told.append(
                    f"first {first:.0f}, then median {statistics.median(further):.0f}, slowest {max(further):.0f}"
                )
            print(f"{name}={value}: painted {told[0]}; work {told[1]} ms; {count}")
        print(f"slowest: painted {slowest[0]:.0f}, {slowest[1]:.0f} ms of work")
        browser.close()


if __name__ == "__main__":
    main()
