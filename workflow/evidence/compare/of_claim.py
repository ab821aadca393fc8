"""The finding on a claim, computed again: what each group of studies gives is kept, so that only the rule is asked anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from evidence.compare.gathered import Gathered, Part
from evidence.compare.replay import NOTHING, Back, Replay
from evidence.compare.targets import Target, names_of
from evidence.compare.units import Joined
from evidence.extract.rows import EvidenceItem, Standing
from evidence.extract.whose import Library
from evidence.mentions import Mentions
from evidence.propositions import Proposition
from evidence.synthesise.claim_rows import Finding
from evidence.synthesise.claim_rule import Weighs
from evidence.synthesise.findings import studies_by_design
from evidence.synthesise.match import any_matcher, matcher
from evidence.synthesise.rules import rule_of, wheres
from evidence.synthesise.sides import in_scope, study_by_study


class OfClaim(Target):
    """The finding on a claim."""

    def __init__(self, replay: Replay, claim: str) -> None:
        super().__init__(replay)
        self.claim = claim
        self._versions = (replay.before, replay.after)
        self._stated = [one for version in self._versions if (one := version.stated.claim(claim))]
        self._facets = sorted({f.id for v in self._versions for f in v.stated.codebook.with_role("design")})
        studies = self._bearing()
        self._said = self.touched(self._settings())
        self._groups = [
            _Group(self, own & studies, self._said)
            for own in _groups(replay)
            if own & studies
        ]  # fmt: skip
        self.touching = self._said.union(*(group.touching for group in self._groups))

    def compute(self, back: Back) -> Finding | None:
        said = self.replay.stated(back)
        claim = said.claim(self.claim)
        if claim is None:
            return None
        return Gathered((group.part(back) for group in self._groups), said.propositions).verdict(claim)

    @cached_property
    def alike(self) -> dict[str, str]:
        """Unit → what it does to the claim, where no other unit touches the studies that it touches: units with one text can stand for
        each other. Blank for one that does nothing."""
        touched = Counter(unit for group in self._groups for unit in group.touching)
        views = _Views(self._stated, [group.part(NOTHING) for group in self._groups])
        found: dict[str, str] = {}
        for unit in touched:
            own = [group for group in self._groups if unit in group.touching]
            if unit in self._said or any(len(group.touching - self._said) > 1 for group in own):
                continue
            moved = [(views.of(group.part(NOTHING)), views.of(group.part(frozenset([unit])))) for group in own]
            found[unit] = repr(sorted(moved)) if any(one != other for one, other in moved) else ""
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
                if facet in self._facets and work in version.works and designs & {x.code for x in labels}:
                    found.add(version.works[work].study_id)
        return found


def _groups(replay: Replay) -> list[set[str]]:
    """Studies that are, or were, one with another, together: no unit moves anything from one group to another."""
    names = Joined()
    for version in (replay.before, replay.after):
        for work in version.works.values():
            names.join(f"w{work.work_id}", f"s{work.study_id}")
        for item in version.items.values():
            names.join(f"i{item.item_id}", f"s{item.study_id}")
            if item.work_id:
                names.join(f"w{item.work_id}", f"s{item.study_id}")
    return [{name[1:] for name in own if name[0] == "s"} for own in names.groups()]


class _Group:
    """Studies whose part in a claim is computed together."""

    def __init__(self, of: OfClaim, studies: set[str], said: Back) -> None:
        self._of, self._replay = of, of.replay
        versions = (of.replay.before, of.replay.after)
        items = [item for item in of.every_item() if item.study_id in studies]
        works = {work.work_id for v in versions for work in v.works.values() if work.study_id in studies}
        self._works = sorted(works | {item.work_id for item in items if item.work_id})
        self._items = names_of(items)
        self._read = [work for work in self._works if any((of.claim, work) in v.read for v in versions)]
        of.items, of.works = self._items, self._works
        readings = {of.replay.units.reading.get((of.claim, work), "") for work in self._read} - {""}
        self.touching = of.touched((), of._facets) | said | readings
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
        read = [row for name in self._read if (row := replay.reading(of.claim, name, back))]
        labels = [label for name in works for facet in of._facets for label in replay.labels(name, facet, back)]
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
            found[work.study_id] |= {PurePosixPath(version.files[m]).name for m in work.members if m in version.files}
        return found


class _Views:
    """Parts as a rule sees them, without the names of studies, cases and items that stand in no other part."""

    def __init__(self, stated: Iterable[Proposition], parts: Iterable[Part]) -> None:
        stated = list(stated)
        self._met = [matcher(dict(where)) for one in stated for where in wheres(one.rule)]
        self._numbers = any(rule_of(one.rule).weighs == Weighs.ESTIMATES for one in stated)
        self._held = Counter(name for part in parts for name in {*_shared(part)})

    def of(self, part: Part) -> str:
        """Its sides, with what they share; its items, with the conditions that they meet; its designs."""
        studies = sorted({row.study_id for row, _ in part.sides} | {item.study_id for item in part.items}
                         | {study for own in part.designs.values() for study in own})  # fmt: skip
        number = {study: n for n, study in enumerate(studies)}
        cases = self._named(part)
        place = {item.item_id: item.case_id or item.work_id for item in part.items}
        sides = [
            (number[row.study_id], row.side, row.counted, row.standing, row.directness, len({place.get(i, i) for i in row.items}),
             [cases[name] for name in shares])
            for row, shares in part.sides
        ]  # fmt: skip
        spoken = {name for row, _ in part.sides for name in row.items}
        items = sorted(
            (number[item.study_id], cases.get(item.case_id, ""), item.standing, [met(item) for met in self._met],
             item.item_id in spoken, repr((item.estimate, item.se, item.months)) if self._numbers else "")
            for item in part.items
        )  # fmt: skip
        designs = sorted((code, sorted(number[study] for study in own)) for code, own in part.designs.items())
        exports = sorted((number.get(study, -1), sorted(own)) for study, own in part.exports.items())
        return repr((sides, items, designs, exports))

    def _named(self, part: Part) -> dict[str, str]:
        """What each shared thing is called: by its own name where another part has it too."""
        return {name: name if self._held[name] > 1 else f"own {n}" for n, name in enumerate(sorted({*_shared(part)}))}


def _shared(part: Part) -> list[str]:
    return [name for _, shares in part.sides for name in shares] + [i.case_id for i in part.items if i.case_id]
