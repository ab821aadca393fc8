"""JSON of works that ran together or lost a sign: the works around it are read."""

import json

import pytest

from .ingested import read


def test_a_broken_object_of_json_does_not_swallow_its_list():
    work = '{"id": "%s", "title": "On tea %s", "year": 2001, "doi": "", "tags": [{"name": "a"}], "authors": [{"name": "Ash"}]}'
    first = (work % (0, 0)).replace('[{"name": "a"}]', '[{"name": "a": [{"name": "a"}]')
    text = '{"meta": 1, "results": [' + ", ".join([first, *(work % (n, n) for n in (1, 2, 3))]) + "]}"
    result = read(text)
    assert [r.title for r in result.records] == ["On tea 1", "On tea 2", "On tea 3"]
    assert len(result.quarantine) == 1


@pytest.mark.parametrize("above", ["null", "some words"])
def test_words_joined_to_the_first_object_of_json_do_not_hide_it(above):
    text = above + '{"title": "On tea", "year": 2001, "DOI": "10.1000/x"}'
    assert [r.title for r in read(text).records] == ["On tea"]


def test_a_list_of_authors_that_does_not_end_does_not_swallow_the_works_after_it():
    works = [
        {"DOI": f"10.1000/{n}", "type": "article", "title": [f"On tea {n}"], "issued": 2001} for n in range(4)
    ]
    texts = [json.dumps(work) for work in works]
    texts[1] = texts[1].replace('"issued"', '"author": [{"family": "Ash", "issued"')
    result = read('{"items": [\n' + ",\n".join(texts) + "]}]}")
    assert {"On tea 0", "On tea 2", "On tea 3"} <= {r.title for r in result.records}


def test_a_broken_wrapper_gives_the_works_in_it():
    work = '{"DOI": "10.1000/%s", "type": "article", "title": ["On tea %s"], "issued": 2001, "volume": "1", "page": "2"}'
    text = '{"status": "ok", "items": [],[],[' + ", ".join(work % (n, n) for n in range(3)) + "]}"
    result = read(text)
    assert [r.title for r in result.records] == ["On tea 1", "On tea 2"]
    assert result.counts[0].quarantined == 1


WORK = '{"DOI": "10.1000/%s", "title": "On tea %s", "year": 2001, "volume": "1", "tags": [{"a": 1}], "page": "2"}'
# It begins with a field that the others have further on.
FIRST = '{"title": "On tea 0", "year": 2001, "volume": "1", "tags": [{"a": 1}], "page": "2"'


@pytest.mark.parametrize(
    "first",
    [
        FIRST,
        FIRST.replace("}]", "}]]") + "}",
        FIRST.replace("[{", "{") + "}",
        FIRST.replace("[{", "[{{") + "}",
        FIRST.replace('[{"a": 1}]', '[{"b": {"title": "x"}, "volume": 1]') + "}",
    ],
    ids=["no brace", "a bracket more", "no bracket", "a brace more", "no brace within"],
)
def test_a_first_object_that_begins_otherwise_and_is_broken_costs_itself(first):
    result = read(f"[{first},{WORK % (1, 1)}, {WORK % (2, 2)}]")
    assert {"On tea 1", "On tea 2"} <= {r.title for r in result.records}
    assert result.counts[0].counted == 3


def test_works_that_stand_in_a_list_within_an_object_of_a_work_are_entries():
    one, two = WORK % (1, 1), WORK % (2, 2)
    first = (WORK % (0, 0))[
        :-1
    ] + ', "authorList": {"author": [{"name": "Ash", "more": {"x": [{"name": "Elm"}]}}'
    result = read(f'{{"resultList": {{"result": [{first},{one},{two}]}}}}]}}}}')
    assert {"On tea 1", "On tea 2"} <= {r.title for r in result.records}


@pytest.mark.parametrize("word", ["Infinity", "-Infinity", "NaN", "1e+30", "-1.5E-3"])
def test_a_number_that_begins_a_list_of_json_does_not_hide_it(word):
    result = read(f"[{word}, {WORK % (1, 1)}]")
    assert [r.title for r in result.records] == ["On tea 1"]
    assert result.counts[0].quarantined == 1


