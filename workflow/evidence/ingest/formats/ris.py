"""RIS: the tags of its two specifications, and what producers make of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evidence import identifiers, kinds
from evidence.ingest.count.lines import ris as counted
from evidence.ingest.entry import RawEntry
from evidence.ingest.format import Format, Opening, Piece
from evidence.ingest.formats.ris_ends import kind_is_last, with_ends
from evidence.ingest.formats.ris_names import NAMES
from evidence.ingest.formats.tag_table import TagTable, Values, entry_of, serial
from evidence.ingest.formats.tagged import BEFORE, Grammar, Told, accounted, pieces
from evidence.ingest.formats.tagged_block import Block

# Tags that are told by any spacing and in small letters; others need the two spaces of the standard.
_KNOWN = frozenset(
    re.findall(
        r"\w+",
        "TY ER TI T1 T2 T3 CT BT ST TT AU A1 A2 A3 A4 A5 ED PY Y1 Y2 DA AB N1 N2 KW JO JF JA J1 J2 JI J9 VL IS CP SP EP C1 C2"
        " C3 C4 C5 C6 C7 C8 DO DI UR L1 L2 L3 L4 LK SN PB CY PP AD AN ID DB DP LA M1 M2 M3 ET SE NV OP RI RN RP CN LB U1 U2"
        " U3 U4 U5 AV PU PI PA WE WP NL",
    )
)
_SPACE = "[ \\t\u00a0\u3000]"
_DASH = "[-\u2010-\u2015\u2212]"
_TAG = re.compile(
    rf"{BEFORE}(?:([A-Z][A-Z0-9])  {_DASH}|((?i:{'|'.join(sorted(_KNOWN))})){_SPACE}*{_DASH}(?={_SPACE}|$)"
    rf"|([a-z][a-z0-9])  {_DASH}){_SPACE}?(.*)"
)
# A kind of publication among the values of M3, which also hold subjects, identifiers and media.
_KIND = re.compile(
    r"(?!.*(?:\[\d+\]|\d{3}|/))(?:\S+[ _]){0,4}?\S*(?:article|paper|review|report|thesis|dissertation|editorial|letter|chapter|book"
    r"|appendix|preprint|proceedings?|conference|abstract|comment(?:ary)?|note|erratum|correction|protocol|essay|interview|monograph"
    r"|magazine|newspaper|periodical|survey|study|trial|guideline|biography|obituary|blog|patent|presentation|case report)s?\b.{0,30}",
    re.I,
)
_GENERIC = frozenset(
    ("", "jour", "gen", "serial", "ejour", "journal", "journal article", "electronic article")
)
_WORD = re.compile(r"[A-Za-z_]{3,20}")  # a kind that RIS has no type for
_WIDE = frozenset(("unpb", "rprt"))
_ONLY_DOI = re.compile(r"\s*(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/\S+\s*", re.I)
# Identifiers that RIS has no tag for.
_NAMED = re.compile(r"(arxiv|openalex): ?\S+", re.I)
# Between keywords, and not the end of an entity.
_SEMICOLON = re.compile(
    r"(?<!&amp)(?<!&lt)(?<!&gt)(?<!&quot)(?<!&apos)(?<!&nbsp)(?<!&#\d\d)(?<!&#\d{3})(?<!&#\d{4});"
)
_PUBMED_NUMBER = re.compile(r"\bPUBMED (\d{4,9})\b")  # as the Cochrane Library writes it
_MEDLINE = re.compile(r"medline|pubmed|ncbi", re.I)
# Web of Science leaves out line breaks before some tags.
_GLUED = re.compile(r"(?<=\S)(AD|C3|PU|PI|PA|WE|AN|SN|FU|FX)  - ")
_MAY_BE_GLUED = frozenset(("AD", "C3", "PU", "WE"))


def line(text: str) -> Told | None:
    """(what stands before it, tag, value) of a line with a tag.

    >>> line("TY  - JOUR"), line("> ty - JOUR"), line("AB - type"), line("UK - a land")
    (('', 'TY', 'JOUR'), ('> ', 'ty', 'JOUR'), ('', 'AB', 'type'), None)
    """
    if text[2:6] == "  - " and text[:2] in _KNOWN:
        return "", text[:2], text[6:]
    match = _TAG.match(text)
    return (match[1], match[2] or match[3] or match[4], match[5]) if match else None


_OWN = frozenset(("T1", "T2", "Y1", "PY", "A1", "JF", "JO", "SP", "EP", "KW", "DO", "UR"))  # and not PubMed's
_OTHERS = _OWN | {"TI", "AU", "VL"}  # three of them tell a file without TY and ER
_PUBMED = re.compile(rf"{BEFORE}PMID ?-")
GRAMMAR = Grammar(
    name="ris",
    line=line,
    begins=frozenset(("TY",)),
    ends="ER",
    makes=frozenset(("TI", "T1", "CT", "BT", "AU", "A1")),
    long=frozenset(("AB", "N1", "N2", "RN")),
    once=frozenset(("TI", "T1")),
    quick="  - ",
    plain=_KNOWN,
    prose=re.compile(r"[A-Z]{3,5} [a-z].*"),
)
_KIND_LAST = replace(GRAMMAR, name="", begins=frozenset(), ends="TY")


def _second(value: str, values: Values) -> str:
    """EndNote's place for the number in PubMed Central, and Scopus's for that in PubMed."""
    if identifiers.pmcid(value):
        return "pmcid"
    of_scopus = "Scopus" in values.get("DB", ()) or any(
        "scopus.com/" in text for text in values.get("UR", ())
    )
    return "pmid" if of_scopus and re.fullmatch(r"\d{5,8}", value) else ""


def _only_doi(value: str, values: Values) -> str:
    return "doi" if "10." in value and _ONLY_DOI.fullmatch(value) and identifiers.doi(value) else ""


def _note(value: str, values: Values) -> str:
    """A note that is an identifier and no more: a DOI, or one that RIS has no tag for (as `export.ris` writes it)."""
    named = _NAMED.fullmatch(value)
    return named[1].lower() if named else _only_doi(value, values)


def _number(value: str, values: Values) -> str:
    """An accession number of MEDLINE is PubMed's."""
    medline = any(_MEDLINE.search(text) for tag in ("DB", "DP") for text in values.get(tag, ()))
    return "pmid" if medline and identifiers.pmid(value) == value.strip() else ""


