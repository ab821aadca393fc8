"""What is wrong, said once: rows with one problem in one file are one group, with its first examples."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from evidence.errors import one_line
from evidence.remarks import NOT_APPLIED, ONE_LINE, Quarantined, Remark

SHOWN, KINDS, FILES = 3, 12, 8  # examples a kind, kinds a file, files
_OWN = re.compile(r"\d[\d,.]*|`[^`]*`|'[^']*'|“[^”]*”|‘[^’]*’|\"[^\"]*\"")  # what differs from row to row


def describe(row: Quarantined | Remark) -> str:
    r"""file:line, field: problem (value) → remedy, on one line.

    >>> describe(Remark("r", "a.csv", 1, "f", "x\n a.csv:2\x1b[2J", "no such work", "mend it"))
    'a.csv:1, f: no such work (found: x a.csv:2?[2J) → mend it'
    """
    place = f"{row.source_file}:{row.line}"
    field = f", {row.field}" if row.field else ""
    value = f" (found: {row.value[:80]})" if row.value else ""
    return one_line(f"{place}{field}: {row.problem}{value} → {row.how_to_fix}")


def _once(row: Quarantined | Remark) -> bool:
    """Whether one example says it for all: what a line of the file mends, or what an earlier version had in the settings."""
    return row.problem.endswith(ONE_LINE) or row.source_file.startswith("config/")


@dataclass(slots=True)
class ProblemGroup:
    """Rows of one file with one problem in one field: how many, and the first of them."""

    file: str
    field: str
    problem: str
    first: list[Quarantined | Remark]
    count: int = 0


class Tally:
    """Groups in the order of their first row. Memory depends on the groups, not on the rows."""

    def __init__(self, rows: Iterable[Quarantined | Remark] = (), shown: int = SHOWN) -> None:
        self._groups: dict[tuple[str, str, str], ProblemGroup] = {}
        self._shown = shown
        self.count = 0
        self.add(rows)

    def add(self, rows: Iterable[Quarantined | Remark]) -> None:
        for row in rows:
            field = "" if _once(row) else row.field
            key = (row.source_file, field, _OWN.sub("…", row.problem))
            group = self._groups.setdefault(key, ProblemGroup(row.source_file, row.field, row.problem, []))
            group.count += 1
            self.count += 1
            if len(group.first) < (1 if _once(row) else self._shown):
                group.first.append(row)

    @property
    def groups(self) -> list[ProblemGroup]:
        return list(self._groups.values())

    @property
    def hidden(self) -> int:
        """Rows that `lines` only counts."""
        return self.count - sum(len(group.first) for group in self._shown_groups())

    def lines(self, label: str) -> list[str]:
        """The first rows of each group, one a line, and a line that counts the rest of it."""
        found = []
        margin = " " * len(label)
        for group in self._shown_groups():
            rest = group.count - len(group.first)
            if rest and _once(group.first[0]):
                found.append(f"{label}{describe(group.first[0])} (and {rest:,} more like it in this file)")
                continue
            found += [f"{label}{describe(row)}" for row in group.first]
            if rest:
                what = _OWN.sub("…", group.problem)
                found.append(f"{margin}... and {rest:,} more in {group.file}: {what}")
        for file, groups in self._by_file().items():
            if others := groups[KINDS:]:
                rows = sum(group.count for group in others)
                found.append(f"{margin}... and {rows:,} more in {file}, of {len(others):,} other kinds")
        return found

    def by_file(self, fate: str = "set aside") -> list[str]:
        """A line for each file: how many rows, what most of them are about and where; the worst files first."""
        found = []
        for file, groups in self._by_file().items():
            most = max(groups, key=lambda group: group.count)
            rows = sum(group.count for group in groups)
            kinds = f"{len(groups)} reasons, most often" if len(groups) > 1 else "1 reason"
            problem = most.problem.removesuffix(NOT_APPLIED).removesuffix(ONE_LINE)
            text = f"{rows:,} {fate} in {file}: {kinds}: {problem} (first on line {most.first[0].line})"
            found.append((-rows, file, text))
        found.sort()
        more = [f"... and rows of {len(found) - FILES:,} more files"] if len(found) > FILES else []
        return [text for _, _, text in found[:FILES]] + more

    def _by_file(self) -> dict[str, list[ProblemGroup]]:
        found: dict[str, list[ProblemGroup]] = {}
        for group in self._groups.values():
            found.setdefault(group.file, []).append(group)
        return found

    def _shown_groups(self) -> list[ProblemGroup]:
        return [group for groups in self._by_file().values() for group in groups[:KINDS]]
