"""What changes are of, computed again: findings, pools, themes and cells of the map, with some units put back.

Each target knows the units that touch it; no other can change it, so that nothing is computed twice for the same of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

from evidence.compare.replay import NOTHING, Back, Replay
from evidence.extract.rows import EvidenceItem
from evidence.item_words import Kind
from evidence.synthesise.likeness import Likeness, alike, comparable
from evidence.synthesise.pool import pools
from evidence.synthesise.pool_rows import Pool
from evidence.synthesise.theme_rows import Theme, ThemeLevel
from evidence.synthesise.themes import Named, split, themes


class Target(ABC):
    """`target(back)` is its row with these units put back; None where it would not be there."""

    def __init__(self, replay: Replay) -> None:
        self.replay = replay
        self.items: list[str] = []
        self.works: list[str] = []
        self.touching: Back = NOTHING
        self._rows: dict[Back, Any] = {}

    def __call__(self, back: Back) -> Any:
        own = back & self.touching
        if own not in self._rows:
            self._rows[own] = self.compute(own)
        return self._rows[own]

    def alike(self, field: str) -> Mapping[str, str]:
        """Unit → what it does to a field, of units that are told apart by nothing else: those with one text can stand for each other, and
        a blank one does nothing."""
        return {}

    @abstractmethod
    def compute(self, back: Back) -> Any: ...

    def touched(self, settings: Iterable[str], facets: Iterable[str] = ()) -> Back:
        """The units of its items and works, of codes of these facets, and of settings that begin so."""
        units = self.replay.units
        found: set[str] = set()
        for item in self.items:
            found |= self.replay.touching(item)
        for work in self.works:
            found |= {units.work.get(work, ""), units.study.get(work, ""), units.fate.get(work, "")}
            for facet in facets:
                found |= units.labels.get((work, facet), NOTHING)
        begins = tuple(settings)
        found |= {key for path, key in units.setting.items() if f"{path}.".startswith(begins)}
        return frozenset(found - {""})

    def _items(self, back: Back) -> list[EvidenceItem]:
        return [item for name in self.items if (item := self.replay.item(name, back))]

    def every_item(self) -> list[EvidenceItem]:
        """Every item of the two versions, as it was and as it is."""
        return [
            item for version in (self.replay.before, self.replay.after) for item in version.items.values()
        ]


def names_of(items: Iterable[EvidenceItem]) -> list[str]:
    return sorted({item.item_id for item in items})


class OfPool(Target):
    """One group of estimates. `of`: role, outcome and measure, which it shares with every row that may be brought into it."""

    def __init__(self, replay: Replay, pool: str, of: tuple[str, str, str]) -> None:
        super().__init__(replay)
        self.pool = pool
        effects = [item for item in self.every_item() if item.kind == Kind.EFFECT]
        self.items = names_of(item for item in effects if _group(item) == of)
        self.works = sorted({item.work_id for item in effects if item.item_id in {*self.items}} - {""})
        self.touching = self.touched(f"synthesise.{name}." for name in _OF_POOLS)

    def compute(self, back: Back) -> Pool | None:
        plan = self.replay.stated(back).synthesise
        like = comparable(self._items(back), Likeness(plan.turned_comparisons, plan.alike_comparisons))
        return next(
            (row for row in pools(like, plan.never_pooled, plan.pooling) if row.pool_id == self.pool), None
        )


_OF_POOLS = ("turned_comparisons", "alike_comparisons", "never_pooled", "pooling")


class OfTheme(Target):
    """A theme that people drew, with the descriptive themes that it is made from."""

    def __init__(self, replay: Replay, theme: str) -> None:
        super().__init__(replay)
        self.theme = theme
        self._drawn = self._with_parts(theme)
        codes, names = self._codes(), {*self._drawn}
        codings = (c for v in (replay.before, replay.after) for own in v.codings.values() for c in own)
        self.items = sorted({c.item_id for c in codings if (c.facet, c.code) in codes})
        self.works = sorted({i.work_id for i in self.every_item() if i.item_id in {*self.items}} - {""})
        drawn = (key for name, key in replay.units.theme.items() if name in names)
        coded = tuple(f"codebook.{facet}.{code}." for facet, code in codes)
        self.touching = self.touched(coded) | frozenset(drawn)

    def compute(self, back: Back) -> Theme | None:
        said = self.replay.stated(back)
        drawn = [one for name in self._drawn if (one := self.replay.theme(name, back))]
        items = self._items(back)
        codings = [coding for item in items for coding in self.replay.codings(item.item_id, back)]
        rows, _, _ = themes(drawn, items, codings, said.codebook, said.propositions.ids())
        return next((row for row in rows if row.theme == self.theme), None)

    def _with_parts(self, theme: str) -> list[str]:
        found = {theme: None}
        for version in (self.replay.before, self.replay.after):
            if (one := version.themes.get(theme)) and one.level == ThemeLevel.ANALYTICAL:
                found |= dict.fromkeys([*split(one.made_from), *split(one.against)])
        return list(found)

    def _codes(self) -> set[tuple[str, str]]:
        """The codes that it is made from, or that speak against it, as facet and code."""
        versions = (self.replay.before, self.replay.after)
        drawn = [one for version in versions for name in self._drawn if (one := version.themes.get(name))]
        cells = [cell for one in drawn for cell in (*split(one.made_from), *split(one.against))]
        named = [Named.of(name) for cell in cells for name in cell.split("&")]
        return {(one.facet, one.code) for one in named}


def _group(item: EvidenceItem) -> tuple[str, str, str]:
    return item.role, item.outcome, alike(item).measure
