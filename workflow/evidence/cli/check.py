"""evidence check: all inputs validated in seconds, without running the pipeline."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import typer

from evidence.cli import deduplicate as deduplicate_cli
from evidence.cli import extract as extract_cli
from evidence.cli import ingest as ingest_cli
from evidence.cli import inputs
from evidence.cli import screen as screen_cli
from evidence.console import describe
from evidence.decisions import (
    AppraisalDecision,
    CertaintyDecision,
    CodingDecision,
    GradeDecision,
    SideDecision,
)
from evidence.errors import UserError
from evidence.io import to_table
from evidence.layout import Layout
from evidence.records import Quarantined, Record, Remark


@dataclass
class Checked:
    """What a check found: mistakes that stop a build, and what a build would set aside."""

    errors: list[UserError] = field(default_factory=list)
    set_aside: list[Quarantined] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    sums: list = field(default_factory=list)
    counts: list = field(default_factory=list)


def check_inputs(at: Layout) -> Checked:
    """Read every input as the pipeline would, in memory."""
    found = Checked()
    settings = _settings(at, found)
    if found.errors:
        return found
    config, codebook, claims = settings
    found.errors += ingest_cli.check_encodings(at, config["ingest"].get("encodings", {}))
    ingested = ingest_cli.run(at, json.dumps(config["ingest"]))
    found.set_aside += ingested.quarantine
    found.remarks += ingested.remarks
    found.counts = ingested.counts
    try:
        inputs.fail_if_empty(len(ingested.records), ingested.quarantine)
        _stages(at, found, ingested, json.dumps(config["deduplicate"]))
        for kind, row_type in (
            ("coding", CodingDecision),
            ("sides", SideDecision),
            ("appraisal", AppraisalDecision),
            ("certainty", CertaintyDecision),
            ("grade", GradeDecision),
        ):
            found.remarks += inputs.decisions(kind, row_type, at, codebook, claims.ids())[1]
    except UserError as error:
        found.errors.append(error)
    return found


def _settings(at: Layout, found: Checked):
    from evidence.brief.checklists.fill import check_required, required_items
    from evidence.brief.checklists.items import load_checklists
    from evidence.brief.pages.glossary import check_glossary
    from evidence.brief.statements import check_review, check_templates
    from evidence.codebook import load_codebook
    from evidence.config import load_checked, load_config
    from evidence.glossary import load_glossary
    from evidence.propositions import load_propositions

    config = codebook = claims = None
    try:
        config = load_config(at.setting("config"))
        check_review(config["review"])
        check_required(load_checklists(), [], required_items(config))
    except UserError as error:
        found.errors.append(error)
    try:
        codebook = load_codebook(at.setting("codebook"))
        claims = load_propositions(at.setting("propositions"), codebook)
        check_templates(claims)
    except UserError as error:
        found.errors.append(error)
    try:
        check_glossary(load_glossary(at.setting("glossary")))
    except UserError as error:
        found.errors.append(error)
    try:
        if at.setting("searches").exists():
            load_checked(at.setting("searches"), "searches")
    except UserError as error:
        found.errors.append(error)
    return config, codebook, claims


def _stages(at: Layout, found: Checked, ingested, deduplicate_settings: str) -> None:
    from evidence.deduplicate import as_rows
    from evidence.extract import library
    from evidence.ledger import balance, ledger

    merged = as_rows(deduplicate_cli.run(at, to_table(ingested.records, Record), deduplicate_settings))
    screened = screen_cli.run(at, merged.works, ingested.records, merged.memberships)
    found.remarks += [*merged.remarks, *screened.remarks]
    rows = ledger(ingested.records, ingested.quarantine, merged.memberships, screened.screening)
    found.sums = balance(
        ingested.counts,
        ingested.records,
        merged.works,
        merged.memberships,
        screened.screening,
        rows,
    )
    books = library(ingested.records, merged.works, merged.memberships, screened.screening)
    extracted = extract_cli.from_books(at, books)
    found.set_aside += extracted.set_aside
    found.remarks += extracted.remarks


def _odd(at: Layout) -> list[str]:
    from evidence.classify.review import oddities
    from evidence.codebook import load_codebook

    book = load_codebook(at.setting("codebook"))
    records = ingest_cli.run(at).records
    given = {
        (d.record, d.facet): {code.strip() for code in d.codes.split(";")}
        for d in inputs.decisions("coding", CodingDecision, at, book)[0]
    }
    texts = [f"{record.title} . {record.abstract}" for record in records]
    return oddities(book, texts, {record.source_key for record in records}, given)


def check(
    ledger: bool = typer.Option(False, help="print the sums that must hold"),
    codebook: bool = typer.Option(
        False, help="say what is odd about the codebook, beside the records and people's codes"
    ),
    strict: bool = typer.Option(False, help="fail where anything would be set aside"),
    folder: Path = typer.Option(Path("."), help="the folder of the review"),
) -> None:
    """Validate every input. Exit 0: fine; 1: a mistake stops the build; 3: something is set aside."""
    found = check_inputs(Layout(folder))
    for error in found.errors:
        print(error.text())
    for entry in found.set_aside:
        print(f"set aside  {describe(entry)}")
    for remark in found.remarks:
        print(f"remark     {describe(remark)}")
    if ledger:
        for count in found.counts:
            print(
                f"{count.counted:>8} entries  {count.read:>8} read  {count.quarantined:>4} quarantined  {count.source_file}"
            )
        for total in found.sums:
            print(total.text())
    if codebook and not found.errors:
        for line in _odd(Layout(folder)):
            print(f"codebook   {line}")
    unbalanced = [total for total in found.sums if not total.holds]
    problems = len(found.errors) + len(unbalanced)
    print(
        f"{problems} mistakes, {len(found.set_aside)} entries or rows set aside, {len(found.remarks)} remarks"
        if problems or found.set_aside or found.remarks
        else "every input is fine"
    )
    if problems:
        raise typer.Exit(1)
    if found.set_aside or (strict and found.remarks):
        raise typer.Exit(3)
