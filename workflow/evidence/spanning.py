"""The two facets that span the evidence map: the form and the field, or what a review has in their place."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.codebook import Codebook, Facet
from evidence.extract.rows import EvidenceItem
from evidence.item_codes import facets_of

_ORDER = ("form", "field", "outcome", "dimension", "place", "theme", "design")
_OUTCOMES = ("outcome", "theme")
_OF_WORKS = ("place", "design")


def spanning(codebook: Codebook) -> tuple[Facet, Facet] | None:
    """Its rows and its columns: one facet a role in the order above, then further ones of a role; none where there are not two
    with a list of codes to tell apart."""
    first = [facet for role in _ORDER if (facet := codebook.by_role(role))]
    every = [*first, *(facet for facet in codebook.with_role(*_ORDER) if facet not in first)]
    able = [facet for facet in every if any(not code.abstain for code in facet.codes)]
    return (able[0], able[1]) if len(able) > 1 else None


def codes_of(item: EvidenceItem, facet: Facet, of_work: Iterable[str]) -> list[str]:
    """The codes of a facet that an item carries; `of_work` are those of its work, which alone has a place and a design."""
    if facet.role in _OF_WORKS:
        return list(of_work)
    if facet.role in _OUTCOMES:
        return [item.outcome] if facet.code(item.outcome) else []
    return facets_of(item.facets).get(facet.id, [])
