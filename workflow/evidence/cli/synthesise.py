"""evidence synthesise: directions, map, pools, sides and one verdict a proposition. evidence universe: one again."""

from collections import Counter
from pathlib import Path

import typer

from evidence.cli import inputs
from evidence.console import Progress
from evidence.decisions import SideDecision
from evidence.io import read_table, write_table
from evidence.layout import Layout
from evidence.records import (
    Charted,
    Confounding,
    Cooccurrence,
    Deviant,
    DirectionCount,
    EvidenceItem,
    Finding,
    Label,
    MapCell,
    Pool,
    PoolAnalysis,
    PoolStudy,
    Remark,
    Saturation,
    SideOfStudy,
    SignTest,
    StudyDirection,
    Universe,
)


def synthesise(
    settings: str = typer.Option(None, help="settings as JSON; else config.yaml"),
    log: Path = typer.Option(None, help="where the details go"),
) -> None:
    """Weigh the evidence: every verdict follows from a rule of config/propositions.yaml."""
    from evidence.codebook import load_codebook
    from evidence.extract import library
    from evidence.propositions import load_propositions
    from evidence.synthesise import Settings, synthesise

    at, progress = Layout(), Progress("synthesise", log)
    codebook = load_codebook(at.setting("codebook"))
    claims = load_propositions(at.setting("propositions"), codebook)
    decided, bad = inputs.decisions("sides", SideDecision, at, codebook, claims.ids())
    result = synthesise(
        read_table(at.table("extract", "items"), EvidenceItem),
        library(*inputs.bibliography(at)),
        read_table(at.table("classify", "labels"), Label),
        codebook,
        claims,
        decided,
        inputs.settings(Settings, settings, "synthesise", at),
    )
    remarks = [*result.remarks, *bad]
    for name, rows, row_type in (
        ("directions", result.directions, DirectionCount),
        ("study_directions", result.study_directions, StudyDirection),
        ("sign_tests", result.sign_tests, SignTest),
        ("themes", result.themes, Charted),
        ("cooccurrence", result.cooccurrence, Cooccurrence),
        ("saturation", result.saturation, Saturation),
        ("deviant", result.deviant, Deviant),
        ("map", result.cells, MapCell),
        ("pools", result.pools, Pool),
        ("pool_studies", result.pool_studies, PoolStudy),
        ("pool_analyses", result.pool_analyses, PoolAnalysis),
        ("sides", result.sides, SideOfStudy),
        ("findings", result.findings, Finding),
        ("universes", result.universes, Universe),
        ("confounding", result.confounding, Confounding),
        ("remarks", remarks, Remark),
    ):
        write_table(at.table("synthesise", name), rows, row_type)
    progress.notes(remarks)
    tally = Counter(finding.verdict for finding in result.findings)
    pooled = sum(pool.pooled for pool in result.pools)
    verdicts = ", ".join(f"{n} {v.replace('_', ' ')}" for v, n in sorted(tally.items()))
    progress.done(f"{len(result.findings)} claims: {verdicts}; {pooled} of {len(result.pools)} groups pooled")


def universe(
    universe_id: str = typer.Argument(..., help="an id of universes.csv, such as P2-u007"),
) -> None:
    """Run one of the defensible analyses again, and say what it does to the verdict."""
    from evidence.codebook import load_codebook
    from evidence.errors import UserError
    from evidence.extract import library
    from evidence.io import to_json
    from evidence.propositions import load_propositions
    from evidence.synthesise import Settings
    from evidence.synthesise.findings import Claims

    at = Layout()
    codebook = load_codebook(at.setting("codebook"))
    claims = load_propositions(at.setting("propositions"), codebook)
    decided, _ = inputs.decisions("sides", SideDecision, at, codebook, claims.ids())
    found = Claims(
        read_table(at.table("extract", "items"), EvidenceItem),
        library(*inputs.bibliography(at)),
        read_table(at.table("classify", "labels"), Label),
        codebook,
        claims,
        decided,
        inputs.settings(Settings, None, "synthesise", at).count_machine_codes,
    )
    try:
        choice, there, here = found.rerun(universe_id)
    except KeyError:
        raise UserError(
            "no universe has this id", value=universe_id, fix="take an id from universes.csv of the book"
        ) from None
    for name, taken in choice.items():
        print(f"{name.replace('_', ' ')}: {taken}")
    print(f"verdict: {there.verdict.replace('_', ' ')} (as configured: {here.verdict.replace('_', ' ')})")
    print(f"numbers: {to_json(there.numbers)}")
    print(there.text)
