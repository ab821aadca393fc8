"""The truth table: one row a configuration, with its cases and how consistently they show the outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from evidence.errors import UserError
from evidence.qca.fit import FitParameters, sufficiency

Configuration = tuple[int, ...]
POSITIVE, NEGATIVE, CONTRADICTION, REMAINDER = "1", "0", "C", "?"


@dataclass(frozen=True, slots=True)
class TruthTableRow:
    """A configuration of levels, the cases whose best corner it is, its fit, and its output."""

    configuration: Configuration
    cases: tuple[str, ...]
    fit: FitParameters | None
    output: str


@dataclass(frozen=True, slots=True)
class Data:
    """Cases × conditions. A condition with two levels may be fuzzy; one with more holds whole numbers from 0.

    `unplaced` are cases with a membership of exactly one half, which no configuration can own.
    """

    cases: tuple[str, ...]
    conditions: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    outcome: tuple[float, ...]
    levels: tuple[int, ...]

    def column(self, condition: int, level: int) -> list[float]:
        """Membership of each case in a level of a condition."""
        if self.levels[condition] == 2:
            return [row[condition] if level else 1 - row[condition] for row in self.values]
        return [float(row[condition] == level) for row in self.values]

    def membership(self, term: Mapping[int, int]) -> list[float]:
        """Membership of each case in a conjunction: the least of its literals."""
        columns = [self.column(condition, level) for condition, level in term.items()]
        return [min(row) for row in zip(*columns, strict=True)] if columns else [1.0] * len(self.cases)

    def negated(self) -> Data:
        """The same cases, with the absence of the outcome in its place."""
        return replace(self, outcome=tuple(1 - y for y in self.outcome))

    @property
    def unplaced(self) -> list[str]:
        rows = zip(self.cases, self.values, strict=True)
        return [case for case, row in rows if 0.5 in row]

    def corner(self, row: Sequence[float]) -> Configuration | None:
        if 0.5 in row:
            return None
        return tuple(int(v > 0.5) if n == 2 else int(v) for v, n in zip(row, self.levels, strict=True))


def table(
    cases: Sequence[str],
    conditions: Mapping[str, Sequence[float]],
    outcome: Sequence[float],
    name: str = "outcome",
) -> Data:
    """Checked data. Raises UserError for a membership outside 0 to 1, no variance, one case, or columns that do not match."""
    if len(cases) < 2:
        raise UserError(
            "two cases are needed at least for a comparison", value=len(cases), fix="code more cases"
        )
    levels = []
    for condition, values in [*conditions.items(), (name, outcome)]:
        if len(values) != len(cases):
            raise UserError(
                "a column has too few or too many values",
                field=condition,
                value=len(values),
                allowed=[str(len(cases))],
            )
        multi = all(float(v).is_integer() for v in values) and max(values) > 1 and condition != name
        bad = [v for v in values if not (v >= 0 and (multi or v <= 1))]
        if bad:
            raise UserError(
                "this is no membership",
                field=condition,
                value=bad[0],
                allowed=["0 to 1, or whole numbers from 0 for levels"],
                fix="calibrate the condition",
            )
        if len(set(values)) < 2:
            raise UserError(
                "every case has the same value, so that nothing can be compared",
                field=condition,
                value=values[0],
                fix="leave it out, or move its threshold",
            )
        levels.append(int(max(values)) + 1 if multi else 2)
    rows = tuple(tuple(float(v) for v in row) for row in zip(*conditions.values(), strict=True))
    return Data(tuple(cases), tuple(conditions), rows, tuple(map(float, outcome)), tuple(levels[:-1]))  # fmt: skip


def truth_table(
    data: Data,
    consistency: float = 0.8,
    frequency: int = 1,
    pri: float = 0.0,
    contradiction: float | None = None,
) -> list[TruthTableRow]:
    """Every configuration, observed or not.

    Output 1 from `consistency` (and `pri`) on; between `contradiction` and `consistency` a contradiction; under
    `frequency` cases a remainder. `contradiction` is by default the least share above nothing for crisp outcomes, and no
    contradiction is named for fuzzy ones.
    """
    members: dict[Configuration, list[str]] = {}
    for case, row in zip(data.cases, data.values, strict=True):
        corner = data.corner(row)
        if corner is not None:
            members.setdefault(corner, []).append(case)
    crisp = all(y in (0, 1) for y in data.outcome)
    low = contradiction if contradiction is not None else (1e-9 if crisp else consistency)
    rows = []
    for configuration in product(*(range(n) for n in data.levels)):
        cases = tuple(members.get(configuration, ()))
        if not cases or len(cases) < frequency:
            rows.append(TruthTableRow(configuration, cases, None, REMAINDER))
            continue
        fit = sufficiency(data.membership(dict(enumerate(configuration))), data.outcome)
        rows.append(TruthTableRow(configuration, cases, fit, _output(fit, consistency, pri, low)))
    return rows


def _output(fit: FitParameters, consistency: float, pri: float, low: float) -> str:
    reached = fit.consistency >= consistency - 1e-12
    if reached and fit.pri >= pri - 1e-12:
        return POSITIVE
    return CONTRADICTION if not reached and fit.consistency >= low else NEGATIVE
