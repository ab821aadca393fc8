"""A list of references by pybtex: each work once, in words as they were typed, in the shape of the style."""

from __future__ import annotations

import pytest

from evidence.errors import UserError
from evidence.export.reference_list import write

from ..builders import work

STYLES = ("plain", "unsrt", "alpha", "unsrtalpha")
TITLES = [
    "R&D -- 100% of {x} in \\input{/etc/passwd} @article{evil, a_b $y^2$ ~ # `q` ''r'' ,, <<s>>",
    "<script>alert('x')</script> of care",
    "NHS trusts in London and the iPhone",
    "} {{ \\",
    "住房第一：合作的效果",
]


def test_the_shape_of_an_article_and_of_a_book() -> None:
    """As plain.bst of BibTeX sets them, typed by hand."""
    article = work(
        "w-1", kind="article", title="Homes", authors=("Ash, Bo", "Elm, Al"), container="J Homes", volume="3",
        issue="2", pages="5-9", year=2019, doi="10.1000/a_b",
    )  # fmt: skip
    book = work(
        "w-2", kind="book", title="Care", authors=("National Audit Office",), publisher="Zed", year=2001, doi="",
        container="", volume="", issue="", pages="",
    )  # fmt: skip
    assert write([book, article]).splitlines() == [
        "[1] Bo Ash and Al Elm. Homes. J Homes, 3(2):5-9, 2019. doi:10.1000/a_b.",
        "[2] National Audit Office. Care. Zed, 2001.",
    ]
    assert write([book, article], style="unsrt").startswith("[1] National Audit Office")
    assert "[AE19] Bo Ash" in write([book, article], style="alpha")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "kind", ["article", "report", "chapter", "book", "thesis", "conference", "working_paper", "other"]
)
def test_a_work_of_any_kind_is_told_as_it_was_typed_whatever_it_lacks(style, kind) -> None:
    for more in ({}, {"container": "", "publisher": "", "year": None, "pages": "", "authors": ()}):
        works = [work(f"w-{n}", kind=kind, title=title, **more) for n, title in enumerate(TITLES)]
        lines = write(works, style=style).splitlines()
        assert len(lines) == len(works)
        assert all(sum(title in line for line in lines) == 1 for title in TITLES)


def test_names_keep_their_signs() -> None:
    line = write([work("w-1", authors=("O'Neil, A & B", "R&D {Unit}, of Leeds"))])
    assert "O'Neil" in line and "A & B" in line and "R&D {Unit}" in line


def test_a_style_that_is_not_installed_is_named() -> None:
    with pytest.raises(UserError, match="not installed") as refused:
        write([work("w-1")], style="harvard")
    assert "unsrtalpha" in refused.value.text()
