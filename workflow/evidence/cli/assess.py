"""evidence assess: certainty of each finding and of each pooled effect, as people judged it."""

from pathlib import Path

import typer

from evidence.cli import inputs
from evidence.console import Progress
from evidence.decisions import CertaintyDecision, GradeDecision
from evidence.io import read_table, write_table
from evidence.layout import Layout
from evidence.records import (
    CerqualComponent,
    Certainty,
    EvidenceItem,
    Finding,
    GradeDomain,
    Label,
    Pool,
    PoolAnalysis,
    PoolCertainty,
    PoolStudy,
    Remark,
    SideOfStudy,
    StudyAppraisal,
)


def assess(log: Path = typer.Option(None, help="where the details go")) -> None:
    """Lay out the facts of each finding and say whether a person's verdict on it still holds."""
    from evidence.assess import INCOMPLETE, JUDGED, NOT_JUDGED, STALE, assess
    from evidence.assess.grade import grade
    from evidence.codebook import load_codebook
    from evidence.propositions import load_propositions

    at, progress = Layout(), Progress("assess", log)
    codebook = load_codebook(at.setting("codebook"))
    ids = load_propositions(at.setting("propositions"), codebook).ids()
    decided, bad = inputs.decisions("certainty", CertaintyDecision, at, codebook, ids)
    studies = read_table(at.table("appraise", "studies"), StudyAppraisal)
    countries: dict[str, list[str]] = {}
    places = {facet.id for facet in codebook.with_role("place")}
    for label in read_table(at.table("classify", "labels"), Label):
        if label.facet in places and label.counts(machine_too=False):
            countries.setdefault(label.work_id, []).append(label.code)
    rows, parts = assess(
        read_table(at.table("synthesise", "findings"), Finding),
        read_table(at.table("synthesise", "sides"), SideOfStudy),
        read_table(at.table("extract", "items"), EvidenceItem),
        studies,
        countries,
        decided,
    )
    rated, unreadable = inputs.decisions("grade", GradeDecision, at, codebook)
    pool_rows, domains, unknown = grade(
        read_table(at.table("synthesise", "pools"), Pool),
        read_table(at.table("synthesise", "pool_studies"), PoolStudy),
        read_table(at.table("synthesise", "pool_analyses"), PoolAnalysis),
        {study.study_id: study for study in studies},
        rated,
    )
    bad += unreadable + unknown
    write_table(at.table("assess", "certainty"), rows, Certainty)
    write_table(at.table("assess", "cerqual"), parts, CerqualComponent)
    write_table(at.table("assess", "grade"), domains, GradeDomain)
    write_table(at.table("assess", "pool_certainty"), pool_rows, PoolCertainty)
    write_table(at.table("assess", "remarks"), bad, Remark)
    progress.notes(bad)
    states = [row.state for row in rows]
    counts = ", ".join(
        f"{states.count(s)} {s}"
        for s in (JUDGED, INCOMPLETE, STALE, NOT_JUDGED)
        if s == JUDGED or s in states
    )
    progress.done(f"findings: {counts}")
