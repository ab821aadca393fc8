"""Ovid's text exports: `<1. >` begins a record, whose tags are two letters or whole words on a line of their own.

The databases on Ovid fill other tags. Where volume, issue and pages have none, they are read out of the source.
"""

from __future__ import annotations

import re

from evidence import identifiers
from evidence.ingest.count.lines import ovid as counted
from evidence.ingest.entry import RawEntry
from evidence.ingest.format import Format, Opening
from evidence.ingest.formats.ovid_source import source
from evidence.ingest.formats.tag_table import TagTable, Values, entry_of
from evidence.ingest.formats.tagged import BEFORE, Grammar, Told, accounted, pieces

_LABELS = {
    "unique identifier": "UI",
    "accession number": "AN",
    "record number": "AN",
    "title": "TI",
    "original title": "OT",
    "translated title": "TT",
    "chapter title": "CT",
    "book title": "BT",
    "source": "SO",
    "author": "AU",
    "authors": "AU",
    "authors full name": "FA",
    "author full name": "FA",
    "abstract": "AB",
    "issn": "IS",
    "issn print": "IS",
    "issn electronic": "IT",
    "isbn": "IB",
    "doi number": "DI",
    "doi": "DI",
    "digital object identifier": "DO",
    "year of publication": "YR",
    "publication year": "YR",
    "year": "YR",
    "publication date": "DP",
    "date of publication": "DP",
    "publication type": "PT",
    "document type": "DT",
    "author keywords": "KW",
    "keywords": "KW",
    "keyword": "KW",
    "keyword heading": "KW",
    "key concepts": "ID",
    "identifiers": "ID",
    "mesh subject headings": "MH",
    "mesh headings": "MH",
    "subject headings": "MH",
    "medical subject headings": "MH",
    "emtree headings": "MH",
    "publisher": "PU",
    "publisher information": "PU",
    "language": "LG",
    "institution": "IN",
    "database": "DB",
    "journal": "JN",
    "journal name": "JN",
    "journal title": "JN",
    "publication": "JN",
    "volume": "VO",
    "issue": "IP",
    "issue/part": "IP",
    "page": "PG",
    "pages": "PG",
    "pagination": "PG",
    "pmid": "PM",
    "pubmed id": "PM",
    "pm identifier": "PM",
    "link to the ovid full text or citation": "XL",
    "link to the external link resolver": "XL",
    "url": "UR",
}
_WORDS = r"[A-Z][A-Za-z-]*(?:/[A-Z]\w*)?(?: (?:[A-Z][\w/-]*|of|and|the|to|or|in|for|e-mail)){0,6}"
_BAD = r"[^\x00-\x7f]{0,3}"  # bytes that are of no encoding; they must not join two records
_LINE = re.compile(
    rf"{BEFORE}(?:{_BAD}<{_BAD}\s*(\d+)\s*\.?\s*{_BAD}>{_BAD}\s*$|([A-Z][A-Z0-9]{{1,5}}) {{1,3}}-(?: (.*)|$)|({_WORDS}|[Ll]ink to the [\w ]+)\s*$)"
)
_OTHERS = re.compile(rf"{BEFORE}(?:TY  - [A-Z]|PMID ?- ?\d)")  # a record of RIS or PubMed begins
_NOTE = re.compile(r"(?<=[.?!\")\]])\s*\[[A-Z][A-Za-z, ]{3,40}\]\.?\s*$")
_MARKS = re.compile(r"[\s,]+(?:\d{1,2}|[+*#])(?:\s*,\s*(?:\d{1,2}|[+*#]))*\s*$|\s*\[[^\]]*\]?\s*$")
_AHEAD = re.compile(r"\bPublish Ahead of Print\b.*?\b((?:19|20)\d\d)\b")  # where the source gives no date yet
_DEGREE = (
    r"(?:M\.?D|Ph\.?\s?D|[MB]\.?Sc|[MB]\.?A|[MB]\.?S|MPH|DrPH|RN|FAAN|FACSM|DO|DDS|DVM|PharmD|PsyD|EdD|MBBS|MB|BS|JD|LCSW|MSW"
    r"|MSN|BSN|MRCP|FRCP|FRCS|FACP|FACS|CNM|NP|DNP|DPhil|MPhil|MEd|MBA)\.?"
)
_DEGREES = re.compile(rf"(?:[\s,;]+{_DEGREE})+\s*$")
_ONLY_DEGREE = re.compile(rf"\s*{_DEGREE}(?:[\s,]+{_DEGREE})*(?:\s+[\d,+*]+)?\s*")


