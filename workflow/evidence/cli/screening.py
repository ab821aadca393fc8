"""evidence rank and simulate: what to screen next, and how soon it would have been found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from evidence import fingerprints, inputs
from evidence.decisions import by_work
from evidence.deduplicate.rows import Membership, Work
from evidence.errors import UserError
from evidence.ingest.rows import Record
from evidence.layout import Layout
from evidence.mentions import Mentions
from evidence.owned import check_folder, check_outside, table, write_outside
from evidence.review import Review
from evidence.screen.decisions import ScreeningDecision
from evidence.screen.reading_order import Reading, reading_of
from evidence.screen.rows import Screen, Screening
from evidence.singular import agreeing
from evidence.spreadsheets import spreadsheet_safe

if TYPE_CHECKING:
    import numpy as np

    from evidence.screen.stopping import Stopping

_FEWEST = 2  # included records: one to start from, one to find
_HEADER = ("record", "decision", "reason", "basis", "reviewer", "date", "judged", "title")


def rank(
    out: Path = typer.Option(None, help="write the queue here, ready to be filled in as a screening table"),
    force: bool = typer.Option(False, help="replace a file that is there"),
    most: int = typer.Option(20, help="how many works to show"),
    recall: float = typer.Option(0.95, help="recall at which screening may stop"),
) -> None:
    """Say which undecided works to screen next, and whether screening may stop."""
    from evidence.codebook_file import criteria_of
    from evidence.desk.built import made_aside
    from evidence.screen.asked import Meanings, question_of
    from evidence.screen.order import ordered
    from evidence.screen.so_far import judged, to_go_on
    from evidence.screen.stopping import Next
    from evidence.screen.stopping_words import in_words
    from evidence.texts import textless

    at = Layout()
    if out:
        check_outside(at, out)
    made_aside(at)
    review = Review(at)
    records, works, memberships = review[Record], review[Work], review[Membership]
    first = {m.work_id: m.record_id for m in memberships if m.primary}
    screened = review[Screening]
    told = {s.work_id: s.decision for s in screened}
    found = ordered(works, told, question_of(at), Meanings(at))
    scores = {work.work_id: score for work, score in found.queue}
    bare = {w.work_id for w, without in zip(works, textless(works), strict=True) if without}
    reading = _in_order_of_reading(at, records, memberships)
    answers = {w: told[w] != Screen.EXCLUDE for w in reading.works if told[w] != Screen.UNDECIDED}
    rule = judged(reading, answers, list(scores), bare, recall)
    by_id = {work.work_id: work for work in works}
    queue = [(by_id[name], scores[name]) for name in to_go_on(rule, list(scores), bare)]
    if queue and rule.next == Next.RANDOM:
        print(
            "The rule asks for a random sample of the unread, the same for everyone: in the order in which it is drawn."
        )
    elif queue:
        print(f"In order {found.because}.")
    for number, (work, score) in enumerate(queue[:most], start=1):
        print(f"{number:>4}  {score:+.2f}  {work.work_id}  {work.title[:90]}")
    if out:
        by = fingerprints.cell(fingerprints.of_criteria(criteria_of(at.setting("codebook"))))
        blank = [""] * (len(_HEADER) - 3)
        rows = [[first[work.work_id], *blank, by, spreadsheet_safe(work.title)] for work, _ in queue]
        write_outside(at, out, table(_HEADER, rows), force)
        print(
            f"The queue of {len(queue)} works is in {out}; fill in the decisions and save it as literature/decisions/screening-NAME.csv."
        )
    if rule.read or not queue:
        print(in_words(rule, len(queue)))
    if differing := sum(bool(s.conflict) for s in screened):
        print(
            agreeing(
                f"On {differing} works people decided differently and nobody has settled it: the most inclusive decision stands till then."
            )
        )
    if without := sum(work.work_id in bare for work, _ in queue):
        print(
            agreeing(f"{without} of the works to screen have no abstract and are not ranked: {_where(rule)}.")
        )


def _where(rule: Stopping) -> str:
    from evidence.screen.stopping import Next

    return (
        "they come first now" if rule.next == Next.BARE else "they stand behind the others, drawn by chance"
    )


def _in_order_of_reading(at: Layout, records: list[Record], memberships: list[Membership]) -> Reading:
    """Works in the order in which people first decided on them, as far as it is known."""
    work_of = {m.record_id: m.work_id for m in memberships}
    decided, _ = inputs.decisions(ScreeningDecision, at)
    return reading_of(by_work(decided, Mentions(records, memberships), work_of)[0])


def simulate(
    file: Path = typer.Argument(..., help="an export whose records say whether they were included"),
    starts: int = typer.Option(10, help="random starts, of one included and one excluded record each"),
    recall: float = typer.Option(0.95, help="recall that the stopping rule is to reach"),
    known: str = typer.Option("", help="start from these rows instead, as numbers from 0: 12,55"),
    rule: bool = typer.Option(True, help="judge the stopping rule too"),
    meaning: Path = typer.Option(
        None,
        help="go by what the texts mean as well, as `evidence rank` does, and keep what was read of it in this folder, which must be there",
    ),
) -> None:
    """Play a finished screening back: how soon relevant works come, and whether the stopping rule holds."""
    import numpy as np

    from evidence.meaning.embed import meaning_of
    from evidence.meaning.settings import MeaningPlan
    from evidence.screen.ranking import features, with_meaning
    from evidence.screen.simulate import REST, play
    from evidence.screen.simulate import starts as random_starts

    if not 0 < recall < 1 or starts < 1:
        raise UserError(
            "a simulation needs a start and a recall between 0 and 1",
            field="--starts" if starts < 1 else "--recall",
            value=str(starts if starts < 1 else recall),
            fix="give --starts 10, --recall 0.95 or the like",
        )
    if meaning:
        check_folder(meaning)
    texts, included, bare = labelled(file)
    given = _rows_of(known, included)
    read = meaning_of(texts, MeaningPlan(), meaning) if meaning else None
    matrix = with_meaning(features(texts), read.matrix if read else None)
    rows = [given] if given else random_starts(included, starts)
    played = [
        play(matrix, included, start, target=recall, judge=rule, bare=bare, rest=REST) for start in rows
    ]
    print(f"{len(texts)} records, {int(included.sum())} included; {len(played)} starts")
    print(f"average time to discovery  {np.mean([p.average_time for p in played]):.4f}")
    print(f"work saved at 95 % recall  {np.mean([p.work_saved for p in played]):.4f}")
    print(f"recall at a tenth read      {np.mean([p.soon for p in played]):.4f}")
    if rule:
        reached = sum(p.recall >= recall for p in played)
        saved = 1 - np.mean([p.stopped_at / len(texts) for p in played])
        print(
            f"stopping rule              reached {recall:.0%} in {reached} of {len(played)}; {saved:.1%} left unread"
        )


def _rows_of(known: str, included: np.ndarray) -> list[int]:
    """The rows that `--known` names, one included and one excluded at least. Raises UserError."""
    named = [part.strip() for part in known.split(",") if part.strip()]
    rows = [int(part) for part in named if part.isdecimal() and int(part) < len(included)]
    if named and (len(rows) < len(named) or len({bool(included[row]) for row in rows}) < 2):
        raise UserError(
            "a start is an included and an excluded record at least, by their rows",
            field="--known",
            value=known,
            allowed=[f"0 to {len(included) - 1}"],
            fix="name such rows, as in --known 12,55",
        )
    return rows


def labelled(file: Path) -> tuple[list[str], np.ndarray, np.ndarray]:
    """(texts, (n,) included, (n,) without an abstract) of the records in a file that say whether they were included."""
    import numpy as np

    from evidence.screen.exchange import COLUMNS, label_of
    from evidence.texts import is_bare

    told = [(r, label) for r in _records(file) if (label := label_of(r)) is not None]
    included = np.array([label for _, label in told], bool)
    if included.sum() < _FEWEST or included.all():
        raise UserError(
            "a simulation needs records that were excluded and two or more that were included: one to start from, one to find",
            file=file,
            value=f"{len(told)} records with a label, {int(included.sum())} included",
            fix=f"give a column such as {COLUMNS[1]} with 1 and 0",
        )
    bare = np.array([is_bare(r.abstract) for r, _ in told], bool)
    return [f"{r.title} . {r.abstract}" for r, _ in told], included, bare


def _records(file: Path) -> list[Record]:
    from evidence.ingest.stage import Source, ingest

    if not file.is_file():
        raise UserError("there is no such file", file=file, fix="give the path of an export")
    return ingest([Source(file.name, file.read_bytes())]).records
