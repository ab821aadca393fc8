"""The home page: the briefing on one page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from evidence.assess.rows import Certainty
from evidence.brief import components as part
from evidence.brief.markup import block, join
from evidence.brief.sentences import Sentence
from evidence.brief.statements import (
    about_the_evidence,
    bottom_line,
    certainty_line,
    finding_sentences,
    not_known,
)
from evidence.brief.tables import Tables
from evidence.brief.words import long_date, plural
from evidence.deduplicate.rows import Work
from evidence.propositions import Proposition
from evidence.synthesise.claim_rows import Finding

_SHOWN_NUMBERS = 3


def home(tables: Tables) -> dict[str, Any]:
    """The one-page briefing."""
    review = tables.config["review"]
    keys = [p for p in tables.claims.items if p.key] or list(tables.claims.items)
    answer = [*bottom_line(tables), certainty_line(tables)]
    return {
        "bottom_line": block(
            Markup(
                '<div class="bottom-line"><p class="bottom-line-label">Bottom line</p><p>{}</p></div>'
            ).format(join((part.sentence(s) for s in answer), " "))
        ),
        "tiles": block(Markup('<ul class="tiles">{}</ul>').format(_tiles(tables))),
        "seed_reference": tables.claims.seed["reference"],
        "key_findings": block(
            Markup('<ol class="finding-list is-brief">{}</ol>').format(
                join(_finding(tables, p) for p in keys)
            )
        ),
        "evidence": block(
            Markup("<p>{}</p>").format(join((part.sentence(s) for s in about_the_evidence(tables)), " "))
        ),
        # The bottom line has said already how certain the findings are.
        "not_known": block(sentences(s for s in not_known(tables) if s.id != "open-certainty")),
        "evidence_date": long_date(review["evidence_date"]),
        "next_update": review.get("next_update", "not planned"),
        "version": review["version"],
        "cite": cite(tables),
    }


def _finding(tables: Tables, proposition: Proposition) -> Markup:
    """A finding in two lines; the studies, the bar and the cautions stand on its page."""
    row = tables.certain[proposition.id]
    judged = Markup(" {}").format(part.certainty(row)) if row.level else Markup("")
    return Markup(
        '<li class="finding-card"><p class="finding-head"><a class="finding-id" href="{}">{}</a> {}{}</p>'
        '<p class="finding-sentence">{}</p></li>'
    ).format(
        f"findings/{proposition.slug}.html",
        f"{proposition.id}: {proposition.heading}",
        part.verdict(tables.finding[proposition.id]),
        judged,
        part.sentence(finding_sentences(tables, proposition)[0]),
    )


def cite(tables: Tables) -> str:
    review = tables.config["review"]
    return (
        f"{review['author']} ({review['year']}) {review['title']}: evidence briefing, "
        f"version {review['version']}, evidence to {long_date(review['evidence_date'])}."
    )


def sentences(found: Iterable[Sentence], up: str = "") -> Markup:
    return Markup("<ul>{}</ul>").format(
        join(Markup("<li>{}</li>").format(part.sentence(s, up)) for s in found)
    )


def tiles(tables: Tables) -> list[tuple[str, str, str]]:
    """(value, label, note) of the headline tiles."""
    supported = sum(f.verdict == "supported" for f in tables[Finding])
    contested = sum(f.verdict == "contested" for f in tables[Finding])
    judged = sum(row.state == "judged" for row in tables[Certainty])
    studies = len({w.study_id for w in tables.included})
    return [
        (
            f"{supported} of {len(tables[Finding])}" if len(tables[Finding]) else "none",
            plural(len(tables[Finding]), "claim supported", "claims supported"),
            "by the rule printed with each",
        ),
        (
            f"{contested} of {len(tables[Finding])}" if len(tables[Finding]) else "none",
            plural(len(tables[Finding]), "claim contested", "claims contested"),
            "with studies on both sides",
        ),
        (
            f"{studies}",
            plural(studies, "study included", "studies included"),
            f"in {len(tables.included)} {plural(len(tables.included), 'work', 'works')} of {len(tables[Work])}",
        ),
        (
            f"{judged} of {len(tables[Certainty])}" if len(tables[Certainty]) else "none",
            plural(len(tables[Certainty]), "finding judged for certainty", "findings judged for certainty"),
            "certainty is a person’s verdict",
        ),
    ]


def _tiles(tables: Tables) -> Markup:
    return join(part.tile(*values) for values in tiles(tables))
