"""A join needs more where a witness is missing, and what is short of it is asked."""

from dataclasses import replace
from itertools import product

import pytest

from evidence.deduplicate.stage import deduplicate
from evidence.ingest.stage import Source, ingest

BASE = ingest([Source("x.bib", b"@article{x, title={Oak and ash in the towns of the far north}}")]).records[0]
BASE = replace(BASE, source_key="", authors=("Ash, Ann", "Elm, Bo"), year=2001, container="Journal of Trees")
PLACED = replace(BASE, record_id="a", volume="3", issue="1", pages="5-9")
NO_YEAR = replace(BASE, record_id="b", year=None, container="")
PLACES = ("Uppsala", "Maribor", "Coimbra", "Ghent", "Tartu")
COLUMN = replace(BASE, title="Oak and ash", authors=("Ash, Ann",), year=1999, container="J Trees")

PAIRS = {
    "neither a year nor a place": (BASE, NO_YEAR),
    "two journals": (replace(PLACED, pages="", volume=""), replace(BASE, container="Annals of Water")),
    "a heading twice in one volume": (replace(PLACED, title="Editorial", pages="", issue=""),) * 2,
    "the next year, and no pages on either side": (
        replace(BASE, volume="3"),
        replace(BASE, year=2002),
    ),
    "a working paper": (BASE, replace(BASE, container="Working papers")),
}
ONE = {
    "a title and no more, twice the same": (replace(NO_YEAR, authors=()),) * 2,
    "few words, by whom, when and in what, the same in two files": (
        COLUMN,
        replace(COLUMN, source_file="y.bib"),
    ),
    "a year": (BASE, replace(NO_YEAR, year=2001)),
    "a journal": (BASE, replace(NO_YEAR, container="Journal of Trees")),
    "online before it had pages": (PLACED, replace(BASE, year=2000, volume="")),
    "a month for an issue": (PLACED, replace(BASE, volume="3", issue="May")),
    "a year for a volume": (PLACED, replace(BASE, volume="2001")),
    "a month for a volume": (PLACED, replace(BASE, volume="(Jul)")),
}


def two(pair):
    return deduplicate([replace(one, record_id=f"r{n}", source_key=f"k{n}") for n, one in enumerate(pair)])


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_short_of_a_witness_is_asked_or_linked(name):
    done = two(PAIRS[name])
    assert len(done.works) == 2 and (done.maybe or done.links)


@pytest.mark.parametrize("name", ONE)
def test_what_has_a_witness_is_one_work(name):
    assert len(two(ONE[name]).works) == 1


def test_the_doubt_is_told():
    (question,) = two(PAIRS["neither a year nor a place"]).maybe
    assert "neither a year nor a journal" in question.question


def test_a_column_that_returns_in_one_long_list_is_asked_about_and_in_two_lists_it_is_one():
    others = [
        replace(
            BASE,
            record_id=f"o{n}",
            source_key=f"o{n}",
            title=f"{tree} in the wet soil of {place}",
            authors=(f"{place}, A.",),
        )
        for n, (tree, place) in enumerate(product(("Oak", "Cherry", "Hornbeam", "Larch", "Juniper"), PLACES))
    ]
    column = [replace(COLUMN, record_id=f"r{n}", source_key=f"k{n}") for n in range(2)]
    one = deduplicate([*others, *column])
    assert len(one.works) == len(others) + 2
    assert ("r0", "r1") in {(m.record_a, m.record_b) for m in one.maybe}
    elsewhere = replace(column[1], source_file="y.bib")
    assert len(deduplicate([*others, column[0], elsewhere]).works) == len(others) + 1
