"""The home page: the briefing on one page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.markup import Markdown, block, join
from evidence.brief.sentences import Sentence
from evidence.brief.statements import (
    about_the_evidence,
    bottom_line,
    not_known,
)
from evidence.brief.tables import Tables
from evidence.brief.words import long_date

_SHOWN_NUMBERS = 3


def home(tables: Tables) -> dict[str, Any]:
    """The one-page briefing."""
    review = tables.config["review"]
    keys = [p for p in tables.claims.items if p.key] or list(tables.claims.items)
    cards = join(part.finding_card(tables, p) for p in keys)
    return {
        "bottom_line": block(
            Markup(
                '<div class="bottom-line"><p class="bottom-line-label">Bottom line</p><p>{}</p></div>'
            ).format(join((part.sentence(s) for s in bottom_line(tables)), " "))
        ),
        "tiles": block(Markup('<ul class="tiles">{}</ul>').format(_tiles(tables))),
        "background": Markdown("\n\n".join(_escaped(review.get("background", [])))),
        "seed_reference": tables.claims.seed["reference"],
        "seed_note": tables.claims.seed.get("note", ""),
        "key_findings": block(Markup('<ol class="finding-list">{}</ol>').format(cards)),
        "evidence": block(sentences(about_the_evidence(tables))),
        "not_known": block(sentences(not_known(tables))),
        "evidence_date": long_date(review["evidence_date"]),
        "next_update": review.get("next_update", "not planned"),
        "version": review["version"],
        "cite": cite(tables),
    }


def cite(tables: Tables) -> str:
    review = tables.config["review"]
    return (
        f"{review['author']} ({review['year']}) {review['title']}: evidence briefing, "
        f"version {review['version']}, evidence to {long_date(review['evidence_date'])}."
    )


def _escaped(paragraphs: Iterable[str]) -> list[str]:
    from evidence.brief.markup import as_text

    return [as_text(" ".join(text.split())) for text in paragraphs]


def sentences(found: Iterable[Sentence], up: str = "") -> Markup:
    return Markup("<ul>{}</ul>").format(
        join(Markup("<li>{}</li>").format(part.sentence(s, up)) for s in found)
    )


def tiles(tables: Tables) -> list[tuple[str, str, str]]:
    """(value, label, note) of the headline tiles."""
    supported = sum(f.verdict == "supported" for f in tables.findings)
    contested = sum(f.verdict == "contested" for f in tables.findings)
    judged = sum(row.state == "judged" for row in tables.certainty)
    studies = len({w.study_id for w in tables.included})
    return [
        (
            f"{supported} of {len(tables.findings)}",
            "claims supported",
            "by the rule printed with each",
        ),
        (
            f"{contested} of {len(tables.findings)}",
            "claims contested",
            "with studies on both sides",
        ),
        (
            f"{studies}",
            "studies included",
            f"in {len(tables.included)} works of {len(tables.works)}",
        ),
        (
            f"{judged} of {len(tables.certainty)}",
            "findings judged for certainty",
            "certainty is a person’s verdict",
        ),
    ]


def _tiles(tables: Tables) -> Markup:
    return join(part.tile(*values) for values in tiles(tables))
