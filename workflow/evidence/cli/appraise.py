"""evidence appraise: people's appraisal answers by study."""

from pathlib import Path

import typer

from evidence.cli import inputs
from evidence.console import Progress
from evidence.decisions import AppraisalDecision
from evidence.io import read_table, write_table
from evidence.layout import Layout
from evidence.records import Appraisal, EvidenceItem, Remark, StudyAppraisal


def appraise(log: Path = typer.Option(None, help="where the details go")) -> None:
    """Gather appraisal answers; say which counted studies have none."""
    from evidence.appraise import NOT_APPRAISED, appraise
    from evidence.codebook import load_codebook
    from evidence.extract import library

    at, progress = Layout(), Progress("appraise", log)
    decided, bad = inputs.decisions("appraisal", AppraisalDecision, at, load_codebook(at.setting("codebook")))
    books = library(*inputs.bibliography(at))
    items = read_table(at.table("extract", "items"), EvidenceItem)
    rows, studies, remarks = appraise(items, decided, books.references, books.work_of, books.works)
    write_table(at.table("appraise", "appraisals"), rows, Appraisal)
    write_table(at.table("appraise", "studies"), studies, StudyAppraisal)
    write_table(at.table("appraise", "remarks"), [*remarks, *bad], Remark)
    progress.notes([*remarks, *bad])
    missing = sum(row.answer == NOT_APPRAISED for row in rows)
    progress.done(f"{len(rows) - missing} answers; {missing} counted studies not yet appraised")
