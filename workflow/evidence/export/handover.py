"""Works as programs for screening take them, each with our name for it where it comes back (`mark`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.deduplicate.rows import Work
from evidence.export import ris
from evidence.export.mark import mark
from evidence.export.table import WithScreening, csv_text, plain_author
from evidence.export.text import one_line
from evidence.screen.rows import Screen

RAYYAN = (
    *("key", "title", "year", "month", "day", "journal", "issn", "volume", "issue", "pages", "authors", "url", "language"),
    *("publisher", "location", "abstract", "notes", "doi", "keywords", "pubmed_id", "pmc_id"),
)  # fmt: skip
"""The columns of Rayyan's own example of a table, in their order."""
ASREVIEW = ("record_id", "title", "abstract", "authors", "keywords", "year", "doi", "url", "included")
_LABELS = {Screen.INCLUDE: 1, Screen.BACKGROUND: 1, Screen.EXCLUDE: 0}


def write_ris(works: Sequence[Work], screened: WithScreening) -> str:
    """RIS in which each reference is called as the record that a decision can name, and says so in a note."""
    return _ris(works, screened, {})


def write_zotero(works: Sequence[Work], screened: WithScreening) -> str:
    """The same, with what was decided as tags, by which Zotero can search and sort."""
    tags = {
        work.work_id: [
            f"screening: {found.decision}",
            *([f"reason: {found.reason}"] if found.by and found.reason else []),
        ]
        for work in works
        if (found := screened.screening.get(work.work_id))
    }
    return _ris(works, screened, tags)


def _ris(works: Sequence[Work], screened: WithScreening, tags: dict[str, list[str]]) -> str:
    return "\n".join(
        ris.entry(
            work, screened.record_of[work.work_id],
            [("N1", mark(screened.record_of[work.work_id])), *(("KW", tag) for tag in tags.get(work.work_id, ()))],
        )
        for work in works
    )  # fmt: skip


def write_rayyan(works: Sequence[Work], screened: WithScreening) -> str:
    """A table in the columns of Rayyan's example. Its numbers take the place of our key; the note stays."""
    return csv_text(RAYYAN, (_for_rayyan(work, screened.record_of[work.work_id]) for work in works))


def _for_rayyan(work: Work, record: str) -> list[str | int]:
    values = {
        "key": record, "title": work.title, "year": work.year or "", "journal": work.container, "issn": work.issn, "volume": work.volume,
        "issue": work.issue, "pages": work.pages, "authors": "; ".join(map(plain_author, work.authors)), "url": work.url,
        "publisher": work.publisher, "abstract": work.abstract, "notes": mark(record), "doi": work.doi,
        "keywords": "; ".join(work.keywords), "pubmed_id": work.pmid, "pmc_id": work.pmcid,
    }  # fmt: skip
    return [v if isinstance(v, int) else one_line(v) for v in (values.get(name, "") for name in RAYYAN)]


def write_asreview(works: Sequence[Work], screened: WithScreening) -> str:
    """A table in ASReview's columns. `included` is 1 or 0, and empty for a work that nobody has decided on; background counts as included."""
    return csv_text(ASREVIEW, _for_asreview(works, screened))


def _for_asreview(works: Sequence[Work], screened: WithScreening) -> Iterator[list[str | int]]:
    for work in works:
        found = screened.screening.get(work.work_id)
        label = _LABELS.get(Screen(found.decision), "") if found else ""
        names = "; ".join(map(plain_author, work.authors))
        words = "; ".join(map(one_line, work.keywords))
        texts = [screened.record_of[work.work_id], work.title, work.abstract, names, words]
        yield [*map(one_line, texts), work.year or "", work.doi, work.url, label]
