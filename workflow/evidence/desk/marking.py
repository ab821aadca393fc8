"""Words of a text that tell, marked: those of the codebook, and those by which the ranking tells what was included."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from evidence.codebook import Codebook

Piece = tuple[str, str]
"""(kind of mark or nothing, text); all pieces together are the text."""


def phrases(codebook: Codebook) -> re.Pattern[str] | None:
    """What finds the phrases of all codes, the longest first; None where there are none."""
    words = {phrase.text for facet in codebook.facets for code in facet.codes for phrase in code.phrases}
    if not words:
        return None
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE)


def marked(
    text: str, words: re.Pattern[str] | None, yes: Collection[str] = (), no: Collection[str] = ()
) -> list[Piece]:
    """The pieces of a text: `word` for a phrase of the codebook, `for` and `against` for single words that the ranking has learnt.

    >>> marked("A trial of tea", re.compile("tea"), yes={"trial"})
    [('', 'A '), ('for', 'trial'), ('', ' of '), ('word', 'tea')]
    """
    pieces: list[Piece] = []
    at = 0
    for match in words.finditer(text) if words else ():
        pieces += _learnt(text[at : match.start()], yes, no)
        pieces.append(("word", match[0]))
        at = match.end()
    return _joined([*pieces, *_learnt(text[at:], yes, no)])


def _learnt(text: str, yes: Collection[str], no: Collection[str]) -> Iterable[Piece]:
    if not yes and not no:
        yield "", text
        return
    for part in re.split(r"(\w\w+)", text):
        word = part.lower()
        yield ("for" if word in yes else "against" if word in no else ""), part


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for kind, text in pieces:
        if found and not kind and not found[-1][0]:
            found[-1] = "", found[-1][1] + text
        elif text:
            found.append((kind, text))
    return found
