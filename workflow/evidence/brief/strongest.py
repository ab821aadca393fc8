"""Which study stands for a side of a claim where one alone is named: the most direct, and of these the strongest.

The rule, which docs/method.md tells: how directly it speaks; whether an outcome of it compares one thing with another; its design, in
the order in which the codebook lists designs; whether its estimate has a margin of error, or is a number at all; how many people are
behind it; the later one. What it found is no part of the rule. Studies of one body of evidence that take different sides qualify the claim,
and stand for no other side: the verdict counts them so too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.brief.tables import Tables
from evidence.extract.rows import EvidenceItem, is_comparison
from evidence.side_words import Directness, Side
from evidence.synthesise.bodies import bodies
from evidence.synthesise.claim_rows import SideOfStudy

_DIRECT = tuple(Directness)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the rule asks of a study. `side`: that of its body of evidence where it speaks as directly as that does; `design`: its place
    in the codebook, from 0; `year` is 0 where it is not known."""

    row: SideOfStudy
    side: Side
    items: tuple[EvidenceItem, ...]
    design: int
    year: int

    @property
    def effects(self) -> list[EvidenceItem]:
        return [item for item in self.items if is_comparison(item)]

    @property
    def rank(self) -> tuple[int | str, ...]:
        """The least is the strongest; the name decides between those that are alike in everything."""
        known = [e for e in self.effects if e.estimate is not None]
        margin = any(e.se is not None or e.ci_low is not None for e in known)
        return (
            _DIRECT.index(self.row.directness),
            not self.effects,
            self.design,
            -(bool(known) + margin),
            -max((e.n or 0 for e in self.effects), default=0),
            -self.year,
            self.row.study_label,
        )


def candidates(tables: Tables, claim: str) -> list[Candidate]:
    """The counted studies on a claim."""
    order = [code.id for facet in tables.codebook.facets if facet.role == "design" for code in facet.codes]
    design = {code: at for at, code in enumerate(order)}
    counted = [row for row in tables.sides_of[claim] if row.counted]
    body = {study: each for each in bodies(counted) for study in each.studies}
    found = []
    for row in counted:
        codes = [design[c.code] for c in tables.counted_codes[row.work_id] if c.code in design]
        items = tuple(tables.item[i] for i in row.items if i in tables.item)
        side = body[row.study_id].side if row.study_id in body else row.side
        work = tables.work.get(row.work_id)
        year = (work and work.year) or 0
        found.append(Candidate(row, side, items, min(codes, default=len(design)), year))
    return found


def strongest(found: Iterable[Candidate], side: Side) -> Candidate | None:
    """The study that stands for a side; none where no counted study takes it."""
    return min((each for each in found if each.side == side), key=lambda each: each.rank, default=None)
