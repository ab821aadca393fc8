"""Who wrote and who edited a work of JSON, and where they work."""

from __future__ import annotations

from typing import Any

from evidence.ingest.entry import RawEntry
from evidence.ingest.formats.json_producer import Producer
from evidence.ingest.json_shape import plain
from evidence.ingest.json_values import person, role, text, texts


def people(
    entry: RawEntry, authors: list[tuple[str, Any]], editors: list[tuple[str, Any]], producer: Producer
) -> None:
    """Those who wrote the work, or where nobody is said to have, those who edited it; all others are kept as what they did."""
    others: dict[str, list[str]] = {}
    for path, value in authors:
        writers = []
        for each in _persons(value, producer):
            named = person(each, producer.names_of_bodies)
            if named and (did := role(each)):
                others.setdefault(did, []).append(named)
            elif named:
                writers.append(named)
            _about(entry, each)
        if entry.authors and writers != entry.authors:
            entry.put(None, path, "; ".join(writers))
        entry.authors = entry.authors or writers
    for path, value in editors:
        editing = [person(each, producer.names_of_bodies) for each in _persons(value, producer)]
        others.setdefault(path, []).extend(filter(None, editing))
    for did, people in others.items():
        entry.put(None, did, "; ".join(name.strip("{}") for name in people))
        entry.authors = entry.authors or people


def _persons(value: Any, producer: Producer) -> list[Any]:
    if isinstance(value, dict):
        inner = [v for v in value.values() if isinstance(v, list)]
        return inner[0] if len(inner) == 1 and len(value) == 1 else [value]
    if isinstance(value, str):
        if ";" in value:
            return [part.strip() for part in value.split(";") if part.strip()]
        if producer.name == "europepmc-json":
            return [part.strip() for part in value.rstrip(". ").split(",") if part.strip()]
        return [value]
    return value if isinstance(value, list) else [value]


def _about(entry: RawEntry, each: Any) -> None:
    """Where a person works, and the ORCID, are kept with the work."""
    if isinstance(each, dict):
        inner = each.get("author")
        for name, value in [*(inner.items() if isinstance(inner, dict) else ()), *each.items()]:
            if plain(name) in ("orcid", "orcidid"):
                entry.put(None, "orcid", text(value))
            elif plain(name) in ("affiliation", "affiliations", "rawaffiliationstrings"):
                entry.put(None, "affiliation", "; ".join(texts(value)))
