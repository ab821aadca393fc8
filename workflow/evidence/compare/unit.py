"""A unit of what changed, and all units with what each of them governs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from evidence.compare.rows import Kind

_EXISTENCE = (Kind.WORK_IN, Kind.WORK_OUT, Kind.WORKS_JOINED, Kind.WORK_PARTED)


@dataclass(frozen=True, slots=True)
class Unit:
    """One cause that may be. `unit`: the id of what changed, `name` what people call it."""

    kind: Kind
    unit: str
    name: str

    @property
    def key(self) -> str:
        return f"{self.kind}|{self.unit}"


@dataclass(frozen=True)
class Units:
    """All units by their key, and for each thing that changed the units of it: of works, items, labels, readings, themes and settings."""

    all: dict[str, Unit] = field(default_factory=dict)
    work: dict[str, str] = field(default_factory=dict)
    study: dict[str, str] = field(default_factory=dict)
    fate: dict[str, str] = field(default_factory=dict)
    item: dict[str, str] = field(default_factory=dict)
    labels: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    reading: dict[tuple[str, str], str] = field(default_factory=dict)
    theme: dict[str, str] = field(default_factory=dict)
    setting: dict[str, str] = field(default_factory=dict)
    """Path of a setting → its unit."""

    def add(self, kind: Kind, unit: str, name: str) -> str:
        one = Unit(kind, unit, name)
        return self.all.setdefault(one.key, one).key

    def existence(self, work: str) -> str:
        """The unit by which a work is there or not, where there is one; else nothing."""
        unit = self.work.get(work, "")
        return unit if unit and self.all[unit].kind in _EXISTENCE else ""


class Joined:
    """Names that belong together, one by one."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def _root(self, name: str) -> str:
        self._first.setdefault(name, name)
        while self._first[name] != name:
            name = self._first[name]
        return name

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._first[second] = first

    def groups(self) -> list[list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._first:
            found[self._root(name)].append(name)
        return [sorted(own) for _, own in sorted(found.items())]
