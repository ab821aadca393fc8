"""A work as BibTeX and as RIS, so that any reader of references, this project's own among them, gets the same fields."""

from __future__ import annotations

import re

from evidence.records import Work

_BIBTEX_TYPES = {
    "article": "article",
    "report": "techreport",
    "chapter": "incollection",
    "book": "book",
    "thesis": "phdthesis",
    "conference": "inproceedings",
    "working_paper": "unpublished",
}
_RIS_TYPES = {
    "article": "JOUR",
    "report": "RPRT",
    "chapter": "CHAP",
    "book": "BOOK",
    "thesis": "THES",
    "conference": "CONF",
    "working_paper": "UNPB",
    "news": "NEWS",
    "magazine": "MGZN",
    "blog": "BLOG",
    "web": "ELEC",
}
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "&%$#_"},
}
# Words that a BibTeX style must not write small: a capital after the first letter, as in NHS.
_CAPITALS = re.compile(r"(?<![\\\w])(?=[^\W_]+[A-Z])[^\W_]+")
_RESERVED = re.compile(r"[\\{}~^&%$#_]")


def bibtex(work: Work) -> str:
    """One entry. The key is that of the record, else the id of the work; abstracts are not passed on."""
    container = "booktitle" if work.kind in ("chapter", "conference") else "journal"
    known = work.kind in _BIBTEX_TYPES
    fields = {
        "title": _CAPITALS.sub(r"{\g<0>}", _tex(work.title)),
        "author": " and ".join(_tex_name(name) for name in work.authors),
        "year": str(work.year or ""),
        container: _tex(work.container),
        "volume": _tex(work.volume),
        "number": _tex(work.issue),
        "pages": _tex(work.pages.replace("-", "--")),
        "publisher": _tex(work.publisher),
        "doi": _bare(work.doi),
        "pmid": work.pmid,
        "pmcid": work.pmcid,
        "isbn": work.isbn,
        "issn": work.issn,
        "url": _bare(work.url),
        "kind": "" if known else _tex(work.kind),
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{_BIBTEX_TYPES.get(work.kind, 'misc')}{{{_key(work)},\n{body}}}\n"


def _key(work: Work) -> str:
    return re.sub(r"[^A-Za-z0-9_:.-]", "", work.key) or work.work_id


def _tex(text: str) -> str:
    return _RESERVED.sub(lambda found: _SPECIAL[found.group()], " ".join(text.split()))


def _tex_name(name: str) -> str:
    # A name without a comma is a body: braces keep it whole.
    return _tex(name) if "," in name else f"{{{_tex(name)}}}"


def _bare(text: str) -> str:
    """An address or DOI, in which LaTeX means nothing; only what would end the field is taken out."""
    coded = text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    return "".join(coded.split())


def ris(work: Work) -> str:
    """One record. A kind that RIS has no type for is GEN, with the kind in M3."""
    first, _, last = work.pages.partition("-")
    lines = [
        ("TY", _RIS_TYPES.get(work.kind, "GEN")),
        ("ID", work.key or work.work_id),
        ("TI", work.title),
        *(("AU", name) for name in work.authors),
        ("PY", str(work.year or "")),
        ("T2", work.container),
        ("VL", work.volume),
        ("IS", work.issue),
        ("SP", first),
        ("EP", last),
        ("PB", work.publisher),
        ("SN", work.issn or work.isbn),
        ("DO", work.doi),
        ("UR", work.url),
        ("M3", "" if work.kind in _RIS_TYPES else work.kind),
    ]
    written = [f"{tag}  - {' '.join(value.split())}\n" for tag, value in lines if value.strip()]
    return "".join([*written, "ER  - \n"])
