"""What a page of the book is: where its text lies, and the view of a review that fills it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from evidence.brief.tables import Tables
from evidence.review_kind import Part

Slots: TypeAlias = dict[str, Any]
"""What fills a page, by the name that its text has for it: words, `Markdown`, anything that is HTML (`__html__`), a drawing, or
rows for a table that the text describes: `{{ table("files", "What each file brought", ["File", "Entries"], files) }}`."""
Rows: TypeAlias = Sequence[tuple[object, ...]]


class Each(dict[str, Slots]):
    """The slots of several pages that have one text, by the name of each."""


@dataclass(frozen=True)
class Undone:
    """In the place of a page that the review has nothing for: why, and what would change that. It stands on one page with its like."""

    why: str
    change: str


@dataclass(frozen=True)
class Page:
    """`path` of its text below the book; `view` is pure: the same review gives the same slots. Where it gives `Undone` the page is
    folded into `undone.md`, and links to it lead there; where it gives None nobody asked for it, and the book does without.
    `_toc.yml` asks whether it is among the `pages`. `parts`: a review that is meant to have none of them, and has none, does without
    the page too."""

    path: str
    view: Callable[[Tables], Slots | Each | Undone | None]
    parts: tuple[Part, ...] = ()
