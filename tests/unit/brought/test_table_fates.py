"""One fate for every row of a spreadsheet."""

from __future__ import annotations

from evidence.brought.mapped import Mapped
from evidence.brought.table_fates import lines, table_fates
from evidence.extract.coded import Effect
from evidence.given.declare import given_by
from evidence.meant import Meaning

MEANT = {
    "abel2001": Meaning(("w",)),
    "nobody": Meaning((), "no record has this reference", "correct the key"),
    "twice": Meaning(("v", "w"), "2 records of different works have this reference", "write the record id"),
}


def row(name, line=2, own=True, left="", **cells):
    return Mapped(
        "f.csv",
        "",
        line,
        {"effect_id": name, "study_label": "A", "outcome_measure": "jobs", **cells},
        left,
        own,
    )


def fates(rows, before=None, refused=None):
    found = table_fates(rows, given_by(Effect), before or {}, refused or {}, MEANT.get)
    said = next(lines(found, False))
    assert said.startswith(f"{len(rows)} rows in = ") and "≠" not in said
    return [str(one.fate) for one in found]


def test_each_kind():
    rows = [
        row("1"), row("2", left="status is excluded"), row("3", record="nobody"), row("4", record="abel2001"), row("5"), row("1"),
        row("6", record="twice"),
    ]  # fmt: skip
    assert fates(rows, refused={"5": "estimate: this is no number"}) == [
        "written", "left out by the mapping", "of no record", "written", "unusable", "unusable", "in doubt",
    ]  # fmt: skip


def test_what_is_there_is_known_or_told_to_be_other():
    there = {"1": {"effect_id": "1", "study_label": "A", "estimate": "0.50"}}
    assert fates([row("1", estimate="0.5")], there) == ["known already"]
    assert fates([row("1", estimate="0.6")], there) == ["changed since"]


def test_a_correction_without_an_id_is_asked_about():
    there = {"f-old": {"study_label": "A", "outcome_measure": "jobs", "estimate": "0.5"}}
    assert fates([row("f-new", own=False, estimate="0.6")], there) == ["in doubt"]
    assert fates([row("f-new", own=True, estimate="0.6")], there) == ["written"]
    both = [row("f-old", own=False, estimate="0.5"), row("f-new", own=False, estimate="0.6")]
    assert fates(both, there) == ["known already", "written"]


def test_a_row_that_came_in_under_another_id_is_known_once():
    there = {"f-old": {"study_label": "A", "outcome_measure": "jobs", "estimate": "0.5"}}
    again = [row("f-new", own=False, estimate="0.50"), row("f-more", own=False, estimate="0.5")]
    assert fates(again, there) == ["known already", "written"]
