"""A join needs more where a witness is missing, and what is short of it is asked."""

from dataclasses import replace

import pytest

from evidence.deduplicate.stage import deduplicate
from evidence.ingest.stage import Source, ingest

BASE = ingest([Source("x.bib", b"@article{x, title={Oak and ash in the towns of the far north}}")]).records[0]
BASE = replace(BASE, source_key="", authors=("Ash, Ann", "Elm, Bo"), year=2001, container="Journal of Trees")
PLACED = replace(BASE, record_id="a", volume="3", issue="1", pages="5-9")
NO_YEAR = replace(BASE, record_id="b", year=None, container="")

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
