"""Findings of before and after: where each went, and every number that moved.

A finding went where its two axes went: which way what was tested leans and how far it agrees, and how much was tested.
`way_of` has the definition; docs/method.md gives it in words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evidence.compare.by_field import said
from evidence.compare.rows import Change, Kind, Way
from evidence.rows import column_names
from evidence.synthesise.axes import AMOUNTS, amount
from evidence.synthesise.claim_rows import Finding, Lean, Verdict
from evidence.synthesise.claim_rule import Weighs

_AGREED = (Verdict.AGREEMENT_FOR, Verdict.AGREEMENT_AGAINST)
_AMOUNTS = [word for _, word in reversed(AMOUNTS)]
_LEFT_OUT = ("proposition", "numbers", "with_claims", "evidence_hash", "rule_text", "caution")
_FIELDS = tuple(
    sorted(
        (name for name in column_names(Finding) if name not in _LEFT_OUT),
        key=lambda name: ("verdict", "lean", "amount").index(name) if name in ("verdict", "lean", "amount") else 3,
    )
)  # fmt: skip
_NOTHING = ("", "0", "no")
"""What a cell says nothing with, where its claim was not stated before or is not stated now."""


def way_of(before: Finding | None, after: Finding | None) -> Way:
    """Where a finding went. It is *the finding* that is strengthened or weakened, whichever way it leans, and never the claim.

    - new: what was not tested before, or not stated, has a verdict now; gone: the reverse;
    - turned: it leans another way, or what was only qualified is divided now;
    - strengthened: it leans the same way, and now agrees; or the verdict is the same, a higher word says how much was tested,
      and the share of its side has not fallen;
    - weakened: the reverse;
    - moved: its words are as they were, or more was tested and less of it is on its side; numbers moved.

    So one more body of evidence on the side to which a finding leans never weakens it, one on another side never strengthens
    it, and equal numbers are no change. In tests that count no votes the interval is in the verdict, and the amount alone makes
    nothing stronger: what was added may have spoken against.
    """
    own, now = _spoken(before), _spoken(after)
    if own is None or now is None:
        return Way.NONE if own is now else Way.NEW if own is None else Way.GONE
    if _stand(own) != _stand(now):
        return Way.TURNED
    if own.verdict != now.verdict:
        return Way.STRENGTHENED if now.verdict in _AGREED else Way.WEAKENED
    if _grew(own, now):
        return Way.STRENGTHENED
    return Way.WEAKENED if _grew(now, own) else Way.MOVED


def _spoken(finding: Finding | None) -> Finding | None:
    """A finding that says something: its claim was tested."""
    return None if finding is None or finding.lean == Lean.NONE else finding


def _stand(finding: Finding) -> str:
    return finding.verdict if finding.lean == Lean.BETWEEN else finding.lean


def _grew(one: Finding, other: Finding) -> bool:
    """Whether much more was tested in `other`, and no smaller share of it is on the side of the finding."""
    if {one.tested_unit, other.tested_unit} != {Weighs.SIDES}:
        return False
    if _AMOUNTS.index(amount(other.tested)) <= _AMOUNTS.index(amount(one.tested)):
        return False
    (k, n), (m, of) = _share(one), _share(other)
    return m * n >= k * of


def _share(finding: Finding) -> tuple[int, int]:
    """(direct bodies on its side, of all that the test counted); a finding between the sides has all on its side."""
    of = finding.direct_for + finding.direct_against + finding.direct_qualifies
    on_its_side = {Lean.FOR: finding.direct_for, Lean.AGAINST: finding.direct_against}
    return on_its_side.get(finding.lean, of), of


@dataclass(frozen=True)
class Names:
    """What claims are called, whose own settings changed, and the names of studies in after by those of before."""

    claim: Mapping[str, str]
    restated: Mapping[str, str]
    study: Mapping[str, str]


def findings(before: list[Finding], after: list[Finding], names: Names) -> Iterator[Change]:
    """Every number of every finding that is not as it was; each row says where its finding went."""
    own, now = ({row.proposition: row for row in rows} for rows in (before, after))
    for claim in [*now, *(claim for claim in own if claim not in now)]:
        alone = claim not in own or claim not in now
        one, other = cells_of(own.get(claim), names.study, alone), cells_of(now.get(claim), {}, alone)
        way = way_of(own.get(claim), now.get(claim))
        for name in {**other, **one}:
            if one.get(name, "") != other.get(name, ""):
                yield Change(
                    Kind.FINDING, claim, names.claim.get(claim, claim), name, one.get(name, ""), other.get(name, ""),
                    way, names.restated.get(claim, ""), "",
                )  # fmt: skip


def cells_of(finding: Finding | None, study: Mapping[str, str], alone: bool) -> dict[str, str]:
    if finding is None:
        return {}
    cells = {name: said(getattr(finding, name), study) for name in _FIELDS}
    if finding.tested_unit != Weighs.SIDES:  # whose numbers are the columns
        cells |= _numbers("numbers", json.loads(finding.numbers or "{}"), study)
    return {name: cell for name, cell in cells.items() if cell not in _NOTHING} if alone else cells


def _numbers(at: str, value: Any, study: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What a rule read, name by name."""
    if isinstance(value, dict):
        for name, own in value.items():
            yield from _numbers(f"{at}.{name}", own, study)
    elif isinstance(value, list) and any(isinstance(own, dict) for own in value):
        for n, own in enumerate(value):
            label = own.pop("label", n) if isinstance(own, dict) else n
            yield from _numbers(f"{at}.{label}", own, study)
    else:
        yield at, said(value, study)
