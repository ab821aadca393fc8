"""What is typed is judged as `evidence check` judges the file: neither kinder nor stricter."""

from __future__ import annotations

import csv
import io

import pytest

from evidence.desk.entered import entered
from evidence.extract.coded import Effect, Extract
from evidence.given.check import check_table
from evidence.given.declare import given_by

from ..brief.reviews import dozen

BOOK = dozen().codebook
EFFECT = {
    "effect_id": "E90", "record": "ash2001", "study_label": "Ash 2001", "comparison": "garden vs none",
    "outcome_measure": "picked", "effect_type": "odds ratio", "evidence_role": "direct", "poolable": "yes",
    "seen": "harvest", "events_1": "12", "n_1": "40", "events_2": "20", "n_2": "41",
}  # fmt: skip
EXTRACT = {
    "extract_id": "X90", "case_id": "C9", "case_name": "Nine", "code": "peace", "direction": "pos",
    "paraphrase": "They talked.", "source_type": "leaflet", "lease": "club; town",
}  # fmt: skip


def typed(cells: dict[str, str], **other: str) -> dict[str, list[str]]:
    return {name: [cell] for name, cell in {**cells, **other}.items()}


def test_a_row_is_read_as_it_is_meant():
    found = entered(Extract, typed(EXTRACT) | {"lease": ["club", "town"]}, BOOK)
    assert found.usable and not found.doubts
    assert found.cells["lease"] == "club;town" and found.cells["direction"] == "positive"
    assert found.cells["caveats"] == "" and "question" not in found.cells


@pytest.mark.parametrize(
    ("row", "given", "other", "field"),
    [
        (Effect, EFFECT, {"n_1": "forty"}, "n_1"),
        (Effect, EFFECT, {"n_1": "0"}, "n_1"),
        (Effect, EFFECT, {"seen": "harvst"}, "seen"),
        (Effect, EFFECT, {"effect_type": "or of sorts"}, "effect_type"),
        (Effect, EFFECT, {"comparison": "  "}, "comparison"),
        (Effect, EFFECT, {"estimate": "1,5"}, "estimate"),
        (Extract, EXTRACT, {"direction": "up"}, "direction"),
        (Extract, EXTRACT, {"caveats": "hearsay;gossip"}, "caveats"),
        (Extract, EXTRACT, {"keeping": "sworn;free"}, "keeping"),
    ],
)
def test_each_mistake_is_told_at_its_field_and_the_file_would_be_told_the_same(row, given, other, field):
    cells = {**given, **other}
    found = entered(row, typed(cells), BOOK)
    assert list(found.problems) == [field] and not found.usable
    assert _checked(row, cells) == [field]


def test_what_is_fine_for_the_form_is_fine_for_the_file():
    assert entered(Effect, typed(EFFECT), BOOK).usable and _checked(Effect, EFFECT) == []


def _checked(row: type, cells: dict[str, str]) -> list[str]:
    """The fields of which `evidence check` complains, where these cells stand in a file."""
    names = list(dict.fromkeys([*given_by(row).needed, *cells]))
    out = io.StringIO()
    csv.writer(out).writerows([names, [cells.get(name, "") for name in names]])
    return [aside.field for aside in check_table(out.getvalue(), "x.csv", row, BOOK).set_aside]


def test_several_mistakes_are_told_at_once():
    found = entered(Effect, typed(EFFECT, n_1="forty", seen="?", effect_id=""), BOOK)
    assert set(found.problems) == {"n_1", "seen", "effect_id"}
    assert found.problems["n_1"] == "This is no number. Write a number of at least 1, alone in its cell."


def test_an_identifier_that_another_row_has_is_refused():
    assert "effect_id" in entered(Effect, typed(EFFECT), BOOK, taken={"effect_id": {"E90"}}).problems
    assert entered(Effect, typed(EFFECT), BOOK, taken={"effect_id": {"E91"}}).usable


def test_numbers_that_cannot_be_true_are_told_where_they_stand():
    assert "events_1" in entered(Effect, typed(EFFECT, events_1="41"), BOOK).problems
    wrong = typed(EFFECT, estimate="0.5", ci_low="0.6", ci_high="0.9")
    assert "excludes its estimate" in entered(Effect, wrong, BOOK).problems["estimate"]


def test_numbers_that_do_not_fit_one_another_are_a_doubt_and_no_mistake():
    found = entered(Effect, typed(EFFECT, estimate="2.5"), BOOK)
    assert found.usable and "The raw inputs give 0.45" in found.doubts["estimate"]
    half = entered(Effect, typed(EFFECT, n_2=""), BOOK)
    assert half.usable and "not complete" in half.doubts["events_1"]
