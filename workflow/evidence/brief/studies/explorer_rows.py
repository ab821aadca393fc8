"""The rows of the explorer: works and cases in the order in which a reader meets them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass

from evidence.brief.components import case_page, study_page
from evidence.brief.made_once import answered
from evidence.brief.studies.carded import carded_works, labels_of_carded
from evidence.brief.tables import Tables
from evidence.citation import full_reference, short_cite
from evidence.classify.rows import CodedBy
from evidence.codebook import Facet
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem
from evidence.item_words import Kind
from evidence.screen.rows import Screen
from evidence.synthesise.claim_rows import SideOfStudy

FATES = {
    Screen.INCLUDE: "Included",
    Screen.BACKGROUND: "Background",
    Screen.EXCLUDE: "Excluded",
    Screen.UNDECIDED: "Not yet decided",
}
CASE = "Coded case"
_SHOWN_AUTHORS = 3


@dataclass(frozen=True, slots=True)
class ExplorerRow:
    """One line of the explorer.

    `codes` holds, facet by facet, (label of the code, whether a person gave it); `sides` holds
    (claim, side) of every finding that uses the study; `more` and `names` (whole words) are searched and not shown.
    """

    page: str
    ident: str
    cite: str
    title: str
    authors: str
    year: int | None
    codes: tuple[tuple[tuple[str, bool], ...], ...]
    fate: str
    sides: tuple[tuple[str, str], ...]
    more: str
    names: tuple[str, ...] = ()


def facets_shown(tables: Tables) -> list[Facet]:
    """The facets that are columns: forms, fields, designs and places, and outcomes where works are coded by them, as the codebook
    orders them."""
    shown = tables.codebook.with_role("form", "field", "outcome", "design", "place")
    return [facet for facet in shown if facet.role != "outcome" or facet.unit != "extract"]


@answered
def rows(tables: Tables) -> list[ExplorerRow]:
    """The works that have a card, and the cases: included works, cases, then the other works by fate; each group by reference."""
    facets = facets_shown(tables)
    groups: dict[str, list[Work]] = {str(screen): [] for screen in FATES}
    for work in carded_works(tables):
        groups[tables.screened[work.work_id].decision].append(work)
    found = []
    for screen, fate in FATES.items():
        named = sorted((full_reference(w).casefold(), w.work_id, w) for w in groups[screen])
        found += [_of_work(tables, work, fate, facets) for _, _, work in named]
        if screen == Screen.INCLUDE:
            found += [_of_case(tables, name, items, facets) for name, items in sorted(cases(tables).items())]
    return found


def cases(tables: Tables) -> dict[str, list[EvidenceItem]]:
    """The coded passages of each case."""
    found: dict[str, list[EvidenceItem]] = defaultdict(list)
    for item in tables[EvidenceItem]:
        if item.kind == Kind.EXTRACT:
            found[item.case_id].append(item)
    return found


def some_authors(authors: tuple[str, ...]) -> str:
    """The first authors, and how many more there are.

    >>> some_authors(("Ash, A", "Oak, B", "Elm, C", "Yew, D", "Fir, E"))
    'Ash, A; Oak, B; Elm, C and 2 more'
    """
    shown = "; ".join(authors[:_SHOWN_AUTHORS])
    left = len(authors) - _SHOWN_AUTHORS
    return f"{shown} and {left} more" if left > 0 else shown


def sides_shown(sides: list[SideOfStudy]) -> tuple[tuple[str, str], ...]:
    """(claim, side in words) once each, in the order of the claims."""
    words = {s.side: s.side.replace("_", " ") for s in sides}
    said = [(s.proposition, words[s.side] + ("" if s.counted else ", not counted")) for s in sides]
    return tuple(dict.fromkeys(said))


def _of_work(tables: Tables, work: Work, fate: str, facets: list[Facet]) -> ExplorerRow:
    labels = [x for x in labels_of_carded(tables).get(work.work_id, ()) if x.counts(machine_too=True)]
    return ExplorerRow(
        page=study_page(work.work_id),
        ident=work.work_id,
        cite=short_cite(work),
        title=work.title,
        authors=some_authors(work.authors),
        year=work.year,
        codes=tuple(
            tuple((f.label_of(x.code), x.source == CodedBy.PERSON) for x in labels if x.facet == f.id)
            for f in facets
        ),
        fate=fate,
        sides=sides_shown(tables.used_in.get(work.work_id, [])),
        more=more_of(work)[0],
        names=more_of(work)[1],
    )


def more_of(work: Work) -> tuple[str, tuple[str, ...]]:
    """What a work is found by besides what its row shows: words, and names that are taken whole."""
    names = tuple(filter(None, (work.doi, work.key)))
    return " ".join(filter(None, (*work.authors[_SHOWN_AUTHORS:], work.container))), names


def _of_case(tables: Tables, case_id: str, items: list[EvidenceItem], facets: list[Facet]) -> ExplorerRow:
    coded = [json.loads(item.facets) for item in items if item.facets]
    own = {item.item_id for item in items}
    sides = [s for s in tables[SideOfStudy] if own.intersection(s.items)]
    return ExplorerRow(
        page=case_page(case_id),
        ident=f"case-{case_id}",
        cite=items[0].measure or case_id,
        title=f"Case study {case_id}",
        authors="",
        year=None,
        codes=tuple(
            tuple(dict.fromkeys((f.label_of(code), True) for found in coded for code in found.get(f.id, ())))
            for f in facets
        ),
        fate=CASE,
        sides=sides_shown(sides),
        more=" ".join(dict.fromkeys(item.study_label for item in items)),
    )
