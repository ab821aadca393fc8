"""What a lost reference may mean now: told by identifier, content, what the key says; proposed, never applied."""

import pytest

from evidence.became import Became, proposed
from evidence.ingest.rows import Record
from evidence.meant import NO_RECORD
from evidence.remarks import Remark

from .builders import make


def record(key, title="A study of partnership", year=2001, authors=("Ash, Bo",), **more):
    given = {"record_id": f"r-{key}", "source_key": key, "title": title, "year": year, "authors": authors}
    return make(Record, source_file="a.ris", line=4, **{**given, **more})


def became(*now, before=()):
    return Became(now, before)


def of(reference, *now, before=()):
    found, why = became(*now, before=before).of(reference)
    return [r.source_key for r in found], why


def test_an_identifier_outweighs_a_title() -> None:
    old = record("old", doi="10.1/x")
    now = [
        record("other"),
        record("new", title="Quite another", year=1950, authors=("Elm, C",), doi="10.1/x"),
    ]
    assert of("old", *now, before=[old]) == (["new"], "the same identifier")


def test_the_same_title_and_year_whoever_is_named_as_its_author() -> None:
    old, now = record("old"), [record("new"), record("no", year=1999), record("not", title="Other")]
    assert of("old", *now, before=[old]) == (["new"], "the same title and year")


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("ash2001", ["new"]),
        ("Ash_01", ["new"]),
        ("ashPartnership2001", ["new"]),
        ("ash1999", []),
        ("2001", []),
        ("elm2001", []),
    ],
)
def test_a_key_of_an_author_and_a_year(reference, found) -> None:
    assert of(reference, record("new"))[0] == found


def test_a_key_much_like_it_and_none_at_all() -> None:
    assert of("smithsonpaper", record("smithsonpapers"))[0] == ["smithsonpapers"]
    assert of("zzz", record("smithsonpapers"))[0] == []
    assert of("x" * 5000, record("x"))[0] == []


def remark(value, problem=NO_RECORD):
    return Remark("t.csv:3", "t.csv", 3, "record", value, problem, "correct the key", dropped=True)


def test_the_proposal_names_the_new_key_its_place_and_the_line_to_edit() -> None:
    (row,) = proposed([remark("ash2001")], became(record("new")))
    assert row.how_to_fix.startswith("is ash2001 now new (‘A study of partnership’, a.ris:4)?")
    assert "write new in line 3" in row.how_to_fix and row.how_to_fix.endswith("Else correct the key")
    assert (row.value, row.dropped) == ("ash2001", True)


def test_what_is_no_lost_reference_stays_as_it_is() -> None:
    rows = [remark("ash2001", "another problem"), remark(""), remark("nobody")]
    assert proposed(rows, became(record("new"))) == rows


def test_the_nearest_of_several_stands_first() -> None:
    (row,) = proposed([remark("ash2001a")], became(record("ash2001b"), record("zz9"), record("y")))
    assert "now ash2001b (" in row.how_to_fix and "or zz9, y?" in row.how_to_fix


def test_what_the_last_build_knew_is_to_be_written_down_before_the_next() -> None:
    old, now = record("old", doi="10.1/x"), record("new", doi="10.1/x")
    (row,) = proposed([remark("old")], Became([now], (), [old]))
    assert "`evidence remember`, before the next build" in row.how_to_fix
    (row,) = proposed([remark("old")], Became([now], [old], [old]))
    assert "`evidence remember`" not in row.how_to_fix
