"""What a field of MARC means by its subfields and their order: titles with the marks of ISBD, people with what they did, the
place in a host.

Source: MARC 21 for bibliographic data (leader, 008, 024, 100-111, 245, 502, 655, 700-711, 773).
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from evidence import identifiers
from evidence.ingest.entry import RawEntry
from evidence.ingest.xml_cut import content

Subfields = list[tuple[str, str]]
Fields = dict[str, list[Subfields]]

_NUMBER = r"[\w/.-]*\d[\w/-]*"
# `Vol. 12, no. 3 (May 2001), p. 45-67`, `12(2001)3, S. 45-67`, `12:3 (2001) 45-67`; `year:2001 number:3 pages:45-67`; 773 $q `12:3<45`.
_VOLUME = re.compile(
    rf"(?:\b(?:vol(?:ume)?|bd|band|jg|jahrg|t|tome)\b\.?:?\s*)({_NUMBER})|^\s*({_NUMBER})(?=\s*[(:,]|\s*$)",
    re.I,
)
_ISSUE = re.compile(
    rf"\b(?:no|nr|n|iss(?:ue)?|heft|h|number|num)\b\.?:?\s*({_NUMBER})|^\s*[\w-]*\d[\w-]*:\s*({_NUMBER})|\)\s*({_NUMBER})(?=,)",
    re.I,
)
_PAGES = re.compile(
    r"\b(?:pp?|pages?|s|seiten?)\b\.?:?\s*([\w.]*\d\w*(?:\s*[-–—]\s*\w*\d\w*)?)|<(\w*\d\w*)\s*$|(?:(?<=[)\s])|(?<=\):))(\d+\s*[-–—]\s*\d+)\s*$",
    re.I,
)
_YEAR = re.compile(r"\b((?:1[5-9]|20)\d\d)\b")
# What ISBD writes at the end of an area, before the next one; a full stop after a word, and not after an initial.
_MARK = re.compile(r"\s*[/:;=,]\s*$")
_STOP = re.compile(r"(?<=[^\W\d_][a-zà-ÿ])(?<!\b[JSjs]r)\.\s*$")
_JOINS = {"=": " = ", ":": ": ", ";": "; ", ",": ", ", ".": ". "}
_NO_AUTHOR = re.compile(
    r"edit|edt|trans|trl|illus|\bill\b|publish|pbl|sponsor|\bspn\b|host|\bhst\b|degree|dgg|issuing|\bisb\b|supervis|advis|\bths\b"
    r"|review|commentator|foreword|aui|distribut|\bdst\b",
    re.I,
)


def marc(entry: RawEntry, node: ElementTree.Element) -> None:
    """All that the table of places cannot say."""
    fields = _fields(node)
    for codes in fields.get("245", [])[:1]:
        entry.fields["title"] = _title(codes)
    for name in ("container", "publisher"):
        if name in entry.fields:
            entry.fields[name] = without_marks(entry.fields[name], stop=name == "container")
    entry.keywords = list(dict.fromkeys(without_marks(word, stop=True) for word in entry.keywords))
    _people(entry, fields)
    for given in map(dict, fields.get("024", ())):
        if given.get("2", "").lower() == "doi" or identifiers.doi(given.get("a", "")):
            entry.put("doi", "024", given.get("a", ""))
    for codes in fields.get("773", ()):
        _host(entry, *(" ".join(text for each, text in codes if each == code) for code in "gq"))
    if "773" in fields and not entry.fields.get("pages"):
        extent = " ".join(text for codes in fields.get("300", ()) for code, text in codes if code == "a")
        if (found := _PAGES.search(extent)) and found[1] and re.search(r"[-–—]", found[1]):
            entry.put("pages", "300", found[1])
    fixed = next((content(part) for part in node.iter("controlfield") if part.get("tag") == "008"), "")
    if not entry.fields.get("year") and _YEAR.fullmatch(fixed[7:11]):
        entry.put("year", "008", fixed[7:11])
    leader = next((content(part) for part in node.iter("leader")), "")
    numbered = bool(entry.fields.get("issue") or entry.fields.get("issn"))
    entry.kind = entry.kind or _kind(leader, fields, numbered)


def without_marks(text: str, stop: bool = False) -> str:
    """Without the marks of ISBD that part this from what follows; with `stop` without a full stop after a whole word.

    >>> without_marks("Tea Press,"), without_marks("What next? /"), without_marks("Journal of homes.", stop=True)
    ('Tea Press', 'What next?', 'Journal of homes')
    """
    text = _MARK.sub("", text)
    return _STOP.sub("", text) if stop else text


def _fields(node: ElementTree.Element) -> Fields:
    found: Fields = {}
    for field in node.iter("datafield"):
        codes = [(part.get("code", ""), content(part)) for part in field.iter("subfield")]
        found.setdefault(field.get("tag", ""), []).append(codes)
    return found


def _title(codes: Subfields) -> str:
    """The title with its subtitle, parts and parallel titles, joined as their marks say.

    >>> _title([("a", "Homes :"), ("b", "a review /"), ("c", "B. Ash")]), _title([("a", "Rent."), ("n", "Part 2,"), ("p", "Flats")])
    ('Homes: a review', 'Rent. Part 2, Flats')
    """
    title = ""
    for code, text in codes:
        if code in ("a", "b", "n", "p") and text:
            mark = title[-1:] if title[-1:] in _JOINS else ""
            joins = _JOINS[mark] if mark else (": " if code == "b" else ". ") if title else ""
            title = title.removesuffix(mark).rstrip() + joins + text
        elif code == "h" and title and (behind := _MARK.search(text)):  # the mark behind the medium
            title += f" {behind[0].strip()}"
    return without_marks(title)


def _people(entry: RawEntry, fields: Fields) -> None:
    """Those who wrote the work; where none did, those who edited it. A name with a title is that of another work."""
    writers: list[str] = []
    others: dict[str, list[str]] = {}
    for tag in ("100", "110", "111", "700", "710"):
        for codes in fields.get(tag, ()):
            known = dict(reversed(codes))
            name = without_marks(known.get("a", ""), stop=True)
            if not name or "t" in known or tag == "111":
                continue
            if tag.endswith("10"):
                units = (without_marks(text, stop=True) for code, text in codes if code == "b")
                name = f"{{{'. '.join([name, *units])}}}"
            did = " ".join(text for code, text in codes if code in "e4")
            if _NO_AUTHOR.search(did) and not re.search("author|aut", did, re.I):
                others.setdefault(without_marks(did, stop=True), []).append(name)
            else:
                writers.append(name)
    entry.authors = list(dict.fromkeys(writers)) or [name for names in others.values() for name in names]
    for did, names in others.items():
        entry.put(None, did, "; ".join(name.strip("{}") for name in names))


def _kind(leader: str, fields: Fields, numbered: bool) -> str:
    """The kind by the leader and by fields that only one kind has."""
    noted = (codes for tag in ("655", "300", "336") for codes in fields.get(tag, ()))
    genres = " ".join(text for codes in noted for _, text in codes).lower()
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
    """Where a part stands in its host: from the words, and where they do not say, from the short form; of pages a range that begins
    with the page of the short form is most certain."""
    first = re.search(r"<(\d+)\s*$", short)
    ranged = re.search(rf"(?<!\d){first[1]}\s*[-–—]\s*\d+", place) if first else None
    if ranged and not entry.fields.get("pages"):
        entry.put("pages", "773", ranged[0])
    for name, pattern in (("volume", _VOLUME), ("issue", _ISSUE), ("pages", _PAGES), ("year", _YEAR)):
        for text in (place, short):
            found = pattern.search(text)
            if found and not entry.fields.get(name):
                entry.put(name, "773", next(group for group in found.groups() if group))
