"""The CSL-JSON reader: items before the place where a file breaks are not lost."""

import json

import pytest

from evidence.ingest.formats import FORMATS

CSL = FORMATS["csl-json"]


def read(text):
    return CSL.entries(text)


def test_item():
    text = json.dumps(
        [
            {
                "id": "k",
                "type": "article-journal",
                "title": "On tea",
                "author": [{"family": "Ash", "given": "A"}, {"literal": "Tea Board"}],
                "issued": {"date-parts": [[2001, 5]]},
                "DOI": "10.1000/t",
                "note": "odd",
            }
        ]
    )
    (entry,) = read(text)
    assert (entry.key, entry.kind) == ("k", "article-journal")
    assert entry.authors == ["Ash, A", "{Tea Board}"]
    assert entry.fields == {"year": "2001", "title": "On tea", "doi": "10.1000/t"}
    assert entry.extra == {"note": "odd"}


def test_lines():
    text = '[\n {"id": 1,\n  "title": "A"},\n\n {"title": "B"}, 3,\n {"id": 1, "title": "C"}\n]'
    assert [entry.line for entry in read(text)] == [2, 5, 5, 6]
    assert FORMATS["csl-json"].count(text) == 4


def test_item_that_is_no_object_is_set_aside():
    first, second = read('["x, y", {"title": "A"}]')
    assert "not an object" in first.problem.problem
    assert second.fields["title"] == "A"
    assert FORMATS["csl-json"].count('["x, y", {"title": "A"}]') == 2


@pytest.mark.parametrize("tail", ['{"title": "B", "autho', '{"title": "B"', '{title: "B"}]'])
def test_items_before_the_break_are_read(tail):
    first, second = read('[{"title": "A"},\n' + tail)
    assert (first.fields["title"], first.problem, first.line) == ("A", None, 1)
    assert second.line == 2 and "not valid JSON" in second.problem.problem


def test_an_item_with_something_behind_it_is_read_and_said():
    first, second = read('[{"title": "A"},\n{"title": "B"} x]')
    assert (first.problem, second.problem, second.fields["title"], second.line) == (None, None, "B", 2)
    assert second.raw == '{"title": "B"}' and "ends before its list does" in second.repairs[0][2]


def test_a_list_that_is_not_closed_is_remarked():
    first, second = read('[{"title": "A"},\n{"title": "B"}\n')
    assert first.repairs == []
    assert "ends before its list" in second.repairs[0][2]
    assert FORMATS["csl-json"].count('[{"title": "A"},\n{"title": "B"}\n') == 2


def test_second_document_after_the_first_is_not_lost_in_silence():
    first, second = read('{"title": "A"}\n{"title": "B"}')
    assert first.problem is None
    assert '"B"' in second.raw


@pytest.mark.parametrize(
    "item",
    [
        {"title": "A", "author": "Ash, A"},
        {"title": "A", "author": ["Ash", 3, None]},
        {"title": "A", "author": [{"family": None, "given": 4}]},
        {"title": "A", "issued": "2001"},
        {"title": "A", "issued": {"date-parts": []}},
        {"title": "A", "issued": {"date-parts": 2001}},
        {"title": ["A"], "DOI": {"x": 1}},
        {"title": None},
    ],
)
def test_values_of_the_wrong_type_do_not_crash(item):
    (entry,) = read(json.dumps([item]))
    assert entry.problem is None


def test_half_a_surrogate_pair_is_replaced():
    (entry,) = read('[{"title": "A \\ud800 B"}]')
    entry.fields["title"].encode("utf-8")
    entry.raw.encode("utf-8")
    assert entry.fields["title"].startswith("A ")


@pytest.mark.parametrize("text", ["[" * 100_000 + '"', "[]"])
def test_hostile_json_is_set_aside(text):
    assert all(entry.problem for entry in read(text))


def test_a_number_of_thousands_of_digits_is_a_value_like_another():
    (entry,) = read('[{"title": "A", "volume": ' + "9" * 5000 + "}]")
    assert entry.fields["volume"] == "9" * 5000