def line(text: str) -> Told | None:
    """(what stands before it, tag, value) of a line with a tag or a label; `<>` is the line that begins.

    >>> line("<1. >"), line("TI  - On tea"), line("Unique Identifier"), line("  123"), line("we met.")
    (('', '<>', '1'), ('', 'TI', 'On tea'), ('', 'UI', ''), None, None)
    """
    match = _LINE.match(text)
    if not match:
        return None
    before, number, tag, value, label = match.groups()
    if label:
        return before, _LABELS.get(label.lower(), label), ""
    return before, tag or "<>", number or value or ""


GRAMMAR = Grammar(
    line=line,
    begins=frozenset(("<>", "VN")),
    makes=frozenset(("TI", "AU", "CT")),
    long=frozenset(re.findall(r"\w+", "AB IN SY DE RF CP CQ TM TD GS XL SO")),
    twice=True,
    name="ovid",
)


def name(text: str) -> list[str]:
    """The names of a line of authors, without what Ovid writes behind each.

    >>> name("Zhang, Wei 1,2,+"), name("Lefkowitz, Rafael Y. MD, MPH 1"), name("Bunkers, Sandra RN; PhD; FAAN 1")
    (['Zhang, Wei'], ['Lefkowitz, Rafael Y.'], ['Bunkers, Sandra'])
    >>> name("Ash, B. M. [Author, Reprint Author; E-mail: ash@example.org]")
    ['Ash, B. M.']
    """
    found = [
        _bare(part)
        for part in re.split(r";\s+(?![^\[\]]*\])|;$", text)
        if part.strip() and not _ONLY_DEGREE.fullmatch(part)
    ]
    return [part for part in found if part]


def _bare(part: str) -> str:
    while len(part) < 300 and (shorter := _DEGREES.sub("", _MARKS.sub("", part))) != part:
        part = shorter
    return re.sub(r"(?<=[^\W\d_][a-zà-ÿ])(?<!\b[JS]r)\.\s*$", "", part).strip()


def _special(entry: RawEntry, values: Values) -> None:
    values.pop("<>", None)
    if values.get("VN") == ["Ovid Technologies"]:
        del values["VN"]
    for tag in ("FA", "AU", "FED", "ED"):
        given = values.get(tag, [])
        names = [one for text in given for one in name(text)]
        if names != given:
            entry.put(None, f"{tag} (as given)", "; ".join(given))
            values[tag] = names
    _title(entry, values)
    _kind(entry, values)
    if values.get("BT") and "[Ed" in values["BT"][0] and not values.get("SO"):
        values["SO"] = values.pop("BT")
    if values.get("SO"):
        _sourced(entry, values, values["SO"][0])
    dated = entry.fields.get("year") or values.get("YR") or values.get("DP")
    if not dated and (ahead := _AHEAD.search(" ".join(values.get("Status", [])))):
        entry.put("year", "Status", ahead[1])


def _title(entry: RawEntry, values: Values) -> None:
    """A chapter's title before the book's; without the note behind it that says what it is."""
    if values.get("CT"):
        values.setdefault("BT", []).extend(values.pop("TI", []))
        values["TI"] = values.pop("CT")
    if values.get("TI") and _NOTE.search(values["TI"][0]):
        entry.put(None, "TI (as given)", values["TI"][0])
        values["TI"][0] = _NOTE.sub("", values["TI"][0])


