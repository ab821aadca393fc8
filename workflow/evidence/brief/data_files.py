"""Every data file of the book: the tables, the sentences, the profile and the checklists."""

from __future__ import annotations

from typing import Any

from evidence.brief.changed.told import changed_sentences
from evidence.brief.characteristics import counts, years
from evidence.brief.checklists.completed import fill_checklists
from evidence.brief.downloads import Download, as_download, downloads
from evidence.brief.every_sentence import every_sentence
from evidence.brief.made_once import once
from evidence.brief.rows import ChecklistRow, ProfileRow, SentenceRow, YearRow
from evidence.brief.tables import Tables
from evidence.rows import table_of


@once
def data_files(tables: Tables) -> list[Download]:
    """In the order in which the data page lists them."""
    sentences = as_download(table_of(SentenceRow), _sentences(tables), places=True)
    years_, profile = (
        as_download(table_of(r), f(tables)) for r, f in ((YearRow, _years), (ProfileRow, _profile))
    )
    checklists = as_download(
        table_of(ChecklistRow),
        [
            ChecklistRow(**told)
            for told in tables.parts.part("items of checklists", lambda: _checklists(tables))
        ],
        places=True,
    )
    return [*downloads(tables), sentences, years_, profile, checklists]


def _sentences(tables: Tables) -> list[SentenceRow]:
    return [
        SentenceRow(s.id, s.text, s.template, "; ".join(f"{k}={v}" for k, v in s.values.items()), s.evidence)
        for s in (*every_sentence(tables), *changed_sentences(tables))
    ]


def _years(tables: Tables) -> list[YearRow]:
    return [YearRow(name, year, n) for name, own in years(tables).items() for year, n in own.items()]


def _profile(tables: Tables) -> list[ProfileRow]:
    facets = tables.codebook.with_role("place", "design")
    return [ProfileRow(f.id, name, n) for f in facets for name, n in counts(tables, f.id)]


def _checklists(tables: Tables) -> list[dict[str, Any]]:
    return [
        {
            "checklist": row.checklist,
            "item": row.item.number,
            "section": row.item.section,
            "asks": row.item.asks,
            "state": row.state,
            "required": row.required,
            "says": "; ".join(a.words for a in row.answers),
            "where": ";".join(a.where for a in row.answers if a.where),
            "edit": "; ".join(a.edit for a in row.answers if a.edit),
        }
        for row in fill_checklists(tables)
    ]
