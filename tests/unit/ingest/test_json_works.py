"""JSON of works: any producer, any type of value, and a broken value costs itself."""

from __future__ import annotations

import json
import random

import pytest

from evidence.ingest.stage import Source, ingest


def read(value, **how):
    text = value if isinstance(value, str) else json.dumps(value, **how)
    return ingest([Source("f.json", text.encode("utf-8", "replace"))])


def work(n):
    return {"id": f"k{n}", "title": f"Title number {n} of homes", "author": [{"family": "Ash"}], "year": 2001}


WRAPS = {
    "list": lambda works: works,
    "items": lambda works: {"status": "ok", "message": {"facets": {}, "items": works, "total": 3}},
    "hits": lambda works: {"took": 1, "hits": {"hits": [{"_id": "1", "_source": each} for each in works]}},
    "any name": lambda works: {"x": {"y": {"ours": works}}, "next": "z"},
    "attributes": lambda works: {"data": [{"id": "1", "type": "dois", "attributes": each} for each in works]},
    "edges": lambda works: {"data": {"search": {"edges": [{"node": each} for each in works]}}},
    "by number": lambda works: {"result": {"uids": ["1"], **{str(n): each for n, each in enumerate(works)}}},
    "pages": lambda works: [{"results": works[:2]}, {"results": works[2:]}],
    "titled list": lambda works: {"title": "My list", "references": works},
}


@pytest.mark.parametrize("name", WRAPS)
@pytest.mark.parametrize("indent", [None, 2, "\t"])
def test_works_are_found_wherever_their_list_stands(name, indent):
    result = read(WRAPS[name]([work(n) for n in range(4)]), indent=indent)
    assert [(c.counted, c.read, c.quarantined) for c in result.counts] == [(4, 4, 0)]
    assert [record.title for record in result.records] == [f"Title number {n} of homes" for n in range(4)]


def test_works_that_a_work_cites_are_not_entries():
    result = read({**work(1), "references": [work(2), work(3)]})
    assert [record.title for record in result.records] == ["Title number 1 of homes"]
    assert result.counts[0].counted == 1


@pytest.mark.parametrize("text", ['{"total": 0, "items": []}', "[]"])
def test_an_answer_without_works_is_no_loss(text):
    result = read(text)
    assert (result.records, result.quarantine) == ([], [])
    assert [(c.counted, c.read, c.quarantined) for c in result.counts] == [(0, 0, 0)]
    assert [remark.problem for remark in result.remarks] == ["the file holds no entry"]


def test_an_error_of_an_interface_is_set_aside():
    result = read({"error": "rate limit", "details": []})
    assert len(result.quarantine) == 1


MENDED = {
    "a comma too many": '[{"title": "A homes", "year": 2001,}, {"title": "B homes", "year": 2002}]',
    "no comma between": '[{"title": "A homes" "year": 2001} {"title": "B homes", "year": 2002}]',
    "comments": '// from us\n[{"title": "A homes", /* yes */ "year": 2001}, {"title": "B homes", "year": 2002}]',
    "a raw line end": '[{"title": "A\nhomes", "year": 2001}, {"title": "B homes", "year": 2002}]',
    "two lists": '[{"title": "A homes", "year": 2001}]\n[{"title": "B homes", "year": 2002}]',
}


# Where the comma or the comment within an entry was: what stands between entries changes none of them.
SAID_TO_BE_MENDED = {"a comma too many": [1], "no comma between": [1], "comments": [2]}


@pytest.mark.parametrize("name", MENDED)
def test_what_can_be_mended_is_read(name):
    result = read(MENDED[name])
    assert [(r.title, r.year) for r in result.records] == [("A homes", 2001), ("B homes", 2002)]
    assert result.quarantine == []
    assert [r.line for r in result.remarks if "mended" in r.problem] == SAID_TO_BE_MENDED.get(name, [])


