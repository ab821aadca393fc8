"""evidence qca: which combinations of conditions go with good results, case by case."""

from pathlib import Path

import typer

from evidence.cli import inputs
from evidence.console import Progress
from evidence.io import read_table, write_table
from evidence.layout import Layout
from evidence.records import (
    CaseCondition,
    EvidenceItem,
    QcaCase,
    QcaImplicant,
    QcaNecessity,
    QcaRobustness,
    QcaRow,
    QcaTerm,
)


def qca(
    settings: str = typer.Option(None, help="settings as JSON; else config.yaml"),
    log: Path = typer.Option(None, help="where the details go"),
) -> None:
    """Compare the coded cases: truth table, solutions with all ties, necessity, robustness."""
    from evidence.codebook import load_codebook
    from evidence.qca.settings import Settings
    from evidence.qca.stage import compare

    at, progress = Layout(), Progress("qca", log)
    found = compare(
        read_table(at.table("extract", "items"), EvidenceItem),
        load_codebook(at.setting("codebook")),
        inputs.settings(Settings, settings, "qca", at),
        read_table(at.table("extract", "conditions"), CaseCondition),
    )
    for name, rows, row_type in (
        ("cases", found.cases, QcaCase),
        ("truth_table", found.rows, QcaRow),
        ("solutions", found.terms, QcaTerm),
        ("chart", found.chart, QcaImplicant),
        ("necessity", found.necessity, QcaNecessity),
        ("robustness", found.robustness, QcaRobustness),
    ):
        write_table(at.table("qca", name), rows, row_type)
    used = sum(case.used for case in found.cases)
    progress.done(
        f"{used} of {len(found.cases)} cases compared, {len(found.rows)} combinations observed"
        + (f"; nothing compared: {found.problem}" if found.problem else "")
    )
