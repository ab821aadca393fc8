"""Every format of the way out, once: its name, the ending of its files, what it is for, and who writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from evidence.export import (
    bibtex,
    csl_json,
    effects,
    endnote_xml,
    handover,
    prisma,
    reference_list,
    ris,
    table,
)

WORKS, SCREENED, FLOW, EFFECTS = "works", "works with their screening", "flow", "effects"


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """`of`: what `write` is given. WORKS: works; SCREENED: works and `table.WithScreening`; FLOW: a `brief.prisma.Flow`
    and the sources; EFFECTS: `effects.ExportedEffect` rows. `write` gives text, or bytes where the file is no text."""

    name: str
    ending: str
    what: str
    of: str
    write: Callable[..., Any]


FORMATS = (
    ExportFormat("ris", ".ris", "references for screeners and reference managers", WORKS, ris.write),
    ExportFormat("bibtex", ".bib", "references for LaTeX", WORKS, bibtex.write),
    ExportFormat("csl-json", ".json", "references for Zotero and Pandoc", WORKS, csl_json.write),
    ExportFormat(
        "endnote-xml", ".xml", "references for EndNote, Covidence and others", WORKS, endnote_xml.write
    ),
    ExportFormat("csv", ".csv", "a table, with the screening of each work", SCREENED, table.write_csv),
    ExportFormat("xlsx", ".xlsx", "the same table for Excel", SCREENED, table.write_xlsx),
    ExportFormat("screener-ris", "", "RIS that knows our records again", SCREENED, handover.write_ris),
    ExportFormat("zotero-ris", "", "the same, with decisions as tags", SCREENED, handover.write_zotero),
    ExportFormat("rayyan-csv", "", "a table in Rayyan’s columns", SCREENED, handover.write_rayyan),
    ExportFormat(
        "asreview-csv", "", "a table in ASReview’s columns, with labels", SCREENED, handover.write_asreview
    ),
    ExportFormat("prisma", "", "the flow for the R package PRISMA2020 (CSV)", FLOW, prisma.write),
    ExportFormat("metafor", "", "effects with yi, vi, sei and raw counts (CSV)", EFFECTS, effects.write),
    ExportFormat(
        "reference-list", ".txt", "a list of references in a style of BibTeX’s", WORKS, reference_list.write
    ),
)
BY_NAME = {known.name: known for known in FORMATS}
BY_ENDING = {known.ending: known for known in FORMATS if known.ending}
