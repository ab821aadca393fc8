"""How hard a text is to read: the Flesch–Kincaid grade, and the reading age that goes with it.

Sources: Kincaid, Fishburne, Rogers and Chissom (1975) Derivation of new readability formulas for Navy enlisted
personnel, Research Branch Report 8-75. It was made for English. Own code, because no package of the lock has it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# A pupil of the first American grade is six years old at its end, or about five more than the grade.
_YEARS_BEFORE_FIRST_GRADE = 5
_WORD = re.compile(r"[A-Za-zÀ-ÿ0-9][\w'’,.-]*[\w'’]|[A-Za-zÀ-ÿ0-9]")
_SENTENCE_END = re.compile(r"[.!?:;]+(?=\s|$)")
_SILENT_ENDING = re.compile(r"(?:[^laeiouy]es|[^dtlaeiouy]ed|[^aeiouy]ely|[^laeiouy]e)$")
_SILENT_INSIDE = re.compile(r"(?<=\w[^aeiouyl])e(?=(?:less|ness|ful|ment)(?:ness|ly|s)?$)")
_TWO_SYLLABLES = re.compile(r"i(?:a|o(?!us|n)|um)|[aeiouy]ing|eo(?!u)|ua|uie|[^q]uo")
_ONE_AFTER_ALL = re.compile(r"[ct]ia|gua|qua|sua")


@dataclass(frozen=True, slots=True)
class Readability:
    """Counts of one text, and what the formulas make of them."""

    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> float:
        """Flesch–Kincaid grade level (Kincaid and others 1975)."""
        return grade(self.words / self.sentences, self.syllables / self.words)

    @property
    def reading_age(self) -> int:
        """Years of age at which a pupil of that grade reads the text, rounded."""
        return max(_YEARS_BEFORE_FIRST_GRADE, round(self.grade + _YEARS_BEFORE_FIRST_GRADE))


def grade(words_a_sentence: float, syllables_a_word: float) -> float:
    """The formula of Kincaid and others (1975).

    >>> round(grade(5.7, 1.02), 1)
    -1.3
    """
    return 0.39 * words_a_sentence + 11.8 * syllables_a_word - 15.59


def measure(text: str) -> Readability:
    """Count words, sentences and syllables. Raises ValueError for a text without a word.

    A colon or semicolon ends a sentence, as in Flesch (1948), who counted complete units of thought. A figure
    counts as a word of one syllable, so that a text full of figures looks a little easier than it is.
    """
    words = words_of(text)
    if not words:
        raise ValueError("a text without words has no readability")
    ends = [len(words_of(part)) for part in _SENTENCE_END.split(text)]
    return Readability(len(words), sum(n > 0 for n in ends), sum(map(syllables, words)))


def words_of(text: str) -> list[str]:
    """
    >>> words_of("It costs 1,352 pounds, doesn't it?")
    ['It', 'costs', '1,352', 'pounds', "doesn't", 'it']
    """
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """An estimate by groups of vowels, at least one a word; a part after a hyphen is a word of its own.

    >>> [syllables(w) for w in ("partnership", "evidence", "trust", "studies", "co-ordination")]
    [3, 3, 1, 2, 5]
    """
    if "-" in word:
        return sum(syllables(part) for part in word.split("-") if part)
    letters = re.sub(r"[^a-zà-ÿ]", "", re.sub(r"['’]s$", "", word.casefold()))
    if len(letters) <= 3:
        return 2 if re.search(r"[^aeiouy][aeiouy][^aeiouy][aeiouy]$", letters) else 1
    stem = _SILENT_ENDING.sub("x", _SILENT_INSIDE.sub("", letters))
    groups = len(re.findall(r"[aeiouyà-ÿ]+", stem))
    apart = len(_TWO_SYLLABLES.findall(stem)) - len(_ONE_AFTER_ALL.findall(stem))
    return max(1, groups + max(0, apart))
