"""The numbers of the PRISMA 2020 flow, read off the ledger and never typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from evidence.book_settings import Previous
from evidence.brief.made_once import answered
from evidence.brief.prisma_before import Before, of_reruns
from evidence.brief.tables import Tables
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem
from evidence.ingest.rows import FileCount
from evidence.item_words import Kind
from evidence.measures.as_reported import DIRECTION_ONLY
from evidence.rows import view
from evidence.screen.rows import Fate, LedgerRow, Screen, ScreenedAt, Screening
from evidence.stored import tally, where

Entered = view(Work, "work_id", "study_id", "members")
Reasons = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class InFull:
    """Reports whose full text was sought (a work is a report), and what became of them."""

    sought: int
    not_retrieved: int
    excluded: Reasons
    background: int
    included: int

    @property
    def assessed(self) -> int:
        """Those that were retrieved, and judged by their full text."""
        return self.sought - self.not_retrieved


@dataclass(frozen=True, slots=True)
class Flow:
    """Page and others (2021), PRISMA 2020 flow: for new reviews, or with `previous` for updated ones.

    `previous`: (studies, reports) of an earlier version of the review, None where this is the first. `in_full`: None where no full text
    was sought. `excluded`, `background`: without those of `in_full`. With `previous` all else is of what is new: `gone` are (studies, reports)
    of before that are no longer in the review, `known_before` included works that were known before and not included. `untold`: included
    works of which neither the stage nor what was read was written down.
    """

    sources: tuple[tuple[str, int], ...]
    entries: int
    quarantined: int
    duplicates: int
    works: int
    undecided: int
    excluded: Reasons
    background: int
    included: int
    studies: int
    extracts: int
    effects: int
    directions_only: int
    previous: tuple[int, int] | None = None
    in_full: InFull | None = None
    gone: tuple[int, int] = (0, 0)
    known_before: int = 0
    untold: int = 0

    @property
    def total(self) -> tuple[int, int]:
        """(studies, reports) in the review: those of before that are still in it, and the new ones."""
        before = self.previous or (0, 0)
        return before[0] - self.gone[0] + self.studies, before[1] - self.gone[1] + self.included

    @property
    def screened(self) -> int:
        """Works on which somebody has decided."""
        return self.works - self.undecided

    @property
    def unsought(self) -> int:
        """Works that are included without their full text having been sought, as far as it was written down."""
        in_full = self.in_full.included if self.in_full else 0
        return self.included - self.known_before - in_full - self.untold

    def rows(self) -> list[tuple[str, str, int]]:
        """(phase, what, how many): the flow as a table."""
        before = []
        if self.previous:
            before = [
                ("Previous", "Studies in the earlier version of the review", self.previous[0]),
                ("Previous", "Reports in the earlier version of the review", self.previous[1]),
            ]
        if any(self.gone):
            before += [
                ("Previous", "Studies of these that are no longer in the review", self.gone[0]),
                ("Previous", "Reports of these that are no longer in the review", self.gone[1]),
            ]
        known = [("Included", "Works that were known before, and are included only now", self.known_before)]
        return [
            *before,
            ("Identification", "Entries in the export files", self.entries),
            ("Identification", "Set aside because they could not be used", self.quarantined),
            ("Identification", "Duplicates of another entry", self.duplicates),
            ("Screening", "Works screened", self.screened),
            *(("Screening", f"Excluded: {reason}", n) for reason, n in self.excluded),
            ("Screening", "Kept as background", self.background),
            ("Screening", "Not yet decided", self.undecided),
            *self._in_full(),
            *(known if self.known_before else []),
            ("Included", "Works included" if not self.previous else "New works included", self.included),
            (
                "Included",
                "Studies in the included works" if not self.previous else "New studies included",
                self.studies,
            ),
            *(
                [
                    ("Included", "Studies in the review with those of the earlier version", self.total[0]),
                    ("Included", "Reports in the review with those of the earlier version", self.total[1]),
                ]
                if self.previous
                else []
            ),
            ("Included", "Coded passages of cases", self.extracts),
            ("Included", "Outcome rows with a figure", self.effects - self.directions_only),
            ("Included", "Outcome rows with a direction only", self.directions_only),
        ]

    def _in_full(self) -> list[tuple[str, str, int]]:
        """Boxes that nobody filled are not printed as noughts: it is said that full texts were not sought."""
        phase, of, rows = "Full text", self.in_full, []
        if of:
            rows = [
                (phase, "Reports sought for retrieval", of.sought),
                (phase, "Reports not retrieved", of.not_retrieved),
                (phase, "Reports assessed for eligibility", of.assessed),
                *((phase, f"Reports excluded: {reason}", n) for reason, n in of.excluded),
                (phase, "Kept as background by the full text", of.background),
            ]
        if self.unsought:
            rows.append((phase, "Included without their full text having been sought", self.unsought))
        if self.untold:
            rows.append((phase, "Included, and it was not written down what was read", self.untold))
        return rows


@answered
def flow(tables: Tables) -> Flow:
    """Read every number off the ledger, the screening and the coded items; of an updated review those of what is new, beside what was there."""
    reruns = of_reruns(tables.searches, tables[LedgerRow], tables[Entered], tables.decided)
    before = tables.before or reruns
    return _flow(tables, before) if before else flow_in_all(tables)


@answered
def flow_in_all(tables: Tables) -> Flow:
    """The same of all that the review holds, whenever it came in."""
    return _flow(tables, None)


def _flow(tables: Tables, before: Before | None) -> Flow:
    return flow_of(
        tables[FileCount],
        tables[LedgerRow],
        tables[Entered],
        tables.decided,
        tables[EvidenceItem],
        tables.config.review.previous,
        before,
    )


def flow_of(
    counts: Sequence[FileCount],
    ledger: Iterable[LedgerRow],
    works: Collection[Work],
    screening: Collection[Screening],
    items: Sequence[EvidenceItem],
    earlier: Previous | None,
    before: Before | None = None,
) -> Flow:
    """The flow out of the tables that it needs. `earlier`: what an earlier version of the review held that was made elsewhere; `before`: what
    this one held at its last release, or before its searches were run again."""
    if before:
        return _of_update(ledger, works, screening, items, earlier, before)
    final = Counter[str]()
    for (fate, is_final), n in tally(ledger, "fate", "final").items():
        final[fate] += n * is_final
    sought = [s for s in screening if s.stage == ScreenedAt.FULL_TEXT]
    in_full = _in_full(sought) if sought else None
    included = {s.work_id for s in screening if s.decision == Screen.INCLUDE}
    effects = [i for i in items if i.kind == Kind.EFFECT]
    return Flow(
        sources=tuple(sorted(((c.source_file, c.counted) for c in counts), key=lambda p: (-p[1], p[0]))),
        entries=sum(c.counted for c in counts),
        quarantined=final[Fate.QUARANTINED],
        duplicates=final[Fate.DUPLICATE],
        works=len(works),
        undecided=final[Fate.UNDECIDED],
        excluded=_reasons(s for s in screening if s.stage != ScreenedAt.FULL_TEXT),
        background=final[Fate.BACKGROUND] - (in_full.background if in_full else 0),
        included=final[Fate.INCLUDED],
        studies=len({w.study_id for w in where(works, "work_id", included)}),
        extracts=len(items) - len(effects),
        effects=len(effects),
        directions_only=sum(i.effect_type == DIRECTION_ONLY for i in effects),
        previous=(earlier.studies, earlier.reports) if earlier else None,
        in_full=in_full,
        untold=sum(s.decision == Screen.INCLUDE and not s.stage and not s.basis for s in screening),
    )


def _of_update(
    ledger: Iterable[LedgerRow],
    works: Collection[Work],
    screening: Collection[Screening],
    items: Sequence[EvidenceItem],
    earlier: Previous | None,
    before: Before,
) -> Flow:
    """The flow of what is new, beside what was there."""
    fresh = [row for row in ledger if row.final and row.entry_id not in before.entries]
    new = [work for work in works if not before.knew(work)]
    ids, of_new = {work.work_id for work in new}, {member for work in new for member in work.members}
    again = [  # the fullest entry of a work may be a new one, and the work an old one
        replace(row, fate=Fate.DUPLICATE)
        if row.fate not in (Fate.QUARANTINED, Fate.DUPLICATE) and row.entry_id not in of_new
        else row
        for row in fresh
    ]
    files = Counter(row.source_file for row in fresh)
    counts = [FileCount(file, "", n, n, 0) for file, n in files.items()]
    flow = flow_of(counts, again, new, [s for s in screening if s.work_id in ids], items, None)
    taken = {s.work_id for s in screening if s.decision == Screen.INCLUDE}
    now = [work for work in works if work.work_id in taken]
    kept = [work for work in now if before.had(work)]
    studies, reports = len({work.study_id for work in now}), len(now)
    stayed = min(before.studies, len({work.study_id for work in kept})), min(before.reports, len(kept))
    made = (earlier.studies, earlier.reports) if earlier else (0, 0)
    return replace(
        flow,
        included=reports - stayed[1],
        studies=studies - stayed[0],
        known_before=reports - stayed[1] - flow.included,
        previous=(before.studies + made[0], before.reports + made[1]),
        gone=(before.studies - stayed[0], before.reports - stayed[1]),
    )


def _in_full(sought: list[Screening]) -> InFull:
    had = [row for row in sought if not row.unretrieved]
    tally = Counter(row.decision for row in had)
    return InFull(
        sought=len(sought),
        not_retrieved=len(sought) - len(had),
        excluded=_reasons(had),
        background=tally[Screen.BACKGROUND],
        included=tally[Screen.INCLUDE],
    )


def _reasons(screening: Iterable[Screening]) -> Reasons:
    """Reasons of exclusions with how many works each left out, the most common first."""
    tally = Counter(s.reason or "no reason recorded" for s in screening if s.decision == Screen.EXCLUDE)
    return tuple(sorted(tally.items(), key=lambda p: (-p[1], p[0])))
