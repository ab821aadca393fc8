"""The home page: the briefing on one page."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.headline import cite, tiles
from evidence.brief.markup import join
from evidence.brief.pages import Slots
from evidence.brief.sentences import Sentence
from evidence.brief.statements import (
    about_the_evidence,
    bottom_line,
    certainty_line,
    finding_sentences,
    not_known,
)
from evidence.brief.tables import Tables
from evidence.brief.words import long_date
from evidence.propositions import Proposition


def view(tables: Tables) -> Slots:
    """The one-page briefing."""
    review = tables.config["review"]
    keys = [p for p in tables.claims.items if p.key] or list(tables.claims.items)
    answer = [*bottom_line(tables), certainty_line(tables)]
    return {
        "bottom_line": Markup(
            '<div class="bottom-line"><p class="bottom-line-label">Bottom line</p><p>{}</p></div>'
        ).format(join((part.sentence(s) for s in answer), " ")),
        "tiles": Markup('<ul class="tiles">{}</ul>').format(_tiles(tables)),
        "seed_reference": tables.claims.seed["reference"],
        "key_findings": Markup('<ol class="finding-list is-brief">{}</ol>').format(
            join(_finding(tables, p) for p in keys)
        ),
        "evidence": Markup("<p>{}</p>").format(
            join((part.sentence(s) for s in about_the_evidence(tables)), " ")
        ),
        # The bottom line has said already how certain the findings are.
        "not_known": sentences(s for s in not_known(tables) if s.id != "open-certainty"),
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


def sentences(found: Iterable[Sentence], up: str = "") -> Markup:
    return Markup("<ul>{}</ul>").format(
        join(Markup("<li>{}</li>").format(part.sentence(s, up)) for s in found)
    )


def _tiles(tables: Tables) -> Markup:
    return join(part.tile(*values) for values in tiles(tables))
