"""Files that are kept: what is read of them by pieces, in parts or from before is what is read of all of them at once."""

from __future__ import annotations

import random

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.ingest import files
from evidence.ingest.files import ROWS, Files
from evidence.ingest.settings import ReadingRules
from evidence.ingest.stage import Source, ingest
from evidence.io import to_table
from evidence.kept import Kept
from evidence.parts import Parts, span, write_part

RULES = ReadingRules(own_words_marker="[Own]")


@pytest.fixture(autouse=True, scope="module")
def small_pieces():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_AT_ONCE", 3)
        yield


def at_once(sources):
    done = ingest(sources, RULES.own_words_marker)
    return {name: to_table(getattr(done, name), row) for name, row in ROWS.items()}


def by_pieces(sources, folder, given=None, size=90):
    found = [*Files(Kept(folder, "code", given), RULES, size).tables(sources)]
    return {
        name: pa.concat_tables([to_table([], row), *table_of(found, name)]) for name, row in ROWS.items()
    }, len(found)


def table_of(pieces, name):
    """A table of each piece; records are bytes until somebody reads them."""
    return [piece[name].table() if name == "records" else piece[name] for piece in pieces]


def bib(*titles: str) -> bytes:
    """Entries that are the same in any file; some without a title, which are set aside."""
    return "\n".join(f"@article{{k{t}, title={{{t}}}, year={{2001}}}}\n" for t in titles).encode()


FILES = [
    Source("b.bib", bib("One", "Two", "Two", "", "", "Three")),
    Source("a.bib", bib("Two", "Four", "", *(f"More {n}" for n in range(9)))),
    Source("c.ris", b"TY  - JOUR\nTI  - Two\nPY  - 2001\nER  - \nstray line\n"),
    Source("empty.bib", b""),
    Source("d.bin", b"\x00\x01nothing"),
]


def test_pieces_are_what_all_at_once_is(tmp_path) -> None:
    whole = at_once(FILES)
    for folder in (None, tmp_path, tmp_path):  # kept nowhere, cold, warm
        found, pieces = by_pieces(FILES, folder)
        assert found == whole and pieces > len(FILES)
    assert len({*whole["records"]["record_id"].to_pylist()}) == len(whole["records"])
    assert any(name.endswith(".3") for name in whole["records"]["record_id"].to_pylist())  # over files


def test_a_file_that_did_not_change_is_not_read(tmp_path, monkeypatch) -> None:
    by_pieces(FILES, tmp_path)
    read = []
    reader = files.of_file
    monkeypatch.setattr(
        files, "of_file", lambda source, *more: read.append(source.name) or reader(source, *more)
    )
    more = [*FILES[:-1], Source("aa.bib", bib("Two")), Source("d.bin", b"TY  - JOUR\nTI  - New\nER  - \n")]
    found, _ = by_pieces(more, tmp_path)
    assert sorted(read) == ["aa.bib", "d.bin"] and found == at_once(more)


@pytest.mark.parametrize("place", range(4))
def test_a_piece_that_is_lost_or_garbled_is_read_again(tmp_path, place) -> None:
    by_pieces(FILES, tmp_path)
    kept = sorted(tmp_path.iterdir())
    kept[place].unlink()
    kept[-1 - place].write_bytes(kept[-1 - place].read_bytes()[:-3] + b"???")
    assert by_pieces(FILES, tmp_path)[0] == at_once(FILES)


@pytest.mark.parametrize("of", [1, 2, 7, 64])
def test_however_many_jobs_share_the_files_the_tables_are_the_same(tmp_path, monkeypatch, of) -> None:
    for part in range(1, of + 1):
        reading = Files(Kept(None, "code"), RULES, 90)
        made = [pair for place in span(len(FILES), part, of) for pair in reading.pieces(FILES[place])]
        write_part(tmp_path / f"{part}.tar", made)
    monkeypatch.delattr(files, "of_file")  # nothing is read again
    kept = Kept(None, "code", Parts(sorted(tmp_path.iterdir())))
    found = [*Files(kept, RULES, 90).tables(FILES)]
    assert pa.concat_tables(table_of(found, "records")) == at_once(FILES)["records"]


TITLES = st.sampled_from(["One", "Two", "", "Three", "[Own]"])
EXPORTS = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.lists(TITLES, max_size=5), min_size=1)


@settings(max_examples=25, deadline=None)
@given(before=EXPORTS, after=EXPORTS)
def test_warm_is_cold(tmp_path_factory, before, after) -> None:
    folder = tmp_path_factory.mktemp("kept")
    for exports in (before, after, before):
        sources = [Source(f"{name}.bib", bib(*titles)) for name, titles in exports.items()]
        random.Random(1).shuffle(sources)
        assert by_pieces(sources, folder)[0] == at_once(sources)


@pytest.mark.parametrize("lost", [0, 1, 3, 100])
def test_a_part_hands_on_what_is_not_kept_and_both_are_all(tmp_path, monkeypatch, lost) -> None:
    def written(name: str, folder) -> Parts:
        reading = Files(Kept(folder, "code"), RULES, 90)
        write_part(tmp_path / name, (piece for source in FILES for piece in reading.fresh(source)))
        return Parts([tmp_path / name])

    kept = tmp_path / "kept"
    cold = written("cold.tar", kept)
    assert len(cold) > len(FILES) and dict(cold).keys() == dict(written("alone.tar", None)).keys()
    assert not written("warm.tar", kept)
    for number, path in enumerate(sorted(kept.iterdir())[:lost]):
        path.unlink() if number % 2 else path.write_bytes(path.read_bytes()[:-1])
    mended = written("mended.tar", kept)
    assert len(mended) >= min(lost, len(cold)) and mended.keys() <= cold.keys()
    monkeypatch.delattr(files, "of_file")  # nothing is read again
    assert by_pieces(FILES, kept, mended)[0] == at_once(FILES) == by_pieces(FILES, None, cold)[0]
