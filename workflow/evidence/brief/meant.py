"""What a review is meant to have, by its kind; pages of anything else are left out while the review has nothing of it."""

from __future__ import annotations

from evidence.brief.made_once import once
from evidence.brief.pages import PAGES
from evidence.brief.tables import Tables
from evidence.extract.rows import EvidenceItem
from evidence.item_words import Kind
from evidence.review_kind import OF_KIND, Part, ReviewKind

_OF_ITEM = {Kind.EFFECT: Part.EFFECTS, Kind.EXTRACT: Part.CASES}


@once
def meant(tables: Tables) -> frozenset[Part]:
    """The parts that the kind of the review has, and those that it has something of all the same."""
    found = {_OF_ITEM[Kind(item.kind)] for item in tables[EvidenceItem]}
    if tables.claims.items:
        found.add(Part.CLAIMS)
    if tables.config.qca.configured:
        found.add(Part.CASES)
    return frozenset(found | OF_KIND[ReviewKind(tables.config.review.kind)])


@once
def left_out(tables: Tables) -> frozenset[str]:
    """The pages of what the review neither is meant to have nor has, by their address."""
    own = meant(tables)
    return frozenset(
        page.path.replace(".md", ".html") for page in PAGES.values if page.parts and not own & {*page.parts}
    )


def is_map(tables: Tables) -> bool:
    """Whether the review is a map, and neither judges nor synthesises anything."""
    return not meant(tables)
