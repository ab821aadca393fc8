"""evidence check: all inputs validated in seconds, without running the pipeline."""

from pathlib import Path
from typing import Any

import typer

from evidence import inputs, older_claims, older_settings
from evidence.became import Became, known_before, proposed
from evidence.classify.decisions import CodingDecision
from evidence.cli import check_decisions, check_stages
from evidence.cli.check_headers import header_mistakes
from evidence.cli.checked import Checked, as_csv, count_line, groups, say
from evidence.extract.rows import CaseCondition, EvidenceItem
from evidence.ingest.rows import Record
from evidence.io import read_text
from evidence.layout import Layout
from evidence.meant import NO_RECORD
from evidence.owned import check_outside, write_outside
from evidence.remarks import Quarantined, Remark
from evidence.review import Above, Review
from evidence.settings_file import load_yaml
from evidence.singular import agreeing
from evidence.stage import run_in_memory
from evidence.stages.ingest import INGEST
from evidence.tally import Tally
from evidence.unread import NO_RECORDS, begun, unread


def check_inputs(at: Layout) -> Checked:
    """Read every input as the pipeline would, in memory."""

    found = Checked()
    settings = _settings(at, found)
    if found.errors:
        return found
    config, codebook, claims = settings
    found.remarks += older_settings.remarks(at.setting("config"), "config/config.yaml")
    found.remarks += older_claims.remarks(at.setting("propositions"), "config/propositions.yaml")
    found.remarks += unread(at) + _releases(at, found)
    with found.mistakes():
        for path in at.own_pages.values():
            if path.suffix == ".md":
                read_text(path)
    found.begun = begun(at)
    if not found.begun:
        return found
    found.errors += header_mistakes(at, codebook, claims.ids())
    if found.errors:
        return found
    review = Above(at)
    with found.mistakes():
        library = check_stages.run(review, found)
        items, conditions = review[EvidenceItem], review[CaseCondition]
        _names(at, found, library, items, conditions, settings)
        more, sums = check_decisions.followed(
            at, library, items, codebook, claims, config, conditions, found.remarks
        )
        found.remarks += more
        found.sums += sums
        said: list[Quarantined | Remark] = [*found.remarks, *found.set_aside]
        if any(row.problem.startswith(NO_RECORD) for row in said):
            became = Became(review[Record], known_before(at), _earlier(at))
            found.remarks = proposed(found.remarks, became)
            found.set_aside = proposed(found.set_aside, became)
    return found


def _releases(at: Layout, found: Checked) -> list[Remark]:
    """Whether each release is as it was frozen, and files among them that are of none."""
    from evidence.releases.about import foreign
    from evidence.releases.version import load, names

    strangers: list[Remark] = []
    with found.mistakes():
        for name in names(at):
            with found.mistakes():
                load(at, name)
        strangers = [_of_no_release(path, at) for path in foreign(at)]
    return strangers


def _of_no_release(path: Path, at: Layout) -> Remark:
    name = inputs.name_of(path, at)
    return Remark("", name, 1, "", "", "this file is of no release", "move it out of releases/", dropped=True)


def _settings(at: Layout, found: Checked) -> tuple[Any, Any, Any]:
    """(config, codebook, claims); None for what holds a mistake."""
    from evidence.appraise.tool_files import own_tools
    from evidence.brief.checklists.completed import check_required
    from evidence.brief.checklists.items import load_checklists
    from evidence.brief.templates import check_glossary, check_review, check_templates
    from evidence.codebook_file import load_codebook
    from evidence.glossary import load_glossary
    from evidence.meaning.weights import check_installed
    from evidence.searches import load_searches
    from evidence.settings_catalogue import load_config
    from evidence.synthesise.rules import load_claims

    config = codebook = claims = None
    with found.mistakes():
        config = load_config(at.setting("config"))
        check_review(config.review)
        if config.checklists.required:  # the lists take a tenth of the time to read
            check_required(load_checklists(), [], config.checklists.required)
        check_installed(config.meaning)
    with found.mistakes():
        codebook = load_codebook(at.setting("codebook"))
        claims = load_claims(at.setting("propositions"), codebook)
        check_templates(claims, load_yaml(at.setting("propositions"))[1])
    if codebook is None:
        with found.mistakes():
            load_yaml(at.setting("propositions"))
    with found.mistakes():
        if config and codebook:
            load_config(at.setting("config"), codebook)
    with found.mistakes():
        check_glossary(load_glossary(at.setting("glossary")))
    with found.mistakes():
        load_searches(at.setting("searches"))
    with found.mistakes():  # a build reads them whether or not anything is appraised yet
        own_tools(at.appraisal_tools)
    return config, codebook, claims


