"""What two works are to each other that are not one work: typed links, from what the records say.

Directions: `a erratum-to b` means that a is the erratum. A relation is claimed only on evidence in
the records: words of the title, the place of publication, the identifier or the kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from evidence.deduplicate.levels import PEOPLE, SAME_TITLE, Comparisons
from evidence.deduplicate.notices import relation as relation_of
from evidence.deduplicate.place_columns import MEETING
from evidence.deduplicate.record_columns import Columns

_PREPRINT = re.compile(
    r"^10\.(?:1101/(?:20)?\d|21203/rs|48550/arxiv|31219/|31234/|31235/|20944/preprints|2139/ssrn|26434/chemrxiv|36227/techrxiv)"
)
_PREPRINT_PLACE = re.compile(
    r"\b(preprints?|arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|ssrn|research square|osf|techrxiv|working papers?|discussion papers?)\b"
)
_REPORT = re.compile(r"\b(technical report|report|tech rep|thesis|dissertation|ph ?d)\b")
_MEETING = re.compile(MEETING)
# Another version of a Cochrane review has other trials; other places' versions are one paper, revised.
_UPDATED = re.compile(r"^10\.1002/14651858\..+\.pub\d+$")
_KINDS = {
    "preprint": "preprint-of",
    "posted_content": "preprint-of",
    "working_paper": "preprint-of",
    "report": "report-of",
    "thesis": "report-of",
    "conference": "conference-version-of",
}
_DRAFTS = ("preprint-of", "report-of", "conference-version-of")


@dataclass(frozen=True, slots=True)
class Relation:
    """Row `a` is `name` row `b`; `pair` is the number of the compared pair."""

    a: int
    b: int
    name: str
    reason: str
    pair: int


def relations(columns: Columns, compared: Comparisons, joined: np.ndarray) -> list[Relation]:
    """Typed relations among compared pairs that were not joined."""
    at = compared.at
    title = at("title", "alike", "nearly", *SAME_TITLE) | (
        at("title", "contained", "related") & at("wording", "a notice", "short form", "words added")
    )
    people = at("authors", *PEOPLE)
    worth = np.flatnonzero(~joined & ((title & people) | at("wording", "a notice")))
    left, right = compared.left[worth], compared.right[worth]
    says = _said(columns, np.unique(np.r_[left, right]))
    found = []
    for pair, a, b in zip(worth.tolist(), left.tolist(), right.tolist(), strict=True):
        named = _relation(says[a], says[b], bool(people[pair]), bool(compared.versions[pair]))
        if named:
            name, turned, reason = named
            found.append(Relation(b if turned else a, a if turned else b, name, reason, pair))
    return found


def parts(columns: Columns) -> list[Relation]:
    """Chapters whose container is the title of a book that is among the records."""
    kind = np.array(columns.text("kind").to_pylist(), object)
    chapters, books = np.flatnonzero(kind == "chapter"), np.flatnonzero(kind == "book")
    if not len(chapters) or not len(books):
        return []
    titles = columns.title.take(pa.array(books)).to_pylist()
    row = {
        title: int(book)
        for title, book in zip(reversed(titles), reversed(books.tolist()), strict=True)
        if title
    }
    held = columns.container.take(pa.array(chapters)).to_pylist()
    return [
        Relation(int(chapter), row[place], "part-of", "its container is the other's title", -1)
        for chapter, place in zip(chapters.tolist(), held, strict=True)
        if place in row
    ]


class _Said(NamedTuple):
    title: str
    container: str
    doi: str
    kind: str
    arxiv: str
    year: int


def _said(columns: Columns, rows: np.ndarray) -> dict[int, _Said]:
    """What some rows say of themselves."""
    at = pa.array(rows)
    texts = (columns.title, columns.container, columns.doi, columns.text("kind"), columns.text("arxiv"))
    cells = zip(*(text.take(at).to_pylist() for text in texts), columns.year[rows].tolist(), strict=True)
    return dict(zip(rows.tolist(), map(_Said._make, cells), strict=True))


def _relation(a: _Said, b: _Said, people: bool, version: bool) -> tuple[str, bool, str] | None:
    """(name, whether it is b that is so to a, reason) or None."""
    for one, other, turned in ((a, b, False), (b, a, True)):
        name = relation_of(one.title, other.title)
        if name and (people or name == "reply-to"):
            return name, turned, "its title says so"
    if not people:
        return None
    if version:
        later = (b.year or 0, len(b.doi), b.doi) > (a.year or 0, len(a.doi), a.doi)
        updated = _UPDATED.match(a.doi) and _UPDATED.match(b.doi)
        return "update-of" if updated else "version-of", later, "versions of one work by their DOIs"
    draft_a, draft_b = _draft(a), _draft(b)
    if draft_a and not draft_b:
        return draft_a, False, f"it is in {a.container or a.kind or 'a repository'}"
    if draft_b and not draft_a:
        return draft_b, True, f"it is in {b.container or b.kind or 'a repository'}"
    if draft_a and draft_b and draft_a != draft_b:
        first = _DRAFTS.index(draft_a) < _DRAFTS.index(draft_b)
        return (draft_a if first else draft_b), not first, "an earlier form of one paper"
    return None


def _draft(said: _Said) -> str:
    """Which draft or early form a record is of, or an empty string where it may be the paper itself."""
    if _PREPRINT.match(said.doi) or _PREPRINT_PLACE.search(said.container) or (said.arxiv and not said.doi):
        return "preprint-of"
    if _REPORT.search(said.container):
        return "report-of"
    if _MEETING.search(said.container):
        return "conference-version-of"
    return _KINDS.get(said.kind, "")
