"""evidence worksheet: the rows that wait for a person's judgement, ready to fill in."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from evidence import inputs
from evidence.appraise.rows import Appraisal, StudyAppraisal
from evidence.assess.decisions import CertaintyDecision, GradeDecision, ImplicationDecision
from evidence.assess.facts import in_words
from evidence.assess.rows import (
    CerqualComponent,
    Certainty,
    GradeDomain,
    Implication,
    PoolCertainty,
    ThemeCertainty,
)
from evidence.deduplicate.decisions import DUPLICATES_SHEET, DuplicateDecision, Judgement
from evidence.deduplicate.rows import Comparison, MaybePair, Membership, Work
from evidence.errors import UserError
from evidence.extract.side_readings import SideDecision
from evidence.given.declare import given_by
from evidence.ingest.rows import Record
from evidence.io import spreadsheet_safe
from evidence.layout import Layout
from evidence.mentions import Mentions
from evidence.review import Review
from evidence.screen.rows import Screen, Screening
from evidence.side_words import TAKEN, Side
from evidence.singular import agreeing
from evidence.synthesise.claim_rows import Finding, SideOfStudy

if TYPE_CHECKING:
    from evidence.appraise.toolbox import Toolbox
    from evidence.deduplicate.questions import Question


def worksheet(
    kind: str = typer.Argument(..., help="appraisal, certainty, duplicates, grade, implications or sides"),
    only: str = typer.Argument(
        "",
        help="one claim, such as P2, one theme, one study, one pool, one implication or several claims (P2;P3), or a record of a work",
    ),
    read: bool = typer.Option(
        None, "--read/--table", help="duplicates: side by side, as on a screen, or as a table, as in a file"
    ),
) -> None:
    """Print a table of what is not yet judged, with its facts; fill it in and append it to literature/decisions/KIND.csv."""
    at = Layout()
    if kind not in KINDS:
        raise UserError(
            "there is no such worksheet", value=kind, allowed=list(KINDS), fix="name one of these"
        )
    if read or (read is None and kind == "duplicates" and sys.stdout.isatty()):
        _read(at, kind, only)
        return
    header, rows = KINDS[kind](at, only)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(header)
    out.writerows([spreadsheet_safe(cell) for cell in row] for row in rows)


def _certainty(at: Layout, only: str) -> tuple[list[str], list[list[str]]]:
    review = Review(at)
    facts: dict[str, list[str]] = {}
    for c in review[CerqualComponent]:
        facts.setdefault(c.finding, []).append(f"{c.component}: {in_words(c.facts)}")
    claims = {row.proposition: ("proposition", row) for row in review[Certainty]}
    themes = {row.theme: ("theme", row) for row in review[ThemeCertainty]}
    return _to_judge(CertaintyDecision, {**claims, **themes}, "facts", facts, only)


def _grade(at: Layout, only: str) -> tuple[list[str], list[list[str]]]:
    proposed: dict[str, list[str]] = {}
    for g in Review(at)[GradeDomain]:
        proposed.setdefault(g.pool_id, []).append(f"{g.domain}: {g.proposed} ({g.why})")
    rows = {row.pool_id: ("pool", row) for row in Review(at)[PoolCertainty]}
    return _to_judge(GradeDecision, rows, "proposed", proposed, only)


def _to_judge(
    kind: type,
    rows: Mapping[str, tuple[str, Certainty | ThemeCertainty | PoolCertainty]],
    shown: str,
    told: dict[str, list[str]],
    only: str,
) -> tuple[list[str], list[list[str]]]:
    """What has no verdict, or the one that is asked for: a row each, in which what a person judges is blank.

    `rows`: by id, with the column that the id stands in; `shown`: the column of what is `told`.
    """
    from evidence.assess.states import JUDGED

    header = list(given_by(kind).names)
    if only and only not in rows:
        raise UserError(
            "nothing that is judged has this id",
            value=only,
            allowed=list(rows),
            fix="name one of these, or none for all",
        )
    chosen = [only] if only else [name for name, (_, row) in rows.items() if row.state != JUDGED]
    known = (
        {rows[name][0]: name, "evidence_hash": rows[name][1].evidence_hash, shown: "; ".join(told[name])}
        for name in chosen
    )
    return header, [[cells.get(column, "") for column in header] for cells in known]


def _appraisal(at: Layout, only: str) -> tuple[list[str], list[list[str]]]:
    from evidence.appraise.decisions import SHEET
    from evidence.appraise.open_questions import to_answer

    review = Review(at)
    tools = _tools(at)
    keys: dict[str, str] = {}
    included = {row.work_id for row in review[Screening] if row.decision == Screen.INCLUDE}
    for work in sorted(review[Work], key=lambda work: work.work_id not in included):
        keys.setdefault(work.study_id, work.key)
    asked = _studies(review, only) if only else keys.keys()
    answers: dict[str, list[Appraisal]] = {}
    for row in review[Appraisal]:
        answers.setdefault(row.study_id, []).append(row)
    rows, nameless, toolless = [], [], []
    for study in review[StudyAppraisal]:
        if not any(map(tools.get, study.tools)):
            toolless.append(study.study_label)
        if study.study_id not in asked:
            nameless += [] if study.study_id in keys else [study.study_label]
            continue
        try:
            open_ = to_answer(answers.get(study.study_id, []), tools, study.tools)
        except ValueError as error:  # which `evidence check` names with its remedy
            typer.echo(
                f"{study.study_label}: {error}; it is asked nothing before one of them is left.", err=True
            )
            continue
        for result, question in open_:
            cells = {
                **{"record": keys[study.study_id], "tool": question.tool, "item": question.item},
                **{"result": result, "study": study.study_label, "question": question.asks},
                **{"allowed": "; ".join(question.answers), "proposed": question.proposed},
            }
            rows.append([cells.get(column, "") for column in SHEET])
    if nameless and not only:
        count = agreeing(f"{len(nameless)} counted studies have no record to be named by")
        typer.echo(f"{count}: {'; '.join(nameless)}. Add a record to literature/records.", err=True)
    if toolless and not only:
        count = agreeing(f"{len(toolless)} counted studies are asked nothing")
        fix = "`appraisal_tools` of the codebook names no tool for their design, or one that no file of config/appraisal/ describes"
        typer.echo(f"{count}: {'; '.join(toolless)}. {fix}.", err=True)
    if only and not rows:
        raise UserError(
            "no counted study with open questions has this key",
            value=only,
            fix="take a citation key, a DOI, a record id or a study id; `evidence trace` says what a key leads to",
        )
    return list(SHEET), rows


def _tools(at: Layout) -> Toolbox:
    """The tools that the review appraises with."""
    from evidence.appraise.tool_files import own_tools
    from evidence.appraise.toolbox import toolbox
    from evidence.codebook import load_codebook

    return toolbox(own_tools(at.appraisal_tools), load_codebook(at.setting("codebook")))


def _studies(review: Review, only: str) -> set[str]:
    """The studies that are meant by a study id, a work id, or what names any entry of a work."""
    work_of = {m.record_id: m.work_id for m in review[Membership]}
    meant = {work_of[record.record_id] for record in Mentions(review[Record]).find(only)} | {only}
    return {only} | {work.study_id for work in review[Work] if work.work_id in meant}


def _sides(at: Layout, only: str) -> tuple[list[str], list[list[str]]]:
    """What nobody has read for a claim, and sides of which nobody has said how directly they speak."""
    review = Review(at)
    claims = sorted({row.proposition for row in review[Finding]})
    if only and only not in claims:
        raise UserError(
            "no claim has this id", value=only, allowed=claims, fix="name one of these, or none for all"
        )
    works = {work.work_id: work for work in review[Work]}
    header, rows = list(given_by(SideDecision).names), []
    for row in review[SideOfStudy]:
        unsaid = row.side in TAKEN and not row.directness
        if (
            row.counted
            and row.work_id
            and only in ("", row.proposition)
            and (unsaid or row.side == Side.NOT_READ)
        ):
            cells = {
                "record": works[row.work_id].key,
                "proposition": row.proposition,
                "title": works[row.work_id].title,
            }
            cells |= {"side": row.side, "reason": row.reason} if unsaid else {}
            rows.append([cells.get(column, "") for column in header])
    return header, rows


def _implications(at: Layout, only: str) -> tuple[list[str], list[list[str]]]:
    """Implications to renew and what could be written; or a row for one implication, or for the claims that are asked for."""
    from evidence.assess.to_write import to_write
    from evidence.stage import Bench
    from evidence.stages.assess import ASSESS

    bench = Bench(ASSESS, Review(at))
    cells = to_write(bench.claims, bench[Finding], bench.review[Implication], only)
    header = list(given_by(ImplicationDecision).names)
    return header, [[row.get(column, "") for column in header] for row in cells]


def _duplicates(at: Layout, only: str) -> tuple[list[str], list[list[str]]]:
    return list(DUPLICATES_SHEET), [question.row() for question in _questions(at, only)]


def _questions(at: Layout, only: str) -> list[Question]:
    from evidence.deduplicate.questions import questions

    review = Review(at)
    records, works, memberships = review[Record], review[Work], review[Membership]
    asked = questions(
        review[MaybePair],
        works,
        memberships,
        review[Comparison],
        records,
        inputs.decisions(DuplicateDecision, at)[0],
    )
    if not only:
        return asked
    meant = {record.record_id for record in Mentions(records).find(only)}
    members = {m.record_id: m.work_id for m in memberships}
    meant = {members[record] for record in meant} | {only}
    chosen = [q for q in asked if {members[q.record_a], members[q.record_b]} & meant]
    if not chosen:
        raise UserError(
            "nothing is asked about this work",
            value=only,
            fix="take a record id or key of `maybe.csv`, or none for all",
        )
    return chosen


def _read(at: Layout, kind: str, only: str) -> None:
    if kind != "duplicates":
        raise UserError("only duplicates are laid out to be read", value=kind, fix="leave out --read")
    asked = _questions(at, only)
    for number, question in enumerate(asked, start=1):
        print("\n".join(question.lines(number)))
    print(
        f"{len(asked)} pairs of works are asked about. `evidence worksheet duplicates` prints them as a table to fill in: "
        f"decision is {Judgement.DUPLICATE}, {Judgement.DISTINCT} or {Judgement.SAME_STUDY}."
        if asked
        else "No two works are asked about."
    )


KINDS = {
    "appraisal": _appraisal,
    "certainty": _certainty,
    "duplicates": _duplicates,
    "grade": _grade,
    "implications": _implications,
    "sides": _sides,
}
