"""The list of claims, side by side with what the source of the claims said."""

from __future__ import annotations

from collections import Counter
from functools import partial

from evidence.brief import components as part
from evidence.brief.figures.balance import Balance, balance_chart
from evidence.brief.macros import parts
from evidence.brief.page import Page, Slots, Undone
from evidence.brief.tables import Tables
from evidence.brief.verdicts import VERDICT_WORDS, five_counts
from evidence.brief.words import a_list, number, plural
from evidence.propositions import Proposition
from evidence.review_kind import Part
from evidence.synthesise.claim_rows import Finding, Lean

_LEANS = {
    Lean.FOR: "leans towards",
    Lean.BETWEEN: "leans neither way on",
    Lean.AGAINST: "leans against",
    Lean.NONE: "does not test",
}


def view(tables: Tables) -> Slots | Undone:
    """All claims on one page, side by side with what the source of the claims said; undone where there is none."""
    if not tables.claims.items:
        return Undone("No claim is put to the test yet.", "Claims go into config/propositions.yaml.")
    status = any(p.start_status for p in tables.claims.items)
    rows = [
        (
            parts.link(f"{p.slug}.html", p.id),
            p.claim,
            parts.beneath(
                part.verdict(f),
                f"{'untested' if f.lean == Lean.NONE else 'leans so'} in {f.holds_in} of {f.universes}, on {number(f.sets)} {plural(f.sets, 'set', 'sets')} of evidence",
            ),
            f"{f.direct_for} / {f.direct_qualifies} / {f.direct_against}",
            *(n for _, n, _ in five_counts(f)),
            *([p.start_status] if status else []),
            part.certainty(tables.certain[p.id]),
        )
        for p in tables.claims.items
        for f in [tables.finding[p.id]]
    ]
    return {
        "message": _message(tables),
        "chart": partial(balance_chart, [_bar(tables, p) for p in tables.claims.items]),
        "rows": rows,
        "first_status": status,
        "seed_reference": tables.claims.seed.get("reference", ""),
        "seed_note": tables.claims.seed.get("note", ""),
    }


def _message(tables: Tables) -> str:
    """How the claims fall: the title of their chart."""
    tally, n = Counter(finding.lean for finding in tables[Finding]), len(tables[Finding])
    said = [f"{words} {number(tally[lean])}" for lean, words in _LEANS.items() if tally[lean]]
    return f"Of {number(n)} {plural(n, 'claim', 'claims')} the evidence {a_list(said)}."


def _bar(tables: Tables, p: Proposition) -> Balance:
    f = tables.finding[p.id]
    return Balance(
        p.id,
        p.heading,
        f.n_for,
        f.n_against,
        f.n_qualifies,
        f.n_silent,
        f.n_not_read,
        VERDICT_WORDS[f.verdict][1],
    )


PAGE = Page("findings/index.md", view, (Part.CLAIMS,))