def damaged(text, how, chance):
    quotes = [n for n, char in enumerate(text) if char == '"']
    if how == "no end":
        return text[:-1]
    if how == "a quote less":
        at = chance.choice(quotes)
        return text[:at] + text[at + 1 :]
    if how == "cut":
        return text[: chance.randrange(len(text) // 3, len(text) - 1)]
    at = chance.randrange(1, len(text) - 1)
    return text[:at] + "@@" + text[at:]


@pytest.mark.parametrize("how", ["no end", "a quote less", "cut", "junk"])
@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("wrap", ["list", "items", "lines"])
def test_a_broken_entry_costs_itself(how, indent, wrap):
    chance = random.Random(12)
    for _ in range(15):
        works = [json.dumps(work(n), indent=None if wrap == "lines" else indent) for n in range(5)]
        hit = chance.randrange(1, 5)
        works[hit] = damaged(works[hit], how, chance)
        text = "\n".join(works) if wrap == "lines" else "[" + ",\n".join(works) + "]"
        result = read('{"message": {"items": ' + text + "}}" if wrap == "items" else text)
        titles = {record.title for record in result.records}
        assert titles >= {f"Title number {n} of homes" for n in range(5) if n != hit}, text
        assert len(result.records) + len(result.quarantine) >= 5, text


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
    result = ingest([Source("f", text.encode())])
    assert (len(result.records), len(result.quarantine)) == (0, 1)


def test_a_name_is_a_title_where_a_work_is_described():
    text = '{"@type": "ScholarlyArticle", "name": "Homes", "datePublished": "2001", "author": {"name": "Ann Ash"}}'
    assert [record.title for record in ingest([Source("f", text.encode())]).records] == ["Homes"]


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
    records = ingest([Source("f.json", _solr(id="1", **fields).encode())]).records
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
    (record,) = ingest([Source("f.json", text.encode())]).records
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


TABLES = {
    "split": {
        "columns": ["title", "year"],
        "index": [0, 1],
        "data": [["Homes, flats", 2001], ["Rent", 2002]],
    },
    "index": {"0": {"title": "Homes, flats", "year": 2001}, "1": {"title": "Rent", "year": 2002}},
    "columns": {"title": {"0": "Homes, flats", "1": "Rent"}, "year": {"0": 2001, "1": 2002}},
    "lists": {"title": ["Homes, flats", "Rent"], "year": [2001, 2002]},
    "records": [{"title": "Homes, flats", "year": 2001}, {"title": "Rent", "year": 2002}],
    "table": {
        "schema": {"fields": [{"name": "title", "type": "string"}, {"name": "year", "type": "integer"}]},
        "data": [{"title": "Homes, flats", "year": 2001}, {"title": "Rent", "year": 2002}],
    },
    "rows of a query": {
        "data": {
            "cols": [{"name": "title"}, {"name": "year"}],
            "rows": [["Homes, flats", 2001], ["Rent", 2002]],
        }
    },
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("indent", [None, 1])
def test_tables_are_read_however_they_stand_in_json(name, indent):
    result = read(TABLES[name], indent=indent)
    assert [(r.title, r.year) for r in result.records] == [("Homes, flats", 2001), ("Rent", 2002)]
    assert [(c.counted, c.read, c.quarantined) for c in result.counts] == [(2, 2, 0)]


def test_values_without_the_names_of_their_columns_are_refused():
    (row,) = read([["Homes", 2001], ["Rent", 2002]]).quarantine
    assert "without the names of their columns" in row.problem and "orient='records'" in row.how_to_fix


def test_one_work_of_lists_is_no_table():
    (record,) = read({"title": ["Homes"], "author": [{"family": "Ash"}], "DOI": ["10.1000/a"]}).records
    assert (record.title, record.doi) == ("Homes", "10.1000/a")


@pytest.mark.parametrize(
    "deep", [lambda a, b: {"results": [a, b]}, lambda a, b: [{"results": [a]}, {"results": [b]}]]
)
def test_a_list_of_titles_and_no_more_is_a_list_of_works(deep):
    result = read(deep({"id": 1, "title": "Homes"}, {"id": 2, "title": "Rent"}))
    assert [r.title for r in result.records] == ["Homes", "Rent"]
    assert [(c.counted, c.read, c.quarantined) for c in result.counts] == [(2, 2, 0)]


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


def test_a_key_that_is_a_doi_is_the_doi():
    docs = [
        {"id": "10.1371/journal.pone.0012345", "journal": "PLoS ONE", "title_display": "Homes", "score": 4.2}
    ]
    (record,) = read({"response": {"numFound": 1, "docs": docs}}).records
    assert (record.doi, record.container) == ("10.1371/journal.pone.0012345", "PLoS ONE")


@pytest.mark.parametrize("behind", ["", "\n", " \n\n"])
def test_a_list_behind_an_answer_that_breaks_off_at_a_name_is_a_list_of_works(behind):
    whole = json.dumps({"data": [work(0), work(1)], "meta": {"total": 2}})
    text = whole[: whole.index("2}}")] + '\n[{"title": "Homes", "type": "book"}]' + behind
    result = read(text)
    assert [r.title for r in result.records][-1:] == ["Homes"]
    assert len(result.records) + len(result.quarantine) == 3 == result.counts[0].counted


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


def test_a_broken_entry_behind_a_mended_one_costs_itself():
    """How an entry begins is learnt from a mended one too."""
    whole = [json.dumps(work(n)) for n in range(4)]
    mended = whole[0][:-1] + ",}"
    broken = '{"abstract": "a" "id": "k1", "title" "Title number 1 of homes"}'
    result = read(f"[{mended}, {broken}, {whole[2]}, {whole[3]}]")
    assert [record.title[:14] for record in result.records] == [
        "Title number 0",
        "Title number 2",
        "Title number 3",
    ]
    assert len(result.quarantine) == 1


def test_a_sign_between_a_list_and_its_first_entry_costs_no_other():
    text = json.dumps({"data": [work(n) for n in range(3)]}).replace("[{", "[\ufffd{", 1)
    result = read(text)
    assert [record.title[:14] for record in result.records][-2:] == ["Title number 1", "Title number 2"]
    assert len(result.records) + len(result.quarantine) == result.counts[0].counted == 3


def test_a_broken_entry_behind_text_that_is_no_json_is_set_aside():
    text = f'[{json.dumps(work(0))},\n<xml><a>b</a></xml>\n  {{"id": "k1", "title": "Homes", "author":\u2028 []}}]'
    result = read(text)
    assert [record.title for record in result.records] == ["Title number 0 of homes"]
    assert ["Homes" in row.raw for row in result.quarantine] == [True] and result.counts[0].counted == 2


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
