"""The exports of the shipped review downloaded again: nothing that people decided is lost, and no other work inherits it.

Two reviews are made with a seed (`downloads.py`): one of the first download, with all that people decided of the shipped review, and one
of the second, in another order, under other keys, corrected, completed and in another format, with the memory of the first. What each row of
people's meant in the first it must mean in the second; the maker knows which entry is which, and the product is not asked.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from evidence import inputs
from evidence.became import Became, known_before, proposed
from evidence.cli.remember import note
from evidence.decisions import by_work
from evidence.deduplicate.rows import Membership, Work
from evidence.extract.rows import EvidenceItem
from evidence.extract.stage import library
from evidence.given.declare import given_by
from evidence.given_catalogue import DECISIONS
from evidence.ingest.rows import Record
from evidence.ingest.stage import Source, ingest
from evidence.layout import Layout
from evidence.meant import NO_RECORD
from evidence.remarks import Remark
from evidence.review import InMemory
from evidence.rows import Table
from evidence.screen.rows import Screening
from evidence.stage import run_in_memory
from evidence.stages.deduplicate import DEDUPLICATE
from evidence.stages.extract import EXTRACT
from evidence.stages.ingest import INGEST
from evidence.stages.screen import SCREEN

from .downloads import downloads

ROOT = Path(__file__).resolve().parents[2]
FORMATS = (("bib", "ris"), ("ris", "bib"), ("bib", "bib"))


@cache
def shipped() -> tuple[Record, ...]:
    exports = Layout(ROOT).exports
    return tuple(ingest(Source(path.name, path.read_bytes()) for path in exports).records)


def review(folder: Path, file: str, text: str, known: Path | None = None) -> InMemory:
    """All of the shipped review but its exports, of which there is this one."""
    for name in ("config", "literature"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("records", "known_works.csv")
        )
    (folder / "literature" / "records").mkdir()
    (folder / "literature" / "records" / file).write_text(text)
    if known:
        shutil.copy(known, folder / "literature" / "known_works.csv")
    return run_in_memory(Layout(folder), INGEST, DEDUPLICATE, SCREEN, EXTRACT)


def meant(made: InMemory) -> dict[tuple[str, int], str]:
    """Row of a table of people's → the work that it is of."""
    books = library(made[Record], made[Work], made[Membership], made[Screening])
    found = {}
    for kind in DECISIONS:
        rows = (
            inputs.people(kind, made.at.decisions(given_by(kind).name), made.at)[0]
            if "record" in given_by(kind).names
            else []
        )
        found |= {(row.file, row.line): work for row, work in by_work(rows, books.mentions, books.work_of)[0]}
    return found | {
        (item.source_file, item.line): f"{item.work_id} {item.study_id}" for item in made[EvidenceItem]
    }


def pair_of_reviews(tmp_path, seed: int, formats: tuple[str, str], gone: float):
    entries = shipped()
    made = downloads(entries, seed, formats, gone, [r.source_key or r.record_id for r in entries])
    before = review(tmp_path / "before", f"first.{formats[0]}", made.before)
    note(before.at, before)
    [known] = before.at.known_works
    return made, before, review(tmp_path / "now", f"second.{formats[1]}", made.now, known)


def lost_rows(made: InMemory) -> list[Remark]:
    """Rows of people's that lead nowhere, with what `evidence check` and the end of a build propose."""
    rows = [
        row
        for stage in (DEDUPLICATE, SCREEN, EXTRACT)
        for row in made[Table(stage.name, "remarks", Remark)]
        if row.dropped
    ]
    return proposed(rows, Became(made[Record], known_before(made.at)))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_that_was_decided_is_lost(tmp_path, seed):
    """Each row of people's is of the same work, or is listed with what it may be of now: in truth the right record."""
    made, before, now = pair_of_reviews(tmp_path, seed, FORMATS[seed % 3], gone=0)
    was, is_now = meant(before), meant(now)
    assert is_now.items() <= was.items() and len(was) > 2_600
    asked = was.keys() - is_now.keys()
    assert len(asked) < len(was) / 100
    key = {record.position: record.source_key for record in now[Record]}
    twin = {old: key[place] for old, place in zip(made.keys, made.places, strict=True)}
    listed = {(row.source_file, row.line): row for row in lost_rows(now) if row.problem.startswith(NO_RECORD)}
    screened = {place for place in asked if "screening" in place[0]}
    assert screened <= listed.keys()
    for place in screened:
        assert f" now {twin[listed[place].value]} (" in listed[place].how_to_fix
    names = {w.work_id for w in before[Work]}
    assert len({w.work_id for w in now[Work]} - names) <= len(screened)


@pytest.mark.parametrize("seed", [1, 2])
def test_every_remark_names_the_twin_and_what_was_changed(tmp_path, seed):
    made, before, now = pair_of_reviews(tmp_path, seed, FORMATS[seed % 3], gone=0)
    old = {record.record_id: record for record in before[Record]}
    here = {record.record_id: record for record in now[Record]}
    said = [row for row in now[Table("deduplicate", "remarks", Remark)] if "is taken for it" in row.problem]
    assert len(said) > 440
    for row in said:
        first, second = old[row.value], here[row.row_id]
        assert made.places[first.position] == second.position
        assert (row.source_file, row.line) == (second.source_file, second.line)
        for name, what in (
            ("title", "title ‘"),
            ("year", "year ‘"),
            ("doi", "DOI ‘"),
            ("volume", "volume ‘"),
            ("authors", "authors ‘"),
        ):
            assert (what in row.problem) == (getattr(first, name) != getattr(second, name))


@pytest.mark.parametrize("seed", [4, 5])
def test_no_other_work_inherits_what_was_decided(tmp_path, seed):
    """A tenth of the entries is gone, and works that resemble them have come."""
    made, before, now = pair_of_reviews(tmp_path, seed, FORMATS[seed % 3], gone=0.1)
    was, is_now = (
        {place: what.split(" ")[0] for place, what in meant(made).items() if what[0] != " "}
        for made in (before, now)
    )
    assert is_now.items() <= was.items()
    at = {record.position: record.record_id for record in now[Record]}
    work_of = {m.record_id: m.work_id for m in now[Membership]}
    old = {m.record_id: m.work_id for m in before[Membership]}
    entry = {record.position: record.record_id for record in before[Record]}
    stands = {old[entry[n]] for n, place in enumerate(made.places) if place is not None}
    inherited = [how for place, (n, how) in made.strangers.items() if work_of[at[place]] == old[entry[n]]]
    assert inherited == [] and len(made.strangers) > 30
    lost = {place: work for place, work in was.items() if place not in is_now and work in stands}
    assert len(lost) < len(was) / 100
