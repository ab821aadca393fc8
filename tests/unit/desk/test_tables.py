"""People's tables as they stand now: who stands in which file, what is read again, what is refused."""

from __future__ import annotations

import os

import pytest

from evidence.codebook_file import load_codebook
from evidence.desk.tables import Tables
from evidence.errors import UserError
from evidence.extract.coded import Effect, PassageCode
from evidence.layout import Layout
from evidence.screen.decisions import ScreeningDecision

from .rooms import HEADER, TOPIC, decisions


@pytest.fixture
def tables(tmp_path):
    return Tables(Layout(tmp_path), load_codebook(TOPIC / "config" / "codebook.yaml"), ["B1"])


def cells(**more):
    return {"record": "wren", "decision": "include", "reviewer": "ella", "date": "2026-11-26T09:00:00"} | more


def test_each_person_has_a_file_of_each_table(tables, tmp_path):
    place = tmp_path / "literature"
    assert tables.file(ScreeningDecision, "ella") == place / "decisions" / "screening-ella.csv"
    assert tables.file(Effect, "ella") == place / "effects" / "effects-ella.csv"
    assert tables.file(PassageCode, "ella") == place / "case_studies" / "passage_codes-ella.csv"
    for row in (ScreeningDecision, Effect):
        with pytest.raises(UserError, match="name of a file"):
            tables.file(row, "../ella")


def test_what_is_written_is_read_as_a_later_reader_reads_it(tables):
    (made,) = tables.write(
        ScreeningDecision, tables.checked(ScreeningDecision, [cells(basis="full paper")]), "ella"
    )
    again = Tables(tables.at, tables.codebook, tables.claims)
    assert tables.rows(ScreeningDecision) == again.rows(ScreeningDecision) == [made]
    assert (made.basis, made.date, made.time, made.line) == ("full_text", "2026-11-26", "09:00:00", 2)


@pytest.mark.parametrize(
    ("column", "cell"), [("decision", "perhaps"), ("record", ""), ("date", "2026-02-30")]
)
def test_what_breaks_a_rule_of_the_table_is_refused_with_its_field(tables, column, cell):
    with pytest.raises(UserError) as refused:
        tables.checked(ScreeningDecision, [cells(**{column: cell})])
    assert refused.value.field == column and refused.value.fix


def test_only_what_changed_is_read_again(tables, monkeypatch):
    path = decisions(tables.at, "screening-ben", f"{HEADER}\nwren,exclude,,title,ben,2026-11-25\n")
    decisions(tables.at, "screening-cara", f"{HEADER}\nrobin,exclude,,title,cara,2026-11-25\n")
    read = []
    of_file = tables._read
    monkeypatch.setattr(tables, "_read", lambda path, row: read.append(path.stem) or of_file(path, row))
    tables.rows(ScreeningDecision)
    version = tables.version(ScreeningDecision)
    tables.look(ScreeningDecision)
    assert (
        sorted(read) == ["screening-ben", "screening-cara"] and tables.version(ScreeningDecision) == version
    )
    path.write_text(f"{HEADER}\nwren,include,,title,ben,2026-11-25\n")
    os.utime(path, ns=(1, 1))
    tables.look(ScreeningDecision)
    assert read[2:] == ["screening-ben"] and tables.version(ScreeningDecision) != version
    tables.write(ScreeningDecision, tables.checked(ScreeningDecision, [cells()]), "ella")
    tables.look(ScreeningDecision)
    assert len(read) == 3 and [r.reviewer for r in tables.rows(ScreeningDecision)] == ["ben", "cara", "ella"]


def test_a_row_that_stands_in_no_table_of_ones_own_is_told(tables):
    """Somebody's table whose header is broken is named, and nothing is written meanwhile."""
    decisions(tables.at, "screening-ben", "record,decison\nwren,include\n")
    with pytest.raises(UserError, match="screening-ben.csv"):
        tables.write(ScreeningDecision, [cells()], "ella")
    assert not tables.file(ScreeningDecision, "ella").exists()
