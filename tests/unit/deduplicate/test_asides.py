"""What a citation says of itself behind its title is no title, and says what it is."""

from dataclasses import replace

import pyarrow as pa
import pytest

from evidence.deduplicate.asides import without_asides
from evidence.deduplicate.stage import deduplicate
from evidence.ingest.stage import Source, ingest

TITLE = "Oak and ash in the towns of the far north"
BASE = ingest([Source("x.bib", b"@article{x, title={" + TITLE.encode() + b"}}")]).records[0]
BASE = replace(BASE, source_key="", authors=("Ash, Ann", "Elm, Bo"), year=2001, pages="5-9")
GIVEN = replace(BASE, container="Proceedings of the Second Conference on Trees")

ASIDES = (
    ". Unpublished manuscript, 2001",
    ". Unpublishedmanuscript available electronically, on our web pages",
    ". Available from: https://example.org/oak",
    ", at web site: http://example.org/oak. or http://example.org/ash",
    ". Disponible en: https://example.org/oak",
    ". Verfügbar unter https://example.org/oak",
    ". Retrieved May 3, 2009, from www.example.org",
    ". An extended abstract appears in Proceedings of the Second Conference on Trees",
    ". A preliminary version of this paper was presented at the Second Conference on Trees",
    ". Manuscript submitted for publication",
)
TITLES = (
    "The unpublished manuscripts of an early forester",
    "www.example.org: how a site is read by foresters",
    "On an extended abstract that appears in every book",
    "Reading https: a web of trust",
    "Reading the web: a study of www.example.org",
    "Trees. Available light from above",
)


@pytest.mark.parametrize("aside", ASIDES)
def test_an_aside_is_cut_off(aside):
    assert without_asides(pa.array([TITLE + aside])).to_pylist() == [TITLE]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_that_speaks_of_such_things_is_whole(title):
    assert without_asides(pa.array([title])).to_pylist() == [title]


@pytest.mark.parametrize("aside", ASIDES[7:9])
def test_the_full_paper_is_not_the_extended_abstract_at_whose_place_it_seems_to_stand(aside):
    full = replace(BASE, record_id="a", title=TITLE + aside)
    given = replace(GIVEN, record_id="b")
    done = deduplicate([full, given])
    assert len(done.works) == 2 and (done.maybe or done.links)


def test_an_address_behind_a_title_parts_nothing():
    there = replace(GIVEN, record_id="a", title=TITLE + ASIDES[2])
    assert len(deduplicate([there, replace(GIVEN, record_id="b")]).works) == 1


def test_a_manuscript_by_its_title_is_not_the_article():
    manuscript = replace(BASE, record_id="a", pages="", title=TITLE + ASIDES[0])
    article = replace(BASE, record_id="b", container="Journal of Trees", volume="3")
    done = deduplicate([manuscript, article])
    assert len(done.works) == 2 and (done.maybe or done.links)
