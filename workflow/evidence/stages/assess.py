"""Assess: findings, pools and people's judgements come in; the certainty of each goes out."""

from __future__ import annotations

from typing import Any

from evidence.appraise.decisions import AppraisalDecision
from evidence.appraise.rows import Judgement, StudyAppraisal
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
    Judged,
    MissingResult,
    PoolCertainty,
    ThemeCertainty,
)
from evidence.classify.decisions import CodingDecision
from evidence.deduplicate.decisions import DuplicateDecision
from evidence.extract.rows import EvidenceItem
from evidence.extract.side_readings import SideDecision
from evidence.screen.decisions import ScreeningDecision
from evidence.stage import Bench, Stage
from evidence.stages.views import BIBLIOGRAPHY, Coded, bibliography, counting
from evidence.synthesise.claim_rows import Finding, SideOfStudy
from evidence.synthesise.decisions import ThemeDecision
from evidence.synthesise.pool_rows import Pool, PoolAnalysis, PoolStudy
from evidence.synthesise.theme_rows import Theme, ThemePassage


def _run(bench: Bench) -> str:
    from evidence.appraise.risks import Risks
    from evidence.appraise.tool_files import own_tools
    from evidence.appraise.toolbox import toolbox
    from evidence.assess.grade import grade
    from evidence.assess.implications import implications
    from evidence.assess.judged import KINDS, Stands, on_evidence
    from evidence.assess.judged import judged as holding
    from evidence.assess.missing import missing_results
    from evidence.assess.settings import GradingRules, check
    from evidence.assess.stage import assess, assess_themes, of_no_theme
    from evidence.assess.start import designs
    from evidence.assess.states import INCOMPLETE, JUDGED, NOT_JUDGED, STALE
    from evidence.decisions import by_work, last_words
    from evidence.seed import point_names

    how, studies = bench.settings(GradingRules), bench[StudyAppraisal]
    check(how, bench.codebook)
    countries: dict[str, list[str]] = {}
    places = {facet.id for facet in bench.codebook.with_role("place")}
    for label in (labels := counting(bench)):
        if label.facet in places:
            countries.setdefault(label.work_id, []).append(label.code)
    judged, field = bench.decisions(CertaintyDecision), bench.codebook.id_of("field")
    stray = of_no_theme(judged, [theme.theme for theme in bench[Theme]])
    dropped = {(remark.source_file, remark.line) for remark in stray}
    judged = [d for d in judged if (d.file, d.line) not in dropped]
    risks = Risks(bench[Judgement])
    given = (bench[EvidenceItem], studies, countries, judged, field, risks)
    rows, parts = assess(bench[Finding], bench[SideOfStudy], *given)
    theme_rows, theme_parts = assess_themes(bench[Theme], bench[ThemePassage], *given)
    books = bibliography(bench)
    applied, nowhere = by_work(bench.decisions(UnavailableDecision), books.mentions, books.work_of)
    last = last_words(applied, books.mentions, books.work_of)
    told = [(decision, books.works[work].study_id) for decision, work in last]
    missing = missing_results(bench[Pool], bench[PoolStudy], bench[EvidenceItem], told)
    pool_rows, domains, unknown = grade(
        bench[Pool],
        bench[PoolStudy],
        bench[PoolAnalysis],
        {study.study_id: study for study in studies},
        graded := bench.decisions(GradeDecision),
        how,
        designs(bench[EvidenceItem], labels, studies, how),
        missing,
        risks,
    )
    follows, astray = implications(
        written := bench.decisions(ImplicationDecision),
        {finding.proposition: finding for finding in bench[Finding]},
        point_names(bench.claims.seed),
    )
    called = {p.id: p.heading for p in bench.claims.items} | {t.theme: t.label for t in bench[Theme]}
    others = [
        *on_evidence(judged, [*rows, *theme_rows], called),
        *on_evidence(graded, pool_rows, {}),
        *on_evidence(written, follows, {}),
    ]
    stands = Stands(
        books,
        bench.codebook,
        toolbox(own_tools(bench.at.appraisal_tools), bench.codebook),
        bench.claims.items,
        bench[EvidenceItem],
        bench[SideOfStudy],
        bench[Finding],
        bench[Theme],
        bench[ThemePassage],
    )
    decided: dict[type, list[Any]] = {kind: bench.decisions(kind, told_elsewhere=True) for kind in KINDS}
    bench.write(
        {
            Judged: holding(decided, stands, others),
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
        Judgement,
        Coded,
        Pool,
        PoolStudy,
        PoolAnalysis,
        SideOfStudy,
        Finding,
        Theme,
        ThemePassage,
    ),
    decisions=(
        CertaintyDecision,
        GradeDecision,
        UnavailableDecision,
        ImplicationDecision,
        SideDecision,
        AppraisalDecision,
        CodingDecision,
        ThemeDecision,
        DuplicateDecision,
        ScreeningDecision,
    ),
    files=("appraisal_tools",),
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
        Judged,
    ),
)
