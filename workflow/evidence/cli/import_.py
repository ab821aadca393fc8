"""evidence import: what others decided, coded and extracted elsewhere, each row with its fate; nothing is written without --write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from evidence import inputs
from evidence.decisions import by_work
from evidence.errors import UserError
from evidence.given.declare import given_by
from evidence.layout import Layout
from evidence.owned import check_outside
from evidence.screen.decisions import ScreeningDecision
from evidence.singular import agreeing
from evidence.written import nearest_first

if TYPE_CHECKING:
    from evidence.brought.fates import Row
    from evidence.brought.matching import Ours
    from evidence.brought.told import Given, Told

KINDS = ("screening", "coding", "effects", "extracts")


def import_(
    kind: str = typer.Argument(..., help="screening (decisions), coding (codes), effects or extracts"),
    files: list[Path] = typer.Argument(..., help="what the other tool exported"),
    write: bool = typer.Option(False, "--write", help="write the rows; without it only their fates are told"),
    map_: Path = typer.Option(
        None, "--map", help="config/imports/NAME.yaml: how the file is to be read; written if it is not there"
    ),
    from_: str = typer.Option(
        "",
        "--from",
        help="the tool, where the file does not tell: abstrackr, asreview, covidence, eppi, rayyan, table or zotero",
    ),
    reviewer: str = typer.Option(
        "", help="who decided, where the file does not say; consensus where the team did"
    ),
    person: list[str] = typer.Option(
        [], "--as", help='a name in the file and how it is signed here: --as "Ella Smith=ella"'
    ),
    stage: str = typer.Option("", help="title_abstract or full_text, where the file does not say"),
    decision: str = typer.Option(
        "", help="what all rows were decided, where the file does not say: include or exclude"
    ),
    date: str = typer.Option(
        "", help="the day of decisions that have none, as YYYY-MM-DD; else that of the file"
    ),
    tag: list[str] = typer.Option(
        [], help='what a tag stands for: --tag "in=include" --tag "out: *=exclude"'
    ),
    code: list[str] = typer.Option(
        [],
        help='the code that a tag stands for: --code "Rented homes=field: housing"; by its name where left out',
    ),
    settled: Path = typer.Option(
        None, help="a table of --csv in which somebody has written the records that are meant"
    ),
    csv: Path = typer.Option(None, help="write the fate of every row here"),
    every: bool = typer.Option(False, "--all", help="print every row"),
    force: bool = typer.Option(False, help="replace the file of --csv"),
) -> None:
    """Bring in decisions, codes, effects or extracts from another tool: each row's fate is told, and --write appends what is new."""
    at = Layout()
    if kind not in KINDS:
        raise UserError(
            "there is nothing of this kind to import", value=kind, allowed=nearest_first(kind, KINDS), fix="name one of these"
        )  # fmt: skip
    if csv:
        check_outside(at, csv)
    if kind in ("effects", "extracts"):
        from evidence.cli.import_table import import_table

        import_table(at, kind, files, map_, write, csv, every, force)
        return
    codes = _pairs(code, "--code", "TAG=FACET: CODE", first=True)
    given, codes = _given(at, map_, tag, codes, reviewer, person, stage, decision, date)
    answers = _answers(settled)
    if kind == "coding":
        from evidence.cli.import_coding import import_coding

        given = replace(given, for_codes=True)
        import_coding(at, ours_of(at), files, from_, given, codes, answers, write, csv, every, force)
        return
    rows, titles = _fates(at, files, from_, given, answers)
    _say(at, rows, titles, write, csv, every, force)


