"""evidence screen: people's decisions applied to works, and the ledger of every entry."""

from collections import Counter
from pathlib import Path

import typer

from evidence.cli import inputs
from evidence.console import Progress
from evidence.decisions import ScreeningDecision
from evidence.deduplicate.rows import Membership, Work
from evidence.ingest.rows import QUARANTINE, Record
from evidence.io import write_json
from evidence.layout import Layout
from evidence.review import Review
from evidence.screen.rows import LedgerRow, Screen, Screening


def run(at: Layout, works: list[Work], records: list[Record], memberships: list[Membership]):
    """Screen the works of a review. Returns a `Screened`."""
    from evidence.screen.stage import screen

    decided, bad = inputs.decisions("screening", ScreeningDecision, at)
    result = screen(works, records, memberships, decided)
    result.remarks.extend(bad)
    return result


def screen(log: Path = typer.Option(None, help="where the details go")) -> None:
    """Apply people's screening decisions; list the works that nobody has decided on."""
    from evidence.ledger import ledger

    at, progress = Layout(), Progress("screen", log)
    review = Review(at)
    records, works, memberships = review[Record], review[Work], review[Membership]
    result = run(at, works, records, memberships)
    rows = ledger(records, review[QUARANTINE], memberships, result.screening)
    review.write({Screening: result.screening, LedgerRow: rows}, remarks=result.remarks)
    write_json(at.table("screen", "agreement").with_suffix(".json"), result.agreement)
    progress.notes(result.remarks)
    tally = Counter(row.decision for row in result.screening)
    conflicts = sum(bool(row.conflict) for row in result.screening)
    progress.done(
        ", ".join(f"{tally[name]} {name}" for name in Screen) + f"; {conflicts} conflicts to settle"
    )
