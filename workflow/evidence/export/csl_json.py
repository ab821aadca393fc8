"""Works as CSL-JSON, which Zotero, Pandoc and citation processors take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evidence import names
from evidence.deduplicate.rows import Work
from evidence.export import kinds
from evidence.export.keys import unique_keys
from evidence.export.text import one_line
from evidence.io import to_json


def write(works: Sequence[Work], among: Sequence[Work] = ()) -> str:
    """A file of these works, in their order, each with an id of its own.

    `among`: all works of the review, so that a work has one key in every export; else these works.
    """
    keys = unique_keys(among or works)
    return to_json([_item(work, keys[work.work_id]) for work in works], indent=1) + "\n"


def _item(work: Work, key: str) -> dict[str, Any]:
    kind = kinds.csl(work.kind)
    fields = {
        "title": work.title,
        "container-title": work.container,
        "publisher": work.publisher,
        "volume": work.volume,
        "issue": work.issue,
        "page": work.pages,
        "DOI": work.doi,
        "PMID": work.pmid,
        "PMCID": work.pmcid,
        "ISBN": work.isbn,
        "ISSN": work.issn,
        "URL": work.url,
        "abstract": work.abstract,
        "keyword": ", ".join(work.keywords),
    }
    item: dict[str, Any] = {"id": key, "type": kind}
    item |= {name: line for name, value in fields.items() if (line := one_line(value))}
    if work.authors:
        item["author"] = [_name(name) for name in work.authors]
    if work.year:
        item["issued"] = {"date-parts": [[work.year]]}
    custom = _custom(work, kind)
    return item | ({"custom": custom} if custom else {})


def _name(stored: str) -> dict[str, str]:
    return {part: one_line(value) for part, value in names.to_csl(stored).items()}


def _custom(work: Work, kind: str) -> dict[str, Any]:
    """What CSL has no field for (CSL-JSON 1.0.2, `custom`); keywords, as its one text does not say where one ends."""
    found: dict[str, Any] = {
        "arxiv": work.arxiv,
        "openalex": work.openalex,
        "kind": kinds.beside(work.kind, kind),
        "keywords": [one_line(word) for word in work.keywords if "," in word or ";" in word]
        and [one_line(word) for word in work.keywords],
    }
    return {name: value for name, value in found.items() if value}
