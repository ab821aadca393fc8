"""What a record of XML is where no element says so: by the name of an element, an attribute, or the fields that it has.

Sources: Crossref's schema 5.3, DataCite's schema 4.5.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

from evidence import identifiers, kinds
from evidence.ingest.entry import RawEntry
from evidence.ingest.formats.xml_marc import marc
from evidence.ingest.xml_cut import content

_ARXIV = re.compile(r"https?://arxiv\.org/abs/(\S+)")
_OF_MEDLINE = re.compile(r"\b(?:cmedm|mnh|mdc)\b|medline", re.I)  # EBSCO's short names of it
_CROSSREF = {
    "journal_article": "journal article",
    "conference_paper": "conference paper",
    "content_item": "book chapter",
    "posted_content": "posted content",
    "dissertation": "dissertation",
    "report-paper": "report",
    "standard": "standard",
    "dataset": "dataset",
    "book": "book",
}


def _crossref(entry: RawEntry, node: ElementTree.Element) -> None:
    """The element that describes the work; where there is none, what the query says its DOI is of."""
    if entry.kind:
        return
    names = [part.tag for part in node.iter()]
    entry.kind = next((kind for name, kind in _CROSSREF.items() if name in names), "")
    if not entry.kind:
        entry.kind = next((kind for part in node.iter("doi") if (kind := part.get("type", ""))), "")


def _pubmed(entry: RawEntry, node: ElementTree.Element) -> None:
    """What is published in a book is a chapter with a title of its own, or the book; that it is a review says no more."""
    if node.find(".//BookDocument") is None:
        return
    entry.put("container", "BookTitle", book := entry.extra.pop("BookTitle", ""))
    if kinds.kind(entry.kind) in ("article", "other"):
        entry.put(None, "type", entry.kind)
        entry.kind = "book chapter" if book or node.find(".//BookTitle") is None else "book"


def _datacite(entry: RawEntry, node: ElementTree.Element) -> None:
    """The general type, from a closed list; the words beside it are anyone's own."""
    for part in node.iter("resourceType"):
        general, words = part.get("resourceTypeGeneral", ""), content(part)
        if general and general not in ("Text", "Other"):
            entry.kind = general.lower()
            entry.put(None, "resourceType", words if words.lower() != general.lower() else "")


def _pica(entry: RawEntry, node: ElementTree.Element) -> None:
    """The authors (028A to 028C), each in parts, and the kind by 002@: its second place and a thesis note (037C)."""
    said = set()
    for field in node.iter("datafield"):
        tag, codes = (
            field.get("tag", ""),
            {part.get("code"): content(part) for part in field.iter("subfield")},
        )
        said.add(tag)
        name = ", ".join(filter(None, (codes.get("a") or codes.get("A"), codes.get("d") or codes.get("D"))))
        if tag in ("028A", "028B", "028C") and name and name not in entry.authors:
            entry.authors.append(name)
        if tag == "002@":
            entry.kind = {"a": "book", "o": "journal article", "s": "journal article", "b": "serial"}.get(
                codes.get("0", "")[1:2], ""
            )
    if "037C" in said:
        entry.kind = "thesis"


def _tei(entry: RawEntry, node: ElementTree.Element) -> None:
    """A work without an `analytic` part is the monograph itself; pages and dates may stand in attributes alone."""
    levels = {part.get("level", "") for part in node.iterfind("monogr/title")}
    kind = "journal article" if "j" in levels else "book chapter"
    if "title" not in entry.fields and "container" in entry.fields:
        entry.fields["title"], kind = entry.fields.pop("container"), "book"
    entry.kind = node.get("type", "") or kind
    entry.key = entry.key or node.get("xml_id", "")
    for part in node.iter("biblScope"):
        first, last = part.get("from", ""), part.get("to", "")
        if first and not content(part):
            name = {"volume": "volume", "issue": "issue"}.get(part.get("unit", ""), "pages")
            entry.put(name, "biblScope", f"{first}-{last}" if last and last != first else first)
    for part in node.iter("date"):
        if not entry.fields.get("year"):
            entry.put("year", "date", part.get("when", ""))


