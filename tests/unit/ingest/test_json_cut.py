"""JSON that is broken: what can be mended is read, and a broken entry costs itself."""

from __future__ import annotations

import json
import random

import pytest

from .json_given import read, work

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


@pytest.mark.parametrize("behind", ["", "\n", " \n\n"])
def test_a_list_behind_an_answer_that_breaks_off_at_a_name_is_a_list_of_works(behind):
    whole = json.dumps({"data": [work(0), work(1)], "meta": {"total": 2}})
    text = whole[: whole.index("2}}")] + '\n[{"title": "Homes", "type": "book"}]' + behind
    result = read(text)
    assert [r.title for r in result.records][-1:] == ["Homes"]
    assert len(result.records) + len(result.quarantine) == 3 == result.counts[0].counted


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


@pytest.mark.parametrize("sign", ["~", "\ufffd", "see also "])
def test_a_sign_before_an_entry_costs_no_entry_that_is_broken_or_whole(sign):
    broken = json.dumps(work(1)).replace('"title"', 'title"')
    text = f"[{json.dumps(work(0))},\n{sign}{broken},\n{sign}{json.dumps(work(2))}]\n<xml><a>b</a></xml>"
    result = read(text)
    assert [record.title[:14] for record in result.records] == ["Title number 0", "Title number 2"]
    assert ["Title number 1" in row.raw for row in result.quarantine] == [True]
