"""What a record of XML is where no element says so: by the name of an element, an attribute, or the fields that it has.

Sources: MARC 21 (leader, 008, 502, 111/711, 655, 773), Crossref's schema 5.3, DataCite's schema 4.5.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

from evidence.ingest.entry import RawEntry
from evidence.ingest.xml_cut import content

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
_NUMBER = r"[\w/.-]*\d[\w/-]*"
# `Vol. 12, no. 3 (May 2001), p. 45-67`, `12(2001)3, S. 45-67`, `12:3 (2001) 45-67`; 773 $q `12:3<45`.
_VOLUME = re.compile(
    rf"(?:\b(?:vol(?:ume)?|bd|band|jg|jahrg|t|tome)\.?\s*)({_NUMBER})|^\s*({_NUMBER})(?=\s*[(:,]|\s*$)", re.I
)
_ISSUE = re.compile(
    rf"\b(?:no|nr|n|iss(?:ue)?|heft|h|number|num)\b\.?\s*({_NUMBER})|^\s*[\w-]+:\s*({_NUMBER})|\)\s*({_NUMBER})(?=,)",
    re.I,
)
_PAGES = re.compile(
    r"\b(?:pp?|pages?|s|seiten?)\b\.?\s*([\w.]*\d\w*(?:\s*[-–—]\s*\w*\d\w*)?)|<(\w*\d\w*)\s*$|(?<=[)\s])(\d+\s*[-–—]\s*\d+)\s*$",
    re.I,
)
_YEAR = re.compile(r"\b((?:1[5-9]|20)\d\d)\b")


def _crossref(entry: RawEntry, node: ElementTree.Element) -> None:
    """The element that describes the work; where there is none, what the query says its DOI is of."""
    if entry.kind:
        return
    names = [part.tag for part in node.iter()]
    entry.kind = next((kind for name, kind in _CROSSREF.items() if name in names), "")
    if not entry.kind:
        entry.kind = next((kind for part in node.iter("doi") if (kind := part.get("type", ""))), "")


def _datacite(entry: RawEntry, node: ElementTree.Element) -> None:
    """The general type, from a closed list; the words beside it are anyone's own."""
    for part in node.iter("resourceType"):
        general, words = part.get("resourceTypeGeneral", ""), content(part)
        if general and general not in ("Text", "Other"):
            entry.kind = general.lower()
            entry.put(None, "resourceType", words if words.lower() != general.lower() else "")


def _marc(entry: RawEntry, node: ElementTree.Element) -> None:
    """The kind by the leader and by fields that only one kind has; volume, issue, pages and year of a part (773)."""
    fields: dict[str, list[ElementTree.Element]] = {}
    for field in node.iter("datafield"):
        fields.setdefault(field.get("tag", ""), []).append(field)
    leader = next((content(part) for part in node.iter("leader")), "")
    for field in fields.get("773", ()):
        codes = {code: content(part) for part in field.iter("subfield") if (code := part.get("code"))}
        _host(entry, codes.get("g", ""), codes.get("q", ""))
    numbered = bool(entry.fields.get("issue") or entry.fields.get("issn"))
    entry.kind = entry.kind or _of_marc(leader, fields, numbered)


def _of_marc(leader: str, fields: dict[str, list[ElementTree.Element]], numbered: bool) -> str:
    genres = " ".join(content(part) for tag in ("655", "300", "336") for part in fields.get(tag, ())).lower()
    level, form = leader[7:8], leader[6:7]
    if "502" in fields or re.search("thes[ie]s|dissertation|hochschulschrift", genres):
        return "thesis"
    if "773" in fields or level in ("a", "b"):
        if "111" in fields or "711" in fields:
            return "conference paper"
        return "journal article" if numbered or level == "b" else "book chapter"
    if "111" in fields or "711" in fields or re.search("conference|congress|konferenz", genres):
        return "conference proceedings"
    return "book" if form in ("a", "t") and level in ("m", "c") else "serial" if level == "s" else ""


def _host(entry: RawEntry, place: str, short: str) -> None:
    """Where a part stands in its host: from the words, and where they do not say, from the short form."""
    for name, pattern in (("volume", _VOLUME), ("issue", _ISSUE), ("pages", _PAGES), ("year", _YEAR)):
        for text in (place, short):
            found = pattern.search(text)
            if found and not entry.fields.get(name):
                entry.put(name, "773", next(group for group in found.groups() if group))


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


TELL: dict[str, Callable[[RawEntry, ElementTree.Element], None]] = {
    "crossref-xml": _crossref,
    "datacite-xml": _datacite,
    "marc-xml": _marc,
    "pica-xml": _pica,
}
