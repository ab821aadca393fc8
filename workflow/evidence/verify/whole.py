"""Whether a built book holds together, by what stands in it alone: links, the trace of each computed sentence, the count of entries."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from evidence.publish.manifest import UNLISTED
from evidence.verify.published import Published

_DATA = "_static/data"


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked at: how many there are, what they are called, and each that is wrong in words."""

    n: int
    what: str
    wrong: tuple[str, ...]

    def text(self) -> str:
        """
        >>> Looked(2, "links lead somewhere", ()).text()
        '2 links lead somewhere'
        """
        if not self.wrong:
            return f"{self.n:,} {self.what}"
        return f"{self.n:,} {self.what}, but for {len(self.wrong):,}: {'; '.join(self.wrong[:3])}"


class _Page(HTMLParser):
    """The places of a page that can be linked to, and what it links to."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.places: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.places.update(filter(None, (values.get("id"), values.get("name") if tag == "a" else None)))
        self.links += [value for name in ("href", "src") if (value := values.get(name))]


def whole(book: Published, entries: int) -> list[Looked]:
    """Every look at a book; `entries` are those that its inputs hold now."""
    pages = {name: _read(book, name) for name in book.digests if name.endswith(".html")}
    return [_files(book), _links(book, pages), _traces(book, pages), _entries(book, entries)]


def _read(book: Published, name: str) -> _Page:
    page = _Page()
    page.feed(book.read(name).decode("utf-8"))
    return page


def _files(book: Published) -> Looked:
    other = {n for n in book.listed.keys() | book.digests.keys() if book.listed.get(n) != book.digests.get(n)}
    changed = tuple(sorted(other - set(UNLISTED)))
    return Looked(len(book.listed), "files are as they were built", changed)


def _links(book: Published, pages: dict[str, _Page]) -> Looked:
    wrong, n = [], 0
    for name, page in sorted(pages.items()):
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or parts.path.startswith("/"):
                continue
            n += 1
            target = normpath(join(dirname(name), unquote(parts.path))) if parts.path else name
            if target not in book.digests:
                wrong.append(f"{name} leads to {target}, which is not there")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].places:
                wrong.append(f"{name} leads to {target}#{parts.fragment}, a place that is not there")
    return Looked(n, "links inside the book lead somewhere", tuple(dict.fromkeys(wrong)))


def _traces(book: Published, pages: dict[str, _Page]) -> Looked:
    """Every computed sentence names the place where what it is computed from stands."""
    wrong, n = [], 0
    for row in _rows(book, "sentences.csv"):
        n += 1
        page, _, place = row["evidence"].partition("#")
        if page not in pages or (place and place not in pages[page].places):
            wrong.append(f"{row['id']} rests on {row['evidence'] or 'nothing'}, which is not there")
    return Looked(n, "computed sentences have their trace", tuple(wrong))


def _entries(book: Published, entries: int) -> Looked:
    """The entries of the inputs are those of the book, each with one fate."""
    fates = [row["entry_id"] for row in _rows(book, "ledger.csv") if row["final"] == "true"]
    wrong = [] if len(fates) == entries else [f"the book tells of {len(fates):,} entries"]
    wrong += [
        f"{twice} has two fates" for twice in sorted(e for e, times in Counter(fates).items() if times > 1)
    ]
    return Looked(entries, "entries of the inputs have one fate each in the book", tuple(wrong))


def _rows(book: Published, name: str) -> Iterator[dict[str, str]]:
    text = book.read(f"{_DATA}/{name}").decode("utf-8")
    yield from csv.DictReader(io.StringIO(text, newline=""))
