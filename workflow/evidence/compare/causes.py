"""What made findings, pools, themes and cells of the map change: found by computing them again, never guessed.

Every unit of what changed (`units.py`) is put back alone, then the smallest set of units is looked for without which a field is as it was
before (`smallest.py`). The program is a cause where it does not give for the evidence of before what was frozen then.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from evidence import inputs
from evidence.compare.bearing import bearing
from evidence.compare.edition import Names, edition
from evidence.compare.held import Held
from evidence.compare.machine import Machine
from evidence.compare.measured import NOT_THERE, Measured, is_sum, is_traced, measured
from evidence.compare.of_cell import OfCell
from evidence.compare.of_claim import OfClaim
from evidence.compare.replay import NOTHING, Back, Replay
from evidence.compare.rows import Cause, Change, Kind
from evidence.compare.same import Same, same
from evidence.compare.smallest import Smallest, smallest, that_add_up
from evidence.compare.stated import stated
from evidence.compare.targets import OfPool, OfTheme, Target
from evidence.compare.unit import Unit, Units
from evidence.compare.units import units
from evidence.errors import UserError, UserErrors
from evidence.releases.settings import TracingPlan
from evidence.review import Review
from evidence.synthesise.pool_rows import Pool

PROGRAM = "program"
UNREAD = Unit(
    Kind.PROGRAM,
    PROGRAM,
    "the settings of then cannot be read by the program of today, so that nothing could be computed again",
)


def causes(before: Review, after: Review, changes: list[Change]) -> list[Cause]:
    """The causes of each change of a finding, pool, theme or cell, in the order of the changes. Where the settings of a release cannot be
    read by the program of today, each row says so, and nothing else.

    Raises UserErrors where the settings of `after` cannot be read.
    """
    asked = [change for change in changes if is_traced(change.kind, change.field)]
    if not asked:
        return []
    try:
        stated(before.at)
    except (UserError, UserErrors):
        return [_cause(UNREAD, change, "", needed=False, in_set=0, exact=False) for change in asked]
    plan = inputs.settings(TracingPlan, "compare", after.at)
    trace = Tracing(before, after, changes, plan.most_trials)
    return [cause for change in asked for cause in trace.of(change)]


class Tracing:
    """The two versions, and what was computed of them."""

    def __init__(self, before: Review, after: Review, changes: list[Change], most: int) -> None:
        self._whole, self._most = after, most
        self._before, self._after = bearing(before, after)
        self._program = [change for change in changes if change.kind == Kind.PROGRAM]
        self._targets: dict[tuple[Kind, str], _Both] = {}

    def of(self, change: Change) -> Iterator[Cause]:
        """The causes of one change, those of the smallest set first."""
        both = self._both(change.kind, change.subject)
        field = change.field
        now, then = both.now(NOTHING, field), both.then(field)
        units = both.units(field)
        tried = {unit: both.now(frozenset([unit]), field) for unit in units}
        found = self._smallest(both, field, now, then)
        by_program = (then.text, now.text) != (change.before, change.after)
        told = found or Smallest(exact=False)
        size = told.size + by_program
        if by_program:
            alone = change.before if found and not told.size else ""
            program = Unit(Kind.PROGRAM, PROGRAM, self._differs())
            yield _cause(program, change, alone, True, size, told.exact)
        movers = {unit for unit, there in tried.items() if there != now} | told.needed
        for unit in sorted(movers, key=lambda unit: (unit not in told.needed, units.index(unit))):
            yield _cause(
                self._units.all[unit], change, tried[unit].text, unit in told.needed, size, told.exact
            )

    def _smallest(self, both: _Both, field: str, now: Measured, then: Measured) -> Smallest | None:
        if now == then:
            return Smallest()

        def holds(back: Back) -> bool:
            return both.now(back, field) == then

        if is_sum(field):
            return that_add_up(both.units(field), holds, self._most)
        return smallest(both.units(field), holds, self._most, both.alike(field))

    def _differs(self) -> str:
        """The libraries and stages that are not those of then."""
        told = [
            f"{c.name}: {c.before or 'none'} became {c.after or 'none'}"
            for c in self._program
            if c.field == "libraries"
        ]
        told += [c.name for c in self._program if c.field == "stages"]
        return (
            "; ".join(told)
            or "what was frozen or built is not what its evidence gives, and no code or library is known to differ"
        )

    @cached_property
    def _same(self) -> Same:
        return same(Held(self._before, self._after), Held(self._after, self._before))

    @cached_property
    def _units(self) -> Units:
        return self._replay.units

    @cached_property
    def _replay(self) -> Replay:
        before = edition(self._before, Names(self._same.work, self._same.study))
        after = edition(self._after)
        machine = Machine(self._whole, before.stated, after.stated)
        return Replay(before, after, units(before, after, self._same, machine.codes))

    @cached_property
    def _then(self) -> Replay:
        """The evidence of before, by the program of today."""
        return Replay(self._replay.before, self._replay.before, Units())

    def _both(self, kind: Kind, subject: str) -> _Both:
        if (kind, subject) not in self._targets:
            now, then = (self._target(kind, subject, replay) for replay in (self._replay, self._then))
            self._targets[kind, subject] = _Both(kind, now, then, list(self._units.all))
        return self._targets[kind, subject]

    def _target(self, kind: Kind, subject: str, replay: Replay) -> Target:
        if kind == Kind.FINDING:
            return OfClaim(replay, subject)
        if kind == Kind.THEME:
            return OfTheme(replay, subject)
        if kind == Kind.CELL:
            form, _, field = subject.partition("|")
            return OfCell(replay, (form, field))
        rows = [
            row for review in (self._before, self._after) for row in review[Pool] if row.pool_id == subject
        ]
        one = rows[0] if rows else None
        return OfPool(replay, subject, (one.role, one.outcome, one.measure) if one else ("", "", ""))


def _cause(unit: Unit, change: Change, alone: str, needed: bool, in_set: int, exact: bool) -> Cause:
    return Cause(
        kind=unit.kind,
        unit=unit.unit,
        name=unit.name,
        target=change.kind,
        subject=change.subject,
        field=change.field,
        before=change.before,
        after=change.after,
        alone=alone,
        needed=needed,
        in_set=in_set,
        exact=exact,
    )


class _Both:
    """A target with some units put back, and as the evidence of before gives it."""

    def __init__(self, kind: Kind, now: Target, then: Target, order: list[str]) -> None:
        self._kind, self._now, self._then = kind, now, then
        self._order = [unit for unit in order if unit in now.touching]
        self._alone = (now(NOTHING) is None) != (then(NOTHING) is None)
        self._cells: dict[Back, dict[str, Measured]] = {}

    def units(self, field: str) -> list[str]:
        """The units that may move a field, in their order."""
        alike = self._now.alike(field)
        return [unit for unit in self._order if alike.get(unit, "moves")]

    def alike(self, field: str) -> dict[str, str]:
        return {unit: what for unit, what in self._now.alike(field).items() if what}

    def now(self, back: Back, field: str) -> Measured:
        own = back & self._now.touching
        if own not in self._cells:
            self._cells[own] = self._measured(self._now(own))
        return self._cells[own].get(field, NOT_THERE)

    def then(self, field: str) -> Measured:
        return self._measured(self._then(NOTHING)).get(field, NOT_THERE)

    def _measured(self, row: Any) -> dict[str, Measured]:
        return measured(self._kind, row, self._alone, {})
