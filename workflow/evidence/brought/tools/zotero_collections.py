"""The collections in which the entries of an export of Zotero lie: in its RDF, and in the JSON of Better BibTeX. CSV, RIS and BibTeX have none."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from evidence.brought.opened import Opened
from evidence.brought.told import fields
from evidence.ingest.rows import Record

_COLLECTION = re.compile(
    r"<z:Collection\s[^<>]*?rdf:about=\"([^\"]*)\"[^<>]*>(.*?)</z:Collection>", re.DOTALL
)
_TITLE = re.compile(r"<dc:title>(.*?)</dc:title>", re.DOTALL)
_PART = re.compile(r"<dcterms:hasPart\s+rdf:resource=\"([^\"]*)\"")
_ABOUT = re.compile(r"<[\w.-]+:[\w.-]+\s[^<>]*?rdf:(?:about|ID)=\"([^\"]*)\"")


def collections(file: Opened) -> dict[str, tuple[str, ...]]:
    """Entry id → the names of its collections, as it lies in them; those above are not named."""
    forms = {entry.format for entry in file.read.records}
    text = file.data.decode("utf-8-sig", errors="replace") if forms & {"zotero-rdf", "zotero-json"} else ""
    held, names = _of_rdf(text) if "zotero-rdf" in forms else _of_json(text) if text else ({}, {})
    called = _called(text, file.read.records) if "zotero-rdf" in forms else _numbered(file.read.records)
    return {
        entry: tuple(name for key, name in names.items() if one & held[key]) for entry, one in called.items()
    }


def _of_rdf(text: str) -> tuple[dict[str, set[str]], dict[str, str]]:
    """Collection → the nodes in it, and its name."""
    found = [(match[1], match[2]) for match in _COLLECTION.finditer(text)]
    titles = {key: html.unescape(title[1]).strip() for key, body in found if (title := _TITLE.search(body))}
    return {key: set(_PART.findall(body)) for key, body in found}, titles


def _called(text: str, entries: list[Record]) -> dict[str, set[str]]:
    """Entry id → what the node is called that begins in its line."""
    nodes: dict[int, set[str]] = {}
    line, counted = 1, 0
    for match in _ABOUT.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        nodes.setdefault(line, set()).add(match[1])
    return {entry.record_id: nodes.get(entry.line, set()) for entry in entries}


def _of_json(text: str) -> tuple[dict[str, set[str]], dict[str, str]]:
    try:
        whole = json.loads(text)
    except ValueError:
        return {}, {}
    listed = [one for one in _values(whole) if isinstance(one, dict) and isinstance(one.get("items"), list)]
    keyed = {str(one.get("key", n)): one for n, one in enumerate(listed)}
    return (
        {key: {str(item) for item in one["items"]} for key, one in keyed.items()},
        {key: str(one.get("name", "")).strip() for key, one in keyed.items()},
    )


def _values(whole: Any) -> Iterator[Any]:
    held = whole.get("collections") if isinstance(whole, dict) else None
    yield from held.values() if isinstance(held, dict) else held if isinstance(held, list) else ()


def _numbered(entries: list[Record]) -> dict[str, set[str]]:
    """Entry id → its number and key in Zotero, by which a collection names it."""
    names = ("itemid", "itemkey", "key")
    return {
        entry.record_id: {
            part.strip() for name in names for part in fields(entry).get(name, "").split(";") if part.strip()
        }
        for entry in entries
    }
