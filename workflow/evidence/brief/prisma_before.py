"""What an updated review had before: by its last release, or by what its searches found before they were run again.

PRISMA 2020 has a flow of its own for updated reviews (Page and others 2021): what was included before stands in a box beside what was newly
identified. An entry of a work that was known before is a duplicate of the update; a work that was known and is included only now is new, and
stands in no box of identification.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from evidence.deduplicate.rows import Work
from evidence.screen.rows import LedgerRow, Screen, Screening
from evidence.searches import Searches

if TYPE_CHECKING:
    from evidence.review import Review


@dataclass(frozen=True)
class Before:
    """`entries`: ids of all that was known; `included`: those of them that belonged to included works; `studies`, `reports`: how many were included."""

    entries: frozenset[str]
    included: frozenset[str]
    studies: int
    reports: int

    def knew(self, work: Work) -> bool:
        """Whether a work was known, under whichever id."""
        return not self.entries.isdisjoint(work.members)

    def had(self, work: Work) -> bool:
        """Whether a work was included."""
        return not self.included.isdisjoint(work.members)


def of_release(release: Review) -> Before:
    """What a release held."""
    entries = (row.entry_id for row in release[LedgerRow] if row.final)
    return before(entries, release[Work], release[Screening])


def of_reruns(
    searches: Searches, ledger: Iterable[LedgerRow], works: Collection[Work], screening: Iterable[Screening]
) -> Before | None:
    """What came in before searches were run again: all but the files of reruns; None where no search was run again."""
    again = {name for search in searches.searches for run in search.reruns for name in run.files}
    if not again:
        return None
    entries = {
        row.entry_id for row in ledger if row.final and PurePosixPath(row.source_file).name not in again
    }
    return before(entries, [work for work in works if not entries.isdisjoint(work.members)], screening)


def before(entries: Iterable[str], works: Iterable[Work], screening: Iterable[Screening]) -> Before:
    """`works`: those that were known; `screening`: of any works, among them these."""
    taken = {row.work_id for row in screening if row.decision == Screen.INCLUDE}
    had = [work for work in works if work.work_id in taken]
    known = frozenset(entries)
    members = frozenset(member for work in had for member in work.members)
    return Before(known, members & known, len({work.study_id for work in had}), len(had))