def _kind(entry: RawEntry, values: Values) -> None:
    given = [text.rstrip(". ") for tag in ("DT", "PT") for text in values.get(tag, []) if text.strip("-. ")]
    if any("article" in text.lower() for text in given):
        entry.kind = "journal article"
    elif given:
        entry.kind = given[0].lower()
    elif any(text.startswith("Books") for text in values.get("DB", [])):
        entry.kind = "book"


def _sourced(entry: RawEntry, values: Values, text: str) -> None:
    """What the source says and no tag does."""
    for canonical, value in source(text).items():
        if not any(values.get(tag) for tag, meant in TABLE.means.items() if meant == canonical):
            entry.put(canonical, "SO", value)


def _issn(value: str, _: Values) -> str:
    return "issn" if identifiers.issn(value) else ""


def _doi(value: str, _: Values) -> str:
    return "doi" if identifiers.doi(value) else ""


def _identifier(value: str, values: Values) -> str:
    medline = any("MEDLINE" in text.upper() for text in values.get("DB", []))
    return "pmid" if medline and identifiers.pmid(value) == value.strip() else "key"


TABLE = TagTable(
    means={
        "TI": "title",
        "TT": "title",
        "OT": "title",
        "JN": "container",
        "JT": "container",
        "JW": "container",
        "BT": "container",
        "TA": "container",
        "JA": "container",
        "OL": "container",
        "YR": "year",
        "DP": "year",
        "VO": "volume",
        "VI": "volume",
        "IP": "issue",
        "PG": "pages",
        "PU": "publisher",
        "PB": "publisher",
        "DI": "doi",
        "DO": "doi",
        "PM": "pmid",
        "UI": "key",
        "AN": "key",
        "IS": "issn",
        "IT": "issn",
        "IB": "isbn",
        "AB": "abstract",
        "UR": "url",
        "XL": "url",
    },
    people=(("FA",), ("AU",), ("FED",), ("ED",)),
    bodies=("CA",),
    keywords=("KW", "MH", "ID"),
    parted=re.compile(r";"),
    lists=frozenset(re.findall(r"\w+", "FA AU FED ED KW MH XL UR IS IB PT DT")) | {""},
    apart={
        "IS": _issn,
        "IT": _issn,
        "IB": lambda value, _: "isbn" if identifiers.isbn(value) else "",
        "DI": _doi,
        "DO": _doi,
        "UI": _identifier,
        "PM": lambda value, _: "pmid" if identifiers.pmid(value.split()[0]) else "",
        "PG": lambda value, _: "pages" if any(map(str.isdigit, value)) else "",
        "AN": lambda _, values: "" if values.get("UI") else "key",
    },
    special=_special,
    single=frozenset(("SO", "DO")),
)

FORMAT = Format(
    name="ovid",
    label="Ovid text",
    tell=lambda text: (
        accounted(text, GRAMMAR, frozenset(("<>", "VN", "TI", "SO", "AU")), least=3, rival=_OTHERS, hung=True)
        * bool(
            re.search(rf"^[ \t>]*(?:{_BAD}<{_BAD}\d+\s*\.?\s*{_BAD}>{_BAD}\s*$|VN {{1,3}}- Ovid)", text, re.M)
        )
    ),
    count=counted,
    cut=lambda text: pieces(text, GRAMMAR),
    read=lambda piece: entry_of(piece, TABLE),
    begins=re.compile(rb"\n(?=<\d+ ?\.? ?>[ \t]*\n)"),
    in_lines=True,
    order=40,
    opening=Opening(
        ("<",),
        re.compile(r"<\d+ ?\.? ?>\s*$"),
        (
            re.compile(r"(?:TI|[A-Z][a-z]+ Title|Title)(?:\s*$| {1,3}- )"),
            re.compile(r"(?:SO|AU|FA|Source|Authors?)(?:\s*$| {1,3}- )"),
        ),
        True,
    ),
)
