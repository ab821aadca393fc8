"""JSON of works: any producer, and any type of value."""

from __future__ import annotations

import json
import random

import pytest

from evidence.ingest import Source, ingest

from .json_given import read, work


@pytest.mark.parametrize("seed", range(40))
def test_a_field_may_have_any_type(seed):
    chance = random.Random(seed)
    values = [
        None,
        1,
        -2.5,
        10**40,
        float("nan"),
        True,
        "",
        "x",
        [],
        [None],
        [[1]],
        {},
        {"a": {"b": None}},
        [{"name": 3}],
    ]
    examples = [
        {
            "DOI": "10.1000/x",
            "title": ["T"],
            "author": [],
            "ISSN": [],
            "indexed": {},
            "issued": {},
            "subtitle": [],
        },
        {
            "id": "W1",
            "title": "T",
            "authorships": [],
            "biblio": {},
            "ids": {},
            "primary_location": {},
            "keywords": [],
        },
        {"paperId": "p", "title": "T", "authors": [], "externalIds": {}, "journal": {}, "year": 1},
        {"itemType": "book", "title": "T", "creators": [], "date": "x", "tags": []},
        {"lens_id": "l", "title": "T", "authors": [], "source": {}, "external_ids": [], "year_published": 1},
        {"title": "T", "authorString": "A", "journalInfo": {}, "authorList": {}, "pubYear": "1"},
    ]
    for example in examples:
        for name in example:
            if name != "title":
                example[name] = chance.choice(values)
        result = read([example, work(1)])
        assert not [q for q in result.quarantine if "could not be read" in q.problem], example
        assert result.counts[0].counted == 2


PRODUCERS = {
    "zotero": {
        "key": "K",
        "version": 1,
        "data": {
            "key": "K",
            "itemType": "journalArticle",
            "title": "Homes first",
            "creators": [
                {"creatorType": "author", "firstName": "Bo", "lastName": "Ash"},
                {"creatorType": "author", "name": "Audit Office"},
                {"creatorType": "editor", "firstName": "E", "lastName": "Dit"},
            ],
            "publicationTitle": "J Homes",
            "date": "2019-05",
            "DOI": "10.1000/h1",
            "extra": "kept",
        },
    },
    "lens": {
        "lens_id": "1-2",
        "title": "Homes first",
        "year_published": 2019,
        "authors": [{"first_name": "Bo", "last_name": "Ash"}, {"collective_name": "Audit Office"}],
        "source": {"title": "J Homes"},
        "external_ids": [{"type": "doi", "value": "10.1000/h1"}],
        "note": "kept",
    },
    "datacite": {
        "id": "10.1000/h1",
        "type": "dois",
        "attributes": {
            "doi": "10.1000/h1",
            "titles": [{"title": "Homes first"}],
            "creators": [
                {"name": "Ash, Bo", "nameType": "Personal", "givenName": "Bo", "familyName": "Ash"},
                {"name": "Audit Office", "nameType": "Organizational"},
            ],
            "publicationYear": 2019,
            "container": {"title": "J Homes"},
            "version": "kept",
        },
    },
    "unknown": {
        "Titel": "Homes first",
        "authors": [{"surname": "Ash", "forename": "Bo"}, {"organisation": "Audit Office"}],
        "Journal": "J Homes",
        "published": "5 May 2019",
        "doi": "https://doi.org/10.1000/h1",
        "odd": "kept",
    },
}


@pytest.mark.parametrize("name", PRODUCERS)
def test_each_producer_is_read_by_its_fields(name):
    (record,) = read([PRODUCERS[name]]).records
    assert (record.title, record.year, record.doi, record.container) == (
        "Homes first",
        2019,
        "10.1000/h1",
        "J Homes",
    )
    assert record.authors == ("Ash, Bo", "Audit Office")
    assert "kept" in record.extra


def test_a_field_given_twice_is_kept_twice():
    (record,) = read('[{"title": "A homes", "year": 1, "note": "one", "note": "two"}]').records
    assert "one" in record.extra and "two" in record.extra


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "A box", "image": "x", "features": {"y": {}}, "customizations": {"z": {"extensions": ["a.b"]}}}',
        '{"name": "app", "version": "1.0", "description": "an app", "license": "MIT", "dependencies": {"x": "1"}}',
    ],
)
def test_what_has_a_name_and_no_field_of_a_work_is_set_aside(text):
    result = read(text)
    assert (len(result.records), len(result.quarantine)) == (0, 1)


