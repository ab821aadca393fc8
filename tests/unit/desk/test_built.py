"""What the desk makes where nothing was built, and when it says that the records have changed."""

from __future__ import annotations

import os

from evidence.deduplicate.rows import Membership, Work
from evidence.desk.built import changed_since, made_ready
from evidence.layout import Layout
from evidence.review import Review
from evidence.screen.rows import Screening

from .rooms import BIRDS, Sitting, ris, room


def test_nothing_is_made_again_and_what_is_damaged_is(tmp_path):
    at, said = room(tmp_path), []
    made_ready(at, said.append)
    assert said == []
    at.table("deduplicate", "works").write_bytes(b"no table")
    made_ready(at, said.append)
    assert len(said) == 1 and len(Review(at)[Work]) == len(BIRDS)


def test_what_people_decided_since_is_applied(tmp_path):
    at = room(tmp_path)
    made_ready(at, print)
    work, record = next((m.work_id, m.record_id) for m in Review(at)[Membership])
    path = at.root / "literature" / "decisions" / "screening-by-hand.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"record,decision,reason,basis,reviewer,date\n{record},include,,title,ella,2026-11-27\n")
    later = at.table("screen", "screening").stat().st_mtime + 5
    os.utime(path, (later, later))
    made_ready(at, print)
    assert {row.work_id: row.decision for row in Review(at)[Screening]}[work] == "include"


def test_a_further_export_is_told_on_the_first_page(tmp_path):
    at = room(tmp_path)
    ella = Sitting(at)
    assert changed_since(at) == "" and "evidence build" not in ella.get("/").text
    path = tmp_path / "literature" / "records" / "more.ris"
    path.write_text(ris(40, "dodo"))
    later = at.table("ingest", "records").stat().st_mtime + 5
    os.utime(path, (later, later))
    assert "more.ris" in changed_since(at)
    assert "The records changed since the last build (more.ris)" in ella.get("/").text


def test_an_export_that_went_is_told_too(tmp_path):
    at = room(tmp_path)
    (tmp_path / "literature" / "records" / "birds.ris").unlink()
    assert "birds.ris" in changed_since(Layout(tmp_path))
    assert changed_since(at) == changed_since(Layout(tmp_path))
