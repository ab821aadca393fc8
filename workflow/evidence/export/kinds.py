"""What the formats call the kinds of publication. A kind without a name of its own is written beside the nearest one."""

from __future__ import annotations

from evidence import kinds

# kind → (BibTeX, RIS, CSL, EndNote's name, EndNote's number)
_NAMES = {
    "article": ("article", "JOUR", "article-journal", "Journal Article", 17),
    "report": ("techreport", "RPRT", "report", "Report", 27),
    "chapter": ("incollection", "CHAP", "chapter", "Book Section", 5),
    "book": ("book", "BOOK", "book", "Book", 6),
    "thesis": ("phdthesis", "THES", "thesis", "Thesis", 32),
    "conference": ("inproceedings", "CONF", "paper-conference", "Conference Proceedings", 10),
    "working_paper": ("unpublished", "UNPB", "manuscript", "Unpublished Work", 34),
    "news": ("misc", "NEWS", "article-newspaper", "Newspaper Article", 23),
    "magazine": ("misc", "MGZN", "article-magazine", "Magazine Article", 19),
    "blog": ("misc", "BLOG", "post-weblog", "Blog", 56),
    "web": ("misc", "ELEC", "webpage", "Web Page", 12),
    "dataset": ("misc", "DATA", "dataset", "Dataset", 59),
    "preprint": ("misc", "GEN", "article", "Generic", 13),
}
_OTHER = ("misc", "GEN", "document", "Generic", 13)


def bibtex(kind: str) -> str:
    return _NAMES.get(kind, _OTHER)[0]


def ris(kind: str) -> str:
    return _NAMES.get(kind, _OTHER)[1]


def csl(kind: str) -> str:
    return _NAMES.get(kind, _OTHER)[2]


def endnote(kind: str) -> tuple[str, int]:
    """EndNote's name and number of the kind."""
    return _NAMES.get(kind, _OTHER)[3:]


def beside(kind: str, name: str) -> str:
    """The kind itself where the name that a format has for it leads back to another one, else nothing.

    >>> beside('blog', bibtex('blog')), beside('article', bibtex('article'))
    ('blog', '')
    """
    return "" if kinds.kind(name) == (kind or "other") else kind
