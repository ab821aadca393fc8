"""Assess: findings, pools and people's judgements come in; the certainty of each goes out."""

from __future__ import annotations

from evidence.appraise.rows import StudyAppraisal
from evidence.assess.decisions import (
    CertaintyDecision,
    GradeDecision,
    ImplicationDecision,
    UnavailableDecision,
)
from evidence.assess.rows import (
    CerqualComponent,
    Certainty,
    GradeDomain,
    Implication,
    MissingResult,
    PoolCertainty,
    ThemeCertainty,
)
from evidence.classify.rows import Label
from evidence.extract.rows import EvidenceItem
from evidence.stage import Desk, Stage
from evidence.stages.extract import BIBLIOGRAPHY, bibliography
from evidence.synthesise.claim_rows import Finding, SideOfStudy
from evidence.synthesise.pool_rows import Pool, PoolAnalysis, PoolStudy
from evidence.synthesise.theme_rows import Theme, ThemePassage


def _run(desk: Desk) -> str:
    from evidence.assess.grade import grade
    from evidence.assess.implications import implications
    from evidence.assess.missing import missing_results
    from evidence.assess.settings import GradingRules, check
    from evidence.assess.stage import assess, assess_themes, of_no_theme
    from evidence.assess.start import designs
    from evidence.assess.states import INCOMPLETE, JUDGED, NOT_JUDGED, STALE
    from evidence.decisions import by_work, last_words
    from evidence.seed import point_names

    how, studies = desk.settings(GradingRules), desk[StudyAppraisal]
    check(how, desk.codebook)
    countries: dict[str, list[str]] = {}
    places = {facet.id for facet in desk.codebook.with_role("place")}
    for label in desk[Label]:
        if label.facet in places and label.counts(machine_too=False):
            countries.setdefault(label.work_id, []).append(label.code)
    judged, field = desk.decisions(CertaintyDecision), desk.codebook.by_role("field").id
    stray = of_no_theme(judged, [theme.theme for theme in desk[Theme]])
    dropped = {(remark.source_file, remark.line) for remark in stray}
    judged = [d for d in judged if (d.file, d.line) not in dropped]
    given = (desk[EvidenceItem], studies, countries, judged, field)
    rows, parts = assess(desk[Finding], desk[SideOfStudy], *given)
    theme_rows, theme_parts = assess_themes(desk[Theme], desk[ThemePassage], *given)
    books = bibliography(desk)
    applied, nowhere = by_work(desk.decisions(UnavailableDecision), books.mentions, books.work_of)
    last = last_words(applied, books.mentions, books.work_of)
    told = [(decision, books.works[work].study_id) for decision, work in last]
    missing = missing_results(desk[Pool], desk[PoolStudy], desk[EvidenceItem], told)
    pool_rows, domains, unknown = grade(
        desk[Pool],
        desk[PoolStudy],
        desk[PoolAnalysis],
        {study.study_id: study for study in studies},
        desk.decisions(GradeDecision),
        how,
        designs(desk[EvidenceItem], desk[Label], studies, how),
        missing,
    )
    follows, astray = implications(
        desk.decisions(ImplicationDecision),
        {finding.proposition: finding for finding in desk[Finding]},
        point_names(desk.claims.seed),
    )
    desk.write(
        {
            Certainty: rows,
            ThemeCertainty: theme_rows,
            CerqualComponent: parts + theme_parts,
            GradeDomain: domains,
            PoolCertainty: pool_rows,
            MissingResult: missing,
            Implication: follows,
        },
        stray + unknown + nowhere + astray,
    )
    states = [row.state for row in rows]
    counts = ", ".join(
        f"{states.count(s)} {s}"
        for s in (JUDGED, INCOMPLETE, STALE, NOT_JUDGED)
        if s == JUDGED or s in states
    )
    return f"findings: {counts}"


ASSESS = Stage(
    name="assess",
    does="Lay out the facts of each finding and say whether a person's verdict on it still holds.",
    run=_run,
    reads=(
        *BIBLIOGRAPHY,
        EvidenceItem,
        StudyAppraisal,
        Label,
        Pool,
        PoolStudy,
        PoolAnalysis,
        SideOfStudy,
        Finding,
        Theme,
        ThemePassage,
    ),
    decisions=(CertaintyDecision, GradeDecision, UnavailableDecision, ImplicationDecision),
    config=("codebook", "propositions"),
    settings=("assess",),
    writes=(
        Certainty,
        ThemeCertainty,
        CerqualComponent,
        GradeDomain,
        PoolCertainty,
        MissingResult,
        Implication,
    ),
)
