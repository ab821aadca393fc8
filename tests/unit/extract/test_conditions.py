"""What was measured of cases: one value, one unit, and nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.extract.conditions import case_conditions

HEADER = "case_id,condition,value,unit,source\n"


def read(*rows: str):
    return case_conditions([("literature/conditions/a.csv", HEADER + "\n".join(rows) + "\n")])


def test_values_keep_their_unit_source_and_line() -> None:
    (row,), bad = read("DE,gnp,795,US dollars,table 3.2")
    assert (row.value, row.unit, row.source, row.line) == (795.0, "US dollars", "table 3.2", 2) and bad == []


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        ("DE,gnp,796,US dollars,table 9", "value", "a.csv:2"),
        ("FR,gnp,983,francs,table 3.2", "unit", "US dollars"),
        ("FR,gnp,nearly 1000,US dollars,table 3.2", "value", "number"),
        ("FR,gnp,NaN,US dollars,table 3.2", "value", "number"),
        ("FR,GNP a head,983,US dollars,table 3.2", "condition", "a-z"),
        ("FR,gnp,983,,table 3.2", "unit", ""),
        ("FR,gnp,983,US dollars,", "source", ""),
    ],
)
def test_what_cannot_be_compared_is_set_aside_with_its_place(row, field, said) -> None:
    rows, (bad,) = read("DE,gnp,795,US dollars,table 3.2", row)
    assert len(rows) == 1
    assert (bad.line, bad.field, bad.source_file) == (3, field, "literature/conditions/a.csv")
    assert said in bad.problem + bad.how_to_fix


@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.sampled_from(["x", "y"]), st.sampled_from(["1", "2", "?"])),
        max_size=12,
    )
)
def test_every_row_is_a_value_or_set_aside(cells) -> None:
    rows, bad = read(*(f"{case},{name},{value},u,s" for case, name, value in cells))
    assert len(rows) + len(bad) == len(cells)
    assert len({(r.case_id, r.condition) for r in rows}) == len(rows)
