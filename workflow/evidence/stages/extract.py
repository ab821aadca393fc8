"""Extract: coded cases and effects come in; evidence items with a standing go out."""

from __future__ import annotations

from dataclasses import replace

from evidence import inputs
from evidence.extract.rows import SET_ASIDE, CaseCondition, Coding, Configuration, EvidenceItem, Standing
from evidence.item_words import Kind
from evidence.stage import Bench, Stage
from evidence.stages.views import BIBLIOGRAPHY, bibliography


def _run(bench: Bench) -> str:
    from evidence.extract.coded import Configured, PassageCode
    from evidence.extract.conditions import case_conditions
    from evidence.extract.readings import codings, configurations
    from evidence.extract.settings import CountingRules
    from evidence.extract.stage import extract
    from evidence.given.withdrawn import without_withdrawn

    at, claims = bench.at, bench.claims
    chosen = replace(bench.settings(CountingRules), claim_cases=claims.claim_cases)
    tables = inputs.texts(at.extracts, "extracts", at) + inputs.texts(at.effects, "effects", at)
    books = bibliography(bench)
    found = extract(tables, books, bench.codebook, claims.ids(), chosen)
    given = inputs.texts(at.conditions, "conditions", at)
    measured, bad = case_conditions((name, text) for _, name, text in given)
    aside = found.set_aside + bad
    said = inputs.encodings([*at.extracts, *at.effects, *at.conditions], at)
    further, odd = inputs.people(PassageCode, at.passage_codes, at, bench.codebook)
    further, _, idle = without_withdrawn(further)
    codes, unknown = codings(found.items, further, bench.codebook)
    read, bad_rows = inputs.people(Configured, at.configurations, at, bench.codebook)
    configured, strange = configurations(found.items, read)
    bench.write(
        {
            EvidenceItem: found.items,
            CaseCondition: measured,
            Coding: codes,
            Configuration: configured,
            SET_ASIDE: aside,
        },
        [*found.remarks, *said, *odd, *idle, *unknown, *bad_rows, *strange],
    )
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
    files=("extracts", "effects", "conditions", "passage_codes", "configurations"),
    config=("codebook", "propositions"),
    settings=("extract",),
    writes=(EvidenceItem, CaseCondition, Coding, Configuration, SET_ASIDE),
)
