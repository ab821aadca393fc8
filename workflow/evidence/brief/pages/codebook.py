"""The codebook for readers: each facet and code with its definition, its rules, and how many works have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial

from markupsafe import Markup

from evidence.brief.figures.tree import Branch, tree
from evidence.brief.macros import parts
from evidence.brief.markup import anchor, join, names
from evidence.brief.page import Page, Slots
from evidence.brief.tables import Tables
from evidence.codebook import Facet
from evidence.extract.rows import EvidenceItem, Standing
from evidence.item_codes import facets_of


def view(tables: Tables) -> Slots:
    """The tree of facets and codes with counts, then a table for each facet."""
    book = tables.codebook
    used = usage(tables)
    branches = [
        Branch(f.label, tuple((c.label, used[f.id, c.id]) for c in f.codes))
        for f in book.facets
        if f.codes and not f.open
    ]
    return {
        "tree": partial(tree, branches),
        "facets": join((_facet(f, used, book.labels) for f in book.facets), "\n"),
    }


def usage(tables: Tables) -> Counter[tuple[str, str]]:
    """Included works by code, and counted rows by outcome, theme and dimension."""
    found: Counter[tuple[str, str]] = Counter()
    for work in tables.included:
        found.update({(x.facet, x.code) for x in tables.counted_codes.get(work.work_id, ())})
    by_rows = {f.id for f in tables.codebook.with_role("outcome", "theme", "dimension")}
    outcome = {c.id: f.id for f in tables.codebook.with_role("outcome", "theme") for c in f.codes}
    for item in tables[EvidenceItem]:
        if item.standing == Standing.COUNTED:
            if item.outcome in outcome:
                found[outcome[item.outcome], item.outcome] += 1
            found.update((f, c) for f, codes in facets_of(item.facets).items() if f in by_rows for c in codes)
    return found


def _facet(facet: Facet, used: Counter[tuple[str, str]], labels: dict[str, str]) -> Markup:
    rows = [
        (
            code.label,
            names(code.definition, labels) or "–",
            names(_told(code.include), labels),
            names(_told(code.exclude), labels),
            join(map(parts.code, code.examples), ", ") or "–",
            used[facet.id, code.id],
        )
        for code in facet.codes
    ]
    header = ("Code", "Definition", "Includes", "Excludes", "Examples", "Used")
    codes = parts.table(
            anchor(f"codes-{facet.id}"), f"Codes of {facet.label.lower()}", header, rows, tall=True, numeric=(5,),
            empty="Free values, in the words of the source.",
        )  # fmt: skip
    heading = parts.heading(2, anchor(f"facet-{facet.id}"), facet.label)
    return join([heading, parts.paragraph(names(facet.definition, labels)), codes], "\n")


def _told(rule: str | Iterable[str]) -> str:
    return (rule if isinstance(rule, str) else "; ".join(map(str, rule or ()))) or "–"


PAGE = Page("codebook.md", view)
