"""The home page: what is known, one paragraph a key claim, by which way the evidence leans."""

from __future__ import annotations

from evidence.brief import components as part
from evidence.brief.bottom_line import bottom_line
from evidence.brief.changed.marks import line
from evidence.brief.changed.told import in_the_strip
from evidence.brief.headline import cite, tiles
from evidence.brief.implications import told
from evidence.brief.known import Told, read_in_full, what_is_known
from evidence.brief.leanings import NOT_TESTED, further, headline, meaning, not_tested
from evidence.brief.macros import macros, parts
from evidence.brief.markup import Markdown, anchor
from evidence.brief.page import Page, Slots
from evidence.brief.plain import gaps
from evidence.brief.retest import summary
from evidence.brief.statements import about_the_evidence
from evidence.brief.tables import Tables
from evidence.brief.trust import mast, strip
from evidence.brief.words import long_date
from evidence.propositions import Proposition

own = macros("index")


def view(tables: Tables) -> Slots:
    """The one-page briefing."""
    review = tables.config.review
    groups = [
        (
            anchor(group.heading),
            group.heading,
            meaning(tables, group, [one.claim for one in found]),
            [_told(tables, one) for one in found],
        )
        for group, found in what_is_known(tables)
    ]
    open_claims = [(_link(p, p.claim), own.computed(anchor(s.id), s.text)) for p, s in not_tested(tables)]
    return {
        "bottom_line": own.bottom_line(part.sentences(bottom_line(tables))),
        "mast": own.mast(mast(tables)),
        "retest": own.retest(part.sentences(summary(tables))) if summary(tables) else Markdown(""),
        "trust": part.trust([*strip(tables), *in_the_strip(tables)]),
        "changed": line(tables),
        "gaps": parts.paragraph(part.sentences(gaps(tables))) if gaps(tables) else "",
        "tiles": own.tiles(tiles(tables)),
        "seed_reference": tables.claims.seed.get("reference", ""),
        "read_in_full": parts.paragraph(part.sentences(read_in_full(tables))),
        "known": own.known(groups),
        "further": own.further([(_link(p, headline(tables, p)), _badge(tables, p)) for p in further(tables)]),
        "implications": told(tables),
        "evidence": parts.paragraph(part.sentences(about_the_evidence(tables))),
        "not_tested": own.not_tested(NOT_TESTED.heading, NOT_TESTED.meaning, open_claims),
        "evidence_date": long_date(review.evidence_date),
        "next_update": review.next_update or "not stated",
        "version": review.version,
        "cite": cite(tables),
    }


def _told(tables: Tables, told: Told) -> tuple[object, ...]:
    """A claim in its paragraph, with one way to all of its studies."""
    sentences = [own.computed(anchor(s.id), s.text) for s in told.sentences]
    link = _link(told.claim, f"all studies of {told.claim.id}")
    return _link(told.claim, told.headline), _badge(tables, told.claim), sentences, told.caution, link


def _badge(tables: Tables, p: Proposition) -> object:
    row = tables.certain[p.id]
    return own.both(part.verdict(tables.finding[p.id]), part.certainty(row) if row.level else "")


def _link(p: Proposition, text: str) -> object:
    return parts.link(f"findings/{p.slug}.html", text)


PAGE = Page("index.md", view)
