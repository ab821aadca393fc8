"""What a file of estimates leaves unsaid, so that no claim can use them: told once a file, since one column mends it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from evidence.extract.rows import EvidenceItem
from evidence.item_words import Kind
from evidence.measures import MEASURES
from evidence.remarks import Remark


def unsaid(items: Iterable[EvidenceItem], outcome: str) -> list[Remark]:
    """A remark on each file of effects with rows that name no outcome, or give an estimate of which nobody knows which side is better.

    `outcome`: the column of outcomes, blank where the codebook has none.
    """
    files: dict[str, list[EvidenceItem]] = defaultdict(list)
    for item in items:
        if item.kind == Kind.EFFECT:
            files[item.source_file].append(item)
    return [remark for _, own in sorted(files.items()) for remark in _of_file(own, outcome)]


def _of_file(rows: list[EvidenceItem], outcome: str) -> Iterator[Remark]:
    if outcome and (bare := [row for row in rows if not row.outcome]):
        what = f"{_of(bare, rows)} name no outcome, and claims look for one"
        yield _remark(bare, outcome, what, f"add the column `{outcome}` where it is missing, and fill it in")
    if aimless := [row for row in rows if _aimless(row)]:
        what = f"{_of(aimless, rows)} do not say which side is better, so that no direction follows"
        yield _remark(aimless, "higher_is", what, "fill in `higher_is` (better or worse), or `direction`")


def _aimless(row: EvidenceItem) -> bool:
    """Whether an estimate of a difference has no direction and no side that is better; a level of one group needs none."""
    measure = MEASURES.get(row.effect_type)
    level = measure is not None and not measure.swaps
    return row.estimate is not None and not (level or row.direction or row.higher_is)


def _of(some: list[EvidenceItem], rows: list[EvidenceItem]) -> str:
    return f"{len(some)} of {len(rows)} estimates"


def _remark(rows: list[EvidenceItem], field: str, what: str, fix: str) -> Remark:
    first = min(rows, key=lambda row: row.line)
    return Remark(f"{first.source_file}:{first.line}", first.source_file, first.line, field, "", what, fix)
