"""Zotero's RDF export: records are cut out with their lines, journals and parts are looked up by their address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from evidence.ingest import count
from evidence.ingest.entry import Problem, RawEntry, line_of
from evidence.ingest.format import Format, whole

_ROOT = re.compile(r"<rdf:RDF\b[^>]*>")
_NODE = re.compile(r"^    <((?:bib|rdf|z|link):\w+)(?=[\s>]).*?^    </\1>", re.DOTALL | re.MULTILINE)
_NS = {
    "bib": "http://purl.org/net/biblio#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "link": "http://purl.org/rss/1.0/modules/link/",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "vcard": "http://nwalsh.com/rdf/vCard#",
    "z": "http://www.zotero.org/namespaces/export#",
}
_ABOUT = f"{{{_NS['rdf']}}}about"
_NOT_WORKS = ("attachment", "note")
_CONTAINERS = ("bib:Journal", "bib:Series", "bib:Periodical")
_FIELDS = {
    "dc:title": "title",
    "dc:date": "year",
    "bib:pages": "pages",
    "prism:volume": "volume",
    "prism:number": "issue",
    "dcterms:abstract": "abstract",
    "z:language": None,
}


def read(text: str) -> Iterator[RawEntry]:
    """Yield every item of a Zotero RDF file that is a work; journals, notes and attachments are not."""
    root = _ROOT.search(text)
    head = root.group() if root else "<rdf:RDF>"
    nodes = [(m.group(1), m.start(), m.group()) for m in _NODE.finditer(text)]
    parsed = [(tag, at, raw, _parse(head, raw)) for tag, at, raw in nodes]
    known = {node.get(_ABOUT): node for _, _, _, node in parsed if node is not None and node.get(_ABOUT)}
    position = 0
    for tag, at, raw, node in parsed:
        if not _is_work(tag, raw):
            continue
        entry = RawEntry(position, line_of(text, at), raw)
        position += 1
        if node is None:
            entry.problem = Problem("", "the record is not well-formed XML", "export the file again")
        else:
            _fill(entry, node, known)
        yield entry


def _is_work(tag: str, raw: str) -> bool:
    if tag in _CONTAINERS or tag in ("z:Collection", "z:Attachment", "bib:Memo"):
        return False
    kind = re.search(r"<z:itemType>(\w+)</z:itemType>", raw)
    return bool(kind) and kind[1] not in _NOT_WORKS


def _parse(head: str, raw: str) -> ElementTree.Element | None:
    try:
        return ElementTree.fromstring(f"{head}{raw}</rdf:RDF>")[0]
    except (ElementTree.ParseError, IndexError):
        return None


def _fill(entry: RawEntry, node: ElementTree.Element, known: dict) -> None:
    entry.kind = _text(node.find("z:itemType", _NS))
    entry.key = _text(node.find("z:citationKey", _NS))
    for person in node.iterfind("bib:authors//foaf:Person", _NS):
        family, given = _text(person.find("foaf:surname", _NS)), _text(person.find("foaf:givenName", _NS))
        given = given or _text(person.find("foaf:givenname", _NS))
        entry.authors.append(f"{family}, {given}" if given else f"{{{family}}}")
    entry.keywords = [_text(s) for s in node.iterfind("dc:subject", _NS) if _text(s)]
    for path, field in _FIELDS.items():
        entry.put(field, path, _text(node.find(path, _NS)))
    entry.put("publisher", "dc:publisher", _text(node.find("dc:publisher//foaf:name", _NS)))
    entry.put("url", "dc:identifier", _text(node.find("dc:identifier/dcterms:URI/rdf:value", _NS)))
    _identify(entry, node)
    for part in node.iterfind("dcterms:isPartOf", _NS):
        journal = part[0] if len(part) else known.get(part.get(f"{{{_NS['rdf']}}}resource"))
        if journal is not None:
            entry.put("container", "dc:title", _text(journal.find("dc:title", _NS)))
            entry.put("volume", "prism:volume", _text(journal.find("prism:volume", _NS)))
            entry.put("issue", "prism:number", _text(journal.find("prism:number", _NS)))
            _identify(entry, journal)


def _identify(entry: RawEntry, node: ElementTree.Element) -> None:
    for found in node.iterfind("dc:identifier", _NS):
        label, _, value = _text(found).partition(" ")
        if label in ("DOI", "ISSN", "ISBN") and value:
            entry.put(label.lower(), label, value)


def _text(node: ElementTree.Element | None) -> str:
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


_NAMESPACE = re.compile(r"zotero\.org/namespaces/export|purl\.org/net/biblio")


def tell(text: str) -> int:
    """Everything, where the root and its namespaces are Zotero's."""
    return len(text) if text.lstrip()[:1] == "<" and _NAMESPACE.search(text[:20_000]) else 0


FORMAT = Format(
    name="zotero-rdf",
    label="Zotero RDF",
    tell=tell,
    count=count.rdf,
    **whole(read),
)
