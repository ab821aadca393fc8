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
    screening: Iterable[Screening],
    rows: Iterable[LedgerRow],
) -> list[Sum]:
    """The equations that hold at every stage. The first is counted without the readers."""
    from evidence.stored import distinct, tally

    quarantined = sum(c.quarantined for c in counts)
    duplicates = tally(memberships, "primary")[False,]
    sought = tally(screening, "decision", "stage", "unretrieved")
    outcome, final = Counter[str](), Counter[str]()
    for (decision, _, _), n in sought.items():
        outcome[decision] += n
    for (fate, is_final), n in tally(rows, "fate", "final").items():
        final[fate] += n * is_final
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
            distinct(rows, "entry_id"),
            tuple((fate.value, final[fate]) for fate in Fate),
        ),
        *_in_full(sought),
    ]


def _in_full(screened: Counter[tuple[str, str, bool]]) -> list[Sum]:
    """The reports that were sought, and what became of each; none where no full text was. `screened`: works by decision, stage and whether their full text was not to be had."""
    sought = {
        (decision, lost): n
        for (decision, stage, lost), n in screened.items()
        if stage == ScreenedAt.FULL_TEXT
    }
    parts = (
        ("not retrieved", sum(n for (_, lost), n in sought.items() if lost)),
        *((name.value, sought.get((name, False), 0)) for name in MOST_INCLUSIVE),
    )
    return [Sum("reports sought in full", sum(sought.values()), parts)] if sought else []
