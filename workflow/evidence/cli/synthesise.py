"""evidence synthesise: directions, map, pools, sides and one verdict a proposition. evidence universe: one again."""

from collections import Counter
from pathlib import Path

import typer

from evidence.classify.rows import Label
from evidence.cli import inputs
from evidence.console import Progress
from evidence.decisions import SideDecision
from evidence.extract.rows import EvidenceItem
from evidence.layout import Layout
from evidence.review import Review
from evidence.synthesise.claim_rows import Confounding, Finding, SideOfStudy, Universe
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


def synthesise(
    settings: str = typer.Option(None, help="settings as JSON; else config.yaml"),
    log: Path = typer.Option(None, help="where the details go"),
) -> None:
    """Weigh the evidence: every verdict follows from a rule of config/propositions.yaml."""
    from evidence.codebook import load_codebook
    from evidence.extract.stage import library
    from evidence.propositions import load_propositions
    from evidence.synthesise.stage import Settings, synthesise

    at, progress = Layout(), Progress("synthesise", log)
    codebook = load_codebook(at.setting("codebook"))
    claims = load_propositions(at.setting("propositions"), codebook)
    decided, bad = inputs.decisions("sides", SideDecision, at, codebook, claims.ids())
    review = Review(at)
    result = synthesise(
        review[EvidenceItem],
        library(*inputs.bibliography(at)),
        review[Label],
        codebook,
        claims,
        decided,
        inputs.settings(Settings, settings, "synthesise", at),
    )
    remarks = [*result.remarks, *bad]
    review.write(
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
        remarks=remarks,
    )
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
    from evidence.extract.stage import library
    from evidence.io import to_json
    from evidence.propositions import load_propositions
    from evidence.synthesise.findings import Claims
    from evidence.synthesise.stage import Settings

    at = Layout()
    codebook = load_codebook(at.setting("codebook"))
    claims = load_propositions(at.setting("propositions"), codebook)
    decided, _ = inputs.decisions("sides", SideDecision, at, codebook, claims.ids())
    review = Review(at)
    found = Claims(
        review[EvidenceItem],
        library(*inputs.bibliography(at)),
        review[Label],
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
