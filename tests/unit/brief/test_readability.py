"""The readability formulas against examples that are printed with them.

The sentences and their values stand in the article "Flesch–Kincaid readability tests" of Wikipedia (read in 2026);
the grade of the book of 5.7 words a sentence and 1.02 syllables a word, Green Eggs and Ham, stands there too.
"""

from __future__ import annotations

import pytest

from evidence.brief.readability import grade, measure, syllables


@pytest.mark.parametrize(
    ("text", "words", "counted"),
    [
        ("The cat sat on the mat.", 6, 6),
        (
            "This sentence, taken as a reading passage unto itself, is being used to prove a point.",
            16,
            23,
        ),
        (
            "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.",
            13,
            24,
        ),
    ],
)
def test_the_published_examples_come_out(text, words, counted) -> None:
    found = measure(text)
    assert (found.words, found.sentences) == (words, 1)
    assert found.syllables == pytest.approx(counted, abs=2)  # -ian may be spoken as one


def test_the_grade_of_a_published_book() -> None:
    assert grade(5.7, 1.02) == pytest.approx(-1.3, abs=0.05)


@pytest.mark.parametrize(
    ("word", "count"),
    [("welfare", 2), ("homelessness", 3), ("organisations", 5), ("judged", 1), ("gathered", 2), ("being", 2)],
)
def test_syllables(word, count) -> None:
    assert syllables(word) == count


def test_a_longer_sentence_and_a_longer_word_are_harder() -> None:
    easy = measure("We ask. They say yes.")
    assert measure("We ask and then they say yes.").grade > easy.grade
    assert measure("We investigate. They say yes.").grade > easy.grade


def test_a_text_without_words_has_none() -> None:
    with pytest.raises(ValueError, match="without words"):
        measure(" – ")
