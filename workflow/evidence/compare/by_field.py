"""Rows of before and after with one key, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from evidence.compare.rows import Change, Kind, Way

Key = Any


def said(value: object, names: Mapping[str, str] | None = None) -> str:
    """A value as text. `names`: what ids are called in after. Numbers have six figures: what differs behind them is no change.

    >>> said(0.1 + 0.2), said(True), said(None), said(("b", "a")), said(("b", "a"), {"b": "c"})
    ('0.3', 'yes', '', 'b; a', 'a; c')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple | list):
        cells = [said(each) for each in value]
        return "; ".join(cells if names is None else sorted(names.get(cell, cell) for cell in cells))
    return str(value)


@dataclass(frozen=True)
class Compared:
    """How rows of one kind are compared.

    `whole`: the column that stands for a row that came or went; `fields`: the columns that are compared; `told`: what a field is
    called in a change, blank where the row came or went.
    """

    kind: Kind
    fields: Sequence[str]
    whole: str
    subject: Callable[[Any], str]
    name: Callable[[Any], str] = lambda row: ""
    study: Callable[[Any], str] = lambda row: ""
    why: Callable[[Any, str], str] = lambda row, name: ""
    why_gone: Callable[[Any], str] = lambda row: ""
    told: Callable[[Any, str], str] = lambda row, name: name

    def changes(self, before: Mapping[Key, Any], after: Mapping[Key, Any]) -> Iterator[Change]:
        """What came, went, or is another: `before` has its keys as they are in after. A row whose `whole` is blank says nothing."""
        for key in sorted(before.keys() - after.keys()):
            if text := self._said(before[key], self.whole):
                yield self._row(before[key], "", text, "", self.why_gone(before[key]))
        for key in sorted(after.keys() - before.keys()):
            if text := self._said(after[key], self.whole):
                yield self._row(after[key], "", "", text, self.why(after[key], ""))
        for key in sorted(before.keys() & after.keys()):
            if before[key] is not after[key]:
                yield from self._fields(before[key], after[key])

    def _fields(self, before: Any, after: Any) -> Iterator[Change]:
        for name in self.fields:
            one, other = self._said(before, name), self._said(after, name)
            if one != other:
                yield self._row(after, name, one, other, self.why(after, name))

    def _said(self, row: Any, name: str) -> str:
        return said(getattr(row, name))

    def _row(self, row: Any, name: str, before: str, after: str, why: str) -> Change:
        field = self.told(row, name)
        return Change(
            self.kind, self.subject(row), self.name(row), field, before, after, Way.NONE, why, self.study(row)
        )  # fmt: skip


def keyed(rows: Iterable[Any], key: Callable[[Any], Key]) -> dict[Key, Any]:
    """Rows by their key; of rows with one key the last."""
    return {key(row): row for row in rows}
