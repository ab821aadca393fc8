"""evidence extract: coded cases and effects, checked and tied to works."""

from pathlib import Path

import typer

from evidence.cli import inputs
from evidence.console import Progress
from evidence.extract.rows import SET_ASIDE, CaseCondition, EvidenceItem, Standing
from evidence.layout import Layout
from evidence.review import Review


def run(at: Layout, given: str | None = None):
    """Extract the coded evidence of a review. Returns an `Extracted`."""
    from evidence.extract.stage import library

    return from_books(at, library(*inputs.bibliography(at)), given)


def from_books(at: Layout, books, given: str | None = None):
    from dataclasses import replace

    from evidence.codebook import load_codebook
    from evidence.extract.conditions import case_conditions
    from evidence.extract.stage import Settings, extract
    from evidence.propositions import load_propositions

    codebook = load_codebook(at.setting("codebook"))
    claims = load_propositions(at.setting("propositions"), codebook)
    chosen = inputs.settings(Settings, given, "extract", at)
    tables = inputs.texts(at.extracts, "extracts", at) + inputs.texts(at.effects, "effects", at)
    chosen = replace(chosen, claim_cases=claims.claim_cases)
    found = extract(tables, books, codebook, claims.ids(), chosen)
    measured, bad = case_conditions(
        (name, text) for _, name, text in inputs.texts(at.conditions, "conditions", at)
    )
    return replace(found, conditions=measured, set_aside=found.set_aside + bad)


def extract(
    settings: str = typer.Option(None, help="settings as JSON; else config.yaml"),
    log: Path = typer.Option(None, help="where the details go"),
) -> None:
    """Check case extracts and effects row by row, and say which of them count."""
    at, progress = Layout(), Progress("extract", log)
    result = run(at, settings)
    Review(at).write(
        {EvidenceItem: result.items, CaseCondition: result.conditions, SET_ASIDE: result.set_aside},
        remarks=result.remarks,
    )
    progress.notes(result.set_aside)
    progress.notes(result.remarks)
    counted = sum(item.standing == Standing.COUNTED for item in result.items)
    extracts = sum(item.kind == "extract" for item in result.items)
    measured = f", {len(result.conditions)} values of cases" if result.conditions else ""
    progress.done(
        f"{extracts} extracts and {len(result.items) - extracts} effects: {counted} counted, "
        f"{len(result.items) - counted} shown only, {len(result.set_aside)} set aside{measured}"
    )
