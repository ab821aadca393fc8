"""Crossref's and OpenAlex's JSON, as their interfaces give it or one work a line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from evidence.ingest import count
from evidence.ingest.entry import Problem, RawEntry, line_of
from evidence.ingest.format import Format, whole
from evidence.ingest.formats.csl_json import JSON_LINE, issued, items, name, tell

_LIST = re.compile(r'"(?:items|results)"\s*:\s*(?=\[)')
_MESSAGE = re.compile(r'"message"\s*:\s*(?=\{)')


def read_crossref(text: str) -> Iterator[RawEntry]:
    """Yield every work of a Crossref answer, of a list of works, or of JSON lines."""
    yield from _read(text, _crossref)


def read_openalex(text: str) -> Iterator[RawEntry]:
    """Yield every work of an OpenAlex answer, of a list of works, or of JSON lines."""
    yield from _read(text, _openalex)


def _read(text: str, fill: Callable[[RawEntry, dict[str, Any]], None]) -> Iterator[RawEntry]:
    start = _begin(text)
    for position, (item, at, end) in enumerate(items(text[start:])):
        line = line_of(text, start + (end if isinstance(item, Problem) else at))
        raw = text[start + at :] if isinstance(item, Problem) else text[start + at : start + end]
        entry = RawEntry(position, line, raw)
        if isinstance(item, Problem):
            entry.problem = item
        elif isinstance(item, dict):
            fill(entry, item)
        else:
            entry.problem = Problem("", "the item is not an object", "remove it, or give it a title")
        yield entry


def _begin(text: str) -> int:
    """Where the list of works begins, or the one work of a message, or the text itself."""
    head = text[:2000].lstrip()
    if head.startswith("{") and (found := _LIST.search(text)) and _before(text, found.start()):
        return found.end()
    if head.startswith("{") and (found := _MESSAGE.search(text[:2000])):
        return found.end()
    return 0


def _before(text: str, at: int) -> bool:
    """Whether no work begins before this place, so that the list is that of the answer."""
    return '"title"' not in text[:at]


def _crossref(entry: RawEntry, item: dict[str, Any]) -> None:
    known = {
        "title": _titled(item),
        "container": _first(item.get("container-title")),
        "volume": item.get("volume"),
        "issue": item.get("issue"),
        "pages": item.get("page") or item.get("article-number"),
        "publisher": item.get("publisher"),
        "doi": item.get("DOI"),
        "url": item.get("URL"),
        "abstract": item.get("abstract"),
        "issn": "; ".join(item.get("ISSN") or []),
        "isbn": "; ".join(item.get("ISBN") or []),
        "year": next(
            (
                y
                for key in ("published", "issued", "published-print", "published-online")
                if (y := issued(item.get(key)))
            ),
            "",
        ),
    }
    entry.kind, entry.key = str(item.get("type") or "").lower(), str(item.get("DOI") or "")
    entry.authors = [name(_corporate(person)) for person in item.get("author") or []]
    entry.keywords = [str(word) for word in item.get("subject") or []]
    _fill(
        entry,
        known,
        item,
        {
            "title",
            "subtitle",
            "container-title",
            "author",
            "subject",
            "type",
            "ISSN",
            "ISBN",
            *known,
            "DOI",
            "URL",
            "page",
        },
    )


def _corporate(person: Any) -> Any:
    if isinstance(person, dict) and "name" in person and "family" not in person:
        return {"literal": person["name"]}
    return person


def _titled(item: dict[str, Any]) -> str:
    title, subtitle = _first(item.get("title")), _first(item.get("subtitle"))
    return f"{title}: {subtitle}" if title and subtitle and subtitle not in title else title


def _openalex(entry: RawEntry, item: dict[str, Any]) -> None:
    ids, biblio = item.get("ids") or {}, item.get("biblio") or {}
    source = ((item.get("primary_location") or {}).get("source") or {}) or (item.get("host_venue") or {})
    first, last = str(biblio.get("first_page") or ""), str(biblio.get("last_page") or "")
    known = {
        "title": item.get("title") or item.get("display_name"),
        "container": source.get("display_name"),
        "volume": biblio.get("volume"),
        "issue": biblio.get("issue"),
        "pages": f"{first}-{last}" if first and last and first != last else first or last,
        "publisher": source.get("host_organization_name") or source.get("publisher"),
        "doi": item.get("doi"),
        "pmid": (ids.get("pmid") or "").rsplit("/", 1)[-1],
        "pmcid": ids.get("pmcid"),
        "openalex": item.get("id") or ids.get("openalex"),
        "issn": "; ".join(source.get("issn") or []),
        "url": (item.get("primary_location") or {}).get("landing_page_url"),
        "abstract": _uninverted(item.get("abstract_inverted_index")),
        "year": item.get("publication_year"),
    }
    entry.kind = str(item.get("type") or "").lower()
    entry.key = str(item.get("id") or "").rsplit("/", 1)[-1]
    entry.authors = [
        str((a.get("author") or {}).get("display_name") or a.get("raw_author_name") or "")
        for a in item.get("authorships") or []
    ]
    entry.keywords = [
        str(k.get("display_name") or k.get("keyword") or "")
        for k in item.get("keywords") or []
        if isinstance(k, dict)
    ]
    _fill(
        entry,
        known,
        item,
        {
            "title",
            "display_name",
            "id",
            "doi",
            "ids",
            "biblio",
            "authorships",
            "keywords",
            "type",
            "publication_year",
            "abstract_inverted_index",
        },
    )


def _uninverted(index: Any) -> str:
    """The text of an abstract that is given as word → places."""
    if not isinstance(index, dict):
        return ""
    placed = [
        (place, word) for word, places in index.items() for place in places or [] if isinstance(place, int)
    ]
    return " ".join(word for _, word in sorted(placed))


def _first(value: Any) -> str:
    return (
        str(value[0])
        if isinstance(value, list) and value
        else str(value or "")
        if not isinstance(value, list)
        else ""
    )


def _fill(entry: RawEntry, known: dict[str, Any], item: dict[str, Any], used: set[str]) -> None:
    for field, value in known.items():
        entry.put(field, field, str(value or ""))
    for field, value in item.items():
        if field not in used and value not in (None, "", [], {}):
            entry.put(None, field, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


_OPENALEX = re.compile(
    r'"(?:authorships|abstract_inverted_index|cited_by_api_url)"|"id"\s*:\s*"https://openalex\.org/W'
)
_CROSSREF = re.compile(r'"title"\s*:\s*\[|"message-type"')


def _told(text: str, mark: re.Pattern[str]) -> int:
    """As for any JSON, where names stand in it that only this producer writes."""
    return tell(text) if mark.search(text[:20_000]) else 0


CROSSREF = Format(
    name="crossref-json",
    label="Crossref JSON",
    tell=lambda text: _told(text, _CROSSREF),
    count=count.works,
    begins=JSON_LINE,
    **whole(read_crossref),
)


OPENALEX = Format(
    name="openalex-json",
    label="OpenAlex JSON",
    tell=lambda text: _told(text, _OPENALEX),
    count=count.works,
    begins=JSON_LINE,
    **whole(read_openalex),
)
