"""From entries to works, and what became of every one: flow, files, duplicates, quarantine, sums."""

from __future__ import annotations

from functools import partial
from typing import Any

from markupsafe import Markup

from evidence.brief.checklists.searching import STATED as SEARCHING
from evidence.brief.components import title_link
from evidence.brief.figures.prisma_flow import prisma_flow
from evidence.brief.macros import parts
from evidence.brief.markup import join, names
from evidence.brief.page import Page, Rows, Slots
from evidence.brief.pages.classification import agreement
from evidence.brief.pages.duplicates import duplicates, fates_by_file, short
from evidence.brief.populations import works_read_in_full
from evidence.brief.prisma import flow
from evidence.brief.searched import promise, searches_table
from evidence.brief.tables import Tables
from evidence.deduplicate.rows import Membership, Work
from evidence.extract.rows import SET_ASIDE
from evidence.ingest.fields_filled import FIELDS, fields_filled
from evidence.ingest.rows import QUARANTINE, FileCount, Record
from evidence.ledger import balance
from evidence.screen.decisions import Basis
from evidence.screen.rows import LedgerRow, Screen, Screening
from evidence.singular import agreeing


def view(tables: Tables) -> Slots:
    """The PRISMA flow, the files, the duplicates, the quarantine and the sums that must hold."""
    numbers = flow(tables)
    sums = balance(
        tables[FileCount],
        tables[Record],
        tables[Work],
        tables[Membership],
        tables[Screening],
        tables[LedgerRow],
    )
    return {
        "prisma": partial(prisma_flow, numbers),
        "prisma_table": [(what, phase, f"{n:,}") for phase, what, n in numbers.rows()],
        "files": _files(tables),
        "fields_filled": _filled(tables),
        "quarantine": _quarantine(tables),
        "conflicts": _conflicts(tables),
        "reviewers": agreement([(label, found) for label, found in _compared(tables) if found]),
        "read": parts.paragraph(read_in_full(tables), "computed"),
        "bases": _bases(tables),
        "sums": [(agreeing(s.text()), "yes" if s.holds else "NO") for s in sums],
        "searches": join([searches_table(tables), _stated(tables)]),
        "promise": parts.paragraph(said, "computed") if (said := promise(tables)) else "",
        "searches_note": " ".join(tables.searches.note.split()),
        **duplicates(tables),
    }


def _compared(tables: Tables) -> list[tuple[str, dict[str, Any]]]:
    both = bool(tables.agreement_in_full)
    return [
        ("Screening by title and abstract" if both else "Screening", tables.agreement),
        ("Screening by the full text", tables.agreement_in_full),
    ]


def read_in_full(tables: Tables) -> str:
    """How many of the included works were judged by their full text."""
    n, done = len(tables.included), len(works_read_in_full(tables))
    if not n:
        return "No work is included yet."
    untold = sum(not tables.screened[work.work_id].basis for work in tables.included)
    if untold:
        return agreeing(
            f"{done} of {n} included works were judged by their full text, {n - done - untold} by title, abstract or less; "
            f"of {untold} it was not written down what was read."
        )
    if done == n:
        return agreeing(f"All {n} included works were judged by their full text.")
    if not done:
        return agreeing(
            f"None of the {n} included works was judged by its full text; all were judged by title, abstract or less."
        )
    return agreeing(
        f"{done} of {n} included works were judged by their full text, the others by title, abstract or less."
    )


_READ = {
    Basis.ABSTRACT: "title and abstract",
    Basis.BIB_ENTRY: "the entry alone (BibTeX)",
    Basis.RIS_ENTRY: "the entry alone (RIS)",
    Basis.LISTING: "a listing",
    Basis.REFERENCE_LIST: "a list of references",
    "": "not stated",
}


def _bases(tables: Tables) -> Rows:
    """What was read of works on which somebody has decided, as the words stand in the tables."""
    decided = [row for row in tables.decided if row.decision != Screen.UNDECIDED]
    known = [*Basis, *sorted({row.basis for row in decided} - {*Basis})]
    rows = []
    for basis in known:
        own = [row.decision for row in decided if row.basis == basis]
        if own:
            name = _READ.get(basis, basis.replace("_", " "))
            rows.append((name, len(own), own.count(Screen.INCLUDE)))
    return rows


def _files(tables: Tables) -> Rows:
    first, again, kept = fates_by_file(tables)
    rows = []
    for count in tables[FileCount]:
        name = count.source_file
        rows.append(
            (
                short(count.source_file),
                count.format,
                count.counted,
                count.quarantined,
                again[name],
                first[name],
                kept[name],
            )
        )
    return rows


_SHORT = {"container": "Journal, book", "volume or pages": "Volume, pages", "doi": "DOI"}


def _filled(tables: Tables) -> Markup:
    """How far each file's fields are filled, and which files look badly read."""
    rows = []
    for file in fields_filled(tables[Record]):
        doubts = "; ".join(f"{field} in {have} of {usual}" for field, have, usual in file.doubtful)
        warning = f"looks badly read: {doubts} that should have it" if doubts else "–"
        shares = (f"{100 * share:.0f}" for share in file.shares.values())
        rows.append((short(file.source_file), warning, file.records, *shares))
    return parts.table(
        "fields-filled",
        "Fields filled, by file (per cent of its records)",
        ("File", "Warning", "Records", *(_SHORT.get(name, name.capitalize()) for name in FIELDS)),
        rows,
        numeric=tuple(range(2, len(FIELDS) + 3)),
    )


def _quarantine(tables: Tables) -> Rows:
    return [
        (
            f"{q.source_file}:{q.line}",
            names(q.field) or "–",
            names(q.problem),
            q.value[:80] or "–",
            names(q.how_to_fix),
        )
        for q in [*tables[QUARANTINE], *tables[SET_ASIDE]]
    ]


def _conflicts(tables: Tables) -> Rows:
    return [
        (title_link(tables.work[s.work_id]), s.decision, s.conflict) for s in tables.decided if s.conflict
    ]


def _stated(tables: Tables) -> Markup:
    """What is said of the searching as a whole; what is not said stands as missing."""
    return parts.table(
        "search-statements",
        "The searching as a whole (PRISMA-S)",
        ("Subject", "What is stated"),
        [
            (words, " ".join((getattr(tables.searches, key) or "missing").split()))
            for key, words in SEARCHING.items()
        ],
        row_ids=[f"search-{key.replace('_', '-')}" for key in SEARCHING],
    )


PAGE = Page("selection.md", view)
