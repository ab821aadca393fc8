"""evidence assess: certainty of each finding and of each pooled effect, as people judged it."""

from pathlib import Path

import typer

from evidence.appraise.rows import StudyAppraisal
from evidence.assess.rows import CerqualComponent, Certainty, GradeDomain, PoolCertainty
from evidence.classify.rows import Label
from evidence.cli import inputs
from evidence.console import Progress
from evidence.decisions import CertaintyDecision, GradeDecision
from evidence.extract.rows import EvidenceItem
from evidence.layout import Layout
from evidence.review import Review
from evidence.synthesise.claim_rows import Finding, SideOfStudy
from evidence.synthesise.pool_rows import Pool, PoolAnalysis, PoolStudy


def assess(log: Path = typer.Option(None, help="where the details go")) -> None:
    """Lay out the facts of each finding and say whether a person's verdict on it still holds."""
    from evidence.assess.grade import grade
    from evidence.assess.stage import assess
    from evidence.assess.states import INCOMPLETE, JUDGED, NOT_JUDGED, STALE
    from evidence.codebook import load_codebook
    from evidence.propositions import load_propositions

    at, progress = Layout(), Progress("assess", log)
    review = Review(at)
    codebook = load_codebook(at.setting("codebook"))
    ids = load_propositions(at.setting("propositions"), codebook).ids()
    decided, bad = inputs.decisions("certainty", CertaintyDecision, at, codebook, ids)
    studies = review[StudyAppraisal]
    countries: dict[str, list[str]] = {}
    places = {facet.id for facet in codebook.with_role("place")}
    for label in review[Label]:
        if label.facet in places and label.counts(machine_too=False):
            countries.setdefault(label.work_id, []).append(label.code)
    rows, parts = assess(
        review[Finding],
        review[SideOfStudy],
        review[EvidenceItem],
        studies,
        countries,
        decided,
    )
    rated, unreadable = inputs.decisions("grade", GradeDecision, at, codebook)
    pool_rows, domains, unknown = grade(
        review[Pool],
        review[PoolStudy],
        review[PoolAnalysis],
        {study.study_id: study for study in studies},
        rated,
    )
    bad += unreadable + unknown
    review.write(
        {Certainty: rows, CerqualComponent: parts, GradeDomain: domains, PoolCertainty: pool_rows},
        remarks=bad,
    )
    progress.notes(bad)
    states = [row.state for row in rows]
    counts = ", ".join(
        f"{states.count(s)} {s}"
        for s in (JUDGED, INCOMPLETE, STALE, NOT_JUDGED)
        if s == JUDGED or s in states
    )
    progress.done(f"findings: {counts}")
