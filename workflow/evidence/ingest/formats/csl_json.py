"""CSL-JSON: what Zotero, Crossref and citation tools write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from evidence import names
from evidence.ingest import count
from evidence.ingest.entry import Problem, RawEntry, line_of
from evidence.ingest.format import Format, whole

_SPACE = re.compile(r"\s*")
_WORDS = re.compile(r"[;,]")
_CANONICAL = {
    "title": "title",
    "container-title": "container",
    "collection-title": "container",
    "publisher": "publisher",
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
    "DOI": "doi",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "ISBN": "isbn",
    "ISSN": "issn",
    "URL": "url",
    "abstract": "abstract",
}


def read(text: str) -> Iterator[RawEntry]:
    """Yield every item of a CSL-JSON file.

    Where the file breaks off or breaks the rules of JSON, the items before that place are read and
    the rest is one unreadable entry.
    """
    last = len(text.rstrip()) if text.lstrip().startswith("[") else -1
    for position, (item, start, end) in enumerate(items(text)):
        if isinstance(item, Problem):
            line = line_of(text, end)
            yield RawEntry(position, line, text[start:], problem=item)
        elif isinstance(item, dict):
            entry = _entry(position, line_of(text, start), item)
            if end == last:
                fix = "export the file again; the entries after this one are missing"
                entry.repairs.append(("", "", "the file ends before its list does", fix))
            yield entry
        else:
            problem = Problem("", "the item is not an object", "remove it, or give it a title")
            yield RawEntry(position, line_of(text, start), text[start:end], problem=problem)


def items(text: str) -> Iterator[tuple[Any, int, int]]:
    """(value or Problem, where it begins, where it ends or breaks) of each item of a list, or of each line."""
    decoder = json.JSONDecoder()
    at = _SPACE.match(text).end()
    listed = text[at : at + 1] == "["
    at = _SPACE.match(text, at + listed).end()
    if listed and text[at : at + 1] == "]":
        return
    while True:
        try:
            item, end = decoder.raw_decode(text, at)
            item = _without_surrogates(item)
        except (ValueError, RecursionError) as error:
            yield _broken(error), at, getattr(error, "pos", at)
            return
        yield item, at, end
        after = _SPACE.match(text, end).end()
        following = text[after : after + 1]
        if following == "" or (listed and following == "]"):
            return
        if not listed and following == "{":  # one object a line
            at = after
            continue
        if not listed or following != ",":
            yield _broken(ValueError("a comma or the end is missing")), after, after
            return
        at = _SPACE.match(text, after + 1).end()


def _broken(error: Exception) -> Problem:
    reason = getattr(error, "msg", "") or str(error)
    return Problem(
        "",
        f"this is not valid JSON: {reason}",
        "export the file again, or mend the JSON at this line; what follows was not read",
    )


def _without_surrogates(item: Any) -> Any:
    """Half of a surrogate pair is no character and cannot be stored."""
    text = json.dumps(item, ensure_ascii=False)
    clean = text.encode("utf-8", errors="replace").decode("utf-8")
    return item if clean == text else json.loads(clean)


def _entry(position: int, line: int, item: dict[str, Any]) -> RawEntry:
    entry = RawEntry(position, line, json.dumps(item, ensure_ascii=False, sort_keys=True))
    entry.key, entry.kind = str(item.get("id", "")), str(item.get("type", "")).lower()
    authors = item.get("author")
    entry.authors = [name(person) for person in authors] if isinstance(authors, list) else []
    entry.put("year", "issued", issued(item.get("issued")))
    for field, value in item.items():
        if field in ("id", "type", "issued") or (field == "author" and entry.authors):
            continue
        if field == "keyword" and isinstance(value, str):
            entry.keywords = entry.keywords or [k.strip() for k in _WORDS.split(value) if k.strip()]
            continue
        if field == "custom" and isinstance(value, dict):
            _custom(entry, value)
            continue
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        entry.put(_CANONICAL.get(field), field, text)
    return entry


def _custom(entry: RawEntry, custom: dict[str, Any]) -> None:
    """What CSL has no field for, as `export.csl_json` writes it; anything else is kept as an extra field."""
    for field, value in custom.items():
        if field in ("arxiv", "openalex") and isinstance(value, str):
            entry.put(field, field, value)
        elif field == "kind" and isinstance(value, str):
            entry.kind = value
        elif field == "keywords" and isinstance(value, list):
            entry.keywords = [str(word) for word in value]
        else:
            entry.put(None, f"custom {field}", json.dumps(value, ensure_ascii=False))


def issued(date: Any) -> str:
    """The year of a CSL date; the spelling of the date where it has no parts."""
    if not isinstance(date, dict):
        return str(date or "")
    try:
        return str(date["date-parts"][0][0])
    except (KeyError, IndexError, TypeError):
        return str(date.get("literal") or date.get("raw") or "")


def name(person: Any) -> str:
    if not isinstance(person, dict):
        return str(person)
    if "literal" in person:
        return "{" + str(person["literal"]) + "}"
    family = " ".join(str(person[part]) for part in ("non-dropping-particle", "family") if person.get(part))
    given = " ".join(str(person[part]) for part in ("given", "dropping-particle") if person.get(part))
    return names.from_parts(family, given, str(person.get("suffix") or ""))


# One object a line; a list is read whole.
JSON_LINE = re.compile(rb"\}[ \t]*\n(?=\{)")
_KEY = re.compile(r'"[^"\n]*"\s*:')


def tell(text: str) -> int:
    """Characters of the lines of a list or of an object that hold a name with a colon.

    >>> tell('[{"title": "A"}]'), tell("[3 results]")
    (17, 0)
    """
    if text.lstrip()[:1] not in ("[", "{"):
        return 0
    return sum(len(line) + 1 for line in text.split("\n") if _KEY.search(line))


FORMAT = Format(
    name="csl-json",
    label="CSL-JSON",
    tell=tell,
    count=count.json,
    begins=JSON_LINE,
    **whole(read),
)
