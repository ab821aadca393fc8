"""What is wrong is said once: groups, their first examples, and a count of the rest."""

from __future__ import annotations

from dataclasses import fields

from evidence.console import Progress
from evidence.remarks import Quarantined, Remark
from evidence.tally import KINDS, Tally


def row(file="a.csv", line=1, problem="the row has 7 cells, the header has 9") -> Quarantined:
    values = {f.name: "" for f in fields(Quarantined)}
    return Quarantined(
        **{
            **values,
            "source_file": file,
            "line": line,
            "position": 0,
            "problem": problem,
            "how_to_fix": "mend it",
        }
    )


def test_three_rows_of_a_kind_are_told_in_full() -> None:
    lines = Tally([row(line=n) for n in (2, 3, 4)]).lines("x ")
    assert [line.split(":")[1][0] for line in lines] == ["2", "3", "4"]


def test_eleven_thousand_rows_are_three_lines_and_their_count() -> None:
    rows = [row(line=n, problem=f"the row has {n} cells, the header has 9") for n in range(2, 11_555)]
    told = Tally(rows)
    *first, last = told.lines("set aside  ")
    assert len(first) == 3 and "11,550 more in a.csv" in last
    assert (told.count, told.hidden) == (11_553, 11_550)


def test_kinds_and_files_stay_apart() -> None:
    rows = [
        row(),
        row(file="b.csv"),
        row(problem="the entry has no title"),
        row(problem="the code 'x' is not known"),
    ]
    assert len(Tally([*rows, row(problem="the code 'y' is not known")]).groups) == 4


def test_a_file_with_a_hundred_kinds_of_problem_does_not_fill_the_screen() -> None:
    told = Tally([row(problem=f"problem {'abcdefghij'[n // 10]}{'abcdefghij'[n % 10]}") for n in range(100)])
    lines = told.lines("")
    assert len(lines) == KINDS + 1 and f"{100 - KINDS} more in a.csv" in lines[-1]
    assert told.hidden == 100 - KINDS


def test_the_end_of_a_stage_says_which_file_lost_rows(capsys) -> None:
    progress = Progress("ingest")
    progress.notes([row(line=n) for n in range(2, 30)] + [row(file="b.csv", line=9)])
    progress.done("29 entries")
    first, *rest = capsys.readouterr().out.splitlines()
    assert "29 entries" in first
    assert [("28 set aside in a.csv" in rest[0]), ("1 set aside in b.csv" in rest[1])] == [True, True]
    assert "line 2" in rest[0]


def test_the_end_of_a_stage_says_which_decisions_were_not_applied(capsys) -> None:
    """A row with two problems is one row; what was mended and used is none."""
    progress = Progress("screen")
    lost = [
        Remark("", "s.csv", n, "date", "?", "this is no date", "mend it", dropped=True) for n in (3, 4, 5)
    ]
    again = Remark("", "s.csv", 5, "decision", "?", "this word is not known", "mend it", dropped=True)
    used = Remark("", "s.csv", 6, "record", "k", "it was taken for the first", "write the id")
    of_no_record = Remark(
        "", "t.csv", 2, "record", "k", "no such record; the decision was not applied", "", True
    )
    progress.notes([*lost, again, used, of_no_record])
    progress.done("0 include, 5 undecided")
    assert [line.strip() for line in capsys.readouterr().out.splitlines()[1:]] == [
        "3 not applied in s.csv: 1 reason: this is no date (first on line 3)",
        "1 not applied in t.csv: 1 reason: no such record (first on line 2)",
    ]
