"""What is kept of each record changes nothing: records that come, go and change give what a first run gives."""

import hashlib
import shutil
from random import Random

import numpy as np
import pyarrow as pa
import pytest

from evidence.blocks import made
from evidence.deduplicate import readings as module
from evidence.deduplicate.candidates import candidates
from evidence.deduplicate.keys import keys
from evidence.deduplicate.readings import readings
from evidence.deduplicate.record_columns import FOLDED, Columns
from evidence.deduplicate.records import Records
from evidence.deduplicate.retractions import hints
from evidence.deduplicate.stage import link
from evidence.kept import Kept
from tests.unit.deduplicate.test_memory import table

TITLES = [
    "Housing first for young adults",
    "Réseaux d’accueil [abstract]",
    "Advice",
    "",
    "α-Netze im Quartier",
    "住宅と福祉",
]
RETRACTED = '{"PT": "Retracted Publication"}'


def many(chance, n):
    """Records as `table` makes them, with titles, ids and pages that vary."""
    made = table(*(f"{chance.choice(TITLES)} {chance.randrange(40) or ''}".strip() for _ in range(n)))
    ids = pa.array(sorted(f"r{chance.randrange(10**6)}-{number}" for number in range(n)), pa.string())
    pages = pa.array([chance.choice(["", "5--9", "12", "e7"]) for _ in range(n)], pa.string())
    abstracts = pa.array([chance.choice(["", "Long words on housing. " * 9]) for _ in range(n)], pa.string())
    for name, column in (("record_id", ids), ("pages", pages), ("abstract", abstracts)):
        made = made.set_column(made.schema.get_field_index(name), name, column)
    return made


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    monkeypatch.setattr(module, "_TOGETHER", 20)


def without(records, row):
    return pa.concat_tables([records.slice(0, row), records.slice(row + 1)])


def changed(records, row, name, text):
    cells = records[name].to_pylist()
    cells[row] = text
    return records.set_column(records.schema.get_field_index(name), name, pa.array(cells, pa.string()))


class Pieced:
    """A table of which some rows make a piece, by their ids, and which lies in another order."""

    def __init__(self, table, chance, size=4):
        self.names = table.column_names
        self.kinds = {kind.name: kind.type for kind in table.schema}
        order = [*range(len(table))]
        chance.shuffle(order)
        of = [sum(name.encode()) % size for name in table["record_id"].to_pylist()]
        parts = [[row for row in order if of[row] == n] for n in range(size)]
        self._parts = [table.take(pa.array(part, pa.int64())).combine_chunks() for part in parts]
        self.lengths = [len(part) for part in self._parts]
        self.digests = [hashlib.sha256(repr(part.to_pylist()).encode()).hexdigest() for part in self._parts]
        self.asked = []

    def read(self, names):
        self.asked += names
        return pa.concat_tables(self._parts).select(names)

    def some(self, numbers, names):
        self.asked += names
        return pa.concat_tables([self._parts[number] for number in numbers]).select(names)


def told(records, kept, chance=None):
    """What is read of records that lie in pieces."""
    return readings(Records.of(Pieced(records, chance or Random(1))), kept)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_gives_what_a_first_run_gives(tmp_path, seed):
    chance = Random(seed)
    records = many(chance, 60)
    kept, memory = tmp_path / "kept", None
    for step in range(6):
        pieces = Records.of(Pieced(records, Random(seed)))
        warm = link(pieces, memory=memory, heard=True, kept=Kept(kept, "code"))
        cold = link(records, heard=True)
        for name in ("works", "memberships", "comparisons"):
            assert made(getattr(warm, name)).equals(made(getattr(cold, name))), (step, name)
        assert (warm.maybe, warm.links, warm.remarks) == (cold.maybe, cold.links, cold.remarks)
        memory = warm.memory
        row = chance.randrange(len(records))
        text = chance.choice(TITLES)
        records = [
            without(records, row),
            changed(records, row, "title", text),
            changed(
                records, row, "abstract", f"{text} changed words of some length, which say another thing"
            ),
            changed(records, row, "extra", RETRACTED),
        ][step % 4]


def test_only_a_record_that_changed_is_folded_again(tmp_path, monkeypatch):
    records, folded = many(Random(7), 200), []
    own = module._told
    monkeypatch.setattr(module, "_told", lambda columns: folded.append(len(columns)) or own(columns))
    told(records, Kept(tmp_path, "code"))
    assert sum(folded) == 200
    folded.clear()
    again = Kept(tmp_path, "code")
    told(changed(records, 100, "title", "Another title"), again)
    assert (folded, again.made) == ([1], 1)


def test_where_nothing_changed_no_abstract_is_read(tmp_path):
    records = many(Random(7), 200)
    told(records, Kept(tmp_path, "code"))
    pieces = Pieced(records, Random(1))
    link(Records.of(pieces), memory=link(records).memory, kept=Kept(tmp_path, "code"))
    assert "title" in pieces.asked
    assert "abstract" not in pieces.asked


def alike(own, other):
    """Whether two readings know the same of every record, and have the same keys."""
    columns = zip(
        (getattr(own[0], name) for name in FOLDED), (getattr(other[0], name) for name in FOLDED), strict=True
    )
    same = all(pa.array(a).cast(pa.array(b).type).equals(pa.array(b)) for a, b in columns)
    return same and own[0].abstract.equals(other[0].abstract) and all(map(np.array_equal, own[1:], other[1:]))


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """Records, what is told of them with nothing kept, and where a run kept what it told."""
    folder = tmp_path_factory.mktemp("kept")
    records = many(Random(3), 60)
    before = told(records, Kept(None))
    assert alike(told(records, Kept(folder, "code")), before)
    return records, before, folder


@pytest.mark.parametrize("name", module.READ)
def test_whatever_changes_in_a_record_is_read(tmp_path, first, name):
    records, before, folder = first
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    cells = records[name].to_pylist()
    other = {"year": 1999, "authors": ["Roe, P."], "keywords": [""], "extra": RETRACTED}
    cells[30] = other.get(name, "10.1000/another text " * 9)
    at = records.schema.get_field_index(name)
    now = records.set_column(at, name, pa.array(cells, records.schema.field(at).type))
    columns = Columns(Records.of(now))
    plain = columns, keys(columns), np.flatnonzero(hints(now))
    for found in (told(now, Kept(tmp_path, "code")), told(now, Kept(None))):
        assert alike(found, plain)
    assert not alike(plain, before)


def test_pairs_are_those_of_all_records_together(tmp_path):
    records = many(Random(3), 100)
    told(records, Kept(tmp_path, "code"))
    columns, keyed, _ = told(records, Kept(tmp_path, "code"))
    for own, other in zip(candidates(columns, keyed), candidates(Columns(records)), strict=True):
        assert np.array_equal(own, other)


def test_what_other_code_kept_is_not_taken(tmp_path):
    records = many(Random(5), 30)
    told(records, Kept(tmp_path, "code"))
    other = Kept(tmp_path, "other code")
    told(records, other)
    assert other.made > 0


def test_no_records_are_read_as_none():
    columns, keyed, _ = readings(Records.of(table()), Kept(None))
    assert len(columns) == keyed.shape[1] == 0


def test_a_piece_without_a_record_is_kept_as_others_are(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_TOGETHER", 0)  # each piece is read by itself
    records = many(Random(7), 12)
    for _ in range(2):
        pieces = Pieced(records, Random(1), size=60)
        assert 0 in pieces.lengths
        whole = readings(Records.of(pieces), Kept(tmp_path, "code"))
        assert alike(whole, told(records, Kept(None)))
        records = without(records, 3)
