"""Sentences: computed or refused."""

from __future__ import annotations

import pytest

from evidence.book_settings import Quantifier
from evidence.brief.sentences import fill, lint
from evidence.brief.words import quantifier
from evidence.errors import UserError


@pytest.mark.parametrize(
    "template", ["Of 18 claims", "Most studies agree", "It is often said", "Half of {n}", "10 per cent"]
)
def test_what_counts_without_being_computed_is_refused(template) -> None:
    assert lint(template, file="f", field="x")


@pytest.mark.parametrize("template", ["{n} studies for it", "by PRISMA 2020", "Whether {that}: {lean}"])
def test_slots_and_names_of_standards_pass(template) -> None:
    assert lint(template, file="f", field="x") == []


def test_numbers_become_words_and_shares_per_cents() -> None:
    values = {"n": 3, "share": 0.251, "big": 1352}
    text = fill("{n|capital} of {big}: {share|percent}, {big|figure}", values, file="f", field="x")
    assert text == "Three of 1,352: 25 per cent, 1,352"


def test_an_unknown_slot_names_what_is_allowed() -> None:
    with pytest.raises(UserError) as caught:
        fill("{nn}", {"n": 1}, file="config/propositions.yaml", field="P1.verdict")
    assert "{nn}" in caught.value.text() and "allowed: n" in caught.value.text()


def test_quantifiers_follow_their_thresholds() -> None:
    steps = [Quantifier(0.0, "none"), Quantifier(0.01, "some"), Quantifier(0.6, "most")]
    assert [quantifier(s, steps) for s in (0, 0.3, 0.59, 0.6, 1)] == ["none", "some", "some", "most", "most"]
