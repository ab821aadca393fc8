"""XML of works in the vocabularies of `xml_vocabularies`: cut, parsed alone, read by one table of places each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from xml.etree import ElementTree

from evidence import identifiers, kinds
from evidence.ingest.count.elements import xml as counted
from evidence.ingest.entry import Problem, RawEntry
from evidence.ingest.format import Format, Piece, Rest
from evidence.ingest.formats import xml_kinds
from evidence.ingest.formats.xml_empty import is_empty_list
from evidence.ingest.formats.xml_text import text_of
from evidence.ingest.formats.xml_vocabularies import VOCABULARIES, ZOTERO
from evidence.ingest.formats.xml_vocabulary import XmlVocabulary
from evidence.ingest.json_shape import TITLES, plain
from evidence.ingest.json_values import person, role
from evidence.ingest.xml_cut import content, cut, label, leaves, parse

# "[Not Available].": what PubMed gives for a title that nobody translated.
_NO_TITLE = re.compile(r"\[?\W*not available\W*\]?\W*", re.I)
_MEDLINE = re.compile(r"medline|pubmed|ncbi", re.I)
# Identifiers that EndNote has no field for, as `export.endnote_xml` writes them.
_NAMED = re.compile(r"(?:^|(?<=; ))(arXiv|OpenAlex): (\S+?)(?:; |$)")
_ARTICLE_NUMBER = re.compile(r"[\w.-]{0,20}\d[\w.-]{0,20}")
_LISTED = ("keywords", "authors", "bodies", "kind")
_PLACES: dict[str, dict[str, tuple[str, int]]] = {}
_RDF = re.compile(ZOTERO.mark)
_ROLES = ("contrib-type", "contributor_role", "Role", "role")


def read(piece: Piece, vocabulary: XmlVocabulary) -> RawEntry:
    """The entry of one record that was cut out of a text."""
    entry = RawEntry(0, piece.line, piece.raw)
    try:
        node = parse(piece.raw)
    except ElementTree.ParseError as error:
        entry.problem = Problem(
            "",
            f"this is not valid XML: {error}",
            "export the record again, or mend its tags",
            piece.raw[:80],
        )
        return entry
    fill(entry, node, vocabulary)
    note_twice(entry, vocabulary)
    return entry


def note_twice(entry: RawEntry, vocabulary: XmlVocabulary) -> None:
    """Say so where a record has twice what a record has once."""
    for name in vocabulary.once:
        if len(re.findall(rf"<{name}[\s>]", entry.raw)) > 1:
            what = f"<{name}> stands twice in this record; another one may run into it, which was then not read as one"
            entry.repairs.append(
                (
                    "",
                    "",
                    what,
                    "look for the end of a record that is missing between two, and export it again",
                )
            )
            return


def fill(entry: RawEntry, node: ElementTree.Element, vocabulary: XmlVocabulary) -> None:
    """Every element that holds text: where the vocabulary has a place for it, else under its own name."""
    places = _places(vocabulary)
    found: dict[str, dict[int, list[tuple[str, str]]]] = {}
    extra: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for path, leaf in leaves(node, frozenset(vocabulary.people)):
        if any(f"/{part}/" in f"/{path}/" for part in vocabulary.skip):
            continue
        if leaf.tag in vocabulary.people and _person(entry, path, leaf, vocabulary, others, extra):
            continue
        text = text_of(leaf)
        place = _place(places, path)
        if place:
            found.setdefault(place[0], {}).setdefault(place[1], []).append((path, text))
            if leaf.tag == "ref-type":
                found["kind"][place[1]][-1] = (path, leaf.get("name") or text)
        elif text:
            extra.setdefault(label(leaf), []).append(text)
    if "title" not in found:  # an element that the vocabulary does not know
        named = next((name for name in extra if plain(name) in TITLES), "")
        found["title"] = {0: [(named, text) for text in extra.pop(named, [])]}
    if "abstract" not in found:
        named = next((name for name in extra if name.startswith("abstract[")), "")
        found["abstract"] = {0: [(named, text) for text in extra.pop(named, [])]}
    _file(entry, found, others)
    if vocabulary.name == "endnote-xml":
        _told_apart(entry, extra)
    elif tell := xml_kinds.TELL.get(vocabulary.name):
        tell(entry, node)
    for name, values in extra.items():
        entry.put(None, name, "; ".join(dict.fromkeys(values)))


def _person(
    entry: RawEntry,
    path: str,
    node: ElementTree.Element,
    vocabulary: XmlVocabulary,
    others: dict[str, list[str]],
    extra: dict[str, list[str]],
) -> bool:
    """File a person with the authors, or with those who did something else. False where the element is none."""
    if vocabulary.people[node.tag] == "(?!)" and node.tag == "abstract":
        return False
    parts: dict[str, str] = {}
    for _, leaf in leaves(node):
        if (named := label(leaf)) in (
            "forename",
            "namePart[given]",
        ) and named in parts:  # an element for each name
            parts[named] += f" {content(leaf)}"
        parts.setdefault(label(leaf), content(leaf))
        name = leaf.tag.lower()
        if (
            "affil" in name
            or "orcid" in name
            or name in ("identifier", "contrib-id", "nameidentifier", "email")
        ):
            extra.setdefault(label(leaf), []).append(content(leaf))
    named = person(parts or content(node))
    kind = next((kind for leaf in node.iter() if (kind := leaf.get("nameType"))), "")
    if (
        node.tag in ("organization", "Corporate")
        or node.get("type") == "corporate"
        or kind.startswith("Organi")
    ):
        named = f"{{{named.strip('{}')}}}"
    did = role(
        {"role": next((node.get(name) for name in _ROLES if node.get(name)), parts.get("roleTerm", ""))}
    )
    if named and re.search(vocabulary.people[node.tag], path) and not did:
        entry.authors.append(named)
    elif named:
        others.setdefault(did or path.rsplit("/", 2)[-2 if "/" in path else -1], []).append(named)
    return True


def _file(
    entry: RawEntry, found: dict[str, dict[int, list[tuple[str, str]]]], others: dict[str, list[str]]
) -> None:
    """The fields of a record, each from its best place; where two places differ the other is kept."""
    ranked = {
        field: [at for rank in sorted(at_rank) for at in at_rank[rank]] for field, at_rank in found.items()
    }
    for name in _LISTED:
        values = list(dict.fromkeys(text for _, text in ranked.pop(name, []) if text))
        if name == "keywords":
            entry.keywords = values
        elif name == "kind":
            entry.kind = kinds.first_known(values).lower()
            entry.put(None, "type", "; ".join(value for value in values if value.lower() != entry.kind))
        else:
            entry.authors += [f"{{{text}}}" if name == "bodies" else text for text in values]
    for did, named in others.items():
        entry.put(None, did, "; ".join(name.strip("{}") for name in named))
        entry.authors = entry.authors or named
    first, last = (next((text for _, text in ranked.pop(name, []) if text), "") for name in ("first", "last"))
    subtitle, article = (
        next((text for _, text in ranked.pop(name, []) if text), "") for name in ("subtitle", "article")
    )
    entry.key = next((text for _, text in ranked.pop("key", []) if text), "")
    abstract = " ".join(text for _, text in ranked.pop("abstract", []) if text)
    entry.put("abstract", "Abstract", abstract)
    for field, given in ranked.items():
        for path, text in given:
            if field == "title" and _NO_TITLE.fullmatch(text):
                continue
            if field == "title" and text and "title" not in entry.fields:
                text = f"{article} {text}".strip()
                text = f"{text.rstrip(' :/')}: {subtitle}" if subtitle else text
            both = identifiers.serials(text) if field == "isbn" else []
            numbers = both if len(both) > 1 else [(_serial(field, text), text)]
            for number, value in numbers:
                entry.put(number, path.rsplit("/", 1)[-1], value)
    if "pages" not in entry.fields:
        entry.put("pages", "pages", f"{first}-{last}" if first and last and first != last else first or last)
    entry.key = entry.key or entry.fields.get("pmid", "")


def _told_apart(entry: RawEntry, extra: dict[str, list[str]]) -> None:
    """Identifiers and the key, which EndNote keeps in fields that hold other things too."""
    databases = " ".join(extra.get("remote-database-name", []))
    for name, meant in (("custom2", "pmcid"), ("accession-num", "pmid"), ("notes", "")):
        for text in extra.pop(name, []):
            named = dict(_NAMED.findall(text)) if name == "notes" else {}
            for source, value in named.items():
                entry.put(source.lower(), name, value)
            rest = _NAMED.sub("", text) if named else text
            right = {
                "pmcid": bool(identifiers.pmcid(text)),
                "pmid": bool(_MEDLINE.search(databases)) and identifiers.pmid(text) == text,
            }
            entry.put(meant if right.get(meant) else None, name, rest)
    for text in extra.pop("custom7", []):
        number = _ARTICLE_NUMBER.fullmatch(text) and "pages" not in entry.fields
        entry.put("pages" if number else None, "custom7", text)
    entry.key = "; ".join(extra.pop("label", [])) or entry.key


def _serial(field: str, text: str) -> str | None:
    """Fields that hold one number or another are told apart by its form."""
    if field == "isbn":
        return "issn" if identifiers.issn(text) else "isbn" if identifiers.isbn(text) else None
    if field == "url" and not text.lower().startswith(("http", "www")) and identifiers.doi(text):
        return "doi"
    return field


def _place(places: dict[str, tuple[str, int]], path: str) -> tuple[str, int] | None:
    """(field, rank) of a path that has a place, or of its longest end that has."""
    if f"^{path}" in places:
        return places[f"^{path}"]
    while True:
        if path in places:
            return places[path]
        _, cut_off, path = path.partition("/")
        if not cut_off:
            return None


def _places(vocabulary: XmlVocabulary) -> dict[str, tuple[str, int]]:
    if vocabulary.name not in _PLACES:
        found: dict[str, tuple[str, int]] = {}
        for field, paths in vocabulary.places.items():
            for rank, path in enumerate(paths.split()):
                found.setdefault(path, (field, rank))
        _PLACES[vocabulary.name] = found
    return _PLACES[vocabulary.name]


def _told(text: str, vocabulary: XmlVocabulary) -> int:
    """Characters of the records of an XML file, all of one that is a list of none."""
    if "<" not in text:
        return 0
    told = 0
    if re.search(vocabulary.mark, text):
        pieces = (piece for piece in cut(text, vocabulary.records) if isinstance(piece, Piece))
        told = sum(len(piece.raw) for piece in pieces if not piece.body)
    return told or len(text) * is_empty_list(text, vocabulary.empty)


def _cut(text: str, vocabulary: XmlVocabulary) -> Iterator[Piece | Rest]:
    others = [other for other in VOCABULARIES if other is not vocabulary]

    def is_other(stretch: str) -> bool:
        return bool(_RDF.search(stretch)) or any(_told(stretch, other) for other in others)

    return cut(text, vocabulary.records, is_other)


def _format(vocabulary: XmlVocabulary) -> Format:
    names = vocabulary.records.encode()
    return Format(
        name=vocabulary.name,
        label=vocabulary.label,
        tell=partial(_told, vocabulary=vocabulary),
        count=partial(counted, names=vocabulary.records),
        cut=partial(_cut, vocabulary=vocabulary),
        read=partial(read, vocabulary=vocabulary),
        order=20,
        begins=re.compile(
            rb"</(?:[\w.-]+:)?(?:" + names + rb")>\s*(?=<(?:[\w.-]+:)?(?:" + names + rb")[\s>])"
        ),
    )


FORMATS = tuple(map(_format, VOCABULARIES))
