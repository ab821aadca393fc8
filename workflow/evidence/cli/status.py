"""evidence status: what the next human task is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import typer

from evidence.appraise.rows import Appraisal, StudyAppraisal
from evidence.assess.moved import moved
from evidence.assess.rows import Certainty, Implication, Judged, PoolCertainty, ThemeCertainty
from evidence.classify.rows import Label, State
from evidence.deduplicate.rows import MaybePair
from evidence.errors import UserError
from evidence.fingerprints import Holds
from evidence.layout import Layout
from evidence.remarks import Remark
from evidence.review import Review
from evidence.screen.rows import Screen, Screening
from evidence.side_words import TAKEN, Side
from evidence.singular import agreeing
from evidence.synthesise.claim_rows import SideOfStudy
from evidence.unread import NO_RECORDS, begun
from evidence.waiting.stale import STALE, stale

_FIRST = 5  # of what holds no longer, which are told at once


def tasks(at: Layout) -> list[tuple[int, str, str]]:
    """(how many, what, how) of everything that waits for a person, in the order of the stages."""
    from evidence.appraise.rows import DISAGREE, NOT_APPRAISED, PARTLY
    from evidence.cli.report import set_aside

    review = Review(at)
    screening = review[Screening]
    certainty = review[Certainty]
    pooled = review[PoolCertainty]
    themes = review[ThemeCertainty]
    labels = review[Label]
    appraisals = review[Appraisal]
    appraised = review[StudyAppraisal]
    sides = review[SideOfStudy]
    decisions = "literature/decisions"
    return [
        (
            len(set_aside(review)),
            "entries or rows to mend",
            "evidence check names file, line and remedy",
        ),
        (
            sum(r.dropped for r in review[Remark]),
            "decisions to correct",
            "evidence check names them",
        ),
        (
            len(review[MaybePair]),
            "pairs of works to decide",
            f"evidence worksheet duplicates, then {decisions}/duplicates.csv",
        ),
        (
            sum(s.decision == Screen.UNDECIDED for s in screening),
            "works to screen",
            f"evidence desk --reviewer NAME, or {decisions}/screening.csv",
        ),
        (
            sum(bool(s.conflict) for s in screening),
            "screening conflicts to settle",
            f"evidence desk --reviewer NAME --settle, or {decisions}/screening.csv",
        ),
        (
            len(_uncoded(at, screening, labels)),
            "included works to code",
            f"evidence desk --reviewer NAME, or {decisions}/coding.csv",
        ),
        (
            len({row.work_id for row in labels if row.state == State.ABSTAINED}),
            "works where the machine abstained",
            f"{decisions}/coding.csv",
        ),
        (
            sum(a.answer == NOT_APPRAISED for a in appraisals),
            "counted studies to appraise",
            f"evidence worksheet appraisal, then {decisions}/appraisal.csv",
        ),
        (
            sum(s.state == PARTLY for s in appraised),
            "appraisals to finish",
            f"evidence worksheet appraisal, then {decisions}/appraisal.csv",
        ),
        (
            sum(s.state == DISAGREE for s in appraised),
            "appraisals on which reviewers disagree",
            f"{decisions}/appraisal.csv, signed by `consensus`",
        ),
        (
            sum(s.side == Side.NOT_READ and s.counted for s in sides),
            "readings of a study for a claim",
            f"evidence worksheet sides, then {decisions}/sides.csv",
        ),
        (
            sum(s.side in TAKEN and s.counted and not s.directness for s in sides),
            "sides of which nobody has said how directly",
            f"evidence worksheet sides, then `directness` in {decisions}/sides.csv",
        ),
        *_again(review),
        (
            sum(c.state == "stale" for c in certainty),
            "stale certainty judgements to renew",
            f"evidence worksheet certainty, then {decisions}/certainty.csv",
        ),
        (
            sum(c.state in ("not yet judged", "incomplete") for c in certainty),
            "findings to judge for certainty",
            f"evidence worksheet certainty, then {decisions}/certainty.csv",
        ),
        (
            sum(t.state != "judged" for t in themes),
            "themes to judge for certainty",
            f"evidence worksheet certainty, then {decisions}/certainty.csv",
        ),
        (
            sum(p.state != "judged" for p in pooled),
            "pooled effects to judge for certainty",
            f"evidence worksheet grade, then {decisions}/grade.csv",
        ),
        (
            sum(row.state == "stale" for row in review[Implication]),
            "stale implications to renew",
            f"evidence worksheet implications, then {decisions}/implications.csv",
        ),
    ]


def _uncoded(at: Layout, screening: list[Screening], labels: list[Label]) -> set[str]:
    """The included works that have no code: nobody gave one, nor did the machine where its codes count."""
    from evidence.codebook_file import load_codebook
    from evidence.settings_catalogue import load_config
    from evidence.waiting.codes import codable

    machine_too = load_config(at.setting("config")).synthesise.count_machine_codes
    facets = {facet.id for facet in codable(load_codebook(at.setting("codebook")))}
    coded = {row.work_id for row in labels if row.facet in facets and row.counts(machine_too)}
    included = {row.work_id for row in screening if row.decision == Screen.INCLUDE}
    return included - coded if facets else set()


_ANEW = {
    "sides": "evidence desk --reviewer NAME, or evidence worksheet sides",
    "screening": "evidence desk --reviewer NAME, or evidence worksheet screening",
    "duplicates": "evidence desk --reviewer NAME, or evidence worksheet duplicates",
    "coding": "evidence desk --reviewer NAME, or evidence worksheet coding",
    "appraisal": "evidence desk --reviewer NAME, or evidence worksheet appraisal",
    "themes": "a further row of literature/decisions/themes.csv, then evidence stamp themes",
}


def _again(review: Review) -> list[tuple[int, str, str]]:
    """Tables with judgements that hold no longer, that first of which one could move a verdict first."""
    rows = Counter(row.kind for row in stale(review))
    return [(n, STALE[kind], _ANEW[kind]) for kind, n in rows.items() if kind in STALE]


def _by_consequence(review: Review, most: int) -> Iterator[str]:
    """What holds no longer, line by line, that which could move a verdict first."""
    rows = stale(review)
    if rows:
        yield "What holds no longer, that first which would move a verdict first:"
    for row in rows[:most]:
        on = f" on {row.about}" if row.kind == "sides" else ""
        yield f"  {row.file}:{row.line}  {row.name}{on}, {row.says.replace('_', ' ')} ({row.by}, {row.date}): {moved(row)} changed; {_hangs(row)}"
    if rows[most:]:
        yield agreeing(f"  and {len(rows) - most} more judgements: evidence status --stale")


def _hangs(row: Judged) -> str:
    """What hangs on a judgement, with the claims."""
    claims = ", ".join(row.turns or row.counts)
    return f"{row.consequence} ({claims})" if claims else str(row.consequence)


def _to_search_again(at: Layout) -> Iterator[str]:
    """Which searches are older today than the review promises."""
    from datetime import date

    from evidence import inputs
    from evidence.book_settings import FrontMatter
    from evidence.brief.searched import in_words
    from evidence.searches import load_searches, overdue

    every = inputs.settings(FrontMatter, "review", at).search_again
    late = overdue(load_searches(at.setting("searches"))[0], every, date.today())
    if late:
        yield agreeing(
            f"{len(late)} searches older than the {every} months of `review: search_again`: {'; '.join(map(in_words, late))} → evidence add FILE --search NAME --date DAY --count RECORDS"
        )


def _not_known(review: Review) -> int:
    try:
        return sum(row.state == Holds.NOT_KNOWN for row in review[Judged])
    except UserError:
        return 0


def status(
    all_stale: bool = typer.Option(
        False, "--stale", help="every judgement that holds no longer, not the first few"
    ),
) -> None:
    """Say what waits for a person, and which task comes first."""
    at = Layout()
    if not begun(at):
        print(NO_RECORDS)
        return
    waiting = [task for task in tasks(at) if task[0]]
    review = Review(at)
    if not waiting:
        print("Nothing waits for a person.")
    for number, (n, what, how) in enumerate(waiting):
        print(agreeing(f"{'      ' if number else 'Next: '}{n} {what} → {how}"))
    for line in _by_consequence(review, len(stale(review)) if all_stale else _FIRST):
        print(line)
    for line in _to_search_again(at):
        print(line)
    if n := _not_known(review):
        print(
            agreeing(
                f"Of {n} judgements nobody wrote down what they were made on, so that it is not known whether they still hold → evidence stamp"
            )
        )
