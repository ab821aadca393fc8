"""One fate an entry, and sums that can be wrong."""

from __future__ import annotations

import pytest

from evidence.deduplicate.rows import Membership
from evidence.ingest.rows import FileCount, Record
from evidence.ledger import balance, ledger
from evidence.remarks import Quarantined

from .builders import make, screening, work

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
ROWS = ledger(RECORDS, BAD, MEMBERSHIPS, SCREENED)
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
