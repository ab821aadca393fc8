"""Which format and which encoding a file has, judged by its content and never by its name."""

from __future__ import annotations

import re

from evidence.ingest.delimited import preamble

_CSV_TITLE = re.compile(r'(^|[,;\t"])\s*(document |article )?title( primary)?\s*([",;\t]|$)')
_MARKS = (
    (
        "zotero-rdf",
        re.compile(r"^<(?:\?xml|rdf:RDF)[\s\S]*(?:zotero\.org/namespaces/export|purl\.org/net/biblio)"),
    ),
    ("pubmed-xml", re.compile(r"^<(?:\?xml|!DOCTYPE|PubmedArticle)[\s\S]*<PubmedArticle\b")),
    ("endnote-xml", re.compile(r"^<(?:\?xml|xml|records)[\s\S]*<record>")),
    ("wos", re.compile(r"\AFN \w|^PT [A-Z]\s*\n(?:[A-Z][A-Z0-9] |   )", re.M)),
    ("refer", re.compile(r"^%0 \S", re.M)),
    ("bibtex", re.compile(r"^[ \t]*@\s*[^\W\d_][\w.:+/-]*\s*[{(]", re.M)),
    ("ris", re.compile(r"^(?:TY|ER)  ?-", re.M)),
    ("nbib", re.compile(r"^(?:PMID|OWN|STAT|TI|PMC|FAU|AU) *- ", re.M)),
)


def decode(data: bytes) -> str:
    """Text of a file: by byte-order mark, else UTF-8, else line by line Windows-1252."""
    if encoding := is_utf16(data):
        text = data.decode(encoding, errors="replace")
    else:
        data = data.removeprefix(b"\xef\xbb\xbf")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = "\n".join(_line(line) for line in data.split(b"\n"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\x00", "").replace("\ufeff", "")


def is_utf16(data: bytes) -> str:
    """The name of the UTF-16 encoding of a file, by its mark or by its zeros, or an empty string."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    even, odd = data[:200:2], data[1:200:2]
    if len(data) > 3 and not even.strip(b"\x00") and 0 not in odd:
        return "utf-16-be"
    if len(data) > 3 and not odd.strip(b"\x00") and 0 not in even:
        return "utf-16-le"
    return ""


def _line(data: bytes) -> str:
    """One bad byte, or one export appended to another, must not garble the other lines."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def sniff(text: str) -> str:
    r"""The format of a text by its content, `unknown` where there is none; an empty file is `csv` with no rows.

    >>> sniff('TY  - JOUR\nTI  - A\nER  - '), sniff('FN Clarivate\nVR 1.0\nPT J\nTI A\nER'), sniff('%0 Book\n%T A')
    ('ris', 'wos', 'refer')
    """
    head = text[:20_000].lstrip()
    if head[:1] in ("[", "{") and '"' in head:
        return _json(head)
    header = head.split("\n", 1)[0].lower()
    if _CSV_TITLE.search(header) and header[:1] not in "@%":
        return "csv"
    if header.startswith(("pt\tau", "pt\tba")):
        return "csv"
    for name, mark in _MARKS:
        if mark.search(head):
            return name
    if preamble(head.split("\n")):
        return "csv"
    return "csv" if not head else "unknown"


def _json(head: str) -> str:
    """Whose JSON it is: of OpenAlex, of Crossref, or CSL-JSON."""
    if re.search(
        r'"(?:authorships|abstract_inverted_index|cited_by_api_url)"|"id"\s*:\s*"https://openalex\.org/W',
        head,
    ):
        return "openalex-json"
    if re.search(
        r'"(?:message-type|container-title|reference-count)"\s*:\s*(?:"|\[|\d)|"title"\s*:\s*\[', head
    ) and re.search(r'"title"\s*:\s*\[|"message-type"', head):
        return "crossref-json"
    return "csl-json"
