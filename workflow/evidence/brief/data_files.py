"""Every data file of the book: the tables, the sentences, the profile and the checklists."""

from __future__ import annotations

from evidence.brief.changed.told import changed_sentences
from evidence.brief.characteristics import counts, years
from evidence.brief.checklists.completed import fill_checklists
from evidence.brief.downloads import Download, downloads
from evidence.brief.every_sentence import every_sentence
from evidence.brief.tables import Tables, once

_CHECKLISTS = ["checklist", "item", "section", "asks", "state", "required", "says", "where", "edit"]


@once
def data_files(tables: Tables) -> list[Download]:
    """In the order in which the data page lists them."""
    said = [*every_sentence(tables), *changed_sentences(tables)]
    return [*downloads(tables, said), *_profile(tables), _checklists(tables)]


def _profile(tables: Tables) -> list[Download]:
    kinds = years(tables)
    by_year = [(name, year, n) for name, own in kinds.items() for year, n in own.items()]
    by_code = [
        (f.id, name, n)
        for f in tables.codebook.with_role("place", "design")
        for name, n in counts(tables, f.id)
    ]
    return [
        Download("years.csv", "Works by fate and year", ["fate", "year", "works"], by_year),
        Download(
            "profile.csv", "Included studies by country and design", ["facet", "code", "studies"], by_code
        ),
    ]


def _checklists(tables: Tables) -> Download:
    """One row an item; several places or edits are parted by semicolons."""
    rows = [
        (
            row.checklist,
            row.item.number,
            row.item.section,
            row.item.asks,
            row.state.value,
            str(row.required).lower(),
            "; ".join(a.words for a in row.answers),
            ";".join(a.where for a in row.answers if a.where),
            "; ".join(a.edit for a in row.answers if a.edit),
        )
        for row in fill_checklists(tables)
    ]
    return Download("checklists.csv", "Every item of the reporting checklists", _CHECKLISTS, rows)
