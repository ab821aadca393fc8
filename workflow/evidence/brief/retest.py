"""What the source of the claims said, point by point, and how far this evidence leans towards each point."""

from __future__ import annotations

from collections import Counter
from typing import Any

from evidence.brief.sentences import Sentence, fill
from evidence.brief.tables import Tables
from evidence.synthesise.claim_rows import Lean

_SUMMARY = {
    "finding": "Of the {n} key findings of the source, this evidence leans towards {whole} in every claim, {part} in part and {none} in no claim.",
    "implication": "Of its {n} implications, this evidence leans towards {whole} in every claim, {part} in part and {none} in no claim.",
}


def points(tables: Tables, kind: str) -> list[dict[str, Any]]:
    return [point for point in tables.claims.seed.get("points", []) if point["kind"] == kind]


def outcome(tables: Tables, point: dict[str, Any]) -> str:
    """`whole`, `part` or `none`: whether the evidence leans towards all, some or none of the point's claims."""
    leans = [tables.finding[claim].lean == Lean.FOR for claim in point["claims"]]
    return "whole" if all(leans) else "part" if any(leans) else "none"


def summary(tables: Tables) -> list[Sentence]:
    """One sentence a kind of point; none where the review has no source with points."""
    found = []
    for kind, template in _SUMMARY.items():
        if own := points(tables, kind):
            tally = Counter(outcome(tables, point) for point in own)
            values = {"n": len(own), **{name: tally[name] for name in ("whole", "part", "none")}}
            text = fill(template, values, file="brief", field=f"replication.{kind}")
            found.append(Sentence(f"replication-{kind}", text, template, values, f"replication.html#{kind}s"))
    return found
