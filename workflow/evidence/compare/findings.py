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
    """Where a finding went. It is *the claim* that is strengthened or weakened, as in the law that one more study for a claim never
    weakens it: what speaks more firmly against a claim weakens it.

    - new: the claim was not tested before, or not stated, and has a verdict now; gone: the reverse;
    - turned: the evidence leans another way, or is divided where it was only qualified;
    - strengthened: it leans the same way with another verdict, which is nearer to agreement for the claim; or with the same
      verdict, where more was tested by a word of the scale of amounts (`AMOUNTS`) and no smaller share of it is for the claim
      that it leans to, or less by a word, and no larger share against the claim that it leans against;
    - weakened: the reverse;
    - moved: neither of these, and numbers moved.

    So one more body of evidence for a claim never weakens it, one more against it never strengthens it, and equal numbers are no
    change. In tests that count no votes the interval is in the verdict, and the amount alone makes nothing stronger: what was
    added may have spoken either way.
    """
    own, now = _tested(before), _tested(after)
    if own is None or now is None:
        return Way.NONE if own is now else Way.NEW if own is None else Way.GONE
    if own.lean != now.lean or (own.verdict != now.verdict and own.lean == Lean.BETWEEN):
        return Way.TURNED
    toward = own.lean == Lean.FOR
    if (own.verdict in _AGREED) != (now.verdict in _AGREED):
        return Way.STRENGTHENED if (now.verdict in _AGREED) == toward else Way.WEAKENED
    if own.lean == Lean.BETWEEN or not (_grew(own, now) or _grew(now, own)):
        return Way.MOVED
    return Way.STRENGTHENED if _grew(own, now) == toward else Way.WEAKENED


def _tested(finding: Finding | None) -> Finding | None:
    """A finding whose claim was tested."""
    return None if finding is None or finding.lean == Lean.NONE else finding


def _grew(one: Finding, other: Finding) -> bool:
    """Whether more was tested in `other` by a word, and no smaller share of it is on the side to which both lean."""
    if {one.tested_unit, other.tested_unit} != {Weighs.SIDES}:
        return False
    if _AMOUNTS.index(amount(other.tested)) <= _AMOUNTS.index(amount(one.tested)):
        return False
    (k, n), (m, of) = _share(one), _share(other)
    return m * n >= k * of


def _share(finding: Finding) -> tuple[int, int]:
    """(direct bodies on the side to which it leans, of all that speak directly)."""
    own = finding.direct_for if finding.lean == Lean.FOR else finding.direct_against
    return own, finding.direct_for + finding.direct_against + finding.direct_qualifies


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