def _book(value: str, values: Values) -> str:
    return "container" if any(map(values.get, ("TI", "T1", "CT"))) else "title"


def _kind(entry: RawEntry, values: Values) -> None:
    """M3 says the kind more closely than a TY that many producers give to everything, and never against another."""
    said = "".join(values.get("TY", [])).lower()
    if said not in _GENERIC and said not in _WIDE:
        return
    for value in values.get("M3", []):
        named = _KIND.fullmatch(value) or (said == "gen" and _WORD.fullmatch(value))
        known = said == "gen" or kinds.kind(value) in kinds.KINDS.values()
        if len(value) < 80 and named and known and not (said in _WIDE and "article" in value.lower()):
            entry.kind = value.lower()
            values["M3"].remove(value)
            return


def _special(entry: RawEntry, values: Values) -> None:
    """The kind, and of two names of the journal the one that the other abbreviates."""
    _kind(entry, values)
    if pubmed := _PUBMED_NUMBER.search(" ".join(values.get("C3", []))):
        entry.put("pmid", "C3", pubmed[1])
    values.update(_serials(values))
    for full in ("T2", "JF"):
        if values.get("JO") and values.get(full) and _abbreviates(values["JO"][0], values[full][0]):
            values["JO"][0], values[full][0] = values[full][0], values["JO"][0]


def _serials(values: Values) -> Values:
    """An ISSN and an ISBN in one line are two values."""
    if not (given := values.get("SN")):
        return {}
    parted = [[value for _, value in identifiers.serials(text)] for text in given]
    if not any(len(found) > 1 for found in parted):
        return {}
    return {
        "SN": [
            v
            for text, found in zip(given, parted, strict=True)
            for v in (found if len(found) > 1 else [text])
        ]
    }


def _abbreviates(short: str, full: str) -> bool:
    """Whether each word of one name begins a word of the other, in order.

    >>> _abbreviates("J. Tea Stud", "Journal of Tea Studies"), _abbreviates("Tea", "Coffee and tea")
    (True, False)
    """
    words = iter(full.lower().split())
    brief = short.lower().replace(".", " ").split()
    return (
        len(short) < len(full) and len(brief) > 1 and all(any(w.startswith(b) for w in words) for b in brief)
    )


