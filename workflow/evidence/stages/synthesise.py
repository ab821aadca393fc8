"""Synthesise: items, labels and claims come in; directions, map, pools, sides and one verdict for each claim go out."""

from __future__ import annotations

from collections import Counter

from evidence.classify.rows import Label
from evidence.extract.rows import EvidenceItem
from evidence.stage import Desk, Stage
from evidence.stages.extract import BIBLIOGRAPHY, bibliography
from evidence.synthesise.claim_rows import Confounding, Finding, SideOfStudy, Universe
from evidence.synthesise.decisions import SideDecision
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


def _run(desk: Desk) -> str:
    from evidence.synthesise.rules import load_claims
    from evidence.synthesise.settings import SynthesisPlan
    from evidence.synthesise.stage import synthesise

    result = synthesise(
        desk[EvidenceItem],
        bibliography(desk),
        desk[Label],
        desk.codebook,
        load_claims(desk.at.setting("propositions"), desk.codebook),
        desk.decisions(SideDecision),
        desk.settings(SynthesisPlan),
    )
    desk.write(
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
            Confounding: result.confounding,
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
    reads=(*BIBLIOGRAPHY, EvidenceItem, Label),
    decisions=(SideDecision,),
    config=("codebook", "propositions"),
    settings=("synthesise",),
    writes=(
        DirectionCount, StudyDirection, SignTest, Charted, Cooccurrence, Saturation, Deviant, MapCell,
        Pool, PoolStudy, PoolAnalysis, SideOfStudy, Finding, Universe, Confounding,
    ),
)  # fmt: skip
