"""Zotero's RDF export: its nodes are cut out with their lines; a journal that is named by its address is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from evidence.ingest.count.elements import rdf as counted
from evidence.ingest.entry import NO_WORKS, Problem, RawEntry
from evidence.ingest.format import Format, Piece, Rest
from evidence.ingest.formats.xml_records import fill, note_twice
from evidence.ingest.formats.xml_vocabularies import ZOTERO
from evidence.ingest.xml_cut import broken_off, content, leftover, parse

_NODE = re.compile(
    r"<((?:[\w.-]+:)?([\w.-]+))\s[^<>]*?\brdf:(?:about|ID|nodeID)\s*=\s*[\"']([^\"']*)[\"'][^<>]*>"
)
_TYPE = re.compile(r"<z:itemType>\s*(\w+)\s*</z:itemType>")
_RESOURCE = re.compile(r"<dcterms:isPartOf\s+rdf:resource\s*=\s*[\"']([^\"']*)[\"']")
_CONTAINERS = ("Journal", "Series", "Periodical", "Collection")
_PARTS = {"Attachment": "attachment", "Memo": "note", "Annotation": "annotation"}


def cut(text: str) -> Iterator[Piece | Rest]:
    """Every node that is a work, and notes and attachments, whose body says which they are; journals are no entries.
    The body of a work holds the nodes it names."""
    found = list(_NODE.finditer(text))
    ends = [*(match.start() for match in found), len(text)][1:] if found else []
    nodes = [(m, _node(text[m.start() : end], m[1])) for m, end in zip(found, ends, strict=True)]
    parts = {match[3]: raw for match, raw in nodes if match[2] in _CONTAINERS}
    line, counted = 1, 0
    for match, raw in nodes:
        kind = _TYPE.search(raw)
        part = _PARTS.get(match[2]) or (kind[1] if kind and kind[1] in NO_WORKS else "")
        if match[2] in _CONTAINERS:
            continue
        if not (part or kind or "title>" in raw):  # too little is left of it to be a work
            yield Rest(match.start(), match.start() + len(raw))
            continue
        line += text.count("\n", counted, match.start())
        counted = match.start()
        yield Piece(line, raw, part or [parts[name] for name in _RESOURCE.findall(raw) if name in parts])
    yield from leftover(
        text, [(match.start(), match.start() + len(raw)) for match, raw in nodes], titles=True
    )


def _node(text: str, name: str) -> str:
    """The node up to where it is closed, or to where it breaks off."""
    at = text.find(f"</{name}>")
    return text[: at + len(name) + 3] if at >= 0 else text[: broken_off(text)].rstrip()


def read(piece: Piece) -> RawEntry:
    """The entry of one node; its journal gives what the node itself does not say."""
    entry = RawEntry(0, piece.line, piece.raw)
    if isinstance(piece.body, str):
        entry.no_work = piece.body
        return entry
    try:
        node = parse(piece.raw)
        part = ElementTree.SubElement(node, "isPartOf") if piece.body else node
        for raw in piece.body:
            part.append(parse(raw))
    except ElementTree.ParseError as error:
        what = f"the record is not well-formed XML: {error}"
        entry.problem = Problem("", what, "export the file again", piece.raw[:80])
        return entry
    _identify(entry, node)
    for above in node.iterfind("isPartOf"):
        for part in above:
            _identify(entry, part)
    fill(entry, node, ZOTERO)
    note_twice(entry, ZOTERO)
    return entry


def _identify(entry: RawEntry, node: ElementTree.Element) -> None:
    """Identifiers stand as text with their kind before them; what was taken is emptied."""
    for found in node.iterfind("identifier"):
        kind, _, value = content(found).partition(" ")
        if kind in ("DOI", "ISSN", "ISBN") and value:
            entry.put(kind.lower(), kind, value)
            found.clear()


_MARK = re.compile(ZOTERO.mark)
_EMPTY = re.compile(r"\s*(?:<[?!][^<>]*>\s*)*<rdf:RDF[^<>]*>\s*(?:</rdf:RDF>\s*)?")


def tell(text: str) -> int:
    """Characters of the nodes, where the namespaces are Zotero's; all of a list of none."""
    if not _MARK.search(text):
        return 0
    if not (_TYPE.search(text) or "<bib:" in text):
        return len(text) if _EMPTY.fullmatch(text) else 0
    return len(text) - sum(part.end - part.start for part in cut(text) if isinstance(part, Rest))


FORMAT = Format(name="zotero-rdf", label="Zotero RDF", tell=tell, count=counted, cut=cut, read=read, order=10)
