"""Works as a table, for spreadsheets, R and screening tools: CSV, and an Excel workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence import names
from evidence.deduplicate.rows import Work
from evidence.errors import UserError
from evidence.export.keys import unique_keys
from evidence.export.text import one_line
from evidence.export.workbook import ROWS, workbook
from evidence.screen.rows import Screening
from evidence.spreadsheets import spreadsheet_safe

HEADER = (
    *("key", "kind", "title", "authors", "year", "container", "volume", "issue", "pages", "publisher"),
    *("doi", "pmid", "pmcid", "isbn", "issn", "arxiv", "openalex", "url", "abstract", "keywords"),
    *("record_id", "work_id", "study_id", "decision", "reason"),
)
# A cell holds 32,767 units of UTF-16, of which some characters take two.
_EXCEL_CELL = 16_000


@dataclass(frozen=True, slots=True)
class WithScreening:
    """What tables say of works beyond the reference: by work_id, the screening and the record that a decision
    can name. `among`: all works of the review, so that a work has one key in every export."""

    screening: Mapping[str, Screening]
    record_of: Mapping[str, str]
    among: Sequence[Work] = ()


def rows(works: Sequence[Work], screened: WithScreening) -> Iterator[list[str | int]]:
    """One row a work, in the columns of HEADER; authors and keywords are parted by semicolons."""
    keys = unique_keys(screened.among or works)
    for work in works:
        found = screened.screening.get(work.work_id)
        values = {
            **{name: getattr(work, name) for name in HEADER[1:20]},
            "key": keys[work.work_id],
            "authors": "; ".join(map(plain_author, work.authors)),
            "keywords": "; ".join(map(one_line, work.keywords)),
            "year": work.year or "",
            "record_id": screened.record_of.get(work.work_id, ""),
            "work_id": work.work_id,
            "study_id": work.study_id,
            "decision": found.decision if found else "",
            "reason": found.reason if found else "",
        }
        yield [v if isinstance(v, int) else one_line(v) for v in (values[name] for name in HEADER)]


def plain_author(stored: str) -> str:
    """A name as it reads best; marked as EndNote marks a body only where it would be taken for something else."""
    plain = one_line(names.parts(stored)[0] if names.is_body(stored) else stored)
    return plain if names.read(plain) == [stored] else one_line(names.to_ris(stored))


def write_csv(works: Sequence[Work], screened: WithScreening) -> str:
    """UTF-8, LF; a cell that a spreadsheet would run begins with an apostrophe, which `ingest` takes off again."""
    return csv_text(HEADER, rows(works, screened))


def csv_text(header: Sequence[str], lines: Iterator[Sequence[object]]) -> str:
    """A CSV text in which no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([spreadsheet_safe(cell) for cell in line] for line in lines)
    return out.getvalue()


def write_xlsx(works: Sequence[Work], screened: WithScreening) -> bytes:
    """A workbook of one sheet. Cells are text, never formulas; the same works give the same bytes.

    A text that might not fit into a cell goes on in a further column of the same name.
    Raises UserError for more rows than a sheet has.
    """
    found = list(rows(works, screened))
    if len(found) >= ROWS:
        raise UserError(
            "a sheet of Excel has too few rows for these works",
            value=f"{len(found)} works",
            fix="use --format csv",
        )
    return workbook([("works", *_fitted(found))])


def _fitted(found: list[list[str | int]]) -> tuple[list[str], list[list[str | int]]]:
    """(header, rows) with columns added where a text is longer than a cell."""
    parted = [[_parts(value) if isinstance(value, str) else [value] for value in row] for row in found]
    most = [max((len(row[n]) for row in parted), default=1) for n in range(len(HEADER))]
    header = [
        f"{name} (part {p + 1})" if p else name
        for name, k in zip(HEADER, most, strict=True)
        for p in range(k)
    ]
    cut = [
        [value for parts, k in zip(row, most, strict=True) for value in parts + [""] * (k - len(parts))]
        for row in parted
    ]
    return header, cut


def _parts(text: str) -> list[str]:
    """A text in cells, cut within words: a space at the end of a cell is no part of what is read of it."""
    parts = []
    while len(text) > _EXCEL_CELL:
        near = range(_EXCEL_CELL, _EXCEL_CELL // 2, -1)
        at = next((at for at in near if not (text[at].isspace() or text[at - 1].isspace())), _EXCEL_CELL)
        parts.append(text[:at])
        text = text[at:]
    return [*parts, text]
