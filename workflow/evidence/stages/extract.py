"""Extract: coded cases and effects come in; evidence items with a standing go out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evidence import inputs
from evidence.deduplicate.rows import Membership, Work
from evidence.extract.rows import SET_ASIDE, CaseCondition, EvidenceItem, Standing
from evidence.ingest.rows import Record
from evidence.item_words import Kind
from evidence.review import Review
from evidence.screen.rows import Screening
from evidence.stage import Desk, Stage

if TYPE_CHECKING:
    from evidence.extract.stage import Library

BIBLIOGRAPHY = (Record, Work, Membership, Screening)


def bibliography(desk: Desk | Review) -> Library:
    """The works that items refer to, with their screening."""
    from evidence.extract.stage import library

    return library(desk[Record], desk[Work], desk[Membership], desk[Screening])


def _run(desk: Desk) -> str:
    from evidence.extract.conditions import case_conditions
    from evidence.extract.settings import CountingRules
    from evidence.extract.stage import extract

    at, claims = desk.at, desk.claims
    chosen = replace(desk.settings(CountingRules), claim_cases=claims.claim_cases)
    tables = inputs.texts(at.extracts, "extracts", at) + inputs.texts(at.effects, "effects", at)
    books = bibliography(desk)
    found = extract(tables, books, desk.codebook, claims.ids(), chosen)
    given = inputs.texts(at.conditions, "conditions", at)
    measured, bad = case_conditions((name, text) for _, name, text in given)
    aside = found.set_aside + bad
    said = inputs.encodings([*at.extracts, *at.effects, *at.conditions], at)
    desk.write({EvidenceItem: found.items, CaseCondition: measured, SET_ASIDE: aside}, found.remarks + said)
    counted = sum(item.standing == Standing.COUNTED for item in found.items)
    extracts = sum(item.kind == Kind.EXTRACT for item in found.items)
    values = f", {len(measured)} values of cases" if measured else ""
    return (
        f"{extracts} extracts and {len(found.items) - extracts} effects: {counted} counted, "
        f"{len(found.items) - counted} shown only, {len(aside)} set aside{values}"
    )


EXTRACT = Stage(
    name="extract",
    does="Check case extracts and effects row by row, and say which of them count.",
    run=_run,
    reads=BIBLIOGRAPHY,
    files=("extracts", "effects", "conditions"),
    config=("codebook", "propositions"),
    settings=("extract",),
    writes=(EvidenceItem, CaseCondition, SET_ASIDE),
)
