"""Codes that people gave: the last decision of each reviewer on each entry, joined over a work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from evidence.agreement import Coded
from evidence.classify.decisions import CodingDecision
from evidence.classify.rows import CodedBy, Label, State
from evidence.decisions import last_words
from evidence.given.declare import moment
from evidence.given.reviewers import CONSENSUS
from evidence.mentions import Mentions


def by_people(
    applied: Iterable[tuple[CodingDecision, str]],
    mentions: Mentions,
    work_of: Mapping[str, str],
) -> dict[tuple[str, str], list[Label]]:
    """Labels by (work_id, facet), main code first. `applied`: decisions, each with its work (`evidence.decisions.by_work`).

    What was settled as CONSENSUS replaces what coders had given. Where decisions that stand give one work different codes (its records were coded apart, or by
    two people), all codes are kept and each label's reasons say so.
    """
    standing: dict[tuple[str, str], list[CodingDecision]] = defaultdict(list)
    for decision, work_id in last_words(applied, mentions, work_of):
        standing[(work_id, decision.facet)].append(decision)
    return {place: _union(*place, own) for place, own in standing.items()}


def _union(work_id: str, facet: str, decisions: list[CodingDecision]) -> list[Label]:
    settled = [d for d in decisions if d.reviewer == CONSENSUS]
    decisions = sorted(settled or decisions, key=moment)
    differ = len({frozenset(_codes(d)) for d in decisions}) > 1
    first = {code: d for d in reversed(decisions) for code in _codes(d)}
    order = dict.fromkeys(code for d in decisions for code in _codes(d))
    return [_label(work_id, facet, code, first[code], differ) for code in order]


def _codes(decision: CodingDecision) -> list[str]:
    return [code for code in map(str.strip, decision.codes.split(";")) if code]


def _label(work_id: str, facet: str, code: str, decision: CodingDecision, differ: bool) -> Label:
    reason = f"coded by {decision.reviewer} on {decision.date}"
    if decision.statement:
        reason += f": {decision.statement}"
    others = ("coded differently elsewhere for this work; all codes are kept",) if differ else ()
    reasons = (reason, *others)
    given = (CodedBy.PERSON, State.ACCEPTED, reasons, decision.reviewer, decision.note)
    return Label(work_id, facet, code, None, *given)


def by_coder(applied: Iterable[tuple[CodingDecision, str]]) -> dict[str, Coded]:
    """By facet: what each reviewer coded; the last decision counts, and what was reconciled later is left out."""
    found: dict[str, Coded] = defaultdict(lambda: defaultdict(dict))
    for decision, work_id in applied:
        if decision.reviewer != CONSENSUS:
            codes = tuple(_codes(decision))
            found[decision.facet][work_id][decision.reviewer] = codes
    return found
