"""evidence status: what the next human task is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

import typer

from evidence.appraise.rows import Appraisal, StudyAppraisal
from evidence.assess.moved import moved
from evidence.assess.rows import Certainty, Implication, Judged, PoolCertainty, ThemeCertainty
from evidence.classify.rows import CodedBy, Label, State
from evidence.deduplicate.rows import MaybePair
from evidence.errors import UserError
from evidence.extract.rows import SET_ASIDE
from evidence.fingerprints import Holds
from evidence.ingest.rows import QUARANTINE
from evidence.layout import Layout
from evidence.remarks import REMARKS, Remark
from evidence.review import Review
from evidence.rows import Table, column_names, view
from evidence.screen.rows import Screen, Screening
from evidence.side_words import TAKEN, Side
from evidence.singular import agreeing
from evidence.synthesise.claim_rows import SideOfStudy
from evidence.waiting.stale import STALE, judged, stale

_NAMED = 3
_FIRST = 5  # of what holds no longer, which are told at once


def tasks(at: Layout) -> list[tuple[int, str, str]]:
    """(how many, what, how) of everything that waits for a person, in the order of the stages."""
    from evidence.appraise.rows import DISAGREE, NOT_APPRAISED, PARTLY

    review = Review(at)
    screening = review.columns(_Screened)
    certainty = review[Certainty]
    pooled = review[PoolCertainty]
    themes = review[ThemeCertainty]
    labels = review.columns(_Coded)
    appraisals = review[Appraisal]
    appraised = review[StudyAppraisal]
    sides = review[SideOfStudy]
    decisions = "literature/decisions"
    return [
        (
            review.count(QUARANTINE) + review.count(SET_ASIDE),
            "entries or rows to mend",
            "evidence check names file, line and remedy",
        ),
        (
            sum(map(partial(_dropped, review), REMARKS)),
            "decisions to correct",
            "evidence check names them",
        ),
        (
            review.count(MaybePair),
            "pairs of works to decide",
            f"evidence worksheet duplicates, then {decisions}/duplicates.csv",
        ),
        (
            len(_with(screening, decision=Screen.UNDECIDED)),
            "works to screen",
            f"evidence desk --reviewer NAME, or {decisions}/screening.csv",
        ),
        (
            len(screening) - len(_with(screening, conflict="")),
            "screening conflicts to settle",
            f"evidence desk --reviewer NAME --settle, or {decisions}/screening.csv",
        ),
        (
            len(_uncoded(at, screening, labels)),
            "included works to code",
            f"evidence desk --reviewer NAME, or {decisions}/coding.csv",
        ),
        (
            len(_with(labels, state=State.ABSTAINED)["work_id"].unique()),
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


_Screened = view(Screening, "work_id", "decision", "conflict")
_Coded = view(Label, "work_id", "facet", "state", "source")


def _with(table: Any, **cells: str) -> Any:
    """The rows of an Arrow table that have these cells of text."""
    import pyarrow.compute as pc

    for name, text in cells.items():
        table = table.filter(pc.equal(table[name], text))
    return table


def _dropped(review: Review, table: Table) -> int:
    """How many of these remarks are of rows that were not used."""
    import pyarrow.compute as pc

    others = tuple(name for name in column_names(Remark) if name != "dropped")
    said = review.columns(table, others)  # type: ignore[arg-type]
    return pc.sum(said["dropped"]).as_py() or 0


def _uncoded(at: Layout, screening: Any, labels: Any) -> set[str]:
    """The included works that have no code: nobody gave one, nor did the machine where its codes count."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from evidence import inputs
    from evidence.codebook_file import load_codebook
    from evidence.synthesise.settings import SynthesisPlan
    from evidence.waiting.facets import codable

    facets = [facet.id for facet in codable(load_codebook(at.setting("codebook")))]
    if not facets:
        return set()
    counted = _with(labels, state=State.ACCEPTED)
    if not inputs.settings(SynthesisPlan, "synthesise", at).count_machine_codes:
        counted = _with(counted, source=CodedBy.PERSON)
    counted = counted.filter(pc.is_in(counted["facet"], pa.array(facets, pa.string())))
    included = _with(screening, decision=Screen.INCLUDE)["work_id"]
    return {*included.filter(pc.invert(pc.is_in(included, counted["work_id"].unique()))).to_pylist()}


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

    every = inputs.settings(FrontMatter, "review", at).search_again
    if every is None:
        return
    from evidence.searches import load_searches, overdue

    if late := overdue(load_searches(at.setting("searches"))[0], every, date.today()):
        from evidence.brief.searched import in_words

        yield agreeing(
            f"{len(late)} searches older than the {every} months of `review: search_again`: {'; '.join(map(in_words, late))} → evidence add FILE --search NAME --date DAY --count RECORDS"
        )


def _not_known(review: Review) -> int:
    try:
        return len(judged(review, Holds.NOT_KNOWN))
    except UserError:
        return 0


def since_built(at: Layout) -> list[str]:
    """Files of people that were written after the last build, by which everything here is counted."""
    built = [path.stat().st_mtime_ns for path in (at.home, at.standing) if path.exists()]
    folders = [at.root / "literature", at.root / "config"] if built else []
    files = [
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name[0] not in ".~"
    ]
    return [path.relative_to(at.root).as_posix() for path in files if path.stat().st_mtime_ns > max(built)]


def status(
    all_stale: bool = typer.Option(
        False, "--stale", help="every judgement that holds no longer, not the first few"
    ),
) -> None:
    """Say what waits for a person, and which task comes first."""
    at = Layout()
    if not at.exports:
        from evidence.unread import NO_RECORDS, begun

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
        made, hold = ("it was", "it still holds") if n == 1 else ("they were", "they still hold")
        print(
            agreeing(
                f"Of {n} judgements nobody wrote down what {made} made on, so that it is not known whether {hold} → evidence stamp"
            )
        )
    if written := since_built(at):
        more = f" and {len(written) - _NAMED} more" if len(written) > _NAMED else ""
        print(
            f"All this is counted by the last build. Written since then: {', '.join(written[:_NAMED])}{more} → evidence build"
        )
