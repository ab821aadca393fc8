"""A stage reads what its rule handed it and writes where its rule said, wherever that is."""

from __future__ import annotations

import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence import pipeline
from evidence.cli.run import verb
from evidence.errors import UserError
from evidence.handed import handed, pack, unpack
from evidence.ingest.rows import Record
from evidence.io import read_table
from evidence.layout import Layout
from evidence.stages.deduplicate import DEDUPLICATE
from evidence.stages.ingest import INGEST
from evidence.stages.publish import PUBLISH

TINY = Path(__file__).resolve().parents[1] / "topics" / "bcg"
AT = Layout()


@pytest.fixture
def review(tmp_path, monkeypatch) -> Path:
    """A small review, as the working folder."""
    folder = tmp_path / "review"
    shutil.copytree(TINY, folder)
    monkeypatch.chdir(folder)
    return folder


def run(stage, *files: Path) -> None:
    verb(stage)(files=list(files), log=None)


def flat(values: object) -> list[Path]:
    return [p for v in values for p in (v if isinstance(v, list) else [v])]  # type: ignore[attr-defined]


def files_of(stage, move: Callable[[Path], Path] = lambda path: path) -> list[Path]:
    made = [*pipeline.outputs(stage, AT).values(), *(getattr(AT, name) for name in stage.keeps)]
    return [*flat(pipeline.inputs(stage, AT).values()), *map(move, made)]


def test_what_is_handed_from_elsewhere_is_read_and_what_is_made_goes_where_the_rule_said(review, tmp_path):
    """Of a stage that keeps a file from run to run; nothing is made where it lies otherwise, and no room is left."""
    there = tmp_path / "disk" / "results"
    records, kept = there / "results" / "ingest" / "records.parquet", there / AT.memory
    for path in (records, kept, AT.code("deduplicate"), AT.table("ingest", "records")):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"from {'there' if path.is_absolute() else 'here'}")
    made = [there / path for path in [*pipeline.outputs(DEDUPLICATE, AT).values(), AT.memory]]
    with handed(DEDUPLICATE, [records, AT.code("deduplicate"), *AT.exports, *made], AT):
        assert AT.table("ingest", "records").read_text() == "from there" == AT.memory.read_text()
        assert Path.cwd() != review and AT.setting("config").exists() and not AT.setting("codebook").exists()
        for path in (*pipeline.outputs(DEDUPLICATE, AT).values(), AT.memory):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(path.name)
    assert all(path.read_text() == path.name for path in made)
    assert Path.cwd() == review and records.read_text() == "from there"
    assert not Path("results/deduplicate").exists() and not list(Path().glob(".*"))
    with (
        pytest.raises(UserError, match="has not made this file"),
        handed(DEDUPLICATE, [records, AT.code("deduplicate"), *made], AT),
    ):
        pass


def test_what_a_rule_does_not_hand_on_is_not_there(review, tmp_path):
    """Files of people come as one, and nothing else of the review is seen."""
    packed = tmp_path / "far" / AT.given("ingest")
    pack([path for path in AT.exports if path.suffix == ".bib"][:1] + [AT.setting("config")], packed)
    all_of_them = len(AT.exports)
    made = [tmp_path / "far" / path for path in pipeline.outputs(INGEST, AT).values()]
    run(INGEST, packed, *made)
    (records,) = [path for path in made if path.stem == "records"]
    assert len({row.source_file for row in read_table(records, Record)}) == 1 < all_of_them
    assert not Path("results").exists()


def test_files_at_their_places_are_used_where_they_are(review):
    for path in (AT.code("ingest"), AT.planned_inputs("ingest")):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    run(INGEST, *map(Path, files_of(INGEST)))
    assert AT.table("ingest", "records").exists()


def test_a_file_that_is_missing_among_those_handed_is_named(review, tmp_path):
    given = [*map(Path, files_of(INGEST, (tmp_path / "there").joinpath))]
    with pytest.raises(UserError, match="missing") as refused:
        run(INGEST, *given)
    assert refused.value.file == "results/code/ingest.json"
    for left_out in given[-3:]:
        with pytest.raises(UserError, match="was not handed this file") as refused:
            run(INGEST, *(path for path in given if path != left_out))
        assert refused.value.file.endswith(left_out.name)


def test_a_stage_at_home_gets_what_it_was_handed_into_the_review(review, tmp_path):
    there = tmp_path / "there"
    for name in (
        "results/brief/book/index.md",
        "results/publish/briefing.pdf",
        "results/screen/ledger.parquet",
    ):
        (there / name).parent.mkdir(parents=True, exist_ok=True)
        (there / name).write_text(name)
    stale = AT.staged_book / "stale.md"
    stale.parent.mkdir(parents=True)
    stale.touch()
    moved = [there / path for path in (AT.staged_book, AT.pdf, AT.table("screen", "ledger"))]
    with handed(PUBLISH, [*moved, AT.home, AT.manifest], AT):
        assert AT.pdf.read_text() == "results/publish/briefing.pdf" and not stale.exists()
        assert (AT.staged_book / "index.md").exists() and AT.table("screen", "ledger").exists()


def test_the_same_files_are_packed_as_the_same_bytes_and_come_out_again(review, tmp_path):
    one, other = tmp_path / "one.tar", tmp_path / "other.tar"
    files = [*AT.exports, AT.setting("config")]
    pack(files, one)
    for path in files:
        path.touch()
    pack([*reversed(files), Path("/usr/lib/engine/book/map.md")], other)
    assert one.read_bytes() == other.read_bytes()
    unpack(one, tmp_path / "out")
    assert all((tmp_path / "out" / path).read_bytes() == path.read_bytes() for path in files)
    with tarfile.open(one) as packed:
        assert len(packed.getnames()) == len(files)
