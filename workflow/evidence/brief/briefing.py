"""The figures and sentences of the four-page briefing, as one JSON that Typst reads.

A PDF travels alone: its links are absolute, or there are none.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from evidence.brief.bottom_line import pulled_out, sums
from evidence.brief.changed.told import in_a_line
from evidence.brief.headline import cite, tiles
from evidence.brief.implications import in_print
from evidence.brief.known import Told, in_brief, read_in_full, what_is_known
from evidence.brief.leanings import headline, meaning, not_tested
from evidence.brief.prisma import flow_in_all
from evidence.brief.readers import who_signed
from evidence.brief.retest import summary
from evidence.brief.stale import of_claim
from evidence.brief.statements import about_the_evidence
from evidence.brief.tables import Tables, form_and_field
from evidence.brief.trust import mast, strip
from evidence.brief.verdicts import VERDICT_WORDS, verdict_words
from evidence.brief.who_did_what import people
from evidence.brief.words import long_date
from evidence.citation import full_reference
from evidence.propositions import Proposition
from evidence.spanning import spanning
from evidence.synthesise.rows import MapCell

_MOST_REFERENCES = 12
_CLAIMS = "findings/index.html"
_FURTHER = (
    ("In plain words", "summary.html"),
    ("Every claim, its rule and its studies", _CLAIMS),
    ("The evidence map", "map.html"),
    ("Search, selection and the fate of every entry", "selection.html"),
    ("Methods", "methods.html"),
    ("Limits", "limits.html"),
    ("All tables, to download", "data.html"),
)


def briefing(tables: Tables) -> dict[str, Any]:
    """All that briefing.typ needs; every string is plain text."""
    review, seed = tables.config.review, tables.claims.seed
    numbers, readers = (
        flow_in_all(tables),
        who_signed(tables, (n for names in people(tables).values() for n in names)),
    )
    told = [
        _told(tables, group.heading, meaning(tables, group, [told.claim for told in own]), each)
        for group, own in what_is_known(tables)
        for each in own
    ]
    told_ids = {finding["id"] for finding in told}
    missing = {p.id: s.text for p, s in not_tested(tables)}
    return {
        "title": review.title,
        "subtitle": review.subtitle,
        "author": review.author,
        "contact": review.contact or "not stated",
        "site": review.site,
        "licence": review.licence,
        "next_update": review.next_update or "not stated",
        "keywords": _keywords(tables),
        "date": [int(part) for part in review.evidence_date.split("-")],
        "question": " ".join(review.question.split()),
        "evidence_date": long_date(review.evidence_date),
        "version": review.version,
        "cite": cite(tables),
        "pulled_out": " ".join(s.text for s in pulled_out(tables)),
        "bottom_line": " ".join(s.text for s in sums(tables)),
        "mast": mast(tables),
        "trust": [{"label": label, "text": s.text} for label, s in strip(tables)],
        "changed": " ".join(s.text for s in in_a_line(tables)),
        "retest": " ".join(s.text for s in summary(tables)),
        "claims_come_from": " ".join(seed.get("reference", "").split()),
        "tiles": [{"value": v, "label": label, "note": note} for v, label, note in tiles(tables)],
        "background": [" ".join(text.split()) for text in review.background],
        "read_in_full": " ".join(s.text for s in read_in_full(tables)),
        "key_findings": told,
        "other_findings": [_other(tables, p, missing) for p in tables.claims.items if p.id not in told_ids],
        "implications": in_print(tables),
        "map": _map(tables),
        "flow": [
            {"label": "entries in the export files", "n": numbers.entries},
            {"label": "works, once duplicates were merged", "n": numbers.works},
            {"label": "works screened by readers", "n": numbers.screened},
            {"label": "works included", "n": numbers.included},
            {"label": "studies in these works", "n": numbers.studies},
        ],
        "limits": [" ".join(text.split()) for text in review.limits],
        "method": [s.text for s in about_the_evidence(tables)],
        "automation": [
            "Codes by readers stand; where none has coded, phrases of the codebook and a statistical model propose, or abstain.",
            "No generative model takes part in the build, and every sentence on findings is computed from the tables.",
        ],
        "references": _references(tables),
        "claims": bool(tables.claims.items),
        "further": [
            {"text": text, "page": page_of(tables, page)}
            for text, page in _FURTHER
            if tables.claims.items or page != _CLAIMS
        ],
        "disclaimer": _disclaimer(review.author, readers, bool(tables.claims.items)),
    }


def _disclaimer(author: str, readers: str, claims: bool) -> str:
    read = f" What is known of the studies was read by {readers}." if readers else ""
    if not claims:
        return f"{author} answers for this, and the authors of the studies do not.{read}"
    return (
        f"{author} answers for this briefing, and neither the authors of the studies nor those of the claims do.{read} "
        "Verdicts follow from what was read by rules that are printed with each claim in the full briefing; none is advice on a single case."
    )


def page_of(tables: Tables, path: str) -> str:
    """Address of a page of the book; blank where nobody has said (`review.site`) where the book lies."""
    site = tables.config.review.site.rstrip("/")
    return f"{site}/{path}" if site else ""


def _told(tables: Tables, heading: str, meaning: str, told: Told) -> dict[str, Any]:
    """A finding with its paragraph, under the heading of its group."""
    return _finding(tables, told.claim) | {
        "group": heading,
        "meaning": meaning,
        "in_brief": in_brief(tables, told),
        "sentence": " ".join([*(s.text for s in told.sentences), *filter(None, [told.caution])]),
    }


def _other(tables: Tables, p: Proposition, missing: dict[str, str]) -> dict[str, Any]:
    """A claim without a paragraph: its verdict, or what is missing."""
    found = _finding(tables, p)
    return found | {"text": missing.get(p.id, f"{found['verdict_words']}. Certainty: {found['certainty']}.")}


def _finding(tables: Tables, p: Proposition) -> dict[str, Any]:
    f, row = tables.finding[p.id], tables.certain[p.id]
    symbol, word = VERDICT_WORDS[f.verdict]
    return {
        "id": p.id,
        "page": page_of(tables, f"findings/{p.slug}.html"),
        "claim": p.claim,
        "headline": headline(tables, p),
        "verdict": f.verdict,
        "verdict_word": word,
        "verdict_words": verdict_words(f),
        "symbol": symbol,
        "n_for": f.n_for,
        "n_against": f.n_against,
        "n_qualifies": f.n_qualifies,
        "n_silent": f.n_silent,
        "n_not_read": f.n_not_read,
        "certainty": f"{row.level} certainty ({row.state})" if row.level else row.state,
        "stale": of_claim(tables, p),
    }


def _keywords(tables: Tables) -> list[str]:
    """The forms and fields of the codebook; where it has neither, what spans its map."""
    facets = form_and_field(tables) or spanning(tables.codebook) or ()
    return [code.label for facet in facets for code in facet.codes if not code.abstain]


def _map(tables: Tables) -> dict[str, Any]:
    if not (span := spanning(tables.codebook)):
        return {"row_label": "", "column_label": "", "rows": [], "columns": [], "cells": []}
    form, field = span
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
