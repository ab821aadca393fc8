"""JSON in which registers, indexes and repositories answer."""

from __future__ import annotations

import json

import pytest

from .json_given import read


def _solr(**fields) -> str:
    return json.dumps(
        {"responseHeader": {"status": 0}, "response": {"numFound": 2, "docs": [fields, fields | {"id": "2"}]}}
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ["On tea"], "author": ["Ash, Ann"], "year": 2001, "journal": ["J Tea"]},
        {"title_display": "On tea", "author_display": ["Ash, Ann"], "publication_date": "2001-05-01T00:00:00Z", "journal": "J Tea"},
        {"title_tesim": ["On tea"], "author_tesim": ["Ash, Ann"], "pub_date_isi": 2001, "journal_ssim": ["J Tea"]},
        {"title_s": ["On tea"], "authFullName_s": ["Ann Ash"], "producedDateY_i": 2001, "journalTitle_s": "J Tea"},
        {"title": ["On tea"], "author": ["Ash, Ann"], "pub": "J Tea", "year": "2001"},
    ],
    ids=["plain", "display", "suffixes", "hal", "ads"],
)  # fmt: skip
def test_answers_of_solr(fields):
    records = read(_solr(id="1", **fields)).records
    assert [(r.title, r.authors, r.year, r.container) for r in records] == [
        ("On tea", ("Ash, Ann",), 2001, "J Tea")
    ] * 2


def test_mathscinet():
    issue = {
        "issue": {
            "pubYear": 2001,
            "volume": "3",
            "number": "2",
            "journal": {"shortTitle": "J. Tea", "issn": "0378-5955"},
        }
    }
    work = {"mrnumber": 1234567, "titles": {"title": "On tea"}, "authors": [{"id": 3, "name": "Ash, Ann"}]}
    text = json.dumps(
        {"total": 1, "results": [work | {"issue": issue, "paging": {"paging": {"text": "1--9"}}}]}
    )
    (record,) = read(text).records
    assert (record.title, record.authors, record.year, record.container) == (
        "On tea",
        ("Ash, Ann",),
        2001,
        "J. Tea",
    )
    assert (record.volume, record.issue, record.pages, record.issn) == ("3", "2", "1-9", "0378-5955")


def test_zenodo_writes_people_whole():
    metadata = {
        "title": "Homes",
        "creators": [{"name": "Ash, Bo"}, {"name": "Elm, Cy"}],
        "publication_date": "2011-02-01",
        "resource_type": {"type": "publication", "subtype": "article"},
        "journal": {"title": "Journal of Homes", "volume": "3"},
    }
    (record,) = read({"hits": {"hits": [{"doi": "10.5281/zenodo.1", "metadata": metadata}]}}).records
    assert record.authors == ("Ash, Bo", "Elm, Cy")
    assert (record.year, record.kind, record.container) == (2011, "article", "Journal of Homes")


def test_springer_nests_creators_and_orcid_titles():
    records = [{"title": "Homes", "creators": [{"creator": "Ash, Bo"}], "publicationDate": "2011-02-01"}]
    assert read({"records": records}).records[0].authors == ("Ash, Bo",)
    nested = [{"title": {"title": {"value": "Homes"}}, "publication-date": {"year": {"value": "2011"}}}]
    assert [(r.title, r.year) for r in read(nested).records] == [("Homes", 2011)]


def test_the_starter_interface_of_web_of_science():
    hit = {
        "uid": "WOS:000267144200002",
        "title": "Homes for all",
        "types": ["Article"],
        "source": {
            "sourceTitle": "HOUSING STUDIES",
            "publishYear": 2009,
            "volume": "24",
            "issue": "3",
            "pages": {"range": "321-340", "begin": "321", "end": "340"},
        },
        "names": {
            "authors": [{"displayName": "Ash, Bo", "wosStandard": "Ash, B"}, {"displayName": "Elm, Cy"}]
        },
        "links": {"record": "https://example.org/a", "references": "https://example.org/b"},
        "identifiers": {"doi": "10.1080/02673030902875011", "issn": "0267-3037", "pmid": "19123456"},
        "keywords": {"authorKeywords": ["housing", "charity"]},
    }
    result = read(
        {
            "metadata": {"total": 2},
            "hits": [hit, {"uid": "WOS:2", "title": "Rent", "names": {}, "source": {"publishYear": 2010}}],
        }
    )
    first, second = result.records
    assert (first.title, first.authors, first.year) == ("Homes for all", ("Ash, Bo", "Elm, Cy"), 2009)
    assert (first.container, first.volume, first.issue, first.pages) == (
        "HOUSING STUDIES",
        "24",
        "3",
        "321-340",
    )
    assert (first.doi, first.issn, first.pmid) == ("10.1080/02673030902875011", "0267-3037", "19123456")
    assert (first.keywords, first.kind, first.url) == (
        ("housing", "charity"),
        "article",
        "https://example.org/a",
    )
    assert (second.title, second.year) == ("Rent", 2010)


def test_works_of_orcid_have_their_own_identifiers_and_no_depositor_as_their_journal():
    def number(kind, value, relation):
        return {"external-id-type": kind, "external-id-value": value, "external-id-relationship": relation}

    summary = {
        "put-code": 11,
        "source": {"source-name": {"value": "A depositor"}},
        "title": {"title": {"value": "Homes"}, "subtitle": {"value": "A review"}},
        "external-ids": {
            "external-id": [
                number("doi", "10.1000/book", "part-of"),
                number("doi", "10.1000/chapter", "self"),
                number("issn", "0267-3037", "part-of"),
            ]
        },
        "type": "journal-article",
        "publication-date": {"year": {"value": "2012"}, "month": None},
        "journal-title": None,
    }
    named = {
        **summary,
        "journal-title": {"value": "Journal of Homes"},
        "contributors": {
            "contributor": [
                {
                    "credit-name": {"value": "Bo Ash"},
                    "contributor-attributes": {"contributor-role": "author"},
                },
                {
                    "credit-name": {"value": "Cy Elm"},
                    "contributor-attributes": {"contributor-role": "editor"},
                },
            ]
        },
    }
    first, second = read({"group": [{"work-summary": [summary]}, {"work-summary": [named]}]}).records
    assert (first.title, first.year, first.doi, first.issn) == (
        "Homes: A review",
        2012,
        "10.1000/chapter",
        "0267-3037",
    )
    assert (first.container, second.container, second.authors) == ("", "Journal of Homes", ("Ash, Bo",))
