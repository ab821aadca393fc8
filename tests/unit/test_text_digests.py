"""Digests of texts are those of each by itself, and blocks of a column end where its texts say so."""

from __future__ import annotations

from itertools import pairwise

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from evidence.text_digests import digest_of, digested, ends_by_content

TEXT = st.text(st.characters(codec="utf-8"), max_size=8)


@given(st.lists(TEXT | st.sampled_from(["", "a", "ab", "ba"]), max_size=30), st.integers(1, 7))
def test_a_column_has_the_digest_of_each_of_its_texts_in_one_chunk_and_in_many(column, every):
    whole = pa.array(column, pa.string())
    chunks = pa.chunked_array([whole.slice(n, every) for n in range(0, len(whole), every)], pa.string())
    expected = [int(digest_of(text)) for text in column]
    assert digested(whole).tolist() == digested(chunks).tolist() == expected
    assert digested(whole.dictionary_encode()).tolist() == expected


def in_blocks(texts, size):
    column = pa.array(texts, pa.string())
    return [tuple(texts[start:end]) for start, end in ends_by_content(column, size)]


@given(st.lists(st.tuples(st.text(max_size=4), st.integers(1, 7)), max_size=60), st.integers(0, 3))
def test_blocks_are_all_texts_in_order_and_none_is_long_but_of_equal_texts(runs, size):
    texts = [text for text, often in runs for _ in range(often)]
    blocks = in_blocks(texts, size)
    assert [text for block in blocks for text in block] == texts and all(blocks)
    assert all(len(block) <= 1 << size or len({*block}) == 1 for block in blocks)
    assert all(one[-1] != other[0] for one, other in pairwise(blocks))


def test_a_text_more_moves_the_block_that_it_lies_in_and_seldom_others():
    """In the mean of 500 places; without bounds of their own blocks would all move."""
    texts = [f"w-{n * n:012x}" for n in range(2_000)]
    known, moved = set(in_blocks(texts, 5)), []
    assert 80 < len(known) < 250 and max(map(len, known)) > 16
    for at in range(0, 2_000, 4):
        more = in_blocks([*texts[:at], f"w-{at}-more", *texts[at:]], 5)
        moved.append(len(set(more) - known))
    assert sum(moved) / len(moved) < 1.5 and max(moved) < 9
