"""The home page: the briefing on one page."""

from __future__ import annotations

from evidence.brief import components as part
from evidence.brief.headline import cite, tiles
from evidence.brief.implications import told
from evidence.brief.macros import macros, parts
from evidence.brief.markup import Markdown
from evidence.brief.page import Page, Slots
from evidence.brief.retest import summary
from evidence.brief.statements import (
    about_the_evidence,
    bottom_line,
    finding_sentences,
    not_known,
)
from evidence.brief.tables import Tables
from evidence.brief.trust import mast, strip
from evidence.brief.words import long_date
from evidence.propositions import Proposition

own = macros("index")


def view(tables: Tables) -> Slots:
    """The one-page briefing."""
    review = tables.config.review
    keys = [p for p in tables.claims.items if p.key] or list(tables.claims.items)
    return {
        "bottom_line": own.bottom_line(part.sentences(bottom_line(tables))),
        "mast": own.mast(mast(tables)),
        "retest": own.retest(part.sentences(summary(tables))) if summary(tables) else Markdown(""),
        "trust": part.trust(strip(tables)),
        "tiles": own.tiles(tiles(tables)),
        "seed_reference": tables.claims.seed["reference"],
        "key_findings": own.findings([_finding(tables, p) for p in keys]),
        "implications": told(tables),
        "evidence": parts.paragraph(part.sentences(about_the_evidence(tables))),
        # The strip has said already how certain the findings are.
        "not_known": parts.bullets([part.sentence(s) for s in not_known(tables) if s.id != "open-certainty"]),
        "evidence_date": long_date(review.evidence_date),
        "next_update": review.next_update or "not planned",
        "version": review.version,
        "cite": cite(tables),
    }


def _finding(tables: Tables, p: Proposition) -> tuple[object, ...]:
    """A finding in two lines; the studies, the bar and the cautions stand on its page."""
    row = tables.certain[p.id]
    return (
        f"findings/{p.slug}.html",
        f"{p.id}: {p.heading}",
        part.verdict(tables.finding[p.id]),
        part.certainty(row) if row.level else "",
        part.sentence(finding_sentences(tables, p)[0]),
    )


PAGE = Page("index.md", view)
