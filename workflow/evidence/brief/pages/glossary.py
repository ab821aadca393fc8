"""The glossary: the words of the briefing, then every facet and code as the codebook defines them."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup

from evidence.brief.macros import macros
from evidence.brief.markup import anchor, join
from evidence.brief.page import Page, Slots
from evidence.brief.tables import Tables
from evidence.codebook import Code
from evidence.glossary import Term

Entry = tuple[str, str, str]


def view(tables: Tables) -> Slots:
    book = tables.codebook
    words = [
        _group(name, "", _terms(list(group)))
        for name, group in groupby(tables.glossary, key=lambda term: term.group)
    ]
    facets = [
        _group(facet.label, facet.definition, _codes(facet.id, facet.codes), f"facet-{anchor(facet.id)}")
        for facet in book.facets
        if facet.codes
    ]
    lists = [
        _group("Evidence roles", "", _codes("role", book.evidence_roles), "facet-evidence-roles"),
        _group("Types of source", "", _codes("source", book.source_types), "facet-source-types"),
    ]
    return {"words": join(words), "codes": join([*facets, *lists])}


def _group(name: str, definition: str, entries: list[Entry], ident: str = "") -> Markup:
    """A list of words under its name; nothing where it has none."""
    place = ident or f"words-{anchor(name.replace(' ', '-').lower())}"
    return macros("glossary").group(place, name, definition, entries) if entries else Markup()


def _terms(terms: list[Term]) -> list[Entry]:
    return [(term.anchor, term.term, term.means) for term in terms]


def _codes(facet: str, codes: tuple[Code, ...]) -> list[Entry]:
    return [(f"code-{anchor(facet)}-{anchor(c.id)}", c.label, c.definition or "Not defined.") for c in codes]


PAGE = Page("glossary.md", view)
