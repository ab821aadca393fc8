"""Refuses a page with a figure that says nothing to those who do not see it (WCAG 1.1.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from evidence.errors import UserError

# A tag with what stands in its quotes; and what holds no tags: a comment, the text of a script or a style.
_PIECE = re.compile(
    r"<!--.*?-->|<(?P<raw>script|style)\b.*?</(?P=raw)\b"
    r"|<(?P<end>/?)(?P<name>[a-z][^\s/>]*+)[^>\"']*+(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*+)*+>",
    re.S | re.I,
)


class _Figures(HTMLParser):
    """Images and drawings of a page with what stands for them in words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.bare: list[tuple[int, str]] = []
        self._drawing: tuple[int, str, dict[str, str | None]] | None = None
        self._depth = 0
        self._inside = ""
        self._said: dict[str, str] = {}

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if tag == "img" and values.get("alt") is None and values.get("aria-hidden") != "true":
            self.bare.append((self.getpos()[0], f"img {values.get('src') or ''}"))
        if tag == "svg":
            if not self._depth:
                self._drawing, self._said = (self.getpos()[0], values.get("id") or "", values), {}
            self._depth += 1
        if self._depth and tag in ("title", "desc"):
            self._inside = tag

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._said[self._inside] = self._said.get(self._inside, "") + data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("title", "desc"):
            self._inside = ""
        if tag == "svg" and self._depth:
            self._depth -= 1
            if not self._depth and self._drawing:
                line, name, values = self._drawing
                hidden = values.get("aria-hidden") == "true" or values.get("role") in ("presentation", "none")
                figure = values.get("role") == "img"
                named = bool(values.get("aria-label"))
                spoken = named or (self._said.get("title") and (not figure or self._said.get("desc")))
                if not hidden and not spoken:
                    self.bare.append((line, f"svg {name or values.get('class') or ''}"))


def without_words(text: str) -> list[tuple[int, str]]:
    """(line, what) of every image without an alt text and every drawing without a title and a description.

    >>> without_words('<img src="a.png"><img src="b.png" alt="">')
    [(1, 'img a.png')]
    """
    found = []
    for start, markup in _markup(text):
        parser = _Figures()
        parser.feed(markup)
        before = text.count("\n", 0, start) if parser.bare else 0
        found += [(before + line, what) for line, what in parser.bare]
    return found


def _markup(text: str) -> Iterator[tuple[int, str]]:
    """Where each image and each outermost drawing begins, and its markup: to parse whole pages costs a third of the book's time."""
    depth, start = 0, 0
    for piece in _PIECE.finditer(text):
        name = (piece["name"] or "").lower()
        if name == "img" and not depth and not piece["end"]:
            yield piece.start(), piece.group()
        elif name == "svg":
            if not piece["end"]:
                start = start if depth else piece.start()
                depth += 1
            if depth and (piece["end"] or piece.group().endswith("/>")):
                depth -= 1
                if not depth:
                    yield start, text[start : piece.end()]


def refused(page: str, line: int, what: str) -> UserError:
    """The mistake of a figure without words."""
    return UserError(
        "a figure has no words for those who do not see it",
        file=page,
        line=line,
        value=what,
        fix="give an image an alt text; give a drawing a title and a description (brief/figures/canvas.py: figure)",
    )