TABLE = TagTable(
    means={
        "TI": "title",
        "T1": "title",
        "CT": "title",
        "BT": "title",
        "ST": "title",
        "TT": "title",
        "PY": "year",
        "Y1": "year",
        "DA": "year",
        "JO": "container",
        "T2": "container",
        "JF": "container",
        "J2": "container",
        "JA": "container",
        "T3": "container",
        "PB": "publisher",
        "PU": "publisher",
        "VL": "volume",
        "IS": "issue",
        "CP": "issue",
        "DO": "doi",
        "AB": "abstract",
        "N2": "abstract",
        "UR": "url",
        "US": "url",
        "ID": "key",
    },
    kind=("TY",),
    people=(("A1", "AU"), ("A2", "ED"), ("A3",)),
    keywords=("KW",),
    parted=_SEMICOLON,
    first=("SP",),
    last=("EP",),
    article=("C7",),
    lists=frozenset(("KW", "UR", "AU", "A1", "A2", "SN", "L1", "L2", "")),
    name=lambda tag: NAMES.get(tag, tag),
    apart={
        "SN": serial,
        **dict.fromkeys(("AN", "C5", "U5"), _number),
        "BT": _book,
        "C2": _second,
        "CP": lambda value, _: "issue" if value[:1].isdecimal() else "",
        **dict.fromkeys(("DI", "L3", "M1", "M3"), _only_doi),
        "N1": _note,
    },
    special=_special,
    glued=re.compile(r"T[I1Y]  -(?<=[^\s>|]T[I1Y]  -) ?.*"),
    glued_marks=("TI  -", "T1  -", "TY  -"),
)


def read(piece: Piece) -> RawEntry:
    """The entry of one record."""
    block: Block = piece.body
    block.fields = _parted(block.fields)
    entry = entry_of(piece, TABLE)
    if not block.begun:
        what = "the record has no TY line; its kind is not known"
        entry.repairs.append(("TY", "", what, "add a first line such as `TY  - JOUR` before this record"))
    titles = {tag: values for tag, values in block.fields if tag in ("TI", "T1") and any(values)}
    if len(titles) == 2 and titles["TI"] != titles["T1"]:
        what = (
            "TI and T1 are two titles; another record may run into this one, which was then not read as one"
        )
        entry.repairs.append(
            ("title", "", what, "if there are two, give the second a line `TY  - ` of its own")
        )
    block.note_end(entry, "ER")
    return entry


def _parted(fields: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """Fields of which one holds the next ones, each with its own tag."""
    glued = [tag for tag, values in fields if tag in _MAY_BE_GLUED and any("  - " in text for text in values)]
    if not glued:
        return fields
    found: list[tuple[str, list[str]]] = []
    for tag, values in fields:
        first, *others = _GLUED.split("\n".join(values)) if tag in _MAY_BE_GLUED else ["\n".join(values)]
        found.append((tag, first.split("\n")))
        found += [(name, text.split("\n")) for name, text in zip(others[::2], others[1::2], strict=True)]
    return found


def cut(text: str) -> Iterator[Piece]:
    """The records of a text, also where TY is the last line of each, or ER stands alone."""
    if not kind_is_last(text := with_ends(text)):
        yield from pieces(text, GRAMMAR)
        return
    for piece in pieces(text, _KIND_LAST):
        last = line(piece.raw.rsplit("\n", 1)[-1])
        if piece.body.ended and last:
            piece.body.fields.append(("TY", [last[2].strip()]))
            piece.body.begun = True
        yield piece


def tell(text: str) -> int:
    """Characters of the lines with a tag: a file needs a TY or ER, or at least a title and an author or a year."""
    return accounted(text, GRAMMAR, frozenset(("TY", "ER")), rival=_PUBMED, resumes=_OWN) or accounted(
        text, GRAMMAR, _OTHERS, least=3, rival=_PUBMED, resumes=_OWN
    )


FORMAT = Format(
    name="ris",
    label="RIS",
    tell=tell,
    count=counted,
    cut=cut,
    read=read,
    begins=re.compile(rb"\n(?:[ \t>]*ER {0,2}-[^\n]*|\d+\.[ \t]*|[ \t]*)\n(?=[ \t>]*TY {0,2}-)"),
    in_lines=True,
    order=41,
    opening=Opening(
        ("TY ",),
        re.compile(r"TY {1,2}- ?[A-Z]{2,8}\s*$"),
        (re.compile("[A-Z][A-Z0-9] {1,2}-"),),
        True,
    ),
)
