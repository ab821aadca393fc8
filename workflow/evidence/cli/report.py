"""evidence report: the last lines of a run: where the book is, and what was set aside."""

import sys

import typer

from evidence.errors import UserError
from evidence.io import read_table
from evidence.layout import Layout
from evidence.records import Quarantined, Remark
from evidence.tally import SHOWN, Tally

_SHOWN = 10


def set_aside(at: Layout) -> list[Quarantined]:
    """Entries and coded rows that were not used."""
    return read_table(at.table("ingest", "quarantine"), Quarantined) + read_table(
        at.table("extract", "set_aside"), Quarantined
    )


def report(strict: bool = typer.Option(False, help="fail where anything was set aside")) -> None:
    """Say where the book is and what was quarantined."""
    from evidence.cli.brief import remarks

    at = Layout()
    if not (at.html / "index.html").exists():
        raise UserError("the book has not been built", file=at.html, fix="run `make briefing`")
    aside = set_aside(at)
    decided: list[Remark] = [r for r in remarks(at) if r.dropped]
    for label, rows in (("  set aside  ", aside), ("  not applied  ", decided)):
        told = Tally(rows, shown=1 if len(rows) > _SHOWN else SHOWN)
        for line in told.lines(label):
            print(line)
        if told.hidden:
            print("  ... every row: evidence check --all, or evidence check --csv FILE")
    home = at.html.resolve() / "index.html"
    counted = f"{len(aside)} quarantined" if aside else "nothing quarantined"
    if decided:
        counted += f", {len(decided)} decisions not applied"
    print(f"The book is at {home}; {counted}.", flush=True)
    if strict and (aside or decided):
        print("strict: this counts as a failure", file=sys.stderr)
        raise typer.Exit(3)
