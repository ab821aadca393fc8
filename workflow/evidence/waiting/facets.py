"""Which facets wait for people's codes."""

from __future__ import annotations

from evidence.classify.rows import MENTIONED
from evidence.codebook import Codebook, Facet

_UNITS = ("work", "both")


def codable(codebook: Codebook) -> list[Facet]:
    """The facets by which people code works. What phrases alone code is none."""
    return [f for f in codebook.facets if f.unit in _UNITS and f.role not in MENTIONED]
