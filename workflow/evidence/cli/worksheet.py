"""evidence worksheet: the rows that wait for a person's judgement, ready to fill in."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING

import typer

from evidence import inputs
from evidence.appraise.decisions import SHEET
from evidence.assess.decisions import CertaintyDecision, GradeDecision, ImplicationDecision
from evidence.classify.decisions import CodingDecision
from evidence.codebook_file import criteria_of
from evidence.deduplicate.decisions import DUPLICATES_SHEET, DuplicateDecision, Judgement
from evidence.errors import UserError
from evidence.extract.side_readings import SideDecision
from evidence.given.declare import JUDGED
from evidence.given.reading import header_at_end
from evidence.io import read_people
from evidence.layout import Layout
from evidence.propositions import Propositions
from evidence.review import Review
from evidence.screen.asked import Meanings, question_of
from evidence.screen.decisions import ScreeningDecision
from evidence.spreadsheets import spreadsheet_safe
from evidence.waiting.appraisals import to_appraise
from evidence.waiting.cells import Sheet, sheet
from evidence.waiting.certainty import facts_then, to_grade, to_judge
from evidence.waiting.codes import to_code
from evidence.waiting.implications import implications
from evidence.waiting.pairs import pairs
from evidence.waiting.sides import to_read
from evidence.waiting.works import to_screen

if TYPE_CHECKING:
    from evidence.appraise.toolbox import Toolbox
    from evidence.codebook import Codebook
    from evidence.deduplicate.questions import Question
    from evidence.waiting.needs import Stake


def worksheet(
    kind: str = typer.Argument(
        ..., help="appraisal, certainty, coding, duplicates, grade, implications, screening or sides"
    ),
    only: str = typer.Argument(
        "",
        help="one claim, such as P2, one theme, one study, one pool, one facet, one implication or several claims (P2;P3), a record of a work, or how many works to screen",
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
    if kind in _BEFORE_ANY_BUILD:
        from evidence.desk.built import made_aside

        made_aside(at)
    if read or (read is None and kind == "duplicates" and sys.stdout.isatty()):
        _read(at, kind, only)
        return
    header, rows = _as_the_table_is(at, kind, *KINDS[kind](at, only))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(header)
    out.writerows([spreadsheet_safe(cell) for cell in row] for row in rows)


def _as_the_table_is(at: Layout, kind: str, header: list[str], rows: list[list[str]]) -> Sheet:
    """Without what a row is judged on where the table that it is appended to has no such column, so that widths agree; that is said."""
    path = at.root / "literature" / "decisions" / f"{kind}.csv"
    if JUDGED not in header or not path.is_file():
        return header, rows
    there = header_at_end(read_people(path)[0])
    if not there or JUDGED in there:
        return header, rows
    typer.echo(
        f"{path} has no column {JUDGED}, so these rows will not say what they were judged on; a column of this name at its right changes that.",
        err=True,
    )
    at_last = header.index(JUDGED)
    return [name for name in header if name != JUDGED], [row[:at_last] + row[at_last + 1 :] for row in rows]


def _certainty(at: Layout, only: str) -> Sheet:
    review = Review(at)
    asked = to_judge(review, _claims(review).items, facts_then(CertaintyDecision, at), only)
    return sheet(CertaintyDecision, (one.cells() for one in asked))


def _grade(at: Layout, only: str) -> Sheet:
    asked = to_grade(Review(at), facts_then(GradeDecision, at), only)
    return sheet(GradeDecision, (one.cells() for one in asked))


def _claims(review: Review) -> Propositions:
    from evidence.stage import Bench
    from evidence.stages.assess import ASSESS

    claims: Propositions = Bench(ASSESS, review).claims
    return claims


def _appraisal(at: Layout, only: str) -> Sheet:
    found = to_appraise(Review(at), _tools(at), _codebook(at), only)
    for note in found.notes:
        typer.echo(note, err=True)
    header = list(SHEET)
    rows = (cells for one in found.asked for cells in one.cells())
    return header, [[cells.get(column, "") for column in header] for cells in rows]


def _tools(at: Layout) -> Toolbox:
    """The tools that the review appraises with."""
    from evidence.appraise.tool_files import own_tools
    from evidence.appraise.toolbox import toolbox

    return toolbox(own_tools(at.appraisal_tools), _codebook(at))


def _codebook(at: Layout) -> Codebook:
    from evidence.codebook_file import load_codebook

    return load_codebook(at.setting("codebook"))


def _sides(at: Layout, only: str) -> Sheet:
    review = Review(at)
    from evidence.waiting.staked import needs

    claims = _claims(review)
    asked = to_read(review, claims.items, _codebook(at), only, needs(review, claims))
    return sheet(SideDecision, (one.cells() for one in asked))


def _implications(at: Layout, only: str) -> Sheet:
    review = Review(at)
    return sheet(ImplicationDecision, implications(review, _claims(review), only))


def _duplicates(at: Layout, only: str) -> Sheet:
    return list(DUPLICATES_SHEET), [question.row() for question in _questions(at, only)]


def _questions(at: Layout, only: str) -> list[Question]:
    return pairs(Review(at), inputs.decisions(DuplicateDecision, at)[0], only)


def _screening(at: Layout, only: str) -> Sheet:
    criteria = criteria_of(at.setting("codebook"))
    return sheet(ScreeningDecision, to_screen(Review(at), criteria, only, question_of(at), Meanings(at)))


def _coding(at: Layout, only: str) -> Sheet:
    asked = to_code(Review(at), _codebook(at), only, _stakes(at))
    return sheet(CodingDecision, (cells for work in asked for cells in work.cells()))


def _stakes(at: Layout) -> dict[str, Stake]:
    """What hangs on each work; nothing before findings were made."""
    from evidence.synthesise.rules import load_claims
    from evidence.waiting.staked import staked_by_words

    try:
        return staked_by_words(Review(at), load_claims(at.setting("propositions"), _codebook(at)))
    except UserError:
        return {}


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


_BEFORE_ANY_BUILD = ("duplicates", "screening")  # which need the first stages alone
KINDS = {
    "appraisal": _appraisal,
    "certainty": _certainty,
    "coding": _coding,
    "duplicates": _duplicates,
    "grade": _grade,
    "implications": _implications,
    "screening": _screening,
    "sides": _sides,
}
