"""What files are that are no exports of works, and what to do instead: each in its own words."""

from __future__ import annotations

import re

_EXPORT = "export the works from the program or database as RIS, BibTeX, CSV, PubMed, EndNote XML or JSON"
# pattern of the beginning of the text, what it is, what to do
_KNOWN = (
    (r"%PDF-", "this is a PDF", f"a PDF holds no records; {_EXPORT}"),
    (
        r"\{\\rtf",
        "this is a rich text document",
        f"open it and save it as plain text in UTF-8 (.txt), or {_EXPORT}",
    ),
    (
        r"SQLite format 3",
        "this is a database (of Zotero, Calibre or another program)",
        "open it in its program, select the works and export them as RIS or BibTeX",
    ),
    (r"PK\x03\x04(?=[\s\S]{0,3000}word/)", "this is a Word document", f"save no document, but {_EXPORT}"),
    (
        r"PK\x03\x04",
        "this is an archive or a packed document",
        "unpack it and put the exports that are in it into the folder",
    ),
    (r"(?:\x89|‰)PNG|(?:\xff|ÿ)(?:\xd8|Ø)(?:\xff|ÿ)|GIF8", "this is a picture", _EXPORT),
    (r"\d{5}[acdnp][a-z]", "this is MARC in its binary form (ISO 2709)", "export it as MARCXML, MODS or RIS"),
    (
        r"[\s\S]{0,500}(?:progid=\"Excel\.Sheet\"|<(?:\w+:)?Workbook\s[^>]*schemas-microsoft-com:office:spreadsheet)",
        "this is a workbook in the XML of Excel 2003",
        "open it in a spreadsheet and save it as .xlsx",
    ),
    (
        r"(?:<!doctype html[^>]*>\s*)?<html(?:[^>]*schemas-microsoft-com:office:excel|[\s\S]{0,3000}<body[^>]*>\s*<table)",
        "this is a page with a table, which some databases name .xls as though it were a workbook",
        "open it in a spreadsheet and save it as .xlsx",
    ),
    (
        r"\s*_{20,}\s*(?:\w+ )?\d+ (?:of|von|de|di|van) \d+",
        "this is ProQuest's text to be read by people",
        "save the works from ProQuest again, as RIS",
    ),
    (
        r"\s*1[.:] [\s\S]{0,9000}?\bPMID: \d{4,}",
        "this is PubMed's text to be read by people (Abstract or Summary)",
        "save the works from PubMed again, with the format PubMed",
    ),
    (
        r"\s*(?:\d{5,8}\s+)+\d{0,8}\Z",
        "these are numbers alone, as in PubMed's list of PMIDs",
        "save the works from PubMed again, with the format PubMed",
    ),
    (
        r"(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*(?:<!doctype html|<html)",
        "this is a page of the web that was saved, perhaps a log-in page or an error of the database",
        f"open the database again and {_EXPORT}",
    ),
    (
        r"[\s\S]{0,3000}<(?:\w+:)?TEI[\s>]",
        "this is TEI XML (a text, or what an extractor read from a PDF)",
        "export the references as BibTeX or RIS (Grobid: consolidated BibTeX)",
    ),
    (r"[\s\S]{0,3000}<opml[\s>]", "this is a list of feeds (OPML)", _EXPORT),
    (r"[\s\S]{0,3000}<rss[\s>]", "this is a news feed (RSS)", f"a feed has no full records; {_EXPORT}"),
    (
        r"[\s\S]{0,3000}<(?:\w+:)?RDF[\s>]",
        "this is RDF, but not Zotero's",
        "export it as Zotero RDF, RIS or BibTeX",
    ),
    (
        r"[\s\S]{0,3000}<COCHRANE_REVIEW[\s>]",
        "this is a review of RevMan",
        "export its references from RevMan as RIS",
    ),
    (r"[\s\S]{0,3000}<(?:svg|kml|gpx)[\s>]", "this is a drawing or a map", _EXPORT),
    (
        r"\s*<\?xml|\s*<[A-Za-z]",
        "this is XML without records that are known here",
        "export it as EndNote XML, PubMed XML, MODS, MARCXML, RIS or BibTeX",
    ),
    (
        r"\s*\[\s*\[",
        "this is JSON that lists values without the names of their columns",
        "write it with the names, one object an entry (in pandas: `orient='records'`), or as CSV with a line of names",
    ),
    (
        r"\s*[\[{]\s*\"",
        "this is JSON in which no list of works was found",
        "export it as CSL-JSON, or as the answer of a database with titles in it",
    ),
)


_PACKED = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x1f\x9d", "compress"),
)


def packed(head: bytes) -> tuple[str, str]:
    """(what a file is, what to do instead) where its first bytes say that it is packed; what stands in it is no text of any format.

    >>> packed(b"\\x1f\\x8b\\x08")[0], packed(b"BZh91AY")[0], packed(b"BZh,Title")
    ('this is a packed file (gzip)', 'this is a packed file (bzip2)', ('', ''))
    """
    for mark, name in _PACKED:
        if head.startswith(mark) and (name != "bzip2" or head[3:7].endswith(b"1AY")):
            return f"this is a packed file ({name})", "unpack it and put the export into the folder"
    return "", ""


def refusal(text: str) -> tuple[str, str]:
    """(what a text is, what to do instead), both empty where its beginning tells nothing.

    >>> refusal("%PDF-1.7")[0], refusal("<html><body>")[0][:24], refusal("prose")
    ('this is a PDF', 'this is a page of the we', ('', ''))
    """
    head = text[:10_000].lstrip("\ufeff")
    for pattern, what, instead in _KNOWN:
        if re.match(pattern, head if not pattern.startswith("(?:<") else head.lstrip(), re.I):
            return what, instead
    return "", ""
