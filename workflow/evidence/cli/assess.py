"""evidence assess: certainty of each finding, as people judged it."""

from pathlib import Path

import typer

from evidence.cli import inputs
from evidence.console import Progress
from evidence.decisions import CertaintyDecision
from evidence.io import read_table, write_table
from evidence.layout import Layout
from evidence.records import Appraisal, Certainty, EvidenceItem, Finding, Remark, SideOfStudy


def assess(log: Path = typer.Option(None, help="where the details go")) -> None:
    """Lay out the facts of each finding and say whether a person's verdict on it still holds."""
    from evidence.assess import JUDGED, STALE, assess
    from evidence.codebook import load_codebook
    from evidence.propositions import load_propositions

    at, progress = Layout(), Progress("assess", log)
    codebook = load_codebook(at.setting("codebook"))
    ids = load_propositions(at.setting("propositions"), codebook).ids()
    decided, bad = inputs.decisions("certainty", CertaintyDecision, at, codebook, ids)
    rows = assess(
        read_table(at.table("synthesise", "findings"), Finding),
        read_table(at.table("synthesise", "sides"), SideOfStudy),
        read_table(at.table("extract", "items"), EvidenceItem),
        read_table(at.table("appraise", "appraisals"), Appraisal),
        decided,
    )
    write_table(at.table("assess", "certainty"), rows, Certainty)
    write_table(at.table("assess", "remarks"), bad, Remark)
    progress.notes(bad)
    states = [row.state for row in rows]
    progress.done(
        f"{states.count(JUDGED)} findings judged, {states.count(STALE)} stale, "
        f"{len(states) - states.count(JUDGED) - states.count(STALE)} not yet judged"
    )
