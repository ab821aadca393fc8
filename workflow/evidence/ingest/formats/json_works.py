"""JSON of works, whoever wrote it: what a producer's table does not say is told by the names of the fields."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from evidence.ingest import count
from evidence.ingest.entry import NO_WORKS, Problem, RawEntry
from evidence.ingest.format import Format, Piece, Rest
from evidence.ingest.formats.json_names import CANONICAL, IDENTIFIERS, OF_A_WORK, ONE, RANK
from evidence.ingest.formats.json_people import people
from evidence.ingest.formats.json_producer import Producer
from evidence.ingest.formats.json_producers import PRODUCERS
from evidence.ingest.json_cut import cut
from evidence.ingest.json_shape import plain, unwrapped
from evidence.ingest.json_text import AGAIN
from evidence.ingest.json_values import at, date, identifiers, text, texts, written
from evidence.kinds import first_known

# What CSL-JSON has no name for stands under `custom` (CSL-JSON 1.0.2), as `export.csl_json` writes it.
_COMMON = Producer(
    "json",
    "JSON of works",
    (),
    {
        "arxiv": ("custom.arxiv",),
        "openalex": ("custom.openalex",),
        "kind": ("custom.kind",),
        "keywords": ("custom.keywords",),
    },
)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/\S+", re.I)
_CROSSREF = next(producer for producer in PRODUCERS if producer.name == "crossref-json")


def read(piece: Piece) -> RawEntry:
    """The entry of one value that was cut out of a text."""
    entry = RawEntry(0, piece.line, piece.raw)
    value = piece.body.value
    if piece.body.problem:
        entry.problem = Problem(
            "",
            f"this is not valid JSON: {piece.body.problem}",
            "export the file again, or mend the JSON at this line",
            piece.raw[:80],
        )
    elif not isinstance(value, dict):
        entry.problem = Problem("", "the item is not an object", "remove it, or give it a title")
    elif (kind := text(at(value, "itemType") or at(value, "data.itemType"))) in NO_WORKS:
        entry.no_work = kind
    else:
        _fill(entry, unwrapped(value), _producer(value))
    if piece.body.mended:
        fix = "look whether the entry is as it should be, and export it again where not"
        entry.repairs.append(("", "", f"the JSON was mended: {piece.body.mended}", fix))
    twice = [name.partition(AGAIN)[0] for name in value if AGAIN in name] if isinstance(value, dict) else []
    if twice:
        what = f"given twice in this entry: {', '.join(dict.fromkeys(twice))}; another entry may run into it"
        fix = "look for a brace that is missing between two entries; what was given again is kept beside the first"
        entry.repairs.append(("", "", what, fix))
    if piece.body.open:
        fix = "export the file again; the entries after this one are missing"
        entry.repairs.append(("", "", "the file ends before its list does", fix))
    return entry


def _producer(value: dict[str, Any]) -> Producer:
    item = unwrapped(value)
    names = value.keys() | item.keys()
    found = next((p for p in PRODUCERS if not names.isdisjoint(p.marks)), None)
    return found or (_CROSSREF if isinstance(item.get("title"), list) else _COMMON)


def _fill(entry: RawEntry, item: dict[str, Any], producer: Producer) -> None:
    """The fields of a work: first from the places that its producer has for them, then by their names."""
    used: dict[str, set[str]] = {}
    found: dict[str, list[tuple[str, Any]]] = {}
    for field, paths in producer.places.items():
        for path in paths:
            value = at(item, path)
            if value not in (None, "", [], {}):
                found.setdefault(field, []).append((path, value))
                name, _, inner = path.partition(".")
                name = name.partition("[")[0]
                if field != "key":  # a key may be an identifier as well
                    used.setdefault(name, set()).add("" if "." in inner else inner)
    rest = [name for name in item if name not in used]
    for name in sorted(rest, key=lambda n: RANK.get(plain(n), len(RANK))):
        known = CANONICAL.get(plain(name))
        if known and item[name] not in (None, "", [], {}):
            found.setdefault(known, []).append((name, item[name]))
    named = item.get("name", item.get("display_name"))
    if "title" not in found and isinstance(named, str) and not OF_A_WORK.isdisjoint(found):
        found["title"] = [("name", named)]
    taken = {path for values in found.values() for path, _ in values}
    _place(entry, found, producer)
    _keep(entry, item, used, taken)


def _place(entry: RawEntry, found: dict[str, list[tuple[str, Any]]], producer: Producer) -> None:
    for path, value in found.pop("identifiers", []):
        for kind, identifier in identifiers(value):
            entry.put(IDENTIFIERS.get(kind), kind or path, identifier)
    people(entry, found.pop("authors", []), found.pop("editors", []), producer)
    for path, value in found.pop("keywords", []):
        if path == "keyword" and entry.keywords:  # the same words once more, as one text
            continue
        parted = "[;,]" if path == "keyword" else ";"
        entry.keywords.extend(word for word in _listed(value, parted) if word not in entry.keywords)
    for path, value in found.pop("key", []):
        entry.key, known = entry.key or text(value), entry.key
        entry.put(None, path, text(value) if known and known != text(value) else "")
    kinds = [kind for _, value in found.pop("kind", []) for kind in texts(value)]
    said = first_known(kinds)
    entry.kind = said.lower()
    entry.put(None, "type", "; ".join(kind for kind in kinds if kind != said))
    for path, value in found.pop("year", []):
        entry.put("year", path, date(value))
    first, last = (text(found.pop(name, [("", "")])[0][1]) for name in ("first", "last"))
    if "pages" not in found or (
        last and last != first
    ):  # beside `page`, CSL's `page-first` says it once more
        entry.put("pages", "pages", f"{first}-{last}" if first and last and first != last else first or last)
    subtitle = text(found.pop("subtitle", [("", "")])[0][1])
    for field, values in found.items():
        for path, value in values:
            parts = [_uninverted(value)] if path == "abstract_inverted_index" else texts(value)
            if isinstance(value, dict) and parts == [written(value)]:  # it names nothing
                entry.put(None, path, parts[0])
                continue
            if field == "title" and subtitle and parts and subtitle not in parts[0]:
                parts[0], subtitle = f"{parts[0]}: {subtitle}", ""
            for part in parts if field in ONE else ["; ".join(parts)]:
                entry.put(field, path, part)
    if "doi" not in entry.fields and _DOI.fullmatch(entry.key):
        entry.put("doi", "id", entry.key)
    if (pmid := entry.fields.get("pmid", "")).startswith("http"):
        entry.fields["pmid"] = pmid.rstrip("/").rsplit("/", 1)[-1]
    if producer.name == "openalex-json":
        entry.key = entry.key.rsplit("/", 1)[-1]


def _listed(value: Any, parted: str = ";") -> list[str]:
    """Keywords of a list, of lists in it, or of one text whose words are `parted`."""
    if isinstance(value, str):
        return [word.strip() for word in re.split(parted, value) if word.strip()]
    if isinstance(value, dict) and len(value) == 1:
        return _listed(next(iter(value.values())), parted)
    return texts(value)


def _uninverted(index: Any) -> str:
    """The text of an abstract that is given as word → places."""
    if not isinstance(index, dict):
        return text(index)
    placed = [
        (place, word)
        for word, places in index.items()
        for place in (places if isinstance(places, list) else [])
        if isinstance(place, int)
    ]
    return " ".join(word for _, word in sorted(placed))


def _keep(entry: RawEntry, item: dict[str, Any], used: dict[str, set[str]], taken: set[str]) -> None:
    """Whatever has no place in a record, under its own name; of an object that was used in part, the rest."""
    for name, value in item.items():
        if name in taken or value in (None, "", [], {}):
            continue
        parts = used.get(name, set())
        if parts and isinstance(value, dict):
            value = {inner: v for inner, v in value.items() if inner not in parts}
        entry.put(None, name, written(value))


_KEY = re.compile(r'"[^"\n]*"\s*:')
_LINE = re.compile(r'\s*(?:["{}\[\]]|(?:true|false|null|-?[\d.]+)\b)')
_CSL = re.compile(r'"(?:container-title|issued|non-dropping-particle)"\s*:')
_OTHERS = re.compile(
    r'"(?:[Aa]uthors|[Yy]ear|[Jj]ournal|Title|creators?|publication_date|venue|columns|dc:\w+)"\s*:'
)


@lru_cache(maxsize=4)
def tell(text: str) -> int:
    """Characters of the objects and lists of JSON in a text, of broken ones those of the lines that look like JSON.

    >>> tell('[{"title": "A"}]'), tell("[3 results]"), tell('ER  -\\n[{"title": "A"}]'), tell("[]")
    (17, 0, 17, 2)
    """
    if not _KEY.search(text):
        return len(text) if text.split() in (["[]"], ["{}"], ["[", "]"]) else 0
    told = len(text) + 1
    for piece in cut(text):
        if isinstance(piece, Rest):
            told -= piece.end - piece.start + 1
        elif piece.body.problem:
            lines = piece.raw.split("\n")
            told -= sum(len(line) + 1 for line in lines if not (_LINE.match(line) or _KEY.search(line)))
        elif not isinstance(piece.body.value, dict):
            told -= len(piece.raw)
    return max(told, 0)


def _told(text: str, mark: re.Pattern[str]) -> int:
    """As for any JSON, where a name stands in it that only this producer writes."""
    known = tell(text)  # for all producers once
    return known if known and mark.search(text) else 0


def _tell_common(text: str) -> int:
    known = tell(text)
    return 0 if not known or _CSL.search(text) or not _OTHERS.search(text) else known


# One object a line; other lists are cut by `evidence.ingest.json_chunks`.
JSON_LINE = re.compile(rb"\}[ \t]*\n(?=\{)")


def _format(name: str, label: str, told: Callable[[str], int]) -> Format:
    return Format(name=name, label=label, tell=told, count=count.json, cut=cut, read=read, begins=JSON_LINE)


def _of(producer: Producer) -> Format:
    mark = re.compile(rf'"(?:{"|".join(map(re.escape, producer.marks))})"\s*:|{producer.also}')
    return _format(producer.name, producer.label, lambda text: _told(text, mark))


# A file is named after the first of these that knows it; each of its works is read as its own fields say.
FORMATS = (
    *map(_of, PRODUCERS),
    _format("json", "JSON of works", _tell_common),
    _format("csl-json", "CSL-JSON", tell),
)
