"""What `evidence changes` costs on a large review, in CPU seconds: `python tests/benchmarks/changes.py [WORKS]` (100,000).

The review of a dozen works (tests/unit/brief/dozen), without and with one of its studies, among made-up works of which in a hundred
one came in, one went out, one has a corrected title and so other names, one was decided on anew and one is coded otherwise.
Two releases are compared, and the later one as the last build with the earlier; each run is a process of its own.
"""

from __future__ import annotations

import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from evidence.classify.rows import Label
from evidence.deduplicate.rows import Membership, Work
from evidence.ingest.rows import Record
from evidence.layout import Layout
from evidence.pipeline import STAGES
from evidence.releases.freeze import freeze
from evidence.releases.frozen import FROZEN
from evidence.releases.said import Said
from evidence.review import InMemory, Review
from evidence.screen.rows import LedgerRow, Screening
from evidence.stage import run_in_memory

DOZEN = Path(__file__).parents[1] / "unit" / "brief" / "dozen"
LATER = ("compare", "brief", "pdf", "publish")
BAY = "ID  - bay2006"
"""An article that takes a side."""
WORDS = (
    "housing",
    "care",
    "work",
    "town",
    "help",
    "trust",
    "rent",
    "school",
    "river",
    "market",
    "bridge",
    "winter",
)
Rows = dict[type, list[Any]]


def made_up(number: int, later: bool) -> Iterator[Any]:
    """The rows of one work, as it is earlier or later; none where it is not there."""
    kind, chance = number % 100, random.Random(number)
    if kind == (0 if later else 1):  # one went out, one came in
        return
    title = f"{' '.join(chance.choices(WORDS, k=8))} {number}".capitalize()
    name, year = f"m{number:07d}", chance.randint(1980, 2025)
    if later and kind == 2:
        title, name = title.replace("e", "ee", 1) + " revisited", f"{name}x"
    authors = tuple(f"{chance.choice(WORDS).capitalize()}, {letter}" for letter in "AB"[: 1 + number % 2])
    about = {
        "kind": "article", "title": title, "authors": authors, "year": year, "container": "Journal of Towns",
        "volume": str(number % 90), "issue": "1", "pages": f"{number}", "publisher": "", "doi": f"10.1/{number}" if number % 3 else "",
        "pmid": "", "pmcid": "", "isbn": "", "issn": "", "arxiv": "", "openalex": "", "url": "", "abstract": "",
        "abstract_kind": "", "keywords": (),
    }  # fmt: skip
    decided = "include" if later and kind == 3 else "exclude"
    place = ("literature/records/large.ris", number, number * 20)
    yield Record(name, *place, "ris", f"k{number}", **about, extra="{}", raw="")
    yield Work(
        f"w-{name}",
        f"k{number}",
        **about,
        study_id=f"w-{name}",
        members=(name,),
        provenance="{}",
        retracted="",
    )
    yield Membership(name, f"w-{name}", True, "", "", "", "")
    yield _screened(f"w-{name}", decided)
    yield LedgerRow(name, place[0], place[2], "screen", f"{decided}d", "off topic", "ella", True)
    if number % 3 == 0:
        code = "field_work" if later and kind == 6 else "field_homes"
        yield Label(f"w-{name}", "field", code, None, "person", "accepted", ("coded",), "ella")  # type: ignore[arg-type]


def _screened(work: str, decision: str) -> Screening:
    return Screening(work, decision, "off topic", "title", "ella", "2026-01-02", "")  # type: ignore[arg-type]


def version(folder: Path, works: int, later: bool) -> InMemory:
    """The dozen with the made-up works; of the dozen one study is in the later version only."""
    shutil.copytree(DOZEN, folder, dirs_exist_ok=True)
    if not later:
        index = folder / "literature/records/index.ris"
        entries = index.read_text(encoding="utf-8").split("\n\n")
        index.write_text("\n\n".join(entry for entry in entries if BAY not in entry), encoding="utf-8")
    review = run_in_memory(Layout(folder), *(stage for stage in STAGES if stage.name not in LATER))
    rows: Rows = {}
    for number in range(works):
        for row in made_up(number, later):
            rows.setdefault(type(row), []).append(row)
    for frozen in FROZEN:
        review.put(frozen.table, [*review[frozen.kind], *rows.get(frozen.table.row, [])])
    return review


def main(works: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        one, two = (version(Path(scratch) / name, works, name == "two") for name in ("one", "two"))
        began = time.process_time()
        usual = {"date": "2026-01-01", "title": "Towns"}
        freeze(one, "one", **usual, sentences=_sentences(works))
        frozen = time.process_time() - began
        shutil.copytree(one.at.root / "releases", two.at.root / "releases")
        freeze(two, "two", **usual, sentences=_sentences(works + 1))
        on_disk = Review(two.at)
        for each in FROZEN:
            on_disk.put(each.table, [replace(row) for row in two[each.kind]])
        on_disk.document("brief", "sentences", _sentences(works + 1))
        size = sum(p.stat().st_size for p in (one.at.root / "releases/one").rglob("*") if p.is_file())
        print(f"{works:,} works: frozen in {frozen:.1f} s CPU, {size / 1e6:.0f} MB\n")
        print("| what is compared | changes | causes | CPU seconds | MB |\n|---|---|---|---|---|")
        for what, words in (
            ("two releases", ("one", "two")),
            ("a release with the last build", ("one", "now")),
        ):
            told, seconds, peak = _run(two.at.root, *words)
            print(
                f"| {what} | {len(told['changes']):,} | {len(told['causes']):,} | {seconds:.1f} | {peak:,.0f} |"
            )


def _sentences(works: int) -> list[Said]:
    return [Said(f"s-{n}", "index.html", "s", f"Of {works} works {n} are named.") for n in range(250)]


def _run(folder: Path, *words: str) -> tuple[dict[str, Any], float, float]:
    def used() -> float:
        now = resource.getrusage(resource.RUSAGE_CHILDREN)
        return now.ru_utime + now.ru_stime

    before, out = used(), folder / "told.json"
    with out.open("wb") as handle:
        command = [sys.executable, "-m", "evidence.main", "changes", *words, "--json"]
        subprocess.run(command, cwd=folder, stdout=handle, check=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return json.loads(out.read_text(encoding="utf-8")), used() - before, peak


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
