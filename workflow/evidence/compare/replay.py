"""The later version with some units put back as they were before: its items, works, codes, sides and settings.

What is put back upstream is followed down by the product's own functions: an item's standing and study are extracted anew from its row, with
the works, the screening and the settings that it would have had.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from evidence.classify.rows import Label
from evidence.compare.edition import Edition, library, placeless
from evidence.compare.stated import Stated, put_back
from evidence.compare.unit import Joined, Units
from evidence.deduplicate.rows import Work
from evidence.extract.rows import Coding, EvidenceItem
from evidence.extract.side_readings import Reading
from evidence.extract.stage import extract
from evidence.screen.rows import Screening
from evidence.synthesise.decisions import ThemeDecision

Back = frozenset[str]
"""The keys of the units that are put back."""
NOTHING: Back = frozenset()
_MOST_TRIED = 6  # settings, each of which is asked by itself which items it touches
_EXTRACTED_BY = ("extract.", "codebook.", "propositions.seed")


class Replay:
    """`item`, `work` and the like give what there would be with some units put back; None for what would not be there."""

    def __init__(self, before: Edition, after: Edition, units: Units) -> None:
        self.before, self.after, self.units = before, after, units
        self._stated: dict[Back, Stated] = {}
        self._worlds: dict[tuple[bool, bool, bool, Back], dict[str, EvidenceItem]] = {}
        self._items: dict[tuple[str, Back], EvidenceItem | None] = {}
        self._touch: dict[str, Back] = {}

    @cached_property
    def groups(self) -> list[frozenset[str]]:
        """Studies that are, or were, one with another, together: no unit moves anything from one group to another."""
        names = Joined()
        for version in (self.before, self.after):
            for work in version.works.values():
                names.join(f"w{work.work_id}", f"s{work.study_id}")
            for item in version.items.values():
                names.join(f"i{item.item_id}", f"s{item.study_id}")
                if item.work_id:
                    names.join(f"w{item.work_id}", f"s{item.study_id}")
        return [frozenset(name[1:] for name in own if name[0] == "s") for own in names.groups()]

    def stated(self, back: Back) -> Stated:
        """Settings, codebook and claims."""
        own = frozenset(path for path, key in self.units.setting.items() if key in back)
        if own not in self._stated:
            self._stated[own] = put_back(self.before.stated, self.after.stated, own)
        return self._stated[own]

    def work(self, name: str, back: Back) -> Work | None:
        version = self.version(self.units.work.get(name), back)
        one, other = self.before.works.get(name), self.after.works.get(name)
        work = version.works.get(name)
        if work and one and other:
            study = one if self.units.study.get(name) in back else other
            return work if work.study_id == study.study_id else replace(work, study_id=study.study_id)
        return work

    def screening(self, name: str, back: Back) -> Screening | None:
        there = self.units.existence(name) in back
        version = self.version(self.units.fate.get(name), back)
        return (self.before if there else version).screening.get(name)

    def labels(self, work: str, facet: str, back: Back) -> tuple[Label, ...]:
        """The accepted codes of a work; those of before where all that moved them is put back."""
        own = self.units.labels.get((work, facet), NOTHING)
        then = bool(own and own <= back) or self.units.existence(work) in back
        return (self.before if then else self.after).labels.get((work, facet), ())

    def reading(self, claim: str, name: str, back: Back) -> Reading | None:
        """A person's side of a work on a claim, where the work would be there."""
        unit = self.units.reading.get((claim, name)) or self.units.existence(name)
        row, work = self.version(unit, back).read.get((claim, name)), self.work(name, back)
        return replace(row, work=work, study_id=work.study_id) if row and work else None

    def theme(self, name: str, back: Back) -> ThemeDecision | None:
        return self.version(self.units.theme.get(name), back).themes.get(name)

    def codings(self, name: str, back: Back) -> tuple[Coding, ...]:
        version = self.before if self._row_of_before(name, back) else self.after
        return version.codings.get(name, ())

    def item(self, name: str, back: Back) -> EvidenceItem | None:
        key = (name, self.touching(name) & back)
        if key not in self._items:
            self._items[key] = self._item(*key)
        return self._items[key]

    def touching(self, name: str) -> Back:
        """The units that may bear on an item."""
        if name not in self._touch:
            units, found = self.units, {self.units.item.get(name)}
            for version in (self.before, self.after):
                work = version.items[name].work_id if name in version.items else ""
                found |= {units.work.get(work), units.study.get(work), units.fate.get(work)}
            self._touch[name] = frozenset(filter(None, found)) | self._by_settings.get(name, NOTHING)
        return self._touch[name]

    def version(self, unit: str | None, back: Back) -> Edition:
        """The version that what a unit governs is taken from."""
        return self.before if unit in back else self.after

    def _works_of(self, name: str) -> list[str]:
        """The works that an item is or was of."""
        versions = (version.items.get(name) for version in (self.before, self.after))
        return [item.work_id for item in versions if item]

    def _row_of_before(self, name: str, back: Back) -> bool:
        """Whether an item stands as its row was: its own row is put back, or came or went with a work that is."""
        if unit := self.units.item.get(name):
            return unit in back
        return any(self.units.existence(work) in back for work in self._works_of(name))

    def _item(self, name: str, back: Back) -> EvidenceItem | None:
        works = self._works_of(name)
        world = (
            self._row_of_before(name, back),
            any(self.units.work.get(work) in back for work in works),
            any({self.units.fate.get(work), self.units.existence(work)} & back for work in works),
            frozenset(self._extracting) & back & self.touching(name),
        )
        item = self._world(*world).get(name)
        version = self.before if world[1] else self.after
        there = version.works.get(item.work_id) if item else None
        work = self.work(item.work_id, back) if item else None
        if item and there and work and item.study_id == there.study_id != work.study_id:
            return replace(item, study_id=work.study_id)
        return item

    @cached_property
    def _extracting(self) -> list[str]:
        """The units of settings that may bear on items."""
        return [key for path, key in self.units.setting.items() if path.startswith(_EXTRACTED_BY)]

    @cached_property
    def _by_settings(self) -> dict[str, Back]:
        """Item → the settings that change it, tried with all the rest as it is now and as it was."""
        every = frozenset(self._extracting)
        if not every:
            return {}
        moved = self._moved_by(every, NOTHING)
        each = self._extracting if moved and len(every) <= _MOST_TRIED else []
        found = dict.fromkeys(moved, every)
        if each:
            touched = {
                key: self._moved_by(frozenset([key]), NOTHING) | self._moved_by(every, every - {key})
                for key in each
            }
            found = {name: frozenset(key for key in each if name in touched[key]) or every for name in moved}
        return found

    def _moved_by(self, one: Back, other: Back) -> set[str]:
        """Items that are not alike with these settings put back and with those."""
        found: set[str] = set()
        for then in (False, True):
            own, others = self._world(then, then, then, one), self._world(then, then, then, other)
            found |= {name for name in {**own, **others} if own.get(name) != others.get(name)}
        return found

    def _world(self, rows: bool, works: bool, screening: bool, settings: Back) -> dict[str, EvidenceItem]:
        """Every item as it is extracted with rows, works and screening of before (or after), and with some settings put back."""
        key = (rows, works, screening, settings)
        if key not in self._worlds:
            self._worlds[key] = self._extracted(*key)
        return self._worlds[key]

    def _extracted(self, rows: bool, works: bool, screening: bool, settings: Back) -> dict[str, EvidenceItem]:
        of_rows, of_works, of_fates = (
            self.before if then else self.after for then in (rows, works, screening)
        )
        if not of_rows.texts:  # nothing to extract from: what was extracted then
            return of_rows.items
        said = self.stated(settings)
        found = extract(
            of_rows.texts, library(of_works, of_fates.screening), said.codebook, said.propositions.ids(), said.counting
        )  # fmt: skip
        return {item.item_id: placeless(item) for item in found.items}
