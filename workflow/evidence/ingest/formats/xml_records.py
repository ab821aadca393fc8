"""EndNote XML and PubMed XML: records are cut out here, with their lines, and each is parsed alone.

A record without its file's head cannot declare entities, so that none can be expanded: a bomb in one
record is a broken record and no more.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from evidence import identifiers
from evidence.ingest import count
from evidence.ingest.entry import Problem, RawEntry
from evidence.ingest.format import Format, whole

_RECORD = re.compile(r"<record>.*?(?:</record>|(?=<record>)|\Z)", re.DOTALL)
_ARTICLE = re.compile(r"<PubmedArticle\b[^>]*>.*?(?:</PubmedArticle>|(?=<PubmedArticle\b)|\Z)", re.DOTALL)
_MEDLINE = re.compile(r"medline|pubmed|ncbi", re.I)
# Identifiers that EndNote has no field for; `export.endnote_xml` writes them into the notes in this form.
_NAMED = re.compile(r"(?:^|(?<=; ))(arXiv|OpenAlex): (\S+?)(?:; |$)")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)([A-Za-z]\w*;)?")

_ENDNOTE_FIELDS: dict[str, str | None] = {
    "titles/title": "title",
    "dates/year": "year",
    "titles/secondary-title": "container",
    "periodical/full-title": "container",
    "volume": "volume",
    "number": "issue",
    "pages": "pages",
    "publisher": "publisher",
    "electronic-resource-num": "doi",
    "abstract": "abstract",
    "urls/related-urls/url": "url",
}
_PUBMED_FIELDS: dict[str, str | None] = {
    "MedlineCitation/Article/ArticleTitle": "title",
    "MedlineCitation/Article/Journal/JournalIssue/PubDate/Year": "year",
    "MedlineCitation/Article/Journal/JournalIssue/PubDate/MedlineDate": "year",
    "MedlineCitation/Article/Journal/Title": "container",
    "MedlineCitation/Article/Journal/JournalIssue/Volume": "volume",
    "MedlineCitation/Article/Journal/JournalIssue/Issue": "issue",
    "MedlineCitation/Article/Pagination/MedlinePgn": "pages",
    "MedlineCitation/PMID": "pmid",
    "MedlineCitation/Article/Journal/ISSN": "issn",
    "MedlineCitation/Article/VernacularTitle": None,
}


def read_endnote(text: str) -> Iterator[RawEntry]:
    """Yield every record of an EndNote XML file, in order, readable or not."""
    for entry, node in _nodes(text, _RECORD):
        if node is not None:
            kind = node.find("ref-type")
            entry.kind = kind.get("name", "").lower() if kind is not None else ""
            if entry.kind in ("", "generic"):
                entry.kind = _text(node.find("work-type")).lower() or entry.kind
            entry.authors = [_text(a) for a in node.iterfind("contributors/authors/author")]
            entry.keywords = [_text(k) for k in node.iterfind("keywords/keyword")]
            _file(entry, node, _ENDNOTE_FIELDS)
            _identify(entry, node)
        yield entry


def _identify(entry: RawEntry, node: ElementTree.Element) -> None:
    """Key and identifiers, some of which EndNote keeps in fields that hold other things too."""
    serial = _text(node.find("isbn"))
    for name, value in identifiers.serials(serial) or [(None, serial)]:
        entry.put(name, "isbn", value)
    database, number = _text(node.find("remote-database-name")), _text(node.find("accession-num"))
    in_pubmed = _MEDLINE.search(database) and identifiers.pmid(number) == number
    entry.put("pmid" if in_pubmed else None, "accession-num", number)
    custom = _text(node.find("custom2"))
    entry.put("pmcid" if identifiers.pmcid(custom) else None, "custom2", custom)
    notes = _text(node.find("notes"))
    for named in _NAMED.finditer(notes):
        entry.put(named[1].lower(), "notes", named[2])
    entry.put(None, "notes", _NAMED.sub("", notes))
    entry.key = _text(node.find("label"))
    entry.put(None, "rec-number", _text(node.find("rec-number")))
    entry.put(None, "remote-database-name", database)


def read_pubmed(text: str) -> Iterator[RawEntry]:
    """Yield every article of a PubMed XML file, in order, readable or not."""
    for entry, node in _nodes(text, _ARTICLE):
        if node is not None:
            article = "MedlineCitation/Article"
            entry.kind = _text(node.find(f"{article}/PublicationTypeList/PublicationType")).lower()
            entry.authors = [_person(a) for a in node.iterfind(f"{article}/AuthorList/Author")]
            entry.keywords = [_text(k) for k in node.iterfind("MedlineCitation/KeywordList/Keyword")]
            parts = [_labelled(part) for part in node.iterfind(f"{article}/Abstract/AbstractText")]
            entry.put("abstract", "Abstract", " ".join(parts))
            for identifier in node.iterfind("PubmedData/ArticleIdList/ArticleId"):
                kind = identifier.get("IdType", "id")
                known = {"doi": "doi", "pmc": "pmcid", "pubmed": "pmid"}
                entry.put(known.get(kind), kind, _text(identifier))
            _file(entry, node, _PUBMED_FIELDS)
            entry.key = entry.fields.get("pmid", "")
        yield entry


def _nodes(text: str, record: re.Pattern[str]) -> Iterator[tuple[RawEntry, ElementTree.Element | None]]:
    line, counted_to = 1, 0
    for position, match in enumerate(record.finditer(text)):
        line += text.count("\n", counted_to, match.start())
        counted_to = match.start()
        entry = RawEntry(position, line, match.group())
        try:
            yield entry, ElementTree.fromstring(_ENTITY.sub(_known_entity, match.group()))
        except ElementTree.ParseError as error:
            entry.problem = Problem(
                "",
                f"this is not valid XML: {error}",
                "export the record again, or mend its tags",
                match.group()[:80],
            )
            yield entry, None


def _known_entity(match: re.Match[str]) -> str:
    """A name of HTML as its letter; a bare ampersand as itself."""
    letter = html.unescape(match.group())
    return letter if letter != match.group() else "&amp;" + (match.group(1) or "")


def _text(node: ElementTree.Element | None) -> str:
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


def _labelled(part: ElementTree.Element) -> str:
    """A part of a structured abstract with its label."""
    label, text = part.get("Label", ""), _text(part)
    return f"{label}: {text}" if label and text else text


def _person(node: ElementTree.Element) -> str:
    group = _text(node.find("CollectiveName"))
    if group:
        return "{" + group + "}"
    given = _text(node.find("ForeName")) or _text(node.find("Initials"))
    parts = (_text(node.find("LastName")), given, _text(node.find("Suffix")))
    return ", ".join(part for part in parts if part)


def _file(entry: RawEntry, node: ElementTree.Element, names: dict[str, str | None]) -> None:
    for path, name in names.items():
        for found in node.iterfind(path):
            entry.put(name, path.rsplit("/", 1)[-1], _text(found))


def _told(text: str, record: re.Pattern[str]) -> int:
    """Characters of the records of an XML file."""
    if text.lstrip()[:1] != "<":
        return 0
    return sum(len(match.group()) for match in record.finditer(text))


ENDNOTE = Format(
    name="endnote-xml",
    label="EndNote XML",
    tell=lambda text: _told(text, _RECORD),
    count=count.endnote,
    begins=re.compile(rb"</record>\s*(?=<record[\s>])"),
    **whole(read_endnote),
)


PUBMED = Format(
    name="pubmed-xml",
    label="PubMed XML",
    tell=lambda text: _told(text, _ARTICLE),
    count=count.pubmed,
    begins=re.compile(rb"</PubmedArticle>\s*(?=<PubmedArticle[\s>])"),
    **whole(read_pubmed),
)
