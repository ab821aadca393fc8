"""Implications: what people say follows from claims, each beside the verdicts that it rests on as they are now.

Nothing here writes, proposes or weighs one. An implication names the fingerprint of its claims and is stale when that has moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from evidence.assess.decisions import ImplicationDecision
from evidence.assess.rows import Implication
from evidence.assess.states import state
from evidence.fingerprints import digits
from evidence.given.declare import moment
from evidence.remarks import NOT_APPLIED, Remark
from evidence.synthesise.claim_rows import Finding
from evidence.written import as_allowed, nearest_first


def implications(
    decisions: Iterable[ImplicationDecision], findings: Mapping[str, Finding], points: Sequence[str]
) -> tuple[list[Implication], list[Remark]]:
    """The implications that stand, by their ids, and a remark for each that takes up what is no point of the source.

    `findings`: by claim; `points`: the names of the points that there are.
    """
    stray = of_no_point(decisions := list(decisions), points)
    left_out = {(remark.source_file, remark.line) for remark in stray}
    ordered = sorted(decisions, key=moment)
    latest = {d.implication: d for d in ordered if (d.file, d.line) not in left_out}
    standing = [latest[name] for name in sorted(latest) if not latest[name].standing]
    return [_row(decision, findings, as_allowed(decision.point, points)) for decision in standing], stray


def fingerprint(claims: Iterable[str], findings: Mapping[str, Finding]) -> str:
    """Twelve hex digits that change with the verdict on one of the claims, or with the evidence under it."""
    rests = sorted((claim, str(findings[claim].verdict), findings[claim].evidence_hash) for claim in claims)
    return digits(rests)


def of_no_point(decisions: Iterable[ImplicationDecision], points: Sequence[str]) -> list[Remark]:
    """A remark for each implication that takes up a point which the source does not have."""
    return [_no_point(d, points) for d in decisions if d.point and as_allowed(d.point, points) not in points]


def claims_of(decision: ImplicationDecision) -> tuple[str, ...]:
    """The claims that it rests on, each once."""
    return tuple(dict.fromkeys(decision.claims.split(";")))


def _row(decision: ImplicationDecision, findings: Mapping[str, Finding], point: str) -> Implication:
    claims = claims_of(decision)
    now = fingerprint(claims, findings)
    return Implication(
        decision.implication,
        " ".join(decision.text.split()),
        claims,
        point,
        decision.reviewer,
        decision.date,
        decision.note,
        state(decision, now, ()),
        now,
    )


def _no_point(decision: ImplicationDecision, points: Sequence[str]) -> Remark:
    near = ", ".join(nearest_first(decision.point, points)) or "the source has no points"
    return Remark(
        f"{decision.file}:{decision.line}",
        decision.file,
        decision.line,
        "point",
        decision.point,
        "the source of the claims has no such point" + NOT_APPLIED,
        f"take a point of seed: points: in config/propositions.yaml ({near}), or leave the cell blank",
        dropped=True,
    )
