"""Works as EndNote XML, which EndNote, Zotero and most screening tools take."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from evidence import names
from evidence.deduplicate.rows import Work
from evidence.export import kinds
from evidence.export.keys import unique_keys
from evidence.export.text import one_line

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n'


def write(works: Sequence[Work], among: Sequence[Work] = ()) -> str:
    """A file of these works, in their order, each with a label of its own.

    `among`: all works of the review, so that a work has one key in every export; else these works.
    """
    keys = unique_keys(among or works)
    records = (
        tostring(_record(work, keys[work.work_id], n), encoding="unicode") + "\n"
        for n, work in enumerate(works, start=1)
    )
    return "".join([_HEAD, *records, "</records></xml>\n"])


def _record(work: Work, key: str, number: int) -> Element:
    """One record, its elements in the order of EndNote's own files."""
    kind, code = kinds.endnote(work.kind)
    record = Element("record")
    _put(record, "rec-number", str(number))
    SubElement(record, "ref-type", name=kind).text = str(code)
    for name in work.authors:
        _put(record, "contributors/authors/+author", names.to_ris(name))
    _put(record, "titles/title", work.title)
    _put(record, "titles/secondary-title", work.container)
    if work.kind in ("article", "news", "magazine"):
        _put(record, "periodical/full-title", work.container)
    _put(record, "pages", work.pages)
    _put(record, "volume", work.volume)
    _put(record, "number", work.issue)
    for word in work.keywords:
        _put(record, "keywords/+keyword", word)
    _put(record, "dates/year", str(work.year or ""))
    _put(record, "publisher", work.publisher)
    _put(record, "isbn", "; ".join(filter(None, (work.issn, work.isbn))))
    _put(record, "accession-num", work.pmid)
    _put(record, "electronic-resource-num", work.doi)
    _put(record, "abstract", work.abstract)
    _put(record, "label", key)
    _put(record, "work-type", kinds.beside(work.kind, kind))
    _put(record, "urls/related-urls/url", work.url)
    _put(record, "custom2", work.pmcid)
    _put(record, "remote-database-name", "PubMed" if work.pmid else "")
    _put(record, "notes", "; ".join(_notes(work)))
    return record


def _notes(work: Work) -> list[str]:
    """Identifiers that EndNote has no field for, by name."""
    named = (("arXiv", work.arxiv), ("OpenAlex", work.openalex))
    return [f"{name}: {value}" for name, value in named if value]


def _put(node: Element, path: str, value: str) -> None:
    """Text at the end of a path; an element marked + is a new one each time."""
    text = one_line(value)
    if not text:
        return
    for step in path.split("/"):
        found = None if step.startswith("+") else node.find(step)
        node = SubElement(node, step.lstrip("+")) if found is None else found
    node.text = text