def _jats(entry: RawEntry, node: ElementTree.Element) -> None:
    """The kind stands in an attribute of the article."""
    entry.kind = entry.kind or node.get("article-type", "").lower()


def _atom(entry: RawEntry, node: ElementTree.Element) -> None:
    """An entry of arXiv is a preprint where no journal is said."""
    if found := _ARXIV.match(entry.fields.get("url", "")):
        entry.put("arxiv", "id", found[1])
        entry.kind = entry.kind or ("journal article" if entry.fields.get("container") else "preprint")


def _medline(entry: RawEntry, node: ElementTree.Element) -> None:
    """The number of PubMed Central stands among other identifiers."""
    for part in node.iterfind("OtherID"):
        if identifiers.pmcid(content(part)):
            entry.put("pmcid", "OtherID", content(part))


def _europe_pmc(entry: RawEntry, node: ElementTree.Element) -> None:
    """Short answers have the authors in one text: `Ash B, Elm C.`."""
    if not entry.authors:
        listed = next((content(part) for part in node.iter("authorString")), "").rstrip(". ")
        entry.authors = [name.strip() for name in listed.split(",") if name.strip()]


def _unimarc(entry: RawEntry, node: ElementTree.Element) -> None:
    """The authors (700 to 702), family name and given name each in a part, and the kind by the leader and a thesis note (328)."""
    persons: dict[str, list[str]] = {}
    tags = set()
    for field in node.iter("datafield"):
        tags.add(tag := field.get("tag", ""))
        codes = {part.get("code"): content(part) for part in field.iter("subfield")}
        if tag in ("700", "701", "702") and codes.get("a"):
            persons.setdefault(tag, []).append(", ".join(filter(None, (codes["a"], codes.get("b")))))
        if tag == "017" and codes.get("2", "").upper() == "DOI":
            entry.put("doi", "017", codes.get("a", ""))
    writers = persons.get("700", []) + persons.get("701", [])
    entry.authors = [*writers, *entry.authors] or persons.get("702", [])
    entry.put(None, "702", "; ".join(persons.get("702", [])) if entry.authors != persons.get("702") else "")
    leader = next((content(part) for part in node.iter("leader")), "")
    part = bool(tags & {"461", "463"})
    entry.kind = (
        "thesis" if "328" in tags else "journal article" if part else "book" if "am" in leader[5:9] else ""
    )


def _ebsco(entry: RawEntry, node: ElementTree.Element) -> None:
    """The key and the year stand in attributes; of the pages there is the first and their number; a chapter has its book
    beside it. The number of a record of MEDLINE is PubMed's."""
    entry.key = entry.key or node.get("uiTerm", "")
    if _OF_MEDLINE.search(f"{node.get('shortDbName', '')} {node.get('longDbName', '')}"):
        entry.put("pmid", "uiTerm", identifiers.pmid(entry.key))
    years = [year for part in node.iter("dt") if (year := part.get("year"))]
    if years:
        entry.fields["year"] = years[0]
    first, number = entry.fields.get("pages", ""), next((content(part) for part in node.iter("ppct")), "")
    if first.isdecimal() and number.isdecimal() and int(number) > 1:
        entry.fields["pages"] = f"{first}-{int(first) + int(number) - 1}"
    if "container" not in entry.fields and "btl" in entry.extra:
        entry.fields["container"] = entry.extra.pop("btl")


TELL: dict[str, Callable[[RawEntry, ElementTree.Element], None]] = {
    "pubmed-xml": _pubmed,
    "crossref-xml": _crossref,
    "datacite-xml": _datacite,
    "marc-xml": marc,
    "pica-xml": _pica,
    "unimarc-xml": _unimarc,
    "atom-xml": _atom,
    "jats-xml": _jats,
    "medline-xml": _medline,
    "tei-xml": _tei,
    "europepmc-xml": _europe_pmc,
    "ebsco-xml": _ebsco,
}
