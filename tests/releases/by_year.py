"""The shipped review as two releases: `python -m tests.releases.by_year FOLDER [YEAR]` (2015 where it is left out).

FOLDER becomes a copy of the review. First it holds only works that came out before YEAR: entries of later works are cut out of
the exports, and with them every row of people that names one. It is built, and frozen as a release. Then it gets all its
literature back and is built again, so that its page of what changed tells what the later literature changed. Works without a year
stay, because nobody can say that they are later, and so do coded cases that rest on no record.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

from evidence.deduplicate.rows import Membership, Work
from evidence.ingest.rows import QUARANTINE, Record
from evidence.layout import Layout
from evidence.pipeline import STAGES
from evidence.review import Review
from evidence.stage import run_in_memory

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("Snakefile", "config", "literature", "book")
_TOLD_OF = ("record", "record_a", "record_b", "extract", "extract_id", "work")
"""Columns that name one record, work or passage."""
_LISTS = ("extracts", "against")
"""Columns that name several passages, parted by semicolons."""


def lay(folder: Path, year: int) -> None:
    """The review in `folder`, as it would have been at the end of the year before."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("_build", "__pycache__"))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, folder / name)
    review = run_in_memory(Layout(folder), *(s for s in STAGES if s.name in ("ingest", "deduplicate")))
    gone = later(review, year)
    cut_entries(review, gone)
    cut_rows(folder / "literature", names_of(review, gone))
    settle_settings(folder, year)


def later(review: Review, year: int) -> set[str]:
    """The records of works that came out in `year` or after."""
    works = {work.work_id for work in review[Work] if work.year is not None and work.year >= year}
    return {member.record_id for member in review[Membership] if member.work_id in works}


def names_of(review: Review, records: Collection[str]) -> set[str]:
    """What rows of people may call these records: by id, by key, by DOI, by the id of their work."""
    found = {*records, *(m.work_id for m in review[Membership] if m.record_id in records)}
    for record in review[Record]:
        if record.record_id in records:
            found |= {record.source_key, record.doi, record.pmid}
    return found - {""} - {r.source_key for r in review[Record] if r.record_id not in records}


def cut_entries(review: Review, gone: Collection[str]) -> None:
    """Take entries out of the export files: each goes from its line to that of the next one."""
    starts: dict[str, dict[int, str]] = {}
    for row in review[Record]:
        starts.setdefault(row.source_file, {})[row.line] = row.record_id
    for row in review[QUARANTINE]:
        starts.setdefault(row.source_file, {})[row.line] = row.entry_id
    for name, own in starts.items():
        path = review.at.root / name if (review.at.root / name).is_file() else Path(name)
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        ends = [*sorted(own)[1:], len(lines) + 1]
        for start, end in sorted(zip(sorted(own), ends, strict=True), reverse=True):
            if own[start] in gone:
                del lines[start - 1 : end - 1]
        path.write_text("".join(lines), encoding="utf-8")


def settle_settings(folder: Path, year: int) -> None:
    """The date of the evidence, and no comparison among the settings that no estimate of then makes."""
    config = folder / "config" / "config.yaml"
    with (folder / "literature" / "effects" / "effects.csv").open(encoding="utf-8", newline="") as handle:
        made = {row["comparison"] for row in csv.DictReader(handle)}
    text = config.read_text(encoding="utf-8")
    listed = re.search(r"(?m)^( *)turned_comparisons:\n((?:\1 +- .*\n)+)", text)
    if listed:
        kept = [
            line for line in listed[2].splitlines(keepends=True) if line.strip().removeprefix("- ") in made
        ]
        text = text.replace(listed[0], f"{listed[1]}turned_comparisons:\n{''.join(kept)}" if kept else "")
    text = re.sub(r"(?m)^(\s*evidence_date:).*$", rf'\1 "{year - 1}-12-31"', text)
    config.write_text(text, encoding="utf-8")


def cut_rows(literature: Path, names: set[str]) -> None:
    """Take out every row that names one of these, and then what names those rows."""
    paths = [path for path in sorted(literature.glob("**/*.csv")) if "records" not in path.parts]
    while passages := set().union(*(_cut(path, names) for path in paths)):
        names = names | passages


def _cut(path: Path, names: Collection[str]) -> set[str]:
    """Passages that went from a table with the rows that name one of these."""
    with path.open(encoding="utf-8", newline="") as handle:
        header, *rows = csv.reader(handle)
    kept, dropped = [], []
    for row in rows:
        cells = dict(zip(header, row, strict=True))
        several = {name: cells[name].split(";") for name in _LISTS if cells.get(name)}
        left = {name: [one for one in own if one.strip() not in names] for name, own in several.items()}
        if any(cells.get(name, "") in names for name in _TOLD_OF) or any(not own for own in left.values()):
            dropped.append(cells.get("extract_id", ""))
            continue
        kept.append([";".join(left[name]) if name in left else cells[name] for name in header])
    if kept != rows:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([header, *kept])
        path.write_text(text.getvalue(), encoding="utf-8")
    return {*dropped} - {*names, ""}


def evidence(folder: Path, *words: str) -> str:
    """What a verb says in a folder; a failure ends all."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "workflow"), "NO_COLOR": "1"}
    command = [sys.executable, "-c", "from evidence.main import main; main()", *words]
    done = subprocess.run(command, cwd=folder, env=environment, text=True, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return done.stdout + done.stderr


def two_releases(folder: Path, year: int = 2015) -> None:
    """All of it."""
    lay(folder, year)
    print(evidence(folder, "build", "--cores", "1"))
    print(evidence(folder, "release", str(year - 1)))
    for name in ("config", "literature"):
        shutil.rmtree(folder / name)
        shutil.copytree(ROOT / name, folder / name)
    print(evidence(folder, "build", "--cores", "1"))
    print(evidence(folder, "changes", "--all"))


if __name__ == "__main__":
    two_releases(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
