"""Synthesise: items, labels and claims come in; directions, map, pools, sides and one verdict for each claim go out."""

from __future__ import annotations

from collections import Counter

from evidence.appraise.rows import Judgement, StudyAppraisal
from evidence.extract.rows import Coding, EvidenceItem
from evidence.extract.side_readings import SideDecision
from evidence.stage import Bench, Stage
from evidence.stages.views import BIBLIOGRAPHY, Coded, bibliography, weighed
from evidence.synthesise.claim_rows import Confounding, Finding, SideOfStudy, Subgroup, Universe
from evidence.synthesise.decisions import ThemeDecision
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
from evidence.synthesise.theme_rows import FrameworkCell, Theme, ThemePassage


def _run(bench: Bench) -> str:
    from evidence.synthesise.rules import load_claims
    from evidence.synthesise.settings import SynthesisPlan
    from evidence.synthesise.stage import synthesise

    plan = bench.settings(SynthesisPlan)
    result = synthesise(
        bench[EvidenceItem],
        bibliography(bench),
        weighed(bench, plan.count_machine_codes),
        bench.codebook,
        load_claims(bench.at.setting("propositions"), bench.codebook),
        bench.decisions(SideDecision),
        bench[StudyAppraisal],
        plan,
        bench[Coding],
        bench.decisions(ThemeDecision),
        bench[Judgement],
    )
    bench.write(
        {
            DirectionCount: result.directions,
            StudyDirection: result.study_directions,
            SignTest: result.sign_tests,
            Charted: result.themes,
            Cooccurrence: result.cooccurrence,
            Saturation: result.saturation,
            Deviant: result.deviant,
            MapCell: result.cells,
            Pool: result.pools,
            PoolStudy: result.pool_studies,
            PoolAnalysis: result.pool_analyses,
            SideOfStudy: result.sides,
            Finding: result.findings,
            Universe: result.universes,
            Subgroup: result.subgroups,
            Confounding: result.confounding,
            Theme: result.theme_findings,
            ThemePassage: result.theme_passages,
            FrameworkCell: result.matrix,
        },
        result.remarks,
    )
    tally = Counter(finding.verdict for finding in result.findings)
    pooled = sum(pool.pooled for pool in result.pools)
    verdicts = ", ".join(f"{n} {v.replace('_', ' ')}" for v, n in sorted(tally.items())) or "none to judge"
    return f"{len(result.findings)} claims: {verdicts}; {pooled} of {len(result.pools)} groups pooled"


SYNTHESISE = Stage(
    name="synthesise",
    does="Weigh the evidence: every verdict follows from a rule of config/propositions.yaml.",
    run=_run,
    reads=(*BIBLIOGRAPHY, EvidenceItem, Coding, Coded, StudyAppraisal, Judgement),
    decisions=(SideDecision, ThemeDecision),
    config=("codebook", "propositions"),
    settings=("synthesise",),
    writes=(
        DirectionCount, StudyDirection, SignTest, Charted, Cooccurrence, Saturation, Deviant, MapCell,
        Pool, PoolStudy, PoolAnalysis, SideOfStudy, Finding, Universe, Subgroup, Confounding,
        Theme, ThemePassage, FrameworkCell,
    ),
)  # fmt: skip
