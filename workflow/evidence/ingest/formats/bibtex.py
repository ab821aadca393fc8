"""BibTeX and BibLaTeX as a format: what an entry looks like from the outside. Its reader is `ingest.bibtex`."""

from __future__ import annotations

import re
from itertools import pairwise

from evidence.ingest import bibtex, count
from evidence.ingest.format import Format, whole

_HEAD = re.compile(r"^[ \t]*@\s*([^\W\d_][\w.:+/-]*)\s*[{(]", re.MULTILINE)
_KEY = re.compile(r"\s*[^\s{}()=,]*\s*,")
_FIELD = re.compile(r"[,{(\s][^\W\d_][\w-]*\s*=\s*[{\"\w]")


def tell(text: str) -> int:
    """Characters from each `@kind{` on, as far as the next one, where fields with `=` follow it.

    >>> tell('@misc{a, title = {A}}'), tell('we met at @home (n=12) then')
    (21, 0)
    """
    starts = [(head.start(), head.end()) for head in _HEAD.finditer(text)] + [(len(text), len(text))]
    return sum(
        _reach(text, after, end) - start
        for (start, after), (end, _) in pairwise(starts)
        if _KEY.match(text, after, end) or _FIELD.search(text, after, end)
    )


def _reach(text: str, at: int, end: int) -> int:
    """The last closing brace before the next entry: what follows it is no part of the entry."""
    return max(text.rfind("}", at, end), text.rfind(")", at, end)) + 1 or end


FORMAT = Format(
    name="bibtex",
    label="BibTeX",
    tell=tell,
    count=count.bibtex,
    begins=re.compile(rb"[})][ \t]*\n\s*(?=@\s*[A-Za-z]+\s*[{(])"),
    in_lines=True,
    comments=True,
    **whole(bibtex.read),
)
