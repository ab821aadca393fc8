"""Sentences before and after, found again and compared word by word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.compare.sentences import Fate, sentences, words

TEXTS = st.lists(
    st.sampled_from(["Few", "several", "studies", " ", ", ", ".", "0.5", "17 %", "so far", "’", "é", "\n"])
).map("".join)


@dataclass(frozen=True)
class Said:
    id: str
    place: str
    kind: str
    text: str


@given(TEXTS, TEXTS)
def test_what_is_kept_out_and_in_makes_up_both_texts(before, after) -> None:
    runs = words(before, after)
    assert "".join(run.text for run in runs if run.fate != Fate.IN) == before
    assert "".join(run.text for run in runs if run.fate != Fate.OUT) == after
    assert all(run.text for run in runs)
    assert all(one.fate != other.fate for one, other in zip(runs, runs[1:], strict=False))
    if before == after:
        assert [run.fate for run in runs] in ([], [Fate.KEPT])


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("Three studies lean for it.", "Four studies lean for it.",
         [("out", "Three"), ("in", "Four"), ("kept", " studies lean for it.")]),
        ("It is 0.25 so far.", "It is 0.75.",
         [("kept", "It is "), ("out", "0.25 so far"), ("in", "0.75"), ("kept", ".")]),
        ("", "New.", [("in", "New.")]),
        ("Gone.", "", [("out", "Gone.")]),
        ("one two three", "four five six", [("out", "one two three"), ("in", "four five six")]),
        ("17 per cent", "17.5 per cent", [("out", "17"), ("in", "17.5"), ("kept", " per cent")]),
    ],
)  # fmt: skip
def test_numbers_and_hedges_are_words(before, after, runs) -> None:
    assert [(run.fate.value, run.text) for run in words(before, after)] == runs


def test_long_texts_are_compared_whole() -> None:
    text = "word " * 3000
    assert [run.fate for run in words(text, text + "more")] == [Fate.OUT, Fate.IN]
    assert [run.fate for run in words(text, text)] == [Fate.KEPT]


def test_a_sentence_is_found_again_by_its_id_else_by_what_it_says() -> None:
    before = [
        Said("f-1", "p1", "finding", "Three studies lean for trust."),
        Said("f-2", "p1", "finding", "Nothing was tested of contracts."),
        Said("n-1", "home", "note", "The search was made in May."),
        Said("n-2", "home", "note", "As it was."),
    ]
    after = [
        Said("n-9", "home", "note", "As it was."),
        Said("f-1", "p1", "finding", "Four studies lean for trust."),
        Said("n-8", "home", "note", "The search was made in June."),
        Said("f-3", "p2", "finding", "Mergers are rare in all of it."),
    ]
    rows = sentences(before, after)
    assert [(row.subject, row.before, row.after) for row in rows] == [
        ("f-1", "Three studies lean for trust.", "Four studies lean for trust."),
        ("n-8", "The search was made in May.", "The search was made in June."),
        ("f-3", "", "Mergers are rare in all of it."),
        ("f-2", "Nothing was tested of contracts.", ""),
    ]
    assert not sentences(before, before) and not sentences(before, before[::-1])


@given(st.lists(TEXTS.filter(bool), max_size=6), st.lists(TEXTS.filter(bool), max_size=6))
def test_sentences_of_before_and_after_are_conserved(before, after) -> None:
    own, now = ([Said(f"{n}", "p", "k", text) for n, text in enumerate(texts)] for texts in (before, after))
    rows = sentences(own, now)
    out, into = (
        Counter(filter(None, texts)) for texts in ([r.before for r in rows], [r.after for r in rows])
    )
    assert Counter(before) - out == Counter(after) - into
    assert not out - Counter(before) and not into - Counter(after)
    assert all(row.before != row.after for row in rows)
