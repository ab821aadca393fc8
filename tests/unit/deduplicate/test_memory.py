"""Pairs that were compared in an earlier run are not compared again, and nothing else changes."""

from itertools import combinations
from random import Random

import numpy as np
import pytest

from evidence.deduplicate import similarity
from evidence.deduplicate.memory import COMPARED, Memory, Pairs
from evidence.deduplicate.stage import link
from evidence.ingest.rows import Record
from evidence.io import to_table, write_arrow
from evidence.stages.deduplicate import remembered


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


MANY = len(COMPARED)


def pairs_of(records, *pairs):
    left, right = np.array(sorted(pairs), np.int64).reshape(-1, 2).T
    return Pairs(np.array(records, np.uint64), left, right)


def test_pairs_are_told_apart_and_an_empty_memory_knows_none():
    memory = Memory(pairs_of([7, 5, 9], (0, 1), (0, 2)), np.array([[1] * MANY, [2] * MANY], np.int8))
    again = pairs_of([3, 7, 9, 5], (0, 1), (1, 2), (1, 3), (2, 3))  # 3-7, 7-9, 7-5, 9-5
    levels, known = memory.recall(again)
    assert known.tolist() == [False, True, True, False]
    assert levels[:, 0].tolist() == [0, 2, 1, 0]
    none = Memory(pairs_of([7, 5]), np.zeros((0, MANY), np.int8))
    assert not none.recall(again)[1].any()


@pytest.mark.parametrize("seed", range(30))
def test_what_is_recalled_was_read_of_these_two_records(seed):
    """Records that come, go and change places: by a dict of all pairs."""
    chance = Random(seed)

    def some(names):
        rows = sorted(chance.sample([*combinations(range(len(names)), 2)], 12))
        return pairs_of(names, *rows), [(names[a], names[b]) for a, b in rows]

    before, names = some(chance.sample(range(1, 40), 9))
    levels = np.array([[chance.randrange(7)] * MANY for _ in names], np.int8)
    told = dict(zip(names, levels[:, 0].tolist(), strict=True))
    stored = Memory(before, levels).table("code")
    chances = [int(one) for one in before.prints if chance.random() < 0.8] + [50, 51]
    chance.shuffle(chances)
    now, asked = some(chances if len(chances) > 5 else range(1, 9))
    found, known = Memory.from_table(stored, "code").recall(now)
    assert found[:, 0].tolist() == [told.get(pair, 0) for pair in asked]
    assert known.tolist() == [pair in told for pair in asked]


@pytest.mark.parametrize(("records", "pairs"), [(5, 1), (3, 3), (0, 0), (4, 6)])
def test_a_memory_is_stored_whole(records, pairs):
    own = pairs_of(range(1, records + 1), *[*combinations(range(records), 2)][:pairs])
    memory = Memory(own, np.arange(pairs * MANY, dtype=np.int8).reshape(pairs, MANY))
    stored = Memory.from_table(memory.table("code"), "code")
    for name in ("prints", "left", "right"):
        assert np.array_equal(getattr(stored.pairs, name), getattr(own, name))
    assert np.array_equal(stored.levels, memory.levels)


def test_a_memory_that_is_damaged_is_none(tmp_path):
    """Else every build would fail on it again: no rule makes it, so that nothing takes it away."""
    path = tmp_path / "memory.parquet"
    write_arrow(path, link(table(*OLD)).memory.table("code"))
    assert remembered(path, "code") is not None
    path.write_bytes(path.read_bytes()[:99])
    assert remembered(path, "code") is None
