"""The figures and sentences of the four-page briefing, as one JSON that Typst reads."""

from __future__ import annotations

from collections import Counter
from typing import Any

from evidence.brief.headline import cite, tiles
from evidence.brief.implications import in_print
from evidence.brief.prisma import flow
from evidence.brief.retest import summary
from evidence.brief.statements import (
    about_the_evidence,
    bottom_line,
    finding_sentences,
    not_known,
)
from evidence.brief.tables import Tables
from evidence.brief.trust import mast, strip
from evidence.brief.verdicts import VERDICT_WORDS, verdict_words
from evidence.brief.words import long_date
from evidence.citation import full_reference
from evidence.propositions import Proposition
from evidence.synthesise.claim_rows import Lean
from evidence.synthesise.rows import DirectionCount, MapCell

_MOST_REFERENCES = 12
_NO_CHOICE_UP_TO = 6
# The PDF lies in the book's _static folder, and its links are relative, so that they hold wherever the book is.
_FURTHER = (
    ("In plain words", "summary.html"),
    ("Every claim, its rule and its studies", "findings/index.html"),
    ("The evidence map", "map.html"),
    ("Search, selection and the fate of every entry", "selection.html"),
    ("Methods", "methods.html"),
    ("Limits", "limits.html"),
    ("All tables, to download", "data.html"),
)
# The five counts stand under each finding, so that these need no sentence of their own.
_COUNTED_BELOW = ("-qualifying", "-silent", "-not_read")
# What a verdict means for somebody who must act. Nothing here weighs a study; the rule has done so.
_BY_LEAN = (
    (Lean.FOR, "Can be built on, with care", "What tests these claims leans towards them. Read the caution with each, and how much that is, before much is made to rest on it."),
    (Lean.BETWEEN, "Should not be taken for granted", "What tests these claims is divided, or only qualifies them. Ask which studies resemble the setting at hand before acting on the claim."),
    (Lean.AGAINST, "Should not be relied on", "What tests these claims leans against them."),
    (Lean.NONE, "Has yet to be found out", "Nothing that was found tests these. To act on one is to try something out: plan its evaluation together with it."),
)  # fmt: skip


def briefing(tables: Tables) -> dict[str, Any]:
    """All that briefing.typ needs; every string is plain text."""
    review, seed = tables.config.review, tables.claims.seed
    keys = _told_in_detail(tables)
    numbers = flow(tables)
    return {
        "title": review.title,
        "subtitle": review.subtitle,
        "author": review.author,
        "licence": review.licence,
        "next_update": review.next_update or "not planned",
        "keywords": _keywords(tables),
        "date": [int(part) for part in review.evidence_date.split("-")],
        "question": " ".join(review.question.split()),
        "evidence_date": long_date(review.evidence_date),
        "version": review.version,
        "cite": cite(tables),
        "bottom_line": " ".join(s.text for s in bottom_line(tables)),
        "mast": mast(tables),
        "trust": [{"label": label, "text": s.text} for label, s in strip(tables)],
        "retest": " ".join(s.text for s in summary(tables)),
        "seed": {
            "title": seed["title"],
            "year": seed["year"],
            "reference": " ".join(seed["reference"].split()),
        },
        "tiles": [{"value": v, "label": label, "note": note} for v, label, note in tiles(tables)],
        "background": [" ".join(text.split()) for text in review.background],
        "key_findings": [_finding(tables, p) for p in keys],
        "other_findings": [_finding(tables, p) for p in tables.claims.items if p not in keys],
        "verdicts": _verdicts(tables),
        "by_lean": _by_lean(tables),
        "implications": in_print(tables),
        "directions": _directions(tables),
        "map": _map(tables),
        "flow": [
            {"label": "entries in the export files", "n": numbers.entries},
            {"label": "works, once duplicates were merged", "n": numbers.works},
            {"label": "works screened by readers", "n": numbers.screened},
            {"label": "works included", "n": numbers.included},
            {"label": "studies in these works", "n": numbers.studies},
        ],
        "not_known": [s.text for s in not_known(tables)],
        "limits": [" ".join(text.split()) for text in review.limits],
        "method": [s.text for s in about_the_evidence(tables)],
        "automation": [
            "Codes by readers stand; where none has coded, phrases of the codebook and a text model propose, or abstain.",
            "No generative model takes part in the build, and every sentence on findings is computed from the tables.",
        ],
        "references": _references(tables),
        "further": [{"text": text, "page": page_of(tables, page)} for text, page in _FURTHER],
    }


