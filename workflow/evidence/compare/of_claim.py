"""The finding on a claim, computed again: what each group of studies gives is kept, so that only the rule is asked anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from evidence.compare.gathered import Gathered, Part
from evidence.compare.replay import NOTHING, Back, Replay
from evidence.compare.targets import Target, names_of
from evidence.compare.views import RULED, Views
from evidence.extract.rows import Standing
from evidence.extract.whose import Library
from evidence.mentions import Mentions
from evidence.synthesise.claim_rows import Finding
from evidence.synthesise.findings import studies_by_design
from evidence.synthesise.match import any_matcher
from evidence.synthesise.rules import rule_of, wheres
from evidence.synthesise.sides import in_scope, study_by_study


class OfClaim(Target):
    """The finding on a claim."""

    def __init__(self, replay: Replay, claim: str) -> None:
        super().__init__(replay)
        self.claim = claim
        self._versions = (replay.before, replay.after)
        self._stated = [one for version in self._versions if (one := version.stated.claim(claim))]
        self.facets = sorted({f.id for v in self._versions for f in v.stated.codebook.with_role("design")})
        studies = self._bearing()
        self._said = self.touched(self._settings())
        self._groups = [
            _Group(self, own & studies, self._said)
            for own in replay.groups
            if own & studies
        ]  # fmt: skip
        self.touching = self._said.union(*(group.touching for group in self._groups))

    def compute(self, back: Back) -> Finding | None:
        said = self.replay.stated(back)
        claim = said.claim(self.claim)
        if claim is None:
            return None
        return Gathered((group.part(back) for group in self._groups), said.propositions).verdict(claim)

    def alike(self, field: str) -> Mapping[str, str]:
        return self._alike[field in RULED]

    @cached_property
    def _alike(self) -> dict[bool, dict[str, str]]:
        """For what the rule alone says, and for all that a finding says: unit → what it does, where no other unit touches the studies
        that it touches."""
        touched = Counter(unit for group in self._groups for unit in group.touching)
        views = Views(self._stated, [group.part(NOTHING) for group in self._groups])
        found: dict[bool, dict[str, str]] = {True: {}, False: {}}
        for unit in touched:
            own = [group for group in self._groups if unit in group.touching]
            if unit in self._said or any(len(group.touching - self._said) > 1 for group in own):
                continue
            parts = [(group.part(NOTHING), group.part(frozenset([unit]))) for group in own]
            for ruled, what in found.items():
                moved = [(views.of(now, ruled), views.of(without, ruled)) for now, without in parts]
                what[unit] = repr(sorted(moved)) if any(one != other for one, other in moved) else ""
        return found

    def _settings(self) -> list[str]:
        roles = (f"codebook.{facet.id}.role." for v in self._versions for facet in v.stated.codebook.facets)
        own = ("synthesise.count_machine_codes.", f"propositions.{self.claim}.", "propositions.defaults.")
        return [*own, *roles]

    def _bearing(self) -> set[str]:
        """Studies that have, or had, anything by which the claim may be judged."""
        scopes = [in_scope(one) for one in self._stated]
        seen = any_matcher([dict(where) for one in self._stated for where in wheres(one.rule)])
        found = {i.study_id for i in self.every_item() if seen(i) or any(inside(i) for inside in scopes)}
        designs = {code for one in self._stated for code in rule_of(one.rule).designs(one.rule)}
        for version in self._versions:
            found |= {row.study_id for (claim, _), row in version.read.items() if claim == self.claim}
            for (work, facet), labels in version.labels.items() if designs else ():
                if facet in self.facets and work in version.works and designs & {x.code for x in labels}:
                    found.add(version.works[work].study_id)
        return found


class _Group:
    """Studies whose part in a claim is computed together."""

    def __init__(self, of: OfClaim, studies: frozenset[str], said: Back) -> None:
        self._of, self._replay = of, of.replay
        versions = (of.replay.before, of.replay.after)
        items = [item for item in of.every_item() if item.study_id in studies]
        works = {work.work_id for v in versions for work in v.works.values() if work.study_id in studies}
        self._works = sorted(works | {item.work_id for item in items if item.work_id})
        self._items = names_of(items)
        self._read = [work for work in self._works if any((of.claim, work) in v.read for v in versions)]
        of.items, of.works = self._items, self._works
        readings = {of.replay.units.reading.get((of.claim, work), "") for work in self._read} - {""}
        self.touching = of.touched((), of.facets) | said | readings
        self._parts: dict[Back, Part] = {}

    def part(self, back: Back) -> Part:
        own = back & self.touching
        if own not in self._parts:
            self._parts[own] = self._part(own)
        return self._parts[own]

    def _part(self, back: Back) -> Part:
        replay, said, of = self._replay, self._replay.stated(back), self._of
        claim = said.claim(of.claim)
        assert claim
        items = [item for name in self._items if (item := replay.item(name, back))]
        items = [item for item in items if item.standing != Standing.NOT_KNOWN]
        works = {name: work for name in self._works if (work := replay.work(name, back))}
        screening = {name: row for name in works if (row := replay.screening(name, back))}
        read = [said_of for name in self._read if (said_of := replay.reading(of.claim, name, back))]
        labels = [
            label for name in works for facet in of.facets for label in replay.labels(name, facet, back)
        ]
        counted = [label for label in labels if label.counts(said.synthesise.count_machine_codes)]
        defaults = said.propositions
        return Part(
            items,
            study_by_study(claim, items, read, screening, defaults.directness, defaults.margins),
            studies_by_design(counted, Library(Mentions([]), {}, works, screening), said.codebook),
            self._exports(works, back) if claim.not_from else {},
        )

    def _exports(self, works: Any, back: Back) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for name, work in works.items():
            version = self._replay.version(self._replay.units.work.get(name), back)
            found[work.study_id] |= {
                PurePosixPath(version.files[m]).name for m in work.members if m in version.files
            }
        return found
