"""The numbers of the PRISMA 2020 flow, read off the ledger and never typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from evidence.book_settings import Previous
from evidence.brief.tables import Tables
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem
from evidence.ingest.rows import FileCount
from evidence.item_words import Kind
from evidence.measures.as_reported import DIRECTION_ONLY
from evidence.screen.rows import Fate, LedgerRow, Screen, ScreenedAt, Screening

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
    was sought. `excluded`, `background`: without those of `in_full`.
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

    @property
    def screened(self) -> int:
        """Works on which somebody has decided."""
        return self.works - self.undecided

    @property
    def unsought(self) -> int:
        """Works that are included without their full text having been sought."""
        return self.included - (self.in_full.included if self.in_full else 0)

    def rows(self) -> list[tuple[str, str, int]]:
        """(phase, what, how many): the flow as a table."""
        before = []
        if self.previous:
            before = [
                ("Previous", "Studies in the earlier version of the review", self.previous[0]),
                ("Previous", "Reports in the earlier version of the review", self.previous[1]),
            ]
        return [
            *before,
            ("Identification", "Entries in the export files", self.entries),
            ("Identification", "Set aside because they could not be used", self.quarantined),
            ("Identification", "Duplicates of another entry", self.duplicates),
            ("Screening", "Works screened", self.works),
            *(("Screening", f"Excluded: {reason}", n) for reason, n in self.excluded),
            ("Screening", "Kept as background", self.background),
            ("Screening", "Not yet decided", self.undecided),
            *self._in_full(),
            ("Included", "Works included", self.included),
            ("Included", "Studies in the included works", self.studies),
            *(
                [
                    (
                        "Included",
                        "Studies in the review with those of the earlier version",
                        self.studies + self.previous[0],
                    )
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
        return rows


def flow(tables: Tables) -> Flow:
    """Read every number off the ledger, the screening and the coded items."""
    return flow_of(
        tables[FileCount],
        tables[LedgerRow],
        tables[Work],
        tables[Screening],
        tables[EvidenceItem],
        tables.config.review.previous,
    )


def flow_of(
    counts: list[FileCount],
    ledger: list[LedgerRow],
    works: list[Work],
    screening: list[Screening],
    items: list[EvidenceItem],
    earlier: Previous | None,
) -> Flow:
    """The flow out of the tables that it needs. `earlier`: what an earlier version of the review held."""
    final = Counter(row.fate for row in ledger if row.final)
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
        studies=len({w.study_id for w in works if w.work_id in included}),
        extracts=len(items) - len(effects),
        effects=len(effects),
        directions_only=sum(i.effect_type == DIRECTION_ONLY for i in effects),
        previous=(earlier.studies, earlier.reports) if earlier else None,
        in_full=in_full,
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
