"""The fields: directions of their studies, and the works of each code."""

from __future__ import annotations

from evidence.brief.pages import Slots
from evidence.brief.pages.facets import by_facet
from evidence.brief.tables import Tables


def view(tables: Tables) -> Slots:
    return by_facet(tables, "field", "form")
