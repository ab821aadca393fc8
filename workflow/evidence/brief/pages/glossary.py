"""The glossary: the words of the briefing, then every facet and code as the codebook defines them."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup

from evidence.brief.markup import anchor, join
from evidence.brief.pages import Slots
from evidence.brief.tables import Tables
from evidence.codebook import Code
from evidence.glossary import Term


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


def _group(name: str, definition: str, entries: Markup, ident: str = "") -> Markup:
    if not entries:
        return Markup("")
    heading = Markup('<h3 id="{}">{}</h3>').format(
        ident or f"words-{anchor(name.replace(' ', '-').lower())}", name
    )
    about = Markup("<p>{}</p>").format(definition) if definition else Markup("")
    return Markup('{}{}<dl class="glossary">{}</dl>\n').format(heading, about, entries)


def _terms(terms: list[Term]) -> Markup:
    return join(
        Markup('<dt id="{}">{}</dt><dd>{}</dd>').format(term.anchor, term.term, term.means) for term in terms
    )


def _codes(facet: str, codes: tuple[Code, ...]) -> Markup:
    return join(
        Markup('<dt id="code-{}-{}">{}</dt><dd>{}</dd>').format(
            anchor(facet), anchor(code.id), code.label, code.definition or "Not defined."
        )
        for code in codes
    )
