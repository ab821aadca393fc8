"""A cell of the evidence map, computed again: it is the sum of what each group of studies puts into it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from evidence.compare.replay import NOTHING, Back, Replay
from evidence.compare.targets import Target, names_of
from evidence.item_codes import facets_of
from evidence.spanning import spanning
from evidence.synthesise.direction import evidence_map
from evidence.synthesise.rows import MapCell

_SETTINGS = ("direction_roles", "turned_comparisons", "agreement", "count_machine_codes")
_REASONS = ("found, not included", "unclear", "nothing found")
"""Why a cell is empty; of several groups the first of these holds."""


class OfCell(Target):
    """The cell of one form and one field."""

    def __init__(self, replay: Replay, cell: tuple[str, str]) -> None:
        super().__init__(replay)
        self.cell = cell
        spans = [span for v in (replay.before, replay.after) if (span := spanning(v.stated.codebook))]
        self.facets = sorted({facet.id for span in spans for facet in span})
        named = tuple(f"codebook.{facet}." for facet in self.facets)
        self.said = self.touched((*named, *(f"synthesise.{name}." for name in _SETTINGS)))
        bearing = self._bearing()
        self._groups = [_Group(self, own) for own in replay.groups if own & bearing]
        self.touching = self.said.union(*(group.touching for group in self._groups))

    def compute(self, back: Back) -> MapCell | None:
        parts = [part for group in self._groups if (part := group.part(back))]
        own = self.empty(back)
        return own and _together(own, parts)

    def empty(self, back: Back) -> MapCell | None:
        """The cell without anything in it; None where the codebook has no such cell."""
        found = evidence_map([], [], [], [], self.replay.stated(back).codebook, [], [], only=self.cell)
        return found[0] if found else None

    def alike(self, field: str) -> Mapping[str, str]:
        """Blank for units that do nothing to the cell."""
        touched = Counter(unit for group in self._groups for unit in group.touching)
        found = {}
        for unit in touched.keys() - self.said:
            own = [group for group in self._groups if unit in group.touching]
            alone = all(len(group.touching - self.said) == 1 for group in own)
            if alone and all(group.part(NOTHING) == group.part(frozenset([unit])) for group in own):
                found[unit] = ""
        return found

    def _bearing(self) -> set[str]:
        """Studies that have, or had, one of the two codes."""
        codes: dict[str, set[str]] = defaultdict(set)
        for version in (self.replay.before, self.replay.after):
            for (work, facet), labels in version.labels.items():
                if facet in self.facets and work in version.works:
                    codes[version.works[work].study_id].update(label.code for label in labels)
        for item in self.every_item():
            codes[item.study_id].update(code for own in facets_of(item.facets).values() for code in own)
            codes[item.study_id].add(item.outcome)
        return {study for study, has in codes.items() if has & {*self.cell}}


class _Group:
    """Studies whose part in a cell is computed together."""

    def __init__(self, of: OfCell, studies: frozenset[str]) -> None:
        self._of, self._replay = of, of.replay
        versions = (of.replay.before, of.replay.after)
        items = [item for item in of.every_item() if item.study_id in studies]
        works = {work.work_id for v in versions for work in v.works.values() if work.study_id in studies}
        of.items, of.works = names_of(items), sorted(works | {item.work_id for item in items if item.work_id})
        self._items, self._works = of.items, of.works
        self.touching = of.touched((), of.facets) | of.said
        self._parts: dict[Back, MapCell | None] = {}

    def part(self, back: Back) -> MapCell | None:
        own = back & self.touching
        if own not in self._parts:
            self._parts[own] = self._part(own)
        return self._parts[own]

    def _part(self, back: Back) -> MapCell | None:
        replay, said = self._replay, self._replay.stated(back)
        plan = said.synthesise
        works = {name: work for name in self._works if (work := replay.work(name, back))}
        labels = [x for name in works for facet in self._of.facets for x in replay.labels(name, facet, back)]
        found = evidence_map(
            [item for name in self._items if (item := replay.item(name, back))],
            list(works.values()),
            [row for name in works if (row := replay.screening(name, back))],
            [label for label in labels if label.counts(plan.count_machine_codes)],
            said.codebook, list(plan.direction_roles), list(plan.turned_comparisons), plan.agreement, self._of.cell,
        )  # fmt: skip
        return found[0] if found else None


def _together(empty: MapCell, parts: list[MapCell]) -> MapCell:
    works = tuple(work for part in parts for work in part.works)
    items = tuple(item for part in parts for item in part.items)
    reasons = {part.why_empty for part in (empty, *parts)}
    return replace(
        empty,
        works=works,
        items=items,
        positive=sum(part.positive for part in parts),
        negative=sum(part.negative for part in parts),
        mixed=sum(part.mixed for part in parts),
        none=sum(part.none for part in parts),
        why_empty="" if works or items else next(reason for reason in _REASONS if reason in reasons),
    )
