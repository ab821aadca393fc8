r"""Works as BibTeX that BibTeX, biber, pybtex and this project's own reader take.

Own code: pybtex's writer escapes what is escaped already (`R\\&D`), and signs of addresses and DOIs (`a\_b`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence import names
from evidence.deduplicate.rows import Work
from evidence.export import kinds
from evidence.export.keys import in_bibtex, unique_keys
from evidence.export.text import one_line

_SPECIAL = {
    "\\": r"\textbackslash{}",
    # BibTeX counts braces whether they are escaped or not, so that \{ would run into the next entry.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "`": r"\textasciigrave{}",  # a plain one opens a quotation
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "&%$#_"},
}
# Two signs that TeX sets as one: dashes, quotes, and the marks that open Spanish sentences.
_JOINED = re.compile(
    r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[!?])(?=`)|(?<=<)(?=<)|(?<=>)(?=>)|(?<=,)(?=,)"
)
# Words that a BibTeX style must not write small: a capital after the first letter, as in NHS.
_CAPITALS = re.compile(r"(?<![\\\w])(?=[^\W_]+[A-Z])[^\W_]+")
_RESERVED = re.compile(r"[\\{}~^`&%$#_]")
# What programs that look for the next entry would take for one.
_ENTRY = re.compile(r"@(?=\s*[^\W\d_][\w.:+/-]*\s*[{(])")
_PARTED = re.compile(r"[,;]")


def write(works: Sequence[Work], among: Sequence[Work] = ()) -> str:
    """A file of these works, in their order, each with a key of its own.

    `among`: all works of the review, so that a work has one key in every export; else these works.
    """
    keys = unique_keys(among or works, in_bibtex)
    return "\n".join(entry(work, keys[work.work_id]) for work in works)


def entry(work: Work, key: str) -> str:
    """One entry."""
    kind = kinds.bibtex(work.kind)
    container = "booktitle" if work.kind in ("chapter", "conference") else "journal"
    fields = {
        "title": _ENTRY.sub("{@}", _CAPITALS.sub(r"{\g<0>}", tex(work.title))),
        "author": " and ".join(names.to_bibtex(name, tex) for name in work.authors),
        "year": str(work.year or ""),
        container: tex(work.container),
        "volume": tex(work.volume),
        "number": tex(work.issue),
        "pages": _pages(work.pages),
        "publisher": tex(work.publisher),
        "doi": _bare(work.doi),
        "pmid": work.pmid,
        "pmcid": work.pmcid,
        "isbn": work.isbn,
        "issn": work.issn,
        "eprint": work.arxiv,
        "archiveprefix": "arXiv" if work.arxiv else "",
        "openalex": work.openalex,
        "url": _bare(work.url),
        "kind": tex(kinds.beside(work.kind, kind)),
        "keywords": _keywords(work.keywords),
        "abstract": tex(work.abstract),
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{body}}}\n"


def tex(text: str) -> str:
    r"""The text as TeX sets it: signs that mean something there are escaped, and none join.

    >>> tex('R&D -- 5 % {x}')
    'R\\&D -{}- 5 \\% \\textbraceleft{}x\\textbraceright{}'
    """
    parted = _JOINED.sub("\x00", one_line(text))
    escaped = _RESERVED.sub(lambda found: _SPECIAL[found.group()], parted).replace("\x00", "{}")
    return _ENTRY.sub("{@}", escaped)


def _pages(text: str) -> str:
    return "--".join(tex(part) for part in text.split("-"))


def _keywords(words: Sequence[str]) -> str:
    """Keywords by comma; braces keep together one that has a comma or semicolon of its own.

    >>> _keywords(["a", "b, c"]), _keywords(["b, c"])
    ('a, {b, c}', '{b, c},')
    """
    written = [f"{{{tex(word)}}}" if _PARTED.search(word) else tex(word) for word in words]
    # Braces around a whole list are taken for those of the field.
    return ", ".join(written) + ("," if len(written) == 1 and written[0].startswith("{") else "")


def _bare(text: str) -> str:
    """An address or DOI, in which LaTeX means nothing; only what would end the field is taken out."""
    coded = text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    return "".join(one_line(coded).split())
