"""Computed sentences before and after: which is which, and what differs word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple, Protocol

from evidence.compare.rows import Change, Kind, Way

_WORD = re.compile(r"\s+|\w+(?:[.,’'‑-]\w+)*%?|[^\w\s]")
_ALIKE = 60
"""Likeness of two sentences, of 100, from which one is taken for the other in other words."""
_MOST_WORDS = 2_000


class Sentence(Protocol):
    """A sentence of the book: its id, its page, what it is about, and its text."""

    @property
    def id(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...


class Fate(StrEnum):
    """What became of a run of words."""

    KEPT = "kept"
    OUT = "out"
    IN = "in"


class Run(NamedTuple):
    """Words that follow one another, with the spaces between them, and what became of them."""

    fate: Fate
    text: str


def words(before: str, after: str) -> list[Run]:
    """What differs between two texts, word by word; numbers, hedges and marks are words.

    What was kept and what is out make up `before`, what was kept and what is in make up `after`. Spaces and marks between words
    that all differ are not kept apart.

    >>> [tuple(map(str, run)) for run in words("Few studies agree.", "Several studies agree.")]
    [('out', 'Few'), ('in', 'Several'), ('kept', ' studies agree.')]
    """
    own, now = _WORD.findall(before), _WORD.findall(after)
    if len(own) + len(now) > _MOST_WORDS:
        runs = [Run(Fate.KEPT, before)] if before == after else [Run(Fate.OUT, before), Run(Fate.IN, after)]
        return [run for run in runs if run.text]
    steps = SequenceMatcher(None, own, now, autojunk=False).get_opcodes()
    return [*_runs([("".join(own[a:b]), "".join(now[c:d]), step == "equal") for step, a, b, c, d in steps])]


def _runs(steps: list[tuple[str, str, bool]]) -> Iterator[Run]:
    out = into = ""
    for n, (own, now, equal) in enumerate(steps):
        between = 0 < n < len(steps) - 1 and not re.search(r"\w", own)
        if equal and not between:
            yield from _replaced(out, into)
            out = into = ""
            yield Run(Fate.KEPT, own)
        else:
            out, into = out + own, into + now
    yield from _replaced(out, into)


def _replaced(out: str, into: str) -> Iterator[Run]:
    if out:
        yield Run(Fate.OUT, out)
    if into:
        yield Run(Fate.IN, into)


def sentences(before: Iterable[Sentence], after: Iterable[Sentence]) -> list[Change]:
    """One row a sentence that is not as it was, came or went, in the order of after; what went comes last.

    A sentence is found again by its id and place, else by its text, else among those of its kind by likeness: the likest first.
    """
    own, now = list(before), list(after)
    pairs = _paired(own, now)
    taken = {id(one) for one in pairs.values()}
    rows = [_row(pairs.get(n), sentence) for n, sentence in enumerate(now)]
    rows += [_row(sentence, None) for sentence in own if id(sentence) not in taken]
    return [row for row in rows if row.before != row.after]


def _row(before: Sentence | None, after: Sentence | None) -> Change:
    one = after or before
    assert one
    texts = before.text if before else "", after.text if after else ""
    return Change(Kind.SENTENCE, one.id, one.place, one.kind, *texts, Way.NONE, "", "")


def _paired(before: list[Sentence], after: list[Sentence]) -> dict[int, Sentence]:
    """Place in after → the sentence of before that it was."""
    pairs: dict[int, Sentence] = {}
    left = dict(enumerate(before))
    for key in (
        lambda one: (one.id, one.place),
        lambda one: (one.kind, one.text),
        lambda one: one.id,
    ):
        open_now: dict[object, list[int]] = {}
        for n, one in left.items():
            open_now.setdefault(key(one), []).append(n)
        for n, sentence in enumerate(after):
            if n not in pairs and (found := open_now.get(key(sentence))):
                pairs[n] = left.pop(found.pop(0))
    return pairs | _alike(left, {n: one for n, one in enumerate(after) if n not in pairs})


def _alike(before: dict[int, Sentence], after: dict[int, Sentence]) -> dict[int, Sentence]:
    from rapidfuzz import fuzz

    ranked = sorted(
        (-likeness, a, b)
        for a, now in after.items()
        for b, then in before.items()
        if now.kind == then.kind and (likeness := fuzz.ratio(then.text, now.text)) >= _ALIKE
    )
    pairs: dict[int, Sentence] = {}
    left = dict(before)
    for _, a, b in ranked:
        if a not in pairs and b in left:
            pairs[a] = left.pop(b)
    return pairs
