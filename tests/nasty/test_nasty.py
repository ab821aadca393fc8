"""One bad value never stops the book: pages are made, or check refuses in words. All values: `python -m tests.nasty`."""

from __future__ import annotations

import random

import pytest
import yaml

from tests.nasty import degenerate
from tests.nasty.lint import of_pages, wrongly_said
from tests.nasty.reviews import copy, diagonal, of_column, outcome
from tests.nasty.settings import places, replaced
from tests.nasty.values import NOT_UTF8, VALUES


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return copy(tmp_path_factory.mktemp("nasty") / "review")


def test_there_are_two_hundred_values_at_least() -> None:
    assert len(VALUES) >= 200


@pytest.mark.parametrize("seed", range(3))
def test_every_column_of_every_table_with_a_value_that_nobody_expects(folder, seed) -> None:
    sample = random.Random(seed).sample(VALUES, len(VALUES))
    seen = diagonal(folder, sample)
    assert seen.fault is None and not seen.refused, seen


def test_a_table_that_is_not_utf8_is_read_in_the_encoding_that_it_seems_to_have(folder) -> None:
    seen = of_column(folder, "decisions/coding-nasty.csv", "note", [NOT_UTF8])
    assert seen.fault is None and not seen.refused, seen
    assert "coding-nasty.csv" in seen.said and "was read as" in " ".join(seen.said.split())


def test_a_setting_that_nobody_expects_is_refused_or_shown(folder) -> None:
    outcome(folder)
    chance = random.Random(7)
    for name in ("config", "propositions", "codebook"):
        path = folder / "config" / f"{name}.yaml"
        whole = path.read_text()
        place = chance.choice(list(places(yaml.safe_load(whole))))
        seen = replaced(folder, path, whole, place, chance.choice(VALUES))
        path.write_text(whole)
        assert seen.fault is None, (name, place, seen)


@pytest.mark.parametrize("name", degenerate.REVIEWS)
def test_a_review_at_the_edge_of_nothing_is_built_and_reads_well(tmp_path, name) -> None:
    folder = copy(tmp_path / "review")
    (folder / "literature/records/nasty.csv").unlink()
    degenerate.REVIEWS[name](folder)
    seen = outcome(folder)
    assert seen.fault is None and not seen.refused, seen
    assert of_pages(folder / "results/brief/book") == {}


def test_a_review_without_a_record_is_refused_in_words(tmp_path) -> None:
    folder = copy(tmp_path / "review")
    degenerate.no_records(folder)
    seen = outcome(folder)
    assert seen.refused and "put at least one export" in seen.said


def test_the_lint_finds_what_it_is_for() -> None:
    for text in (
        "1 entries",
        "None of 0 groups",
        "0 of 0",
        "One works",
        "no study say",
        "two claim",
        "Of 0 rows",
    ):
        assert list(wrongly_said(f"There: {text} here.")), text
    assert not list(
        wrongly_said("21 entries, 1 entry, 10 of 20 works, one study says, two claims, 2.1 works")
    )
