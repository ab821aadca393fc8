"""BibTeX and BibLaTeX as a format: what an entry looks like from the outside. Its reader is `ingest.bibtex`."""

from __future__ import annotations

import re
from itertools import pairwise

from evidence.ingest import bibtex
from evidence.ingest.bibtex_scan import BALANCED
from evidence.ingest.count.braces import bibtex as counted
from evidence.ingest.format import Format

_HEAD = re.compile(
    r"^[ \t]*@\s*[^\W\d_][\w.:+/-]*\s*[{(]|^[ \t]*@[^\n]{1,80}\n(?=[ \t]*[A-Za-z][\w-]*\s*=\s*[{\"])",
    re.MULTILINE,
)
_NO_RECORD = re.compile(r"@\s*(?:comment|string|preamble)\s*[{(]", re.I)
_BETWEEN = re.compile(r"(?:\s++|%[^\n]*+)*+")
_KEY = re.compile(r"\s*[^\s{}()=,]*\s*,")
_ROUND = re.compile(rf"\((?:[^(){{}}]++|\([^()\n]*+\)|{BALANCED.pattern})*+\)")
_FIELD = re.compile(r"[,{(\s][^\W\d_][\w-]*\s*=\s*[{\"\w]")


def tell(text: str) -> int:
    """Characters from each `@kind{` on, as far as the next one, where fields with `=` follow it; all of a library of
    comments and definitions alone.

    >>> tell('@misc{a, title = {A}}'), tell('we met at @home (n=12) then'), tell("% A\\n@comment{jabref-meta: x;}")
    (21, 0, 29)
    """
    if _is_without_entries(text):
        return len(text)
    starts = [(head.start(), head.end()) for head in _HEAD.finditer(text)] + [(len(text), len(text))]
    reaches = [(start, after, _reach(text, after - 1, end)) for (start, after), (end, _) in pairwise(starts)]
    return sum(
        end - start
        for start, after, end in reaches
        if _KEY.match(text, after, end) or _FIELD.search(text, after, end)
    )


def _is_without_entries(text: str) -> bool:
    """Whether nothing stands in a text but `@comment`, `@string`, `@preamble` and lines that begin with `%`."""
    at, found = 0, False
    while rest := _BETWEEN.match(text, at):
        at = rest.end()
        if at == len(text):
            return found
        begun = _NO_RECORD.match(text, at)
        closed = BALANCED.match(text, begun.end() - 1) if begun else None
        if not closed:
            return False
        at, found = closed.end(), True
    return False


def _reach(text: str, at: int, end: int) -> int:
    """The brace that closes the one here, or else the last one before the next entry: what follows it is no part of the entry."""
    if balanced := BALANCED.match(text, at, end) or _ROUND.match(text, at, end):
        return balanced.end()
    return max(text.rfind("}", at, end), text.rfind(")", at, end)) + 1 or end


FORMAT = Format(
    name="bibtex",
    label="BibTeX",
    tell=tell,
    count=counted,
    cut=bibtex.cut,
    read=bibtex.entry_of,
    begins=re.compile(rb"[})][ \t]*\n\s*(?=@\s*[A-Za-z]+\s*[{(])"),
    comment=re.compile(r"%(?![0AT] \S).*"),  # `%T A title` is a line of refer
    order=50,
)
