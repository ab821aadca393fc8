"""Enhanced standard analysis (Schneider and Wagemann 2013; Dușa 2019, chapter 8.7): what no solution may rest on.

A combination that goes with the outcome and with its absence explains neither, and a remainder that is assumed to show the
outcome in one analysis and not to show it in the other is no assumption that anybody could hold.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from evidence.qca.minimise import assumptions, parsimonious_solution
from evidence.qca.truth_table import NEGATIVE, POSITIVE, Configuration, TruthTableRow


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`both`: observed combinations that go with the outcome and with its absence (simultaneous subset relations).
    `contradictory`: remainders that both parsimonious solutions would assume, each for its own side."""

    both: tuple[Configuration, ...]
    contradictory: tuple[Configuration, ...]

    @property
    def all(self) -> frozenset[Configuration]:
        return frozenset((*self.both, *self.contradictory))


def left_out(rows: Sequence[TruthTableRow], absent: Sequence[TruthTableRow]) -> LeftOut:
    """What to leave out of truth tables of the outcome and of its absence.

    The first round gives what `findRows` of QCA for R does (`type = 2` and `type = 3`, every model counted). Without these
    remainders a solution may take others, so that rounds follow until the two sides share no assumption.
    """
    shown = {row.configuration for row in rows if row.output == POSITIVE}
    both = tuple(r.configuration for r in absent if r.output == POSITIVE and r.configuration in shown)
    barred: set[Configuration] = set()
    more = _shared(rows, absent)
    while more:
        barred |= more
        out = {*both, *barred}
        more = _shared(without(rows, out), without(absent, out))
    return LeftOut(both, tuple(sorted(barred)))


def without(rows: Sequence[TruthTableRow], barred: Collection[Configuration]) -> list[TruthTableRow]:
    """The truth table in which no solution may cover these combinations."""
    return [replace(row, output=NEGATIVE) if row.configuration in barred else row for row in rows]


def _shared(rows: Sequence[TruthTableRow], absent: Sequence[TruthTableRow]) -> set[Configuration]:
    sides = [set(assumptions(parsimonious_solution(side), side)) for side in (rows, absent)]
    return sides[0] & sides[1]