def _given(
    at: Layout, map_: Path | None, tag: Sequence[str], codes: dict[str, str], reviewer: str, person: Sequence[str], stage: str,
    decision: str, date: str,
) -> tuple[Given, dict[str, str]]:  # fmt: skip
    """What is said on the command line, before what the mapping says; and what tags stand for which codes."""
    from evidence.brought.settings import ScreeningMap
    from evidence.brought.tags import checked
    from evidence.brought.told import STAGES, Given
    from evidence.brought.words import decision_of, moment
    from evidence.config import load
    from evidence.screen.rows import MOST_INCLUSIVE

    saved = load(map_, ScreeningMap)[0] if map_ and map_.exists() else ScreeningMap()
    tags = {**saved.tags, **_pairs(tag, "--tag", "TAG=DECISION")}
    if stage and stage not in STAGES:
        raise UserError(
            "there is no such stage", field="--stage", value=stage, allowed=STAGES, fix="name one of these"
        )
    decision = decision or saved.decision
    if decision and decision_of(decision) is None:
        raise UserError(
            "this is no decision",
            field="--decision",
            value=decision,
            allowed=MOST_INCLUSIVE,
        )
    if date and moment(date)[:10] != date:
        raise UserError("this is no day", field="--date", value=date, allowed="a day as YYYY-MM-DD")
    people = {**saved.people, **_pairs(person, "--as", "NAME IN THE FILE=NAME")}
    given = Given(reviewer or saved.reviewer, people, stage or saved.stage, decision, checked(tags), date)
    codes = {**saved.codes, **codes}
    if map_ and not map_.exists():
        _keep(at, map_, given, codes)
    return given, codes


def _pairs(said: Sequence[str], option: str, form: str, first: bool = False) -> dict[str, str]:
    """What stands before and behind the last sign of equality, or the `first`."""
    found = {}
    for one in said:
        name, sign, word = one.partition("=") if first else one.rpartition("=")
        if not (sign and name.strip() and word.strip()):
            raise UserError("this is not written as it must be", field=option, value=one, allowed=form)
        found[name.strip()] = word.strip()
    return found


def _keep(at: Layout, path: Path, given: Given, codes: dict[str, str]) -> None:
    """Write what was said on the command line, so that it need not be said next week."""
    import yaml

    from evidence.io import write_new

    said = {
        "tags": dict(given.tags), "codes": codes, "reviewer": given.reviewer, "people": dict(given.people), "stage": given.stage, "decision": given.decision,
    }  # fmt: skip
    write_new(
        path,
        yaml.safe_dump(
            {name: value for name, value in said.items() if value}, allow_unicode=True, sort_keys=False
        ).encode(),
    )
    print(f"{path} keeps what was said here; next time --map {path} is enough.")


def _answers(path: Path | None) -> dict[str, str]:
    from evidence.brought.report import settled
    from evidence.io import read_people

    if path is None:
        return {}
    if not path.is_file():
        raise UserError(
            "there is no such file", file=path, fix="give the table that --csv wrote, with records filled in"
        )
    return settled(read_people(path)[0])


def _fates(
    at: Layout, files: Sequence[Path], named: str, given: Given, answers: dict[str, str]
) -> tuple[list[Row], dict[str, str]]:  # fmt: skip
    """The fate of every row, and the titles of our works."""
    from evidence.brought.fates import fates, unreadable
    from evidence.brought.matching import match
    from evidence.brought.opened import opened
    from evidence.brought.tags import by_tags, unused
    from evidence.brought.which import tool_of, without_logs
    from evidence.mentions import Mentions

    told: list[tuple[str, Told]] = []
    partial: dict[str, str] = {}
    aside: list[Row] = []
    for file in without_logs(opened(files)):
        tool = tool_of(file, named)
        read = list(tool.read(file, given))
        partial[file.name] = tool.partial(file, read)
        means = {} if tool.own_tags else given.tags
        own = [by_tags(replace(one, time=one.time or given.date or file.date), means) for one in read]
        print(agreeing(f"{file.name}: {tool.label}, {len({one.entry.record_id for one in own})} entries"))
        if given.decision and tool.says_all:
            print(
                f"{file.name}: --decision {given.decision} counts for no row: {tool.label} says of each what was decided, and whether anything was."
            )
        told += [(file.name, one) for one in own]
        aside += unreadable(file.read.quarantine) if file.read.records or not own else []
    if said := unused((one for _, one in told), given.tags):
        print(said)
    given = _signed(told, given)
    ours = ours_of(at)
    matched = match({one.entry.record_id: one.entry for _, one in told}.values(), ours, answers)
    for name, what in partial.items():
        if what:
            decided_on = {matched[one.entry.record_id].work for file, one in told if file == name}
            _say_partial(name, what, len(ours.works), len(decided_on - {""}))
    decided, _ = inputs.people(ScreeningDecision, at.decisions(given_by(ScreeningDecision).name), at)
    before, _ = by_work(decided, Mentions(ours.records, ours.memberships), ours.work_of)
    rows = fates(told, matched, before, given) + aside
    return rows, {work.work_id: work.title for work in ours.works}


