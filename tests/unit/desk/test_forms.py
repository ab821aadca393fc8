"""A form asks for what its table is declared to hold, no more and no less."""

from __future__ import annotations

import pytest

from evidence.desk.forms import Choice, Part, Shape, filled, form, parts
from evidence.extract.coded import Effect, Extract
from evidence.given.declare import given_by
from evidence.given_catalogue import DECISIONS

from ..brief.reviews import dozen

BOOK, CLAIMS = dozen().codebook, dozen().claims.items


def fields(row: type) -> dict:
    return {field.name: field for field in form(row, BOOK, CLAIMS)}


def test_an_effect_has_the_columns_of_its_table_and_a_column_for_each_facet():
    found = fields(Effect)
    assert {"effect_id", "events_1", "n_2", "statement"} <= found.keys()
    assert {"lease", "crop", "keeping", "seen"} <= found.keys() and "design" not in found
    assert not {"reviewer", "date", "withdrawn"} & found.keys()


def test_a_field_has_the_words_of_the_codebook_with_what_they_mean():
    found = fields(Extract)
    assert found["code"].choices[:2] == (
        Choice("harvest", "Harvest", "What was picked."),
        Choice("peace", "Peace among neighbours", "Quarrels or their absence."),
    )
    assert [choice.value for choice in found["keeping"].choices] == ["", "sworn", "free", "keeping_unclear"]
    assert found["lease"].shape == Shape.SEVERAL and found["keeping"].shape == Shape.ONE
    assert found["propositions"].choices[0] == Choice("G1", "G1: Shared gardens give a larger harvest.")


@pytest.mark.parametrize(
    ("name", "shape", "label"),
    [
        ("se", Shape.NUMBER, "Standard error"),
        ("effect_id", Shape.LINE, "Identifier of the estimate"),
        ("note", Shape.PROSE, "Working note"),
        ("seen", Shape.ONE, "Outcome"),
        ("events_1", Shape.NUMBER, "Events in the first arm"),
    ],
)
def test_the_shape_and_the_label_follow_from_the_declaration(name, shape, label):
    assert (fields(Effect)[name].shape, fields(Effect)[name].label) == (shape, label)


def test_what_an_estimate_is_computed_from_stands_together_and_says_for_what():
    found = dict(parts(form(Effect, BOOK, CLAIMS)))
    raw = {field.name: field.feeds for field in found[Part.RAW]}
    assert {"events_1", "n_1", "events_2", "n_2", "mean_1", "sd_2", "t"} <= raw.keys()
    assert "odds_ratio" in raw["events_2"] and "smd" not in raw["events_2"] and "smd" in raw["t"]
    assert {field.name for field in found[Part.NUMBERS]} >= {"estimate", "se", "ci_low"}
    assert all(field.required for field in found[Part.NEEDED])


def test_no_field_is_asked_for_that_a_worksheet_only_prints():
    for row in (*DECISIONS, Effect, Extract):
        assert not fields(row).keys() & {*given_by(row).shown}


def test_a_form_is_filled_with_what_a_row_holds():
    found = filled(form(Extract, BOOK), {"lease": "club;town", "paraphrase": "They dug.", "case_id": None})
    assert (
        found["lease"] == ["club", "town"]
        and found["paraphrase"] == ["They dug."]
        and found["case_id"] == [""]
    )


def test_no_two_words_of_a_field_are_called_the_same():
    """A ratio and its log least of all: who takes the one for the other enters another number."""
    for row in (*DECISIONS, Effect, Extract):
        for field in fields(row).values():
            labels = [choice.label for choice in field.choices]
            assert len(labels) == len(set(labels)), (row, field.name)


def test_a_ratio_and_its_log_are_told_apart():
    labels = {choice.value: choice.label for choice in fields(Effect)["effect_type"].choices}
    assert labels["odds_ratio"] == "odds ratio" and labels["log_odds_ratio"] == "log odds ratio"
