"""Where works stand in JSON: their list under any name, tables written as JSON, and what is no work."""

from __future__ import annotations

import pytest

from .json_given import read, work

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
