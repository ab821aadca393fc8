"""A long data file that is put together of kept blocks has the bytes of one that is made from nothing, and so has the archive of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile
from zlib import crc32

import pytest

from evidence import blocks
from evidence.brief import bundles, long_files
from evidence.brief.downloads import CellsOf
from evidence.brief.standing import NONE, Standing, Told, keep
from evidence.deduplicate.rows import Work
from evidence.io import to_table, write_table
from evidence.kept import Kept
from evidence.spreadsheets import csv_bytes
from evidence.stored import Stored

from .reviews import dozen

NAMES = ["work_id", "title", "authors", "year"]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "SHORT", 5)
    monkeypatch.setattr(blocks, "_SIZE", 4)
    monkeypatch.setattr(bundles, "_LARGE", 1_000)


def works(n: int, without: int = -1) -> list[Work]:
    one = dozen()[Work][0]
    return [
        replace(
            one, work_id=f"w-{i:04}", title=f'Homes, "{i}"', authors=("Ash, A",) * (i % 3), year=i or None
        )
        for i in range(n)
        if i != without
    ]


def laid(folder: Path, rows: list[Work], kept: Kept, standing: Standing = NONE) -> tuple[bytes, bytes, Told]:
    """The file and the archive of it, and what it was made of."""
    folder.mkdir(exist_ok=True)
    table, file, archive = folder / "works.parquet", folder / "works.csv", folder / "all.zip"
    columns = to_table(rows, Work)
    if blocks.is_long(columns):
        blocks.write_blocks(table, columns, blocks.Before())
    else:
        write_table(table, rows, Work)
    found = CellsOf(Stored(table, Work), NAMES).parts(NAMES, kept, standing)
    pieces, lines = long_files.measured_pieces(found, standing)
    file.write_bytes(b"".join(lines))
    bundles.write_archive(archive, [file], {file.name: pieces}, kept)
    with ZipFile(archive) as packed:
        assert packed.testzip() is None and packed.read("works.csv") == file.read_bytes()
    return file.read_bytes(), archive.read_bytes(), {file.name: pieces}


def test_one_work_more_or_less_makes_a_block_or_two_again(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept", "maker")
    laid(tmp_path / "warm", works(300), kept)
    made = kept.made
    assert made > 20
    for rows in (works(300, without=150), works(301), works(300, without=0), works(3), []):
        before, cold = kept.made, laid(tmp_path / "cold", rows, Kept(None))
        assert laid(tmp_path / "warm", rows, kept)[:2] == cold[:2] and kept.made - before <= 3
        cells = [[w.work_id, w.title, ";".join(w.authors), w.year or ""] for w in rows]
        assert cold[0] == csv_bytes(NAMES, cells)


def test_a_block_that_was_kept_and_is_broken_is_made_again(tmp_path: Path) -> None:
    cold = laid(tmp_path / "a", works(50), Kept(tmp_path / "kept", "maker"))
    for path in (tmp_path / "kept").iterdir():
        path.write_bytes(path.read_bytes()[:-3])
    assert laid(tmp_path / "b", works(50), Kept(tmp_path / "kept", "maker"))[:2] == cold[:2]


def test_pieces_of_the_standing_file_are_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, unpacked = Kept(tmp_path / "kept", "maker"), list[bytes]()
    told = laid(tmp_path / "warm", works(300), kept)[2]
    keep(tmp_path / "last", [tmp_path / "warm" / "works.csv"])
    (tmp_path / "warm" / "works.csv").unlink()  # as an output is before its rule runs
    monkeypatch.setattr(long_files, "inflated", unpacked.append)
    for rows in (works(300, without=150), works(301), works(300)):
        cold = laid(tmp_path / "cold", rows, Kept(None))
        standing = Standing(tmp_path / "last", told)
        assert laid(tmp_path / "warm", rows, kept, standing)[:2] == cold[:2] and not unpacked
        standing.close()


def test_standing_files_have_each_their_own_header(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept", "maker")
    *cold, told = laid(tmp_path / "warm", works(300), kept)
    last, header = tmp_path / "last", b"another,header\n"
    (tmp_path / "other.csv").write_bytes(header)
    keep(last, [tmp_path / "warm" / "works.csv", tmp_path / "other.csv"])
    for other in (
        {"other.csv": [("", len(header), crc32(header))], **told},
        {**told, "other.csv": [("", len(header), crc32(header))]},
    ):
        assert [*laid(tmp_path / "again", works(300), kept, Standing(last, other))[:2]] == cold


def test_a_standing_file_that_is_not_as_it_was_is_not_taken(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept", "maker")
    *cold, told = laid(tmp_path / "warm", works(300), kept)
    file, last = tmp_path / "warm" / "works.csv", tmp_path / "last"
    for wrong in (cold[0].replace(b"Homes", b"Hames", 40), cold[0][:-40], cold[0][3:], b"", None):
        file.unlink()
        if wrong is not None:
            file.write_bytes(wrong)
            keep(last, [file])
        else:
            keep(last, [])
            file.touch()
        assert [*laid(tmp_path / "again", works(300), kept, Standing(last, told))[:2]] == cold


def test_a_piece_that_stands_there_and_is_not_kept_is_kept_again(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept", "maker")
    *cold, told = laid(tmp_path / "warm", works(50), kept)
    keep(tmp_path / "last", [tmp_path / "warm" / "works.csv"])
    for path in (tmp_path / "kept").iterdir():
        path.unlink()
    made = kept.made
    assert [*laid(tmp_path / "again", works(50), kept, Standing(tmp_path / "last", told))[:2]] == cold
    assert kept.made > made and len([*(tmp_path / "kept").iterdir()]) == kept.made - made
