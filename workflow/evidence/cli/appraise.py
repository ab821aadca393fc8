"""evidence appraise: people's appraisal answers by study."""

from pathlib import Path

import typer

from evidence.appraise.rows import Appraisal, StudyAppraisal
from evidence.cli import inputs
from evidence.console import Progress
from evidence.decisions import AppraisalDecision
from evidence.extract.rows import EvidenceItem
from evidence.layout import Layout
from evidence.review import Review


def appraise(log: Path = typer.Option(None, help="where the details go")) -> None:
    """Gather appraisal answers; say which counted studies have none."""
    from evidence.appraise.stage import NOT_APPRAISED, appraise
    from evidence.codebook import load_codebook
    from evidence.extract.stage import library

    at, progress = Layout(), Progress("appraise", log)
    decided, bad = inputs.decisions("appraisal", AppraisalDecision, at, load_codebook(at.setting("codebook")))
    books = library(*inputs.bibliography(at))
    review = Review(at)
    rows, studies, remarks = appraise(
        review[EvidenceItem], decided, books.references, books.work_of, books.works
    )
    review.write({Appraisal: rows, StudyAppraisal: studies}, remarks=[*remarks, *bad])
    progress.notes([*remarks, *bad])
    missing = sum(row.answer == NOT_APPRAISED for row in rows)
    progress.done(f"{len(rows) - missing} answers; {missing} counted studies not yet appraised")
