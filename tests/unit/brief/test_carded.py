"""Which works have a card, where links to the others lead, and that the list in parts holds every row once."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from evidence.book_settings import Cards
from evidence.brief.render import Book, render
from evidence.brief.studies import shards
from evidence.brief.studies.carded import carded
from evidence.brief.tables import Tables
from evidence.deduplicate.rows import Work
from evidence.screen.rows import Screen

from .reviews import dozen
from .test_render import ENGINE


@cache
def _with(cards: Cards, all_up_to: int) -> Tables:
    own = {name: getattr(dozen(), name) for name, held in Tables.__dataclass_fields__.items() if held.init}
    wording = replace(dozen().config.brief, cards=cards, cards_for_all_up_to=all_up_to)
    return Tables(**{**own, "config": replace(dozen().config, brief=wording)})


def chosen() -> Tables:
    return _with(Cards.CHOSEN, 0)


@cache
def book() -> Book:
    return render(chosen(), ENGINE, ENGINE)


@cache
def scripts() -> dict[str, str]:
    return {name: content.decode() for name, content in book().scripts()}


def test_all_works_have_a_card_in_a_small_review_and_where_it_is_asked_for() -> None:
    every = {work.work_id for work in dozen()[Work]}
    assert carded(dozen()) == carded(_with(Cards.ALL, 0)) == every
    assert carded(_with(Cards.CHOSEN, len(every))) == every
    assert carded(chosen()) < every


def test_included_and_background_works_keep_theirs() -> None:
    kept = {w for w, row in chosen().screened.items() if row.decision in (Screen.INCLUDE, Screen.BACKGROUND)}
    assert kept and kept <= carded(chosen())
    assert all(f"studies/{work}.html" in book().texts for work in carded(chosen()))
    assert not any(
        f"studies/{w.work_id}.html" in book().texts
        for w in chosen()[Work]
        if w.work_id not in carded(chosen())
    )


def test_no_link_leads_to_a_card_that_is_not_there() -> None:
    for name, text in {**book().pages, **book().texts}.items():
        for found in re.findall(r'["(](?:\.\./)*(studies/w-[\w-]+\.html)', text):
            assert found in book().texts, (name, found)


def test_the_page_says_how_many_have_none_and_where_they_are() -> None:
    without = len(chosen()[Work]) - len(carded(chosen()))
    page = book().pages["works.md"].replace("\\", "")
    assert f"{without} of {len(chosen()[Work])} works" in page and "_static/data/works.csv" in page
    assert "no card" not in render(dozen(), ENGINE, ENGINE).pages["works.md"]


def _calls(name: str) -> list[Any]:
    found = [text for path, text in scripts().items() if re.search(rf"list/{name}-[\w-]+\.js$", path)]
    assert found
    return [json.loads(f"[{text[text.index('(') + 1 : text.rindex(')')]}]") for text in found]


def _rows() -> list[Any]:
    return [row for _, rows in sorted(_calls("rows")) for row in rows]


def test_every_work_and_case_is_a_row_once_and_none_is_lost() -> None:
    named = [re.sub(r"^studies/|\.html$|.*#work=", "", row[0]) for row in _rows()]
    works = [name for name in named if not name.startswith("case-")]
    assert sorted(works) == sorted(work.work_id for work in chosen()[Work]) and len(set(named)) == len(named)
    head = json.loads(
        scripts()["studies/data.js"].removeprefix("window.evidenceStudies = ").removesuffix(";\n")
    )
    assert head["total"] == len(named)


def _decoded(values: list[Any] | None, width: int, text: str) -> list[Any]:
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    numbers = []
    for at in range(0, len(text), width):
        number = 0
        for sign in text[at : at + width]:
            number = number * 64 + signs.index(sign)
        numbers.append(number)
    return numbers if values is None else [values[n] for n in numbers]


def test_columns_hold_what_the_rows_hold() -> None:
    columns = {name: _decoded(*more) for name, *more in _calls("column")}
    rows = _rows()
    facets = [name for name in columns if name not in ("study", "year", "fate", "claim")]
    assert columns["year"] == [row[4] for row in rows] and columns["fate"] == [row[6] for row in rows]
    assert columns["claim"] == [row[7] for row in rows] and sorted(columns["study"]) == [*range(len(rows))]
    assert sorted(json.dumps([columns[f][n] for f in facets]) for n in range(len(rows)))
    for name in facets:
        assert any(columns[name] == [row[5][n] for row in rows] for n in range(len(facets)))


def test_a_word_leads_to_the_rows_whose_titles_have_it() -> None:
    at: dict[str, list[int]] = {}
    for _, words in _calls("words"):
        for word, *steps in words:
            places, row = [], 0
            for step in steps:
                row += step
                places.append(row)
            at[word] = places
    for n, row in enumerate(_rows()):
        for word in re.findall(r"[a-z]+", row[2].lower()):
            if row[2].isascii():
                assert n in at[word]
        if "#work=" in row[0]:
            assert at[row[0].split("=")[1].lower()] == [n]


@pytest.mark.parametrize("values", [1, 64, 65, 5000])
def test_numbers_come_back_from_their_signs(values: int) -> None:
    width = shards.width_of(values)
    text = shards.in_signs(range(values), width)
    assert _decoded(None, width, text) == [*range(values)]


def test_a_title_can_end_no_script() -> None:
    ((_, script),) = shards.rows_scripts(shards.in_json(pa.array(["</script><script>alert(1)</script>"])))
    assert b"<" not in script and json.loads(script[script.index(b",") + 1 : -3]) == [
        "</script><script>alert(1)</script>"
    ]


_AWKWARD = [
    "",
    "plain",
    'Évaluation des \u2028 "quoted" \\ <b>',
    "a\tb\nc",
    "日本 2012 ß",
    "\U0001f600 smile",
    "İstanbul_x",
    "=1+1",
    " \u3000-",
    "a,b",
]


def test_texts_become_the_json_and_the_words_that_python_makes_of_them() -> None:
    texts = pa.array(_AWKWARD)
    assert shards.in_json(texts).to_pylist() == [
        shards.safe(json.dumps(text, ensure_ascii=False)) for text in _AWKWARD
    ]
    assert [{*words} - {""} for words in shards.tokens(texts).to_pylist()] == [
        shards.words(text) for text in _AWKWARD
    ]
    assert shards.folded(texts).to_pylist() == [shards.fold(text) for text in _AWKWARD]


def test_words_stand_in_the_order_of_javascript_each_with_its_rows() -> None:
    entries = pa.array(["b", "\uffee", "", "\U0001f600", "b", "b", "a"]).dictionary_encode()
    firsts, scripts = shards.words_scripts([entries[:3], entries[3:]], np.array([7, 1, 0, 2, 3, 7, 5]))
    ((_, script),) = scripts
    assert json.loads(script[script.index(b",") + 1 : -3]) == [
        ["a", 5],
        ["b", 3, 4],
        ["\U0001f600", 2],
        ["\uffee", 1],
    ]
    assert firsts == ["a"]


def test_a_list_without_a_row_is_one() -> None:
    nothing = pa.array([], pa.string())
    assert (
        list(shards.rows_scripts(nothing)) == []
        and shards.words_scripts([], np.zeros(0, np.int64))[0] == []
        and shards.words_scripts([nothing.dictionary_encode()], np.zeros(0, np.int64))[0] == []
    )
