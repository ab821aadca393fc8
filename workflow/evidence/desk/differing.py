"""The words in which two texts differ, so that two works can be read side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from evidence.normalise import fold

_WORD = re.compile(r"\S+|\s+")
_LONG = 1200  # words, from which on their order is not compared: the time grows with the square


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, and whether the other text lacks it. The pieces of a text joined are the text."""

    text: str
    differs: bool


def differing(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """The two texts in pieces. Words that differ in capitals, accents and marks alone do not differ.

    >>> [piece.text for piece in differing("Homes for all", "Homes for some")[1] if piece.differs]
    ['some']
    """
    first, second = _WORD.findall(one), _WORD.findall(other)
    a, b = _words(first), _words(second)
    if max(len(a), len(b)) > _LONG:
        marks = _lacking(a, b), _lacking(b, a)
    else:
        found = SequenceMatcher(None, [w for _, w in a], [w for _, w in b], autojunk=False).get_opcodes()
        marks = (
            {n for tag, lo, hi, _, _ in found if tag != "equal" for n, _ in a[lo:hi]},
            {n for tag, _, _, lo, hi in found if tag != "equal" for n, _ in b[lo:hi]},
        )
    return _pieces(first, marks[0]), _pieces(second, marks[1])


def _words(tokens: Sequence[str]) -> list[tuple[int, str]]:
    """(place, folded word) of every token that is a word; one of marks alone is none."""
    folded = ((number, fold(token)) for number, token in enumerate(tokens) if not token.isspace())
    return [(number, word) for number, word in folded if word]


def _lacking(own: Iterable[tuple[int, str]], other: Iterable[tuple[int, str]]) -> set[int]:
    """The places of words that the other text has less often."""
    left = Counter(word for _, word in other)
    marked = set()
    for number, word in own:
        left[word] -= 1
        if left[word] < 0:
            marked.add(number)
    return marked


def _pieces(tokens: Sequence[str], marked: set[int]) -> list[Piece]:
    """Tokens, joined while they are alike; the space between two marked words is marked with them."""
    pieces: list[Piece] = []
    for number, token in enumerate(tokens):
        differs = number in marked or (token.isspace() and number - 1 in marked and number + 1 in marked)
        if pieces and pieces[-1].differs == differs:
            pieces[-1] = Piece(pieces[-1].text + token, differs)
        else:
            pieces.append(Piece(token, differs))
    return pieces
