"""Pairs that were compared in an earlier run are not compared again, and nothing else changes."""

import numpy as np
import pytest

from evidence.deduplicate import similarity
from evidence.deduplicate.memory import Memory, Pairs
from evidence.deduplicate.stage import link
from evidence.ingest.rows import Record
from evidence.io import to_table


def table(*titles):
    rows = [
        dict.fromkeys(Record.__dataclass_fields__, "")
        | {"record_id": f"r{n}", "title": title, "authors": (f"Okafor, {title[:1]}",), "year": 2001}
        | {"position": n, "line": n, "keywords": (), "source_key": f"k{n}", "abstract": "", "volume": "3"}
        for n, title in enumerate(titles)
    ]
    return to_table([Record(**row) for row in rows], Record)


OLD = ("Housing first for young adults", "Housing first for young adults.", "Networks of advice agencies")


@pytest.fixture
def compared(monkeypatch):
    """How many titles were compared, a number for each run."""
    counts = []
    whole = similarity._titles
    monkeypatch.setattr(similarity, "_titles", lambda c, a, b, p: counts.append(len(a)) or whole(c, a, b, p))
    return counts


def test_only_pairs_with_a_new_record_are_compared(compared):
    memory = link(table(*OLD)).memory
    link(table(*OLD, "Advice in primary care"), memory=memory)
    assert compared == [3, 3]  # three pairs of the old ones; then the new one with each of them


def test_a_corrected_record_is_compared_anew(compared):
    memory = link(table(*OLD)).memory
    link(table(OLD[0], OLD[1], "Networks of advice agencies in Leeds"), memory=memory)
    assert compared == [3, 2]


def test_nothing_is_compared_twice_in_an_unchanged_corpus(compared):
    memory = link(table(*OLD)).memory
    link(table(*OLD), memory=memory)
    assert compared == [3, 0]


def test_a_memory_of_other_code_is_not_used():
    stored = link(table(*OLD)).memory.table("then")
    assert Memory.from_table(stored, "now") is None
    kept = Memory.from_table(stored, "then")
    assert np.array_equal(kept.levels, link(table(*OLD)).memory.levels)


def test_pairs_are_told_apart_and_an_empty_memory_knows_none():
    a, b = np.array([1, 2, 2], np.uint64), np.array([5, 6, 6], np.uint64)
    memory = Memory.of(Pairs(a, b), np.array([[1] * 7, [2] * 7, [2] * 7], np.int8))
    levels, known = memory.recall(Pairs(np.array([2, 1, 1], np.uint64), np.array([6, 6, 5], np.uint64)))
    assert known.tolist() == [True, False, True]
    assert levels[:, 0].tolist() == [2, 0, 1]
    none = Memory.of(Pairs(a[:0], b[:0]), np.zeros((0, 7), np.int8))
    assert not none.recall(Pairs(a, b))[1].any()
