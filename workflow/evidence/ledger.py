"""The sums that must hold in the ledger (`screen/steps.py`), where every input entry has its fate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sized
from dataclasses import dataclass

from evidence.deduplicate.rows import Membership
from evidence.ingest.rows import FileCount
from evidence.screen.rows import MOST_INCLUSIVE, Fate, LedgerRow, Screen, ScreenedAt, Screening


@dataclass(frozen=True, slots=True)
class Sum:
    """One equation of the ledger: left = right, with the parts of the right."""

    name: str
    left: int
    parts: tuple[tuple[str, int], ...]

    @property
    def right(self) -> int:
        return sum(n for _, n in self.parts)

    @property
    def holds(self) -> bool:
        return self.left == self.right

    def text(self) -> str:
        parts = " + ".join(f"{n} {name}" for name, n in self.parts)
        return f"{self.left} {self.name} {'=' if self.holds else '≠'} {parts}"


def balance(
    counts: Collection[FileCount],
    records: Sized,
    works: Sized,
    memberships: Iterable[Membership],
    screening: Collection[Screening],
    rows: Iterable[LedgerRow],
) -> list[Sum]:
    """The equations that hold at every stage. The first is counted without the readers."""
    quarantined = sum(c.quarantined for c in counts)
    duplicates = sum(not m.primary for m in memberships)
    outcome = Counter(s.decision for s in screening)
    entries: set[str] = set()
    final: Counter[str] = Counter()
    for row in rows:
        entries.add(row.entry_id)
        final[row.fate] += row.final
    return [
        Sum(
            "entries counted in the files",
            sum(c.counted for c in counts),
            (("works", len(works)), ("duplicates", duplicates), ("quarantined", quarantined)),
        ),
        Sum("records read", len(records), (("works", len(works)), ("duplicates", duplicates))),
        Sum("works", len(works), tuple((name.value, outcome[name]) for name in Screen)),
        Sum(
            "entries with one fate",
            len(entries),
            tuple((fate.value, final[fate]) for fate in Fate),
        ),
        *_in_full(screening),
    ]


def _in_full(screening: Iterable[Screening]) -> list[Sum]:
    """The reports that were sought, and what became of each; none where no full text was."""
    sought = [row for row in screening if row.stage == ScreenedAt.FULL_TEXT]
    had = Counter(row.decision for row in sought if not row.unretrieved)
    parts = (
        ("not retrieved", sum(row.unretrieved for row in sought)),
        *((name.value, had[name]) for name in MOST_INCLUSIVE),
    )
    return [Sum("reports sought in full", len(sought), parts)] if sought else []