def _names(
    at: Layout,
    found: Checked,
    library: Any,
    items: list[EvidenceItem],
    measured: list[CaseCondition],
    settings: tuple[Any, Any, Any],
) -> None:
    """Names that stand for cases, comparisons, exports, conditions and records."""
    from evidence.assess.settings import check as check_grading
    from evidence.cli.check_names import names_of_nothing
    from evidence.named import of_no_case, unknown_records
    from evidence.qca.settings import check
    from evidence.synthesise.sampled import unknown_exports

    config, codebook, claims = settings
    found.errors += names_of_nothing(at, items, config, claims)
    lines = [load_yaml(at.setting(name))[1] for name in ("codebook", "propositions")]
    found.remarks += unknown_records(codebook.raw, lines[0], claims.seed, lines[1], library.mentions)
    found.remarks += of_no_case(measured, items) + unknown_exports(claims.items, library.mentions.has_export)
    check_grading(config.assess, codebook)
    if config.qca.configured:
        check(config.qca, codebook, {row.condition for row in measured})


def _earlier(at: Layout) -> list[Record]:
    """The records of the last build, where there was one whose table can be read."""
    try:
        return Review(at)[Record]
    except Exception:  # a table of another version, or of a build that was cut short
        return []


def _odd(at: Layout) -> list[str]:
    from evidence.classify.oddities import oddities
    from evidence.codebook_file import load_codebook

    book = load_codebook(at.setting("codebook"))
    records = run_in_memory(at, INGEST)[Record]
    given = {
        (d.record, d.facet): {code.strip() for code in d.codes.split(";")}
        for d in inputs.decisions(CodingDecision, at, book)[0]
    }
    texts = [f"{record.title} . {record.abstract}" for record in records]
    return oddities(book, texts, {record.source_key for record in records}, given)


def check(
    ledger: bool = typer.Option(False, help="print the sums that must hold"),
    codebook: bool = typer.Option(
        False, help="say what is odd about the codebook, beside the records and people's codes"
    ),
    strict: bool = typer.Option(False, help="fail where anything would be set aside"),
    all: bool = typer.Option(False, help="print every row, not the first three of each kind"),
    csv: Path = typer.Option(None, help="write the whole list to this file"),
    force: bool = typer.Option(False, help="replace the file of --csv"),
    folder: Path = typer.Option(Path("."), help="the folder of the review"),
) -> None:
    """Validate every input. Exit 0: fine; 1: a mistake stops the build; 3: something is set aside."""
    at = Layout(folder)
    if csv:
        check_outside(at, csv)
    found = check_inputs(at)
    if csv:
        write_outside(at, csv, as_csv(found), force)
    if codebook and not found.errors:
        for line in _odd(at):
            print(f"codebook   {line}")
    say(found, all)
    hidden = 0 if all else sum(Tally(rows).hidden for _, rows in groups(found))
    if hidden and not csv:
        whole = "evidence check --all, or --csv FILE for the whole list"
        print(f"{agreeing(f'{hidden:,} rows are not shown')}: {whole}")
    if csv:
        print(f"The whole list is in {csv}.")
    for count in found.counts if ledger else ():
        print(
            f"{count.counted:>8} entries  {count.read:>8} read  {count.quarantined:>4} quarantined  {count.source_file}"
        )
    unbalanced = [total for total in found.sums if not total.holds]
    for total in found.sums if ledger else unbalanced:
        print(total.text())
    problems = sum(len(getattr(error, "errors", [error])) for error in found.errors) + len(unbalanced)
    dropped = [remark for remark in found.remarks if remark.dropped]
    aside = len(found.set_aside) + len({(r.source_file, r.line) for r in dropped})
    remarks = len(found.remarks) - len(dropped)
    print(count_line(problems, aside, remarks))
    if not found.begun:
        print(NO_RECORDS)
    if problems:
        raise typer.Exit(1)
    if aside or (strict and found.remarks):
        raise typer.Exit(3)
