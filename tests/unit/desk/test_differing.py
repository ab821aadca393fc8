"""Words that differ are marked, the rest is left alone, and no letter is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence.desk.differing import differing


def marked(one: str, other: str) -> tuple[str, str]:
    return tuple(
        "".join(f"[{p.text}]" if p.differs else p.text for p in own) for own in differing(one, other)
    )


def test_the_words_that_differ_are_marked():
    assert marked("Homes for all people", "Homes for some people") == (
        "Homes for [all] people", "Homes for [some] people",
    )  # fmt: skip


def test_capitals_accents_and_marks_are_no_difference():
    assert marked("The CAFÉ: a study.", "the cafe, a study") == ("The CAFÉ: a study.", "the cafe, a study")


def test_words_side_by_side_are_marked_as_one():
    assert marked("A study", "A study in three towns")[1] == "A study [in three towns]"


def test_one_empty_text_leaves_the_other_all_marked():
    assert marked("", "All of it") == ("", "[All of it]")


def test_a_long_text_is_compared_by_its_words():
    long = " ".join(f"w{n}" for n in range(3000))
    assert marked(long, long + " more")[1].endswith("[more]") and "[" not in marked(long, long + " more")[0]


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_letter_is_lost(one, other):
    assert tuple("".join(piece.text for piece in own) for own in differing(one, other)) == (one, other)
