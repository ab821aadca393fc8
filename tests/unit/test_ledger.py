"""One fate an entry, and sums that can be wrong."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from evidence.blocks import Unmade
from evidence.deduplicate.rows import Membership
from evidence.ingest.rows import FileCount, Record
from evidence.io import to_rows, to_table
from evidence.ledger import balance
from evidence.remarks import Quarantined
from evidence.screen.rows import LedgerRow, Screening
from evidence.screen.steps import Ledger, ledger

from .builders import make, screening, steps_of, work

RECORDS = [
    make(Record, record_id=name, source_file="a.ris", line=n) for n, name in enumerate("abcde", start=1)
]
# b is a duplicate of a; the works are of a, c, d and e.
MEMBERSHIPS = [
    make(Membership, record_id=name, work_id=f"w-{'a' if name == 'b' else name}", primary=name != "b", matched_record="a" if name == "b" else "")
    for name in "abcde"
]  # fmt: skip
WORKS = [work(f"w-{name}") for name in "acde"]
SCREENED = [screening(f"w-{name}", said) for name, said in zip("acde", ("include", "exclude", "background", "undecided"), strict=True)]  # fmt: skip
BAD = [make(Quarantined, entry_id="q", source_file="a.ris", line=9, problem="no title")]
ROWS = steps_of(RECORDS, BAD, MEMBERSHIPS, SCREENED)
FATES = {
    "a": "included",
    "b": "duplicate",
    "c": "excluded",
    "d": "background",
    "e": "undecided",
    "q": "quarantined",
}


def _sums(counted: int = 6, records=RECORDS, works=WORKS, screened=SCREENED, rows=ROWS):
    counts = [FileCount("a.ris", "ris", counted, 5, 1)]
    return {total.name: total for total in balance(counts, records, works, MEMBERSHIPS, screened, rows)}


def test_every_entry_has_one_fate() -> None:
    final = [(row.entry_id, row.fate) for row in ROWS if row.final]
    assert len(final) == 6 and dict(final) == FATES


def test_sums_that_hold() -> None:
    sums = _sums()
    assert [total.holds for total in sums.values()] == [True] * 4
    assert (
        sums["entries counted in the files"].text()
        == "6 entries counted in the files = 4 works + 1 duplicates + 1 quarantined"
    )
    assert sums["entries with one fate"].right == 6


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("entries counted in the files", {"counted": 7}),  # a reader that swallowed one
        ("records read", {"records": RECORDS[:-1]}),
        ("works", {"screened": SCREENED[:-1]}),
        (
            "entries with one fate",
            {"rows": [row for row in ROWS if (row.entry_id, row.final) != ("e", True)]},
        ),
    ],
)
def test_a_sum_that_does_not_hold_says_so(name, changed) -> None:
    total = _sums(**changed)[name]
    assert not total.holds and "≠" in total.text()


def test_steps_stand_by_file_line_and_name_in_the_order_of_the_stages() -> None:
    files = {
        "b": ("b.ris", 10),
        "c": ("b.ris", 9),
        "é": ("a.ris", 10),
        "d": ("a.ris", 10),
        "a": ("b.ris", 10),
    }
    records = [
        make(Record, record_id=name, source_file=file, line=line, format="ris")
        for name, (file, line) in files.items()
    ]
    members = [
        make(Membership, record_id=name, work_id=f"w-{name}", primary=name != "b", matched_record="a", rule="doi",
             reason="one DOI", by="An")
        for name in reversed(files)
    ]  # fmt: skip
    screened = [screening(f"w-{name}", "include") for name in files]
    aside = [make(Quarantined, entry_id=name, source_file="b.ris", line=10, problem="why") for name in "z"]
    told = [
        (row.source_file, row.line, row.entry_id, row.stage, row.fate, row.reason, row.by, row.final)
        for row in steps_of(records, aside, members, screened)
    ]
    three = ("ingest", "deduplicate", "screen")
    assert [row[:4] for row in told] == [
        *(("a.ris", 10, name, stage) for name in ("d", "é") for stage in three),
        *(("b.ris", 9, "c", stage) for stage in three),
        *(("b.ris", 10, "a", stage) for stage in three),
        *(("b.ris", 10, "b", stage) for stage in three[:2]),
        ("b.ris", 10, "z", "ingest"),
    ]
    assert told[3][3:] == ("ingest", "read", "ris", "rule", False)
    assert told[4][3:] == ("deduplicate", "work", "w-é", "rule", False)
    assert told[5][3:] == ("screen", "included", "", "", True)
    assert told[-2][3:] == ("deduplicate", "duplicate", "of a: doi; one DOI", "An", True)
    assert told[-1][3:] == ("ingest", "quarantined", "why", "rule", True)


def test_a_record_that_belongs_to_no_work_ends_it() -> None:
    with pytest.raises(LookupError, match="e is missing"):
        steps_of(RECORDS, BAD, MEMBERSHIPS[:-1], SCREENED)
    with pytest.raises(LookupError, match="w-e is missing"):
        steps_of(RECORDS, BAD, MEMBERSHIPS, SCREENED[:-1])


def _ledger(screened=SCREENED, memberships=MEMBERSHIPS) -> Ledger:
    given = ((RECORDS, Record), (memberships, Membership), (screened, Screening))
    read, joined, judged = (to_table(rows, row) for rows, row in given)
    return ledger(read, BAD, joined, judged)


def test_any_rows_are_made_by_themselves() -> None:
    told = _ledger()
    assert isinstance(told, Unmade) and told.num_rows == len(ROWS) == 15
    for start in range(len(ROWS) + 1):
        for end in range(start, len(ROWS) + 1):
            assert to_rows(told.rows(start, end), LedgerRow) == ROWS[start:end]


def test_the_column_of_entries_is_told_before_any_row_is_made() -> None:
    assert _ledger()["entry_id"].to_pylist() == [row.entry_id for row in ROWS]
    assert _ledger()["fate"].to_pylist() == [row.fate for row in ROWS]


def test_what_some_rows_follow_from_has_a_checksum_of_its_own() -> None:
    told, ends = _ledger(), [0, 3, 5, 8, 11, 14, 15]  # of a to e and q
    blocks = list(zip(ends, ends[1:], strict=False))

    def changed(other: Ledger) -> list[str]:
        return [ROWS[a].entry_id for a, b in blocks if told.digest(a, b) != other.digest(a, b)]

    assert changed(_ledger()) == []
    others = [screening("w-c", "include"), *(one for one in SCREENED if one.work_id != "w-c")]
    assert changed(_ledger(others)) == ["c"]
    because = [make(Membership, **{**asdict(m), "reason": "why"}) if m.record_id == "b" else m for m in MEMBERSHIPS]  # fmt: skip
    assert changed(_ledger(memberships=because)) == ["b"]
    assert len({told.digest(0, end) for end in range(1, 4)}) == 3  # which of the steps of one entry
