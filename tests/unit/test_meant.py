"""Which work a reference means that several have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.meant import TAKEN, Meanings, Place
from evidence.screen.decisions import ScreeningDecision

JOBS, SOIL = "Job centres run jointly with charities", "Soil moisture sensors in vineyards"
ENTRIES = {
    "k1": [("w1", "Housing coalitions and tenants", "old.ris")],
    "k3": [("w3", JOBS, "old.ris"), ("w9", SOIL, "new.bib")],
    "k4": [("w9b", "Irrigation of hops", "new.bib")],
}


def places(reference, entries=ENTRIES):
    found = entries.get(reference, [])
    return [Place(work, f"{work}-{n}", title, file, n) for n, (work, title, file) in enumerate(found)]


def row(record, decision="include", date="2026-11-01", line=2, reviewer="An", title=""):
    return ScreeningDecision("s.csv", line, record, decision, "", "", reviewer, date, title)


def test_a_reference_of_several_records_of_one_work_means_the_work():
    twice = {"k1": [("w1", "A title", "old.ris"), ("w1", "A Title.", "new.bib")]}
    meaning = Meanings([], lambda name: places(name, twice)).of("k1", "2026-11-01")
    assert meaning.works == ("w1",) and not meaning.problem


@pytest.mark.parametrize(
    ("uses", "date", "expected"),
    [
        ([("k1", "2026-11-01")], "2026-11-01", "w3"),  # k1 stands in old.ris alone
        ([("k1", "2026-11-01"), ("k4", "2026-12-01")], "2026-11-01", "w3"),  # new.bib was read later
        ([("k1", "2026-11-01"), ("k4", "2026-11-01")], "2026-11-01", None),
        ([("k1", "2026-11-02")], "2026-11-01", None),  # nobody had read old.ris by then, as far as is known
        ([("k4", "2026-11-01")], "2026-11-01", "w9"),
        ([], "2026-11-01", None),
    ],
)
def test_a_key_used_again_stays_with_the_export_that_was_read_by_then(uses, date, expected):
    meaning = Meanings([*uses, ("k3", date)], places).of("k3", date)
    if expected:
        assert meaning.works == (expected,) and TAKEN in meaning.problem
    else:
        assert set(meaning.works) == {"w3", "w9"} and "2 records" in meaning.problem
    assert JOBS[:20] in meaning.fix and SOIL[:20] in meaning.fix and "new.bib:1" in meaning.fix


def test_a_key_used_again_stays_with_what_was_known_where_nothing_else_tells():
    known = [replace(place, known=place.file == "old.ris") for place in places("k3")]
    meaning = Meanings([("k3", "2026-11-01")], lambda _: known).of("k3", "2026-11-01")
    assert meaning.works == ("w3",) and "known before" in meaning.problem
    both = [replace(place, known=True) for place in known]
    assert not Meanings([], lambda _: both).of("k3", "2026-11-01").understood


def test_an_export_that_came_twice_is_as_good_as_one():
    twice = {name: [*own, *((w, t, f"again_{f}") for w, t, f in own)] for name, own in ENTRIES.items()}
    meaning = Meanings([("k1", "2026-11-01")], lambda name: places(name, twice)).of("k3", "2026-11-01")
    assert meaning.works == ("w3",)


@pytest.mark.parametrize(
    ("title", "expected"),
    [(JOBS, ("w3",)), (SOIL.upper() + ".", ("w9",)), ("Soil moisture sensor in vineyards", ("w9",))],
)
def test_a_noted_title_says_which_is_meant(title, expected):
    meaning = Meanings([("k1", "2026-11-01")], places).of("k3", "2026-11-01", title)
    assert meaning.works == expected and not meaning.problem


def test_a_noted_title_that_fits_nothing_is_a_mistake_even_where_the_key_is_used_once():
    meaning = Meanings([], places).of("k1", "2026-11-01", "Bees and their keepers")
    assert not meaning.understood and "Bees" in meaning.problem and "Housing coalitions" in meaning.problem


def test_remark_for_what_was_not_applied():
    decision = row("k9", line=7)
    remarks = [
        Meanings([], places).of(name, "2026-11-01").remark(decision, name, "record") for name in ("k9", "k3")
    ]
    assert (remarks[0].line, remarks[0].value, remarks[0].source_file) == (7, "k9", "s.csv")
    assert "no record" in remarks[0].problem
    assert "2 records" in remarks[1].problem
    assert all("not applied" in remark.problem for remark in remarks)
    assert remarks[0].how_to_fix != remarks[1].how_to_fix