def _say_partial(name: str, what: str, all_: int, decided: int) -> None:
    if all_ > decided:
        print(
            agreeing(f"{all_ - decided} of the {all_} works handed over have no decision in {name}: {what}.")
        )


def _signed(told: Sequence[tuple[str, Told]], given: Given) -> Given:
    """What is said of the file, with the one person who decided in it under the name that was given, if there is just one.

    Raises UserError where nobody signs a decision.
    """
    for file, one in told:
        if one.decision and not (one.reviewer or given.reviewer):
            raise UserError(
                "the file does not say who decided", file=file, line=one.line, value=f"{one.decision} of ‘{one.entry.title}’",
                fix="say it with --reviewer NAME; --reviewer consensus where it is what the team settled on",
            )  # fmt: skip
    names = {one.reviewer for _, one in told if one.decision}
    name = next(iter(names), "")
    if len(names) != 1 or not (name and given.reviewer) or name in given.people:
        return given
    print(f"{name} in the file signs as {given.reviewer} here.")
    return replace(given, people={**given.people, name: given.reviewer})


def ours_of(at: Layout, empty: bool = False) -> Ours:
    """The records and works of the review as its files are now. Raises UserError where there are none, but with `empty`."""
    from evidence.brought.matching import Ours
    from evidence.deduplicate.decisions import DuplicateDecision, KnownWork
    from evidence.deduplicate.known import returned
    from evidence.deduplicate.rows import Membership, Work
    from evidence.deduplicate.settings import LinkageRules
    from evidence.export.keys import unique_keys
    from evidence.ingest.rows import Record
    from evidence.stage import run_in_memory
    from evidence.stages.deduplicate import DEDUPLICATE
    from evidence.stages.ingest import INGEST

    if empty and not at.exports:
        return Ours([], [], [])
    review = run_in_memory(at, INGEST, DEDUPLICATE)
    if not review[Record]:
        raise UserError(
            "the review has no records yet, so that no decision can be matched to one", file="literature/records",
            fix="bring in the exports of the databases first: evidence add FILE",
        )  # fmt: skip
    rules = inputs.settings(LinkageRules, "deduplicate", at)
    noted = inputs.people(KnownWork, at.known_works, at)[0]
    return Ours(
        review[Record],
        review[Work],
        review[Membership],
        inputs.decisions(DuplicateDecision, at)[0],
        rules,
        returned(noted, review.columns(Record), rules),
        unique_keys(review[Work]),
    )


def _say(
    at: Layout, rows: Sequence[Row], titles: dict[str, str], write: bool, csv: Path | None, every: bool, force: bool
) -> None:  # fmt: skip
    from evidence.brought.append import additions
    from evidence.brought.fates import Fate
    from evidence.brought.report import OPEN, as_csv, lines
    from evidence.cli.brought_rows import BroughtRows

    count = sum(row.fate is Fate.WRITTEN for row in rows)
    brought = BroughtRows(ScreeningDecision, additions(rows, at, titles), count, "decisions", "row")
    brought.carry_out(at, write, lines(rows, write, every), lambda: as_csv(rows), csv, force)
    if any(row.fate is Fate.DOUBTFUL for row in rows):
        print(
            "What is in doubt: --csv FILE, write the record that is meant (or none) into the column `record`, then --settled FILE."
        )
    if any(row.fate in OPEN for row in rows):
        raise typer.Exit(3)
