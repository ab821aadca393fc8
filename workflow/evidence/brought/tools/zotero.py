"""Zotero, and other reference managers: tags, and collections by their names, stand for decisions, as the people who use it have agreed; notes are kept."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.brought.opened import Opened
from evidence.brought.tags import meaning, proposed
from evidence.brought.told import Given, Told, fields
from evidence.brought.tool import Handover, Places, Tool
from evidence.brought.tools.zotero_collections import collections
from evidence.brought.words import decision_of, without_html
from evidence.ingest.rows import Record

_COLUMNS = {"date added", "date modified"}


def _tell(file: Opened) -> str:
    forms = {entry.format for entry in file.read.records}
    if file.columns >= _COLUMNS:
        return "it has Zotero’s columns “Date Added” and “Date Modified”"
    if "zotero-json" in forms:
        return "it is written as Zotero’s own JSON"
    if "zotero-rdf" in forms:
        return "it is written as Zotero’s RDF"
    tagged = any(entry.keywords for entry in file.read.records)
    return "its entries bear tags" if tagged and forms <= {"ris", "bibtex", "csl-json"} else ""


def _read(file: Opened, given: Given) -> Iterator[Told]:
    lies_in = collections(file)
    tags = {
        e.record_id: tuple(dict.fromkeys((*e.keywords, *lies_in.get(e.record_id, ()))))
        for e in file.read.records
    }
    if not (given.tags or given.decision or given.for_codes):
        raise proposed(tag for own in tags.values() for tag in own)
    for entry in file.read.records:
        yield _told(entry, tags[entry.record_id], given)


def _told(entry: Record, borne: tuple[str, ...], given: Given) -> Told:
    said = [(tag, *meaning(tag, given.tags)) for tag in borne]
    words = list(dict.fromkeys(word for _, word, _ in said if word))
    word = words[0] if len(words) == 1 else " and ".join(words) if words else given.decision
    reasons = tuple(dict.fromkeys(reason for _, word, reason in said if word and reason))
    tags = tuple(tag for tag, word, _ in said if not word)
    decisive = tuple(tag for tag, word, _ in said if word)
    return Told(
        entry,
        entry.line,
        word,
        decision_of(word),
        reasons=reasons,
        notes=_notes(entry),
        tags=tags,
        decisive=decisive,
    )


def _notes(entry: Record) -> tuple[str, ...]:
    """What people wrote to an entry; not what the program wrote (numbers, publishers) into the note of BibTeX."""
    import json

    own = fields(entry)
    found = own.get("notes") or own.get("annote") or ""
    try:
        listed = json.loads(found)
        found = "; ".join(str(one.get("note", "")) if isinstance(one, dict) else str(one) for one in listed)
    except (ValueError, TypeError):
        pass
    text = without_html(found)
    return (text,) if text else ()


TOOL = Tool(
    "zotero",
    "Zotero",
    "tags and collections that stand for decisions, as CSV, RIS, BibTeX, JSON or RDF; other reference managers too",
    _tell,
    _read,
    order=60,
    own_tags=True,
    handover=Handover("zotero-ris", ".ris", "all", "*File*, *Import*: the RIS, into a collection of its own"),
    places=Places(
        ours="the note of the item",
        decision="a tag or a collection that `--tag` names (`--tag Included=include`)",
        reason='what stands for the `*` of `--tag "out: *=exclude"`',
        codes="other tags and collections, of the team; collections only in RDF and in the JSON of Better BibTeX",
        note="other notes of the item",
        who="nobody: `--reviewer`",
    ),
)
