"""The whole synthesis: tables in, tables out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.appraise.risks import Risks
from evidence.appraise.rows import NOT_APPRAISED, Judgement, StudyAppraisal
from evidence.classify.rows import Label
from evidence.codebook import Codebook
from evidence.extract.rows import Coding, EvidenceItem, Standing
from evidence.extract.side_readings import SideDecision
from evidence.extract.stage import Library
from evidence.propositions import Propositions
from evidence.remarks import Remark
from evidence.synthesise import framework
from evidence.synthesise.claim_rows import Confounding, Finding, SideOfStudy, Subgroup, Universe
from evidence.synthesise.confounding import confounding
from evidence.synthesise.decisions import ThemeDecision
from evidence.synthesise.direction import count_directions, evidence_map
from evidence.synthesise.findings import Claims
from evidence.synthesise.likeness import Likeness, comparable
from evidence.synthesise.pool import pool_studies, pools
from evidence.synthesise.pool_analyses import pool_analyses
from evidence.synthesise.pool_rows import Pool, PoolAnalysis, PoolStudy
from evidence.synthesise.rows import (
    Charted,
    Cooccurrence,
    Deviant,
    DirectionCount,
    MapCell,
    Saturation,
    SignTest,
    StudyDirection,
)
from evidence.synthesise.settings import SynthesisPlan
from evidence.synthesise.swim import sign_tests, study_directions
from evidence.synthesise.theme_rows import FrameworkCell, Theme, ThemePassage
from evidence.synthesise.themes import themes


@dataclass(frozen=True, slots=True)
class Synthesis:
    directions: list[DirectionCount]
    study_directions: list[StudyDirection]
    sign_tests: list[SignTest]
    themes: list[Charted]
    cooccurrence: list[Cooccurrence]
    saturation: list[Saturation]
    deviant: list[Deviant]
    cells: list[MapCell]
    pools: list[Pool]
    pool_studies: list[PoolStudy]
    pool_analyses: list[PoolAnalysis]
    sides: list[SideOfStudy]
    findings: list[Finding]
    universes: list[Universe]
    subgroups: list[Subgroup]
    confounding: list[Confounding]
    theme_findings: list[Theme]
    theme_passages: list[ThemePassage]
    matrix: list[FrameworkCell]
    remarks: list[Remark]


def synthesise(
    items: list[EvidenceItem],
    books: Library,
    labels: list[Label],
    codebook: Codebook,
    propositions: Propositions,
    decisions: Iterable[SideDecision],
    appraised: Iterable[StudyAppraisal],
    settings: SynthesisPlan,
    codings: Iterable[Coding] = (),
    drawn: Iterable[ThemeDecision] = (),
    judged: Iterable[Judgement] = (),
) -> Synthesis:
    """One finding for each proposition, with the studies for it, against it, qualifying, silent and not read; and the themes that
    people drew.

    `codings`: every code of every passage, for themes and framework alone.
    """
    roles, turned = list(settings.direction_roles), list(settings.turned_comparisons)
    known = [item for item in items if item.standing != Standing.NOT_KNOWN]
    appraised, risks = list(appraised), Risks(judged)
    claims = Claims(
        known,
        books,
        labels,
        codebook,
        propositions,
        decisions,
        settings.count_machine_codes,
        appraised,
        risks,
    )
    found = [claims.find(proposition) for proposition in propositions.items]
    labels = [label for label in labels if label.counts(settings.count_machine_codes)]
    # All others stand in no cell of the map and in no pool.
    placed = {label.work_id for label in labels} | {item.work_id for item in items if item.work_id}
    works = books.in_order(placed)
    codings = list(codings)
    coded = framework.with_further(items, codings, codebook)
    made = themes(drawn, items, codings, codebook, propositions.ids())
    how = settings.pooling
    own = study_directions(items, roles, turned, settings.agreement)
    like = comparable(items, Likeness(settings.turned_comparisons, settings.alike_comparisons))
    groups = pools(like, settings.never_pooled, how)
    pooled, by_id = [group for group in groups if group.pooled], {item.item_id: item for item in like}
    facets = [facet.id for facet in codebook.facets]
    years = {work.work_id: work.year for work in works}
    begun = {study.study_id for study in appraised if study.state != NOT_APPRAISED}
    return Synthesis(
        count_directions(items, codebook, roles, turned, settings.agreement),
        own,
        sign_tests(items, roles, turned, codebook, propositions.interval, settings.agreement),
        framework.chart(coded, codebook),
        framework.cooccurrence(coded),
        framework.saturation(coded),
        framework.deviant(coded, settings.agreement),
        evidence_map(
            items,
            works,
            [books.screening[work.work_id] for work in works],
            labels,
            codebook,
            roles,
            turned,
            settings.agreement,
        ),
        groups,
        [row for pool in pooled for row in pool_studies(pool, by_id, how)],
        [row for pool in pooled for row in pool_analyses(pool, like, how, facets, years, risks, begun)],
        [row for one in found for row in one.sides],
        [one.finding for one in found],
        [row for one in found for row in one.universes],
        [row for one in found for row in one.subgroups],
        confounding([row for one in found for row in one.sides], items, labels, codebook),
        *made[:2],
        framework.matrix(items, codings),
        claims.remarks + made[2],
    )
