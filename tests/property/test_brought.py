"""Laws of what is brought from elsewhere: twice is once, in whatever order, and a part first and then the whole is the whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence.brought.fates import Fate, Row, balance, fates
from evidence.brought.mapped import Mapped
from evidence.brought.matching import Match
from evidence.brought.table_fates import TableFate, table_fates
from evidence.brought.told import Given, Told
from evidence.extract.coded import Effect
from evidence.given.declare import given_by
from evidence.ingest.rows import Record
from evidence.meant import Meaning
from evidence.screen.decisions import ScreeningDecision
from evidence.screen.rows import MOST_INCLUSIVE, Screen

from ..unit.builders import make

WHO = ("ella", "ben", "Ella")
DAYS = ("2026-11-20", "2026-11-21", "2026-11-21T09:00:00", "2026-11-22T10:00:00", "")
# (entry, work or none, decision or none, person, day): two entries may be one work.
WORDS = st.tuples(
    st.integers(0, 7), st.sampled_from((*MOST_INCLUSIVE, None)), st.sampled_from(WHO), st.sampled_from(DAYS)
)
HOW = Given(date="2026-11-23")


def work_of(entry: int) -> str:
    return "" if entry == 7 else f"w{entry // 2}"


def told(words):
    return [
        (
            "f.csv",
            Told(
                make(Record, record_id=f"e{entry}", title="T"), line, str(decision or ""), decision, who, day
            ),
        )
        for line, (entry, decision, who, day) in enumerate(words, start=2)
    ]


def bring(words, before=()):
    """The rows and their fates, and the tables afterwards, as (decision, work) in the order in which people took them."""
    rows = told(words)
    matched = {
        f"e{n}": Match(work_of(n), f"r{n // 2}", "DOI") if work_of(n) else Match(problem="none")
        for n in range(8)
    }
    found = fates(rows, matched, before, HOW)
    fresh = sorted((row for row in found if row.fate is Fate.WRITTEN), key=lambda row: (row.date, row.record))
    added = [(as_decision(row, len(before) + n), row.work) for n, row in enumerate(fresh, start=2)]
    return found, sorted([*before, *added], key=lambda each: (each[0].date, each[0].line))


def as_decision(row: Row, line: int) -> ScreeningDecision:
    return ScreeningDecision(
        "t.csv", line, row.record, Screen(row.decision), row.reason, row.basis, row.reviewer, row.date
    )


def standing(tables):
    """(work, person) → what she last said of it."""
    return {(work, d.reviewer.casefold()): d.decision for d, work in tables}


def plain(found):
    return sorted((row.entry, row.reviewer, row.decision, row.date, str(row.fate)) for row in found)


@given(st.lists(WORDS, max_size=12))
def test_twice_is_once_and_every_row_has_one_fate(words):
    found, tables = bring(words)
    assert len(found) == len(words) and balance(found).holds
    again, after = bring(words, tables)
    assert after == tables and balance(again).holds
    assert Fate.WRITTEN not in {row.fate for row in again}


@given(st.lists(WORDS, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_rows_is_of_no_account(words, random):
    mixed = list(words)
    random.shuffle(mixed)
    assert standing(bring(mixed)[1]) == standing(bring(words)[1])
    assert plain(bring(mixed)[0]) == plain(bring(words)[0])


@given(st.lists(WORDS, max_size=12), st.data())
def test_a_part_first_and_then_the_whole_is_the_whole(words, data):
    whole, tables = bring(words)
    if Fate.DOUBTFUL in {row.fate for row in whole}:
        return  # a file that says two things at once of one work is asked about, and its half is not
    part = [word for word in words if data.draw(st.booleans())]
    assert standing(bring(words, bring(part)[1])[1]) == standing(tables)


CELLS = st.fixed_dictionaries(
    {"study_label": st.sampled_from("ABC"), "estimate": st.sampled_from(("0.1", "0.2", "0.30"))}
)


def table(cells, before):
    rows = [
        Mapped("f.csv", "", n, {"effect_id": f"{c['study_label']}{c['estimate']}", **c})
        for n, c in enumerate(cells)
    ]
    found = table_fates(rows, given_by(Effect), before, {}, lambda name: Meaning(("w",)))
    return found, before | {
        r.row.cells["effect_id"]: r.row.cells for r in found if r.fate is TableFate.WRITTEN
    }


@given(st.lists(CELLS, max_size=6), st.data())
def test_rows_of_a_spreadsheet_too(cells, data):
    whole = table(cells, {})[1]
    found, again = table(cells, whole)
    assert again == whole and TableFate.WRITTEN not in {row.fate for row in found}
    part = [one for one in cells if data.draw(st.booleans())]
    assert table(cells, table(part, {})[1])[1] == whole
    assert table(list(reversed(cells)), {})[1] == whole
