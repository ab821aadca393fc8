"""evidence screen: people's decisions applied to works, and the ledger of every entry."""

from collections import Counter
from pathlib import Path

import typer

from evidence.cli import inputs
from evidence.console import Progress
from evidence.decisions import ScreeningDecision
from evidence.io import read_table, write_json, write_table
from evidence.layout import Layout
from evidence.records import (
    LedgerRow,
    Membership,
    Quarantined,
    Record,
    Remark,
    Screen,
    Screening,
    Work,
)


def run(at: Layout, works: list[Work], records: list[Record], memberships: list[Membership]):
    """Screen the works of a review. Returns a `Screened`."""
    from evidence.screen import screen

    decided, bad = inputs.decisions("screening", ScreeningDecision, at)
    result = screen(works, records, memberships, decided)
    result.remarks.extend(bad)
    return result


def screen(log: Path = typer.Option(None, help="where the details go")) -> None:
    """Apply people's screening decisions; list the works that nobody has decided on."""
    from evidence.ledger import ledger

    at, progress = Layout(), Progress("screen", log)
    records = read_table(at.table("ingest", "records"), Record)
    quarantine = read_table(at.table("ingest", "quarantine"), Quarantined)
    works = read_table(at.table("deduplicate", "works"), Work)
    memberships = read_table(at.table("deduplicate", "memberships"), Membership)
    result = run(at, works, records, memberships)
    rows = ledger(records, quarantine, memberships, result.screening)
    write_table(at.table("screen", "screening"), result.screening, Screening)
    write_table(at.table("screen", "remarks"), result.remarks, Remark)
    write_table(at.table("screen", "ledger"), rows, LedgerRow)
    write_json(at.table("screen", "agreement").with_suffix(".json"), result.agreement)
    progress.notes(result.remarks)
    tally = Counter(row.decision for row in result.screening)
    conflicts = sum(bool(row.conflict) for row in result.screening)
    progress.done(
        ", ".join(f"{tally[name]} {name}" for name in Screen) + f"; {conflicts} conflicts to settle"
    )
