"""Works as RIS, which reference managers and screening tools take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evidence import names
from evidence.deduplicate.rows import Work
from evidence.export import kinds
from evidence.export.keys import unique_keys
from evidence.export.text import one_line


def write(works: Sequence[Work], among: Sequence[Work] = ()) -> str:
    """A file of these works, in their order, each with an ID of its own.

    `among`: all works of the review, so that a work has one key in every export; else these works.
    """
    keys = unique_keys(among or works)
    return "\n".join(entry(work, keys[work.work_id]) for work in works)


def entry(work: Work, key: str, more: Iterable[tuple[str, str]] = ()) -> str:
    """One record, each value on one line of its own, so that nothing in it can be taken for a tag. `more`: further tags and values."""
    found = ((tag, one_line(value)) for tag, value in (*_lines(work, key), *more))
    return "".join([*(f"{tag}  - {value}\n" for tag, value in found if value), "ER  - \n"])


def _lines(work: Work, key: str) -> Iterator[tuple[str, str]]:
    """Tags and values. What RIS has no tag for stands where EndNote and PubMed put it, else in a note with its name."""
    kind = kinds.ris(work.kind)
    yield "TY", kind
    yield "ID", key
    yield "TI", work.title
    for name in work.authors:
        yield "AU", names.to_ris(name)
    yield "PY", str(work.year or "")
    yield "T2", work.container
    yield "VL", work.volume
    yield "IS", work.issue
    first, last = _pages(work.pages)
    yield "SP", first
    yield "EP", last
    yield "PB", work.publisher
    yield "SN", "; ".join(filter(None, (work.issn, work.isbn)))
    yield "DO", work.doi
    if work.pmid:
        yield "DB", "PubMed"
        yield "AN", work.pmid
    yield "C2", work.pmcid
    yield "UR", work.url
    yield "M3", kinds.beside(work.kind, kind)
    for word in work.keywords:
        yield "KW", word
    yield "AB", work.abstract
    yield "N1", f"arXiv: {work.arxiv}" if work.arxiv else ""
    yield "N1", f"OpenAlex: {work.openalex}" if work.openalex else ""


def _pages(pages: str) -> tuple[str, str]:
    """First and last page; a range that would not come back the same stays whole.

    >>> _pages('379-387'), _pages('12-12'), _pages('e109')
    (('379', '387'), ('12-12', ''), ('e109', ''))
    """
    first, _, last = pages.partition("-")
    return (first, last) if first and last and first != last else (pages, "")
