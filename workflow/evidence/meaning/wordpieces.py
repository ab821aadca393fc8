"""Texts as pieces of words by the vocabulary of BERT, uncased (Devlin and others 2019).

Written here because the library `tokenizers` brings a dozen packages with it, some of which speak with hosts, and because what
it takes for a letter changes with its version; here it is what Unicode 3.2 says, which every Python holds.
`vocabulary.txt` is that of google-research/bert and of the model (Apache-2.0).
"""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import ucd_3_2_0

from evidence.by_word import ByWord

UNKNOWN, START, END = 100, 101, 102
_LONGEST_WORD = 100
_KEPT = 200_000
"""Words of which it is kept how they are cut."""
_READ_AT_MOST = 20_000
"""Characters of a text from which pieces are taken; 256 pieces are reached far before, unless by a wall of signs."""
_ALONE = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)
"""Characters of Chinese, each a word."""

_ODD = re.compile(r"[^\t\n\r -~]").search
_WORDS = re.compile(r"[a-z0-9]+|[^a-z0-9\s]").findall
"""Words of texts of ASCII without control characters, which most are: what `_Signs` and a split make of them, many times quicker."""

_SINCE = {"\u00ad": "", "\u200b": "", "§": " § ", "¶": " ¶ "}
"""Signs of many texts that Unicode 3.2 took for something else."""


class WordPieces:
    """The vocabulary. It keeps what it made of each word, so that a word is cut once."""

    def __init__(self) -> None:
        lines = Path(__file__).with_name("vocabulary.txt").read_text("utf-8").split("\n")
        self.number = {word: n for n, word in enumerate(lines) if word}
        self._cut = ByWord(self._cut_up, _KEPT)
        self._signs: dict[int, str] = _Signs()

    def __call__(self, text: str, most: int) -> list[int]:
        """The pieces of a text with its start and end, `most` of them at most; none for a text without words."""
        words = self._words(text[:_READ_AT_MOST])
        pieces = [START, *self._cut.of(words[:most])]
        return [*pieces[: most - 1], END] if len(pieces) > 1 else []

    def _words(self, text: str) -> list[str]:
        if not _ODD(text):
            found: list[str] = _WORDS(text.lower())
            return found
        if not text.isascii():
            text = ucd_3_2_0.normalize("NFD", text)
        return [word for word in text.translate(self._signs).split(" ") if word]

    def _cut_up(self, word: str) -> tuple[int, ...]:
        """The longest beginning that is in the vocabulary, and so on with the rest."""
        if len(word) > _LONGEST_WORD:
            return (UNKNOWN,)
        found, at = [], 0
        while at < len(word):
            for end in range(len(word), at, -1):
                piece = self.number.get(("##" if at else "") + word[at:end])
                if piece is not None:
                    break
            else:
                return (UNKNOWN,)
            found.append(piece)
            at = end
        return tuple(found)


class _Signs(dict[int, str]):
    """What stands in the place of each character: nothing, a space, itself between spaces, or itself in small."""

    def __missing__(self, code: int) -> str:
        self[code] = _read_as(chr(code))
        return self[code]


def _read_as(sign: str) -> str:
    if sign in _SINCE:
        return _SINCE[sign]
    kind = ucd_3_2_0.category(sign)
    if sign in "\t\n\r" or kind in ("Zs", "Zl", "Zp"):
        return " "
    if kind in ("Mn", "Cc", "Cf", "Co", "Cs") or sign == "\ufffd":
        return ""
    if kind[0] == "P" or (sign.isascii() and not sign.isalnum()):
        return f" {sign} "
    if any(first <= ord(sign) <= last for first, last in _ALONE):
        return f" {sign} "
    return sign.lower()
