"""The figures and sentences of the four-page briefing, as one JSON that Typst reads."""

from __future__ import annotations

from collections import Counter
from typing import Any

from evidence.brief.pages.home import cite, tiles
from evidence.brief.prisma import flow
from evidence.brief.statements import (
    VERDICT_WORDS,
    about_the_evidence,
    bottom_line,
    finding_sentences,
    not_known,
)
from evidence.brief.tables import Tables
from evidence.brief.words import long_date
from evidence.citation import full_reference
from evidence.propositions import Proposition

_MOST_REFERENCES = 12


def briefing(tables: Tables) -> dict[str, Any]:
    """All that book/briefing.typ needs; every string is plain text."""
    review, seed = tables.config["review"], tables.claims.seed
    keys = [p for p in tables.claims.items if p.key] or list(tables.claims.items)
    numbers = flow(tables)
    return {
        "title": review["title"],
        "subtitle": review.get("subtitle", ""),
        "question": " ".join(review["question"].split()),
        "evidence_date": long_date(review["evidence_date"]),
        "version": review["version"],
        "cite": cite(tables),
        "url_note": "The full book, with every record behind every sentence, comes with this briefing.",
        "bottom_line": " ".join(s.text for s in bottom_line(tables)),
        "seed": {
            "title": seed["title"],
            "year": seed["year"],
            "reference": " ".join(seed["reference"].split()),
        },
        "tiles": [{"value": v, "label": label, "note": note} for v, label, note in tiles(tables)],
        "background": [" ".join(text.split()) for text in review.get("background", [])],
        "key_findings": [_finding(tables, p) for p in keys],
        "all_findings": [_finding(tables, p) for p in tables.claims.items],
        "directions": _directions(tables),
        "map": _map(tables),
        "prisma": [{"label": what, "n": n, "detail": phase} for phase, what, n in numbers.rows()],
        "not_known": [s.text for s in not_known(tables)],
        "limits": [" ".join(text.split()) for text in review.get("limits", [])],
        "method": [s.text for s in about_the_evidence(tables)],
        "automation": [
            "Codes by people stand; where nobody has coded, phrases of the codebook and a text model propose, or abstain.",
            "No generative model takes part in the build, and every sentence on findings is computed from the tables.",
        ],
        "references": _references(tables),
    }


def _finding(tables: Tables, p: Proposition) -> dict[str, Any]:
    f = tables.finding[p.id]
    symbol, word = VERDICT_WORDS[f.verdict]
    row = tables.certain[p.id]
    return {
        "id": p.id,
        "claim": p.claim,
        "verdict": f.verdict,
        "verdict_word": word,
        "symbol": symbol,
        "sentence": " ".join(
            [s.text for s in finding_sentences(tables, p)]
            + ([" ".join(p.caution.split())] if p.caution else [])
        ),
        "n_for": f.n_for,
        "n_against": f.n_against,
        "n_qualifies": f.n_qualifies,
        "n_silent": f.n_silent,
        "certainty": f"{row.level} certainty ({row.state})" if row.level else row.state,
    }


def _directions(tables: Tables) -> list[dict[str, Any]]:
    form = tables.codebook.by_role("form")
    tally: dict[str, Counter[str]] = {}
    for row in [r for r in tables.directions if r.form and not r.field]:
        counts = tally.setdefault(row.form, Counter())
        for name in ("positive", "negative", "mixed", "none"):
            counts[name] += getattr(row, name)
    return [
        {
            "label": form.label_of(code),
            **{n: counts[n] for n in ("positive", "negative", "mixed", "none")},
        }
        for code, counts in sorted(tally.items(), key=lambda p: (-p[1].total(), p[0]))
    ]


def _map(tables: Tables) -> dict[str, Any]:
    form, field = tables.codebook.by_role("form"), tables.codebook.by_role("field")
    cells = {(c.form, c.field): len(c.works) for c in tables.cells}
    rows = [c for c in form.codes if not c.abstain]
    columns = [c for c in field.codes if not c.abstain]
    return {
        "row_label": form.label,
        "column_label": field.label,
        "rows": [c.label for c in rows],
        "columns": [c.label for c in columns],
        "cells": [[cells.get((r.id, c.id), 0) for c in columns] for r in rows],
    }


def _references(tables: Tables) -> list[str]:
    """The works that stand under the greatest number of verdicts."""
    used = Counter({w.work_id: sum(s.counted for s in tables.used_in[w.work_id]) for w in tables.included})
    top = sorted(used.items(), key=lambda p: (-p[1], p[0]))[:_MOST_REFERENCES]
    return sorted((full_reference(tables.work[w]) for w, n in top if n), key=str.casefold)
