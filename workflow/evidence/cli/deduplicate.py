"""evidence deduplicate: records to works, memberships, links and questions."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typer

from evidence.cli import inputs
from evidence.console import Progress
from evidence.decisions import DuplicateDecision
from evidence.deduplicate.rows import Comparison, MaybePair, Membership, StudyLink, Work, WorkLink
from evidence.ingest.rows import Record
from evidence.io import read_columns, write_arrow
from evidence.layout import Layout
from evidence.review import Review

# Long texts that say nothing about which records are one.
UNREAD = ("raw", "extra")
_TABLES = {
    Work: "works",
    Membership: "memberships",
    StudyLink: "study_links",
    WorkLink: "links",
    MaybePair: "maybe",
    Comparison: "comparisons",
}


def store(review: Review, result: Any) -> None:
    """Write every table of a `Linkage` or a `Deduplicated`."""
    tables = {row: getattr(result, name) for row, name in _TABLES.items()}
    review.write(tables, remarks=result.remarks)


def run(at: Layout, records: Any, given: str | None = None, memory: Any = None):
    """Deduplicate the records of a review (an Arrow table). Returns a `Linkage`."""
    from evidence.deduplicate.decide import Settings
    from evidence.deduplicate.stage import link

    decided, bad = inputs.decisions("duplicates", DuplicateDecision, at)
    known, strange = inputs.known_works(at)
    result = link(records, decided, inputs.settings(Settings, given, "deduplicate", at), memory, known)
    result.remarks.extend([*bad, *strange])
    return result


def remembered(path: Path) -> Any:
    """What an earlier run read of pairs of records; None where there was none, or other code read them."""
    from evidence.deduplicate.memory import Memory

    try:
        return Memory.from_table(read_columns(path), stamp()) if path.exists() else None
    except (OSError, ValueError, KeyError):  # a memory that cannot be read is no memory
        return None


def stamp() -> str:
    """The code that compares records: this stage's modules and the libraries they measure with."""
    import evidence.deduplicate

    digest = hashlib.sha256()
    for module in sorted(Path(evidence.deduplicate.__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    for library in ("rapidfuzz", "pyarrow", "numpy"):
        digest.update(version(library).encode())
    return digest.hexdigest()


def deduplicate(
    settings: str = typer.Option(None, help="settings as JSON; else config.yaml"),
    log: Path = typer.Option(None, help="where the details go"),
) -> None:
    """Join records of one publication into works, and works of one study into studies."""
    at, progress = Layout(), Progress("deduplicate", log)
    review = Review(at)
    records = review.columns(Record, UNREAD)
    memory = at.table("deduplicate", "memory")
    result = run(at, records, settings, remembered(memory))
    store(review, result)
    write_arrow(memory, result.memory.table(stamp()))
    progress.notes(result.remarks)
    works = result.works.num_rows
    studies = len(result.works["study_id"].unique())
    progress.done(
        f"{len(records)} records: {works} works, {len(records) - works} duplicates; "
        f"{studies} studies; {len(result.maybe)} pairs to ask about"
    )
