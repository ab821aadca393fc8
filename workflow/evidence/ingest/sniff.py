"""Which format and which encoding a file has, judged by its content and never by its name."""

from __future__ import annotations

import re

_CSV_TITLE = re.compile(r'(^|[,;\t"])\s*(document |article )?title( primary)?\s*([",;\t]|$)')
_MARKS = (
    ("pubmed-xml", re.compile(r"^<(?:\?xml|!DOCTYPE|PubmedArticle)[\s\S]*<PubmedArticle\b")),
    ("endnote-xml", re.compile(r"^<(?:\?xml|xml|records)[\s\S]*<record>")),
    ("bibtex", re.compile(r"^[ \t]*@\s*[^\W\d_][\w.:+/-]*\s*[{(]", re.M)),
    ("ris", re.compile(r"^(?:TY|ER)  ?-", re.M)),
    ("nbib", re.compile(r"^(?:PMID|OWN|STAT|TI|PMC|FAU|AU) *- ", re.M)),
)


def decode(data: bytes) -> str:
    """Text of a file: by byte-order mark, else UTF-8, else line by line Windows-1252."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", errors="replace")
    else:
        data = data.removeprefix(b"\xef\xbb\xbf")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = "\n".join(_line(line) for line in data.split(b"\n"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\x00", "").replace("\ufeff", "")


def _line(data: bytes) -> str:
    """One bad byte, or one export appended to another, must not garble the other lines."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def sniff(text: str) -> str:
    """One of bibtex, ris, nbib, csl-json, csv, endnote-xml, pubmed-xml, unknown; an empty file is `csv` with no rows.

    >>> sniff('TY  - JOUR\\nTI  - A\\nER  - ')
    'ris'
    """
    head = text[:20_000].lstrip()
    if head[:1] in ("[", "{") and '"' in head:
        return "csl-json"
    header = head.split("\n", 1)[0].lower()
    if _CSV_TITLE.search(header) and header[:1] not in "@%":
        return "csv"
    for name, mark in _MARKS:
        if mark.search(head):
            return name
    return "csv" if not head else "unknown"
