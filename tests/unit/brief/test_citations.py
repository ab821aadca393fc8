"""What a card gives to download reads back, by this project's own readers, to the same fields."""

from __future__ import annotations

import pytest

from evidence.brief.citations import bibtex, ris
from evidence.ingest import Source, ingest

from ..builders import work

_FIELDS = [
    "title",
    "authors",
    "year",
    "container",
    "volume",
    "issue",
    "pages",
    "publisher",
    "doi",
    "isbn",
    "issn",
    "url",
]
_WHOLE = {
    "key": "ash2019",
    "kind": "article",
    "authors": ("Ash, Ann", "van Oak, Bo"),
    "year": 2019,
    "container": "Journal of R&D",
    "volume": "7",
    "issue": "2",
    "pages": "379-387",
    "doi": "10.1000/a_b(c)",
    "issn": "0140-6736",
    "url": "https://example.org/a_b?c=1&d=%7B#e",
}
TITLES = [
    "A & B < C > D, 100% of _x_ #1 ~ ^",
    "The $x^2$ and \\alpha of $5",
    "أثر الشراكة بين القطاعين",
    "住房第一：合作的效果",
    "“Quoted” — and dashed",
    "<script>alert(1)</script> of care",
    "NHS trusts, WISEs and the third sector's iPhone_App: a DiD",
]


@pytest.mark.parametrize(("name", "write"), [("x.bib", bibtex), ("x.ris", ris)])
@pytest.mark.parametrize("title", TITLES)
def test_a_citation_reads_back_to_the_same_fields(name, write, title) -> None:
    given = work("w-1", **{**_WHOLE, "title": title})
    (read,) = ingest([Source(name, write(given).encode())]).records
    assert {f: getattr(read, f) for f in (*_FIELDS, "kind")} == {
        f: getattr(given, f) for f in (*_FIELDS, "kind")
    }


@pytest.mark.parametrize(("name", "write"), [("x.bib", bibtex), ("x.ris", ris)])
def test_three_hundred_authors_and_nothing_but_a_title(name, write) -> None:
    many = tuple(f"Name{chr(97 + n % 26)}{n}, Ann" for n in range(300))
    works = [work("w-1", title="One", authors=many), work("w-2", title="Two")]
    read = ingest([Source(name, "\n".join(map(write, works)).encode())]).records
    assert [(r.title, r.authors) for r in read] == [("One", many), ("Two", ())]


@pytest.mark.parametrize(
    "kind", ["report", "chapter", "book", "thesis", "conference", "working_paper", "blog"]
)
def test_kinds_are_kept(kind) -> None:
    given = work("w-1", kind=kind, container="Somewhere")
    for name, write in (("x.bib", bibtex), ("x.ris", ris)):
        (read,) = ingest([Source(name, write(given).encode())]).records
        assert (read.kind, read.container) == (kind, "Somewhere"), name


def test_a_value_cannot_end_its_field() -> None:
    given = work("w-1", title="x}, author={Mallory, M", url="https://example.org/}", key="a,b}{")
    (read,) = ingest([Source("x.bib", bibtex(given).encode())]).records
    assert read.authors == () and "Mallory" in read.title
    (read,) = ingest([Source("x.ris", ris(work("w-1", title="x\nAU  - Mallory, M")).encode())]).records
    assert read.authors == ()


def test_capitals_inside_words_survive_the_style_of_a_journal() -> None:
    """BibTeX styles write titles small outside braces."""
    assert "title = {{NHS} trusts and {WISEs} in Leeds}" in bibtex(
        work("w-1", title="NHS trusts and WISEs in Leeds")
    )