def test_a_name_is_a_title_where_a_work_is_described():
    text = '{"@type": "ScholarlyArticle", "name": "Homes", "datePublished": "2001", "author": {"name": "Ann Ash"}}'
    assert [record.title for record in read(text).records] == ["Homes"]


def test_a_key_that_is_a_doi_is_the_doi():
    docs = [
        {"id": "10.1371/journal.pone.0012345", "journal": "PLoS ONE", "title_display": "Homes", "score": 4.2}
    ]
    (record,) = read({"response": {"numFound": 1, "docs": docs}}).records
    assert (record.doi, record.container) == ("10.1371/journal.pone.0012345", "PLoS ONE")


@pytest.mark.parametrize(
    ("given", "pages"),
    [({"page-first": "7"}, "7"), ({"page": "7-12", "page-first": "7"}, "7-12"), ({"page": "7"}, "7")],
)
def test_the_first_page_of_csl(given, pages):
    (record,) = read([{"id": "a", "type": "chapter", "title": "T", **given}]).records
    assert (record.pages, record.extra) == (pages, "")


def test_editors_that_stand_for_authors_are_said_to_be_editors():
    ed = [{"family": "Elm", "given": "Ed"}]
    (record,) = read([{"id": "a", "type": "chapter", "title": "T", "author": [], "editor": ed}]).records
    assert record.authors == ("Elm, Ed",)
    assert json.loads(record.extra) == {"editor": "Elm, Ed"}


def test_inspire_lists_what_others_name():
    hit = {
        "titles": [{"title": "On tea"}],
        "authors": [{"full_name": "Ash, Bo"}, {"full_name": "Elm, Cy"}],
        "publication_info": [{"journal_title": "Tea", "journal_volume": "3", "year": 2015, "page_start": "4", "page_end": "9"}],
        "dois": [{"value": "10.1000/tea"}],
        "abstracts": [{"value": "We drank."}],
    }  # fmt: skip
    (row,) = ingest(
        [Source("a.json", json.dumps({"hits": {"hits": [{"id": "1", "metadata": hit}]}}).encode())]
    ).records
    assert (row.title, row.authors, row.year, row.container) == (
        "On tea",
        ("Ash, Bo", "Elm, Cy"),
        2015,
        "Tea",
    )
    assert (row.volume, row.pages, row.doi, row.abstract) == ("3", "4-9", "10.1000/tea", "We drank.")


def test_contributors_are_authors_where_nobody_else_is():
    trove = {"work": [{"id": "1", "title": "On tea", "contributor": ["Ash, Bo"], "issued": "1999"}]}
    (row,) = ingest([Source("a.json", json.dumps(trove).encode())]).records
    assert (row.authors, row.year) == (("Ash, Bo",), 1999)
    both = [{"title": "On tea", "creator": ["Elm, Cy"], "contributor": ["Ash, Bo"], "year": 1999}]
    (row,) = ingest([Source("a.json", json.dumps(both).encode())]).records
    assert row.authors == ("Elm, Cy",) and "Ash, Bo" in row.extra


def test_distillersr_keeps_the_reference_under_tags():
    tags = {"Journal": "Tea", "Volume": "3", "Issue": "2", "Pages": "5-9", "Year": "2001", "Type": "JOUR"}
    tags |= {"DOI": "10.1000/tea", "Accession Number": "77", "Keywords": "tea; rent"}
    form = {"9": {"form": "Screening", "user": "ella", "data": [{"question": "In?"}]}}
    work = {"refid": 5, "title": "On tea", "author": "Ash, B. C., Elm, D.", "tags": tags, "biblio_string": ""}
    (record,) = read([{**work, "data_sets": form}]).records
    assert (record.source_key, record.authors) == ("5", ("Ash, B. C.", "Elm, D."))
    assert (record.container, record.volume, record.issue, record.pages) == ("Tea", "3", "2", "5-9")
    assert (record.year, record.doi, record.kind) == (2001, "10.1000/tea", "article")
    assert record.keywords == ("tea", "rent")
    assert '\\"77\\"' in record.extra and "ella" in record.extra
