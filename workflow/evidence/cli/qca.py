"""evidence qca: which combinations of conditions go with good results, case by case."""

from pathlib import Path

import typer

from evidence.cli import inputs
from evidence.console import Progress
from evidence.extract.rows import CaseCondition, EvidenceItem
from evidence.layout import Layout
from evidence.qca.rows import QcaCase, QcaImplicant, QcaNecessity, QcaRobustness, QcaRow, QcaTerm
from evidence.review import Review


def qca(
    settings: str = typer.Option(None, help="settings as JSON; else config.yaml"),
    log: Path = typer.Option(None, help="where the details go"),
) -> None:
    """Compare the coded cases: truth table, solutions with all ties, necessity, robustness."""
    from evidence.codebook import load_codebook
    from evidence.qca.settings import Settings
    from evidence.qca.stage import compare

    at, progress = Layout(), Progress("qca", log)
    review = Review(at)
    found = compare(
        review[EvidenceItem],
        load_codebook(at.setting("codebook")),
        inputs.settings(Settings, settings, "qca", at),
        review[CaseCondition],
    )
    review.write(
        {
            QcaCase: found.cases,
            QcaRow: found.rows,
            QcaTerm: found.terms,
            QcaImplicant: found.chart,
            QcaNecessity: found.necessity,
            QcaRobustness: found.robustness,
        }
    )
    used = sum(case.used for case in found.cases)
    progress.done(
        f"{used} of {len(found.cases)} cases compared, {len(found.rows)} combinations observed"
        + (f"; nothing compared: {found.problem}" if found.problem else "")
    )
