"""Rows by their key are those that a dict of all rows gives, made one by one or beforehand."""

from __future__ import annotations

import pytest

from evidence.deduplicate.rows import Work
from evidence.io import to_table
from evidence.keyed import Keyed
from evidence.lookup import Lookup, Rows, rows_in

from .builders import work

WORKS = [
    work(f"w{n}", title=f"On {n}", authors=("Ash, A",), year=None if n % 3 else 2000 + n) for n in range(9)
]


def test_a_mapping_by_key_is_as_a_dict_and_says_the_order_of_its_table():
    other = work("w2", title="Instead")
    keyed = Keyed(Rows(Work, to_table(WORKS, Work)), "work_id", {"w2": other})
    assert dict(keyed) == {w.work_id: w for w in WORKS} | {"w2": other}
    assert keyed["w7"] is keyed["w7"] and len(keyed) == 9
    assert "w1" in keyed and "x" not in keyed and None not in keyed
    assert keyed.get("x") is None and keyed.in_order(["w5", "w0", "x", "w5"]) == ["w0", "w5"]


@pytest.mark.parametrize("short", [0, 99])
def test_rows_that_are_fetched_beforehand_are_those_that_are_asked_for(monkeypatch, short):
    monkeypatch.setattr(Lookup.__init__, "__defaults__", (short,))
    works = Keyed(rows_in(to_table([work(f"w{n % 4}") for n in range(6)], Work), Work, short), "work_id")
    works.fetch(["w3", "none", "w1", "w1"])
    assert [works[name].work_id for name in ("w1", "w3", "w2")] == ["w1", "w3", "w2"] and "none" not in works
