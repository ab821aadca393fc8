"""The book of a large review: how long the build takes, how large the pages are, how fast the explorer answers.

`python tests/benchmarks/book.py FOLDER [WORKS] [--included N]` with FOLDER of labelled sets as in deduplication.py. Real
records of those sets are added to the shipped review, in a temporary copy, until it holds WORKS works (5,000); N of the
added ones (1,000) are screened in, so that pages about included works grow too. Run it with nothing else on the machine.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.workflow.conftest import Project, copy_project

csv.field_size_limit(10_000_000)
_STAGE = re.compile(r"\s*\[\s*\d+/\d+\]")
_SPARE = 1.04  # some records of other sets are duplicates after all
_TRIES = 25
_FIELDS = (
    "id",
    "title",
    "authors",
    "year",
    "journal",
    "volume",
    "number",
    "pages",
    "doi",
    "isbn",
    "abstract",
)
# A change of a control, until the rows are in the document and laid out.
_FILTER = """([name, value]) => {
  const control = document.getElementById(`explore-${name}`);
  const began = performance.now();
  control.value = value;
  control.dispatchEvent(new Event("input", {bubbles: true}));
  document.body.getBoundingClientRect();
  return [performance.now() - began, document.querySelector(".explore-count").textContent];
}"""


def outside_records(folder: Path) -> list[dict[str, str]]:
    """One record of each cluster of the labelled sets: different real publications."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob("*/records.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                if row.get("cluster_id") and row.get("title"):
                    found.setdefault(f"{path.parent.name}/{row['cluster_id']}", row)
    return [found[name] for name in sorted(found)]


def add(project: Project, rows: list[dict[str, str]], included: int) -> None:
    """Write the records as one more export, and the screening decisions on the first of them."""
    with (project.folder / "literature/records/outside.csv").open(
        "w", encoding="utf-8", newline=""
    ) as handle:
        writer = csv.DictWriter(handle, _FIELDS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            {
                **row,
                "authors": (row.get("authors") or "").replace(" and ", "; "),
                "journal": row.get("journal") or row.get("booktitle") or "",
            }
            for row in rows
        )
    decisions = project.folder / "literature/decisions/screening.csv"
    with decisions.open(encoding="utf-8", newline="") as handle:
        header = next(csv.reader(handle))
    decided = {"decision": "include", "basis": "title_only", "reviewer": "benchmark", "date": "2026-11-24"}
    with decisions.open("a", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, header, lineterminator="\n")
        for row in rows[:included]:
            known = {"id": row["id"], "record": row["id"], "stage": "title_abstract", **decided}
            writer.writerow({name: known.get(name, "") for name in header})


def ask(html: Path) -> list[tuple[str, float, float, str]]:
    """(what, median ms, slowest ms, the count) of filters in headless Chromium, from file://."""
    from playwright.sync_api import sync_playwright

    found = []
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto((html / "works.html").as_uri())
        ready = page.evaluate(
            "performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart"
        )
        found.append(("page ready", ready, ready, page.inner_text(".explore-count")))
        wanted = [
            ("q", "a"),
            ("q", "care"),
            ("q", "randomised trial of"),
            ("fate", "Included"),
            ("from", "2010"),
        ]
        for name, value in wanted:
            taken, said = [], ""
            for _ in range(_TRIES):
                page.evaluate(_FILTER, [name, ""])
                milliseconds, said = page.evaluate(_FILTER, [name, value])
                taken.append(milliseconds)
            page.evaluate(_FILTER, [name, ""])
            found.append((f"{name} = {value}", statistics.median(taken), max(taken), said))
        browser.close()
    return found


def main(folder: Path, works: int, included: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        project = copy_project(Path(scratch) / "project", code=True)
        shipped = 346
        rows = outside_records(folder)[: int((works - shipped) * _SPARE)]
        add(project, rows, included)
        began = time.monotonic()
        said = project.build()
        seconds = time.monotonic() - began
        print("\n".join(line for line in said.splitlines() if _STAGE.match(line)))
        files = [path for path in project.html.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files) / 1e6
        print(f"\nBuild: {seconds:.1f} s; {len(files):,} files, {size:.0f} MB\n")
        print("| page | kB |\n|---|---|")
        own = [*project.html.glob("*.html"), *project.html.glob("*.js"), project.html / "studies/data.js"]
        for path in sorted(own, key=lambda p: -p.stat().st_size)[:10]:
            print(f"| {path.relative_to(project.html)} | {path.stat().st_size / 1000:,.0f} |")
        print("\n| what | median ms | slowest ms | |\n|---|---|---|---|")
        for what, median, slowest, count in ask(project.html):
            print(f"| {what} | {median:.0f} | {slowest:.0f} | {count} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("works", type=int, nargs="?", default=5_000)
    parser.add_argument("--included", type=int, default=1_000)
    options = parser.parse_args()
    main(options.folder, options.works, options.included)
