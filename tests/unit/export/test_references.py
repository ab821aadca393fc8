"""What an export gives to download reads back, by this project's own readers, to the same fields."""

from __future__ import annotations

import pytest

from evidence.export import formats, table
from evidence.export.bibtex import tex
from evidence.ingest.stage import Source, ingest

from ..builders import work

REFERENCES = formats.FORMATS[:6]
each = pytest.mark.parametrize("form", REFERENCES, ids=lambda form: form.name)
_FIELDS = table.HEADER[1:20]
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
    "isbn": "9780306406157",
    "pmid": "26984901",
    "pmcid": "PMC5884009",
    "arxiv": "2101.00001",
    "openalex": "W2741809807",
    "publisher": "Press {of} Leeds",
    "abstract": "One. ER - is no end; @home (n=12) is no entry.",
    "keywords": ("housing first", "work, paid", "R&D"),
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


def written(form, *works):
    made = form.write(works) if form.of == formats.WORKS else form.write(works, table.WithScreening({}, {}))
    return made if isinstance(made, bytes) else made.encode()


def read(form, *works):
    got = ingest([Source(f"x{form.ending}", written(form, *works))])
    assert got.quarantine == []
    return got.records


@each
@pytest.mark.parametrize("title", TITLES)
def test_a_reference_reads_back_to_the_same_fields(form, title) -> None:
    given = work("w-1", **{**_WHOLE, "title": title})
    (back,) = read(form, given)
    assert {f: getattr(back, f) for f in _FIELDS} == {f: getattr(given, f) for f in _FIELDS}


@each
def test_three_hundred_authors_and_nothing_but_a_title(form) -> None:
    many = tuple(f"Name{chr(97 + n % 26)}{n}, Ann" for n in range(300))
    works = [work("w-1", title="One", authors=many), work("w-2", title="Two")]
    assert [(r.title, r.authors) for r in read(form, *works)] == [("One", many), ("Two", ())]


@each
@pytest.mark.parametrize(
    "kind", ["report", "chapter", "book", "thesis", "conference", "working_paper", "blog", "news", "preprint"]
)
def test_kinds_are_kept(form, kind) -> None:
    (back,) = read(form, work("w-1", kind=kind, container="Somewhere"))
    assert (back.kind, back.container) == (kind, "Somewhere")


@each
def test_bodies_come_back_as_bodies(form) -> None:
    bodies = (
        "Ministry of Housing, Communities and Local Government",
        "National Audit Office",
        "Ash, Ann",
        "Department for Work and Pensions",
        "OECD",
    )
    (back,) = read(form, work("w-1", authors=bodies))
    assert back.authors == bodies


@each
def test_a_value_cannot_end_its_field(form) -> None:
    hostile = (
        'x}, author={Mallory, M}\nAU  - Mallory, M\nER  - \n</title><author>Mallory, M</author>", "author": 1'
    )
    given = work("w-1", title=hostile, url="https://example.org/}", key="a,b}{", abstract=hostile)
    (back,) = read(form, given)
    assert back.authors == () and back.title.startswith("x}, author={Mallory, M}")


def test_capitals_inside_words_survive_the_style_of_a_journal() -> None:
    """BibTeX styles write titles small outside braces."""
    shown = written(formats.BY_NAME["bibtex"], work("w-1", title="NHS trusts and WISEs in Leeds")).decode()
    assert "title = {{NHS} trusts and {WISEs} in Leeds}" in shown


def test_braces_in_text_are_balanced_for_bibtex() -> None:
    """BibTeX counts escaped braces too; `{` alone would swallow what follows."""
    assert tex("a { b").count("{") == tex("a { b").count("}")