def test_a_work_that_lost_its_brace_is_no_part_of_what_wraps_the_others():
    lost = (WORK % (1, 1))[1:]
    result = read(f'{{"total": 3, "items": [{WORK % (0, 0)},\n]{lost},\n{WORK % (2, 2)}]}}')
    assert [r.title for r in result.records] == ["On tea 0", "On tea 2"]
    (row,) = result.quarantine
    assert "On tea 1" in row.raw


@pytest.mark.parametrize("odd", ["Infinity", "true", "-1", "3.5", "[[[]]]"])
def test_an_odd_value_before_the_first_work_does_not_hide_a_broken_wrapper(odd):
    broken = '{"doi": "x", [{"a": 1}] "title": "On rent", "year": 2001}'
    result = read(f'{{"data": [{odd}, {WORK % (1, 1)},\n{broken},\n{WORK % (2, 2)}], "meta": {{"n": 4}}}}')
    assert {"On tea 1", "On tea 2"} <= {r.title for r in result.records}


def test_fields_that_fell_out_of_the_last_work_do_not_make_one_of_what_wraps_all():
    works = ",".join(WORK % (n, n) for n in range(3))
    text = f'{{"hits": 3, "resultList": {{"result": [{works}]}}, "pubYear": "1982", "abstractText": "x", "volume": "1"}}'
    result = read(text)
    assert [r.title for r in result.records] == ["On tea 0", "On tea 1", "On tea 2"]


def test_the_journal_of_a_broken_work_is_no_model_of_the_works_after_it():
    work = '{"id": "%s", "title": "On tea %s", "year": 2001, "ids": [{"v": "x"}], "volume": "2", "page": "1", "source": {"title": "J Tea"}, "authors": [{"name": "Ash"}]}'
    first = (work % (0, 0)).replace('"volume": "2"', '"volume": "": "x"}], "volume": "2"')
    first = first.replace('"page":', '"page"[:')
    result = read('{"total": 9, "data": [' + ",\n".join([first, *(work % (n, n) for n in (1, 2, 3))]) + "]}")
    assert {"On tea 2", "On tea 3"} <= {r.title for r in result.records}


def test_a_work_pasted_into_a_date_of_another_is_spoken_of():
    text = '[{"title": "On tea", "DOI": "10.1000/x", "issued": {"date-parts": [[2001\n[{"title": "Pasted", "type": "book"}]]]}}]'
    result = read(text)
    assert [r.title for r in result.records] == ["On tea"]
    assert any("another entry, which runs into this one" in remark.problem for remark in result.remarks)


def test_a_comma_that_is_missing_between_two_authors_says_nothing_of_entries():
    result = read('[{"title": "On tea", "year": 2001, "author": [{"family": "Ash"} {"family": "Elm"}]}]')
    assert [remark.problem for remark in result.remarks] == [
        "the JSON was mended: a missing comma was put in"
    ]


@pytest.mark.parametrize("between", [",", ",\n"])
@pytest.mark.parametrize(
    ("sound", "broken"), [('"id": "a0"', '"id": "a"0"'), ('"name": "Ash"', '}{}{ "Ash"')]
)
def test_a_broken_first_work_of_a_wrapper_does_not_swallow_those_of_other_fields(between, sound, broken):
    work = '{\n "%s": "a%s",\n "type": "dois",\n "attributes": {"doi": "10.1000/%s", "creators": [{"name": "Ash"}], "titles": [{"title": "On tea %s"}], "publicationYear": 2001}}'
    works = [work % ("id", n, n, n) for n in range(3)]
    works[0] = works[0].replace(sound, broken).replace('"id"', '"ids"')
    result = read('{"data":[' + between.join(works) + '],"meta":{"total":3}}')
    assert [r.title for r in result.records] == ["On tea 1", "On tea 2"]
    assert len(result.quarantine) == 1


def test_a_word_before_an_object_behind_a_broken_work_does_not_take_its_brace():
    work = '{\n "lens_id": "%s",\n "title": "On tea %s",\n "year_published": 2001,\n "authors": [\n {"last_name": "Ash"}\n ]\n}'
    first = (work % (0, 0)).replace('"authors"', '}\n ],\n "authors"')
    result = read('{"data":[' + f"{first}, Infinity, {work % (1, 1)}, {work % (2, 2)}" + "]}")
    assert {"On tea 1", "On tea 2"} <= {r.title for r in result.records}
