"""What a claim sees of a few studies, without the names of what stands in no other: by this units are told to do the same.

A rule looks at sides that take a side and speak directly, at the items that meet its conditions, and at the designs of its settings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from evidence.compare.gathered import Part
from evidence.extract.rows import EvidenceItem, Standing
from evidence.propositions import Proposition
from evidence.side_words import TAKEN, Directness
from evidence.synthesise.claim_rows import SideOfStudy
from evidence.synthesise.claim_rule import Designs, Weighs
from evidence.synthesise.match import matcher
from evidence.synthesise.rules import rule_of, wheres
from evidence.synthesise.sampled import sampled

RULED = ("verdict", "lean", "amount", "tested", "tested_unit", "test", "rule")
"""The fields of a finding that its rule alone says."""
_COUNTED = (Standing.COUNTED, Standing.CLAIM_UNDER_TEST)


class Views:
    """Parts as a claim sees them. `stated`: the claim as it was and as it is; `parts`: all that it sees now."""

    def __init__(self, stated: Iterable[Proposition], parts: Iterable[Part]) -> None:
        self._stated = list(stated)
        self._met = [matcher(dict(where)) for one in self._stated for where in wheres(one.rule)]
        self._designs = [codes for one in self._stated for codes in _designs(one)]
        rules = [rule_of(one.rule) for one in self._stated]
        self._named = any(rule.of_named for rule in rules)
        self._weighs = {rule.weighs for rule in rules}
        self._held = Counter(name for part in parts for name in {*_shared(part)})

    def of(self, part: Part, ruled: bool) -> str:
        """`ruled`: what the rule looks at alone, else all that stands in a finding."""
        sides = [(row, shares) for row, shares in part.sides if not ruled or _speaks(row)]
        seen = [(item, met) for item in part.items if any(met := [one(item) for one in self._met])]
        seen = [(item, met) for item, met in seen if not ruled or item.standing in _COUNTED]
        designs = self._designed(part)
        names = {row.study_id for row, _ in sides} | {item.study_id for item, _ in seen} | designs.keys()
        number = {study: n for n, study in enumerate(sorted(names))}
        called = self._called(part)
        spoken = {name for row, _ in part.sides for name in row.items} if self._named else set()
        told = [
            (number[row.study_id], row.side, row.counted, row.standing, row.directness, [called[x] for x in shares])
            for row, shares in sides
        ]  # fmt: skip
        items = [
            (number[item.study_id], item.standing, met, item.item_id in spoken, *self._own(item, called))
            for item, met in seen
        ]
        return repr(
            (
                told,
                sorted({repr(item) for item in items}),
                [(number[s], own) for s, own in sorted(designs.items())],
            )
        )

    def _own(self, item: EvidenceItem, called: Mapping[str, str]) -> tuple[str, str]:
        """What tells an item from others that meet the same conditions, where the rule looks at it: its case, its number."""
        case = called.get(item.case_id, "") if Weighs.CASES in self._weighs else ""
        return case, item.item_id if Weighs.ESTIMATES in self._weighs else ""

    def _designed(self, part: Part) -> dict[str, list[bool]]:
        """Study → whether it has one of the designs, for each list of them that a rule counts."""
        found: dict[str, list[bool]] = {}
        own = [sampled(one, part.designs, part.exports) for one in self._stated]
        for study in sorted({study for designs in own for studies in designs.values() for study in studies}):
            has = [
                any(study in designs.get(code, ()) for code in codes)
                for designs in own
                for codes in self._designs
            ]
            if any(has):
                found[study] = has
        return found

    def _called(self, part: Part) -> Mapping[str, str]:
        """What each shared thing is called: by its own name where another part has it too."""
        return {
            name: name if self._held[name] > 1 else f"own {n}"
            for n, name in enumerate(sorted({*_shared(part)}))
        }


def _designs(claim: Proposition) -> list[list[str]]:
    own = (s for s in rule_of(claim.rule).settings if isinstance(s, Designs) and s.name in claim.rule)
    return [setting.designs(claim.rule[setting.name]) for setting in own]


def _speaks(row: SideOfStudy) -> bool:
    """Whether a side bears on a test, or shows what the claim itself would do."""
    if row.standing == Standing.CLAIM_UNDER_TEST:
        return True
    return row.side in TAKEN and row.directness == Directness.DIRECT and row.standing == Standing.COUNTED


def _shared(part: Part) -> list[str]:
    return [name for _, shares in part.sides for name in shares] + [
        i.case_id for i in part.items if i.case_id
    ]
