"""How well the machine and the coders did: what two people coded twice can be counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.brief.pages.classification import _precision, view

from ..reviews import dozen, review
from ..seen import described, rows

PAGE = view(dozen())


def test_two_coders_agree_on_two_leases_of_three_and_one_crop_of_two() -> None:
    found = {row[0]: row[1:] for row in rows(PAGE["coders"], "coders")}
    assert found["Form of lease"][:2] == ["2", "3"] and found["Form of lease"][2].startswith("0.67")
    assert found["Crop"][:2] == ["2", "2"] and found["Crop"][2].startswith("0.50")
    assert [row[-1] for row in found.values()] == ["1", "1"]


def test_the_machine_is_judged_on_the_works_that_people_coded() -> None:
    found = {row[0]: row[1] for row in rows(PAGE["summary"], "machine-summary")}
    assert found == {"Form of lease": "7", "Crop": "7", "Study design": "5"}
    assert PAGE["wanted"] == PAGE["confidence"] == "60 per cent"
    off = rows(PAGE["errors"], "machine-errors")
    assert [row[0] for row in off] == list(found)
    assert all(0 <= float(cell) <= 2 for row in off for cell in row[1:])
    assert [row[0] for row in rows(PAGE["baselines"], "machine-baselines")][
        -1
    ] == "Giving all the commonest code"


def test_each_facet_has_its_codes_and_a_drawing() -> None:
    codes = {row[0]: row[1] for row in rows(PAGE["facets"], "lease-codes")}
    assert codes["Garden on waste ground"] == "2"  # fir2004 and ivy2007
    assert len(described(PAGE["facets"])) == 6 and "100% answered" in described(PAGE["facets"])[0]


def test_nothing_is_said_of_a_machine_that_was_not_judged() -> None:
    page = view(review())
    assert page["summary"] == page["coders"] == []


def test_where_no_code_could_be_learnt_nothing_is_said_to_have_been_right() -> None:
    """What was never tried has no precision: neither a hundred per cent nor naught."""
    evaluation = {name: {**e, "learnt": []} for name, e in dozen().evaluation.items()}
    page = view(replace(dozen(), evaluation=evaluation))
    assert page["summary"] == page["judged"] == [] and not page["facets"]
    assert page["coders"] == PAGE["coders"], "what readers did is told all the same"


@pytest.mark.parametrize(
    ("coverage", "precision", "interval", "said"),
    [(0.5, 0.92, [0.88, 0.95], "92 per cent (88 to 95)"), (0.0, 0.0, [], "–")],
)
def test_where_nothing_is_answered_there_is_no_precision(coverage, precision, interval, said):
    told = {"coverage": coverage, "precision_where_answered": precision, "precision_interval": interval}
    assert _precision(told) == said
