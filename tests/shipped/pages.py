"""What a built page says to a reader: its words, the cells of its tables, the words of its drawings."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from lxml import html


class Page:
    """One page of the built book, without its frame."""

    def __init__(self, path: Path) -> None:
        root = html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
        (self.body,) = root.xpath("//main//article") or root.xpath("//main")
        # What terms mean stands in the text too, hidden.
        for note in self.body.xpath('.//*[@class="term-note" or @class="headerlink"]'):
            note.drop_tree()

    @property
    def words(self) -> str:
        """The running text, a piece each line, drawings and their descriptions left out."""
        body = html.fromstring(html.tostring(self.body))
        for drawing in body.xpath(".//svg | .//script"):
            drawing.drop_tree()
        for piece in body.xpath(
            ".//p | .//li | .//td | .//th | .//dt | .//dd | .//caption | .//h1 | .//h2 | .//h3"
        ):
            piece.tail = "\n" + (piece.tail or "")
        return "\n".join(" ".join(line.split()) for line in body.text_content().split("\n") if line.strip())

    def table(self, ident: str) -> list[list[str]]:
        """The rows of the table with this id, cell by cell, without its head."""
        (caption,) = self.body.xpath(f'.//caption[@id="{ident}-caption"]')
        rows = caption.getparent().xpath(".//tbody/tr")
        return [[_text(cell) for cell in row.xpath("./td | ./th")] for row in rows]

    def described(self, ident: str) -> str:
        (said,) = self.body.xpath(f'.//*[@id="{ident}-desc"]')
        return _text(said)

    def at(self, path: str) -> list[str]:
        return [_text(found) for found in self.body.xpath(path)]


def _text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


class Pages:
    """The pages of a built book by name, each read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.page = cache(lambda name: Page(folder / f"{name}.html"))

    def __getitem__(self, name: str) -> Page:
        return self.page(name)

    @property
    def names(self) -> list[str]:
        """Every page but cards and what belongs to the theme."""
        paths = [*self.folder.glob("*.html"), *self.folder.glob("findings/*.html")]
        names = sorted(path.relative_to(self.folder).with_suffix("").as_posix() for path in paths)
        return [name for name in names if name not in ("404", "search", "genindex")]


def printed(path: Path) -> str:
    """The words of a PDF, in one line."""
    from pypdf import PdfReader

    words = " ".join(page.extract_text() for page in PdfReader(str(path)).pages)
    return re.sub(r"\s+", " ", words.replace("\u00ad", "").replace("­", ""))