def _told_in_detail(tables: Tables) -> list[Proposition]:
    """The key claims; all of them where none is marked, or where so few need no choice."""
    every = list(tables.claims.items)
    return every if len(every) <= _NO_CHOICE_UP_TO else [p for p in every if p.key] or every


def page_of(tables: Tables, path: str) -> str:
    """Address of a page of the book: absolute where `review.site` is known, so that a mailed PDF leads there too."""
    site = tables.config.review.site.rstrip("/")
    return f"{site}/{path}" if site else f"../{path}"


def _finding(tables: Tables, p: Proposition) -> dict[str, Any]:
    f = tables.finding[p.id]
    symbol = VERDICT_WORDS[f.verdict][0]
    row = tables.certain[p.id]
    return {
        "id": p.id,
        "page": page_of(tables, f"findings/{p.slug}.html"),
        "claim": p.claim,
        "verdict": f.verdict,
        "verdict_word": VERDICT_WORDS[f.verdict][1],
        "verdict_words": verdict_words(f),
        "symbol": symbol,
        "sentence": " ".join(
            [s.text for s in finding_sentences(tables, p) if not s.id.endswith(_COUNTED_BELOW)]
            + ([" ".join(p.caution.split())] if p.caution else [])
        ),
        "n_for": f.n_for,
        "n_against": f.n_against,
        "n_qualifies": f.n_qualifies,
        "n_silent": f.n_silent,
        "n_not_read": f.n_not_read,
        "direct": [f.direct_for, f.direct_qualifies, f.direct_against],
        "certainty": f"{row.level} certainty ({row.state})" if row.level else row.state,
    }


def _verdicts(tables: Tables) -> list[dict[str, Any]]:
    """Claims by verdict, in the order of VERDICT_WORDS, for the strip that shows them all at once."""
    found = []
    for verdict, (symbol, word) in VERDICT_WORDS.items():
        ids = [p.id for p in tables.claims.items if tables.finding[p.id].verdict == verdict]
        if ids:
            found.append({"verdict": verdict, "symbol": symbol, "word": word, "ids": ids})
    return found


def _by_lean(tables: Tables) -> list[dict[str, Any]]:
    """What follows from the verdicts, a group of leanings each; empty groups are left out."""
    groups = []
    for lean, heading, meaning in _BY_LEAN:
        claims = [p for p in tables.claims.items if tables.finding[p.id].lean == lean]
        if claims:
            rows = [
                {"id": p.id, "claim": p.claim, "page": page_of(tables, f"findings/{p.slug}.html")}
                for p in claims
            ]
            groups.append({"heading": heading, "meaning": meaning, "claims": rows})
    return groups


def _keywords(tables: Tables) -> list[str]:
    """The forms and fields of the codebook."""
    facets = [tables.codebook.by_role("form"), tables.codebook.by_role("field")]
    return [code.label for facet in facets for code in facet.codes if not code.abstain]


def _directions(tables: Tables) -> list[dict[str, Any]]:
    form = tables.codebook.by_role("form")
    tally: dict[str, Counter[str]] = {}
    for row in [r for r in tables[DirectionCount] if r.form and not r.field]:
        counts = tally.setdefault(row.form, Counter())
        for name in ("positive", "negative", "mixed", "none"):
            counts[name] += getattr(row, name)
    return [
        {"label": form.label_of(code), **{n: counts[n] for n in ("positive", "negative", "mixed", "none")}}
        for code, counts in sorted(tally.items(), key=lambda p: (-p[1].total(), p[0]))
    ]


def _map(tables: Tables) -> dict[str, Any]:
    form, field = tables.codebook.by_role("form"), tables.codebook.by_role("field")
    cells = {(c.form, c.field): len(c.works) for c in tables[MapCell]}
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
