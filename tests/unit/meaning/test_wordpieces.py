"""Pieces are those of the library `tokenizers` 0.23.3 with the model's tokenizer.json (`Tokenizer.from_file(…).encode(text).ids`)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.meaning.wordpieces import WordPieces

PIECES = WordPieces()


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Straße & «naïve» ČĆ—İstanbul", [101, 2358, 27807, 1004, 1077, 15743, 1090, 10507, 1517, 9960, 102]),
        ("日本 test", [101, 1864, 1876, 3231, 102]),
        ("co-ordination; e.g. 3.5% §7", [101, 2522, 1011, 18129, 1025, 1041, 1012, 1043, 1012, 1017, 1012, 1019, 1003, 1073, 1021, 102]),
        ("soft\u00adhyphen\u200bzero", [101, 3730, 10536, 8458, 2368, 6290, 2080, 102]),
        ("x" * 101 + " ok", [101, 100, 7929, 102]),
    ],
)  # fmt: skip
def test_texts_are_cut_as_the_library_cuts_them(text, pieces) -> None:
    assert PIECES(text, 256) == pieces


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u00ad\u0000", "\ufffd"])
def test_a_text_without_words_has_no_pieces(text) -> None:
    assert PIECES(text, 256) == []


@pytest.mark.parametrize("text", ["word " * 100_000, "x" * 100_000, "?" * 100_000, "é" * 100_000])
def test_a_long_text_is_cut_off_with_its_end(text) -> None:
    pieces = PIECES(text, 256)
    assert len(pieces) <= 256 and pieces[0] == 101 and pieces[-1] == 102


def test_a_lone_surrogate_is_no_letter() -> None:
    assert PIECES("a\ud800b", 256) == PIECES("ab", 256)


@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_plain_text_is_cut_the_quick_way_as_any_other_is(text: str) -> None:
    """A sign that stands for nothing sends a text the long way."""
    assert PIECES(text, 40) == PIECES(f"{text}\u200b", 40)
