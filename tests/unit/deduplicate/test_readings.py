"""What is kept of each record changes nothing: records that come, go and change give what a first run gives."""

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
def small_blocks(monkeypatch):
    monkeypatch.setattr(module, "SIZE", 3)
    monkeypatch.setattr(module, "_TOGETHER", 6)  # so that they are read together at more than one time


def without(records, row):
    return pa.concat_tables([records.slice(0, row), records.slice(row + 1)])


def changed(records, row, name, text):
    cells = records[name].to_pylist()
    cells[row] = text
    return records.set_column(records.schema.get_field_index(name), name, pa.array(cells, pa.string()))


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_gives_what_a_first_run_gives(tmp_path, seed):
    chance = Random(seed)
    records = many(chance, 60)
    kept, memory = tmp_path / "kept", None
    for step in range(5):
        warm = link(records, memory=memory, kept=Kept(kept, "code"))
        cold = link(records)
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
        ][step % 3]


def test_only_the_block_of_a_record_is_read_again(tmp_path):
    records = many(Random(7), 200)
    first = Kept(tmp_path, "code")
    readings(records, first)
    again = Kept(tmp_path, "code")
    readings(changed(records, 100, "title", "Another title"), again)
    assert first.made > 5
    assert again.made == 1


def alike(own, other):
    """Whether two readings know the same of every record, and have the same keys."""
    columns = zip(
        (getattr(own[0], name) for name in FOLDED), (getattr(other[0], name) for name in FOLDED), strict=True
    )
    same = all(pa.array(a).cast(pa.array(b).type).equals(pa.array(b)) for a, b in columns)
    return same and own[0].abstract.equals(other[0].abstract) and np.array_equal(own[1], other[1])


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """Records, what a first run reads of them, and where it is kept."""
    folder = tmp_path_factory.mktemp("first")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SIZE", 3)
        records = many(Random(3), 60)
        read = readings(records, Kept(folder, "code"))
        assert alike(readings(records, Kept(folder, "code")), read)
    return records, read, folder


@pytest.mark.parametrize("name", [*module._READ, *module._LISTS])
def test_whatever_changes_in_a_record_is_read(first, tmp_path, name):
    records, before, folder = first
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    cells = records[name].to_pylist()
    cells[30] = {"year": 1999, "authors": ["Roe, P."], "keywords": [""]}.get(
        name, "10.1000/another text " * 9
    )
    at = records.schema.get_field_index(name)
    now = records.set_column(at, name, pa.array(cells, records.schema.field(at).type))
    plain = Columns(now)
    for told in (readings(now, Kept(tmp_path, "code")), readings(now, Kept(None))):
        assert alike(told, (plain, keys(plain)))
    assert not alike((plain, keys(plain)), before)


def test_pairs_are_those_of_all_records_together(tmp_path):
    records = many(Random(3), 100)
    readings(records, Kept(tmp_path, "code"))
    columns, keyed = readings(records, Kept(tmp_path, "code"))
    for own, other in zip(candidates(columns, keyed), candidates(Columns(records)), strict=True):
        assert np.array_equal(own, other)


def test_what_other_code_kept_is_not_taken(tmp_path):
    records = many(Random(5), 30)
    readings(records, Kept(tmp_path, "code"))
    other = Kept(tmp_path, "other code")
    readings(records, other)
    assert other.made > 0


def test_no_records_are_read_as_none():
    columns, keyed = readings(table(), Kept(None))
    assert len(columns) == keyed.shape[1] == 0
