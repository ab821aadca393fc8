"""What stands among the entries of a file: of another format it is read, of none it is spoken of. Nothing vanishes."""

from __future__ import annotations

import json

import pytest

from evidence.ingest.stage import Source, ingest

from .ingested import read

WORK = {"id": "k1", "title": "Homes for many", "author": [{"family": "Ash", "given": "A"}], "year": 2001}
OTHER = {**WORK, "id": "k2", "title": "Rent in towns"}
RECORD = "<record><ref-type>17</ref-type><titles><title>{}</title></titles><dates><year>2001</year></dates></record>"
ENDNOTE = f"<xml><records>\n{RECORD.format('Homes for many')}\n@@{RECORD.format('Rent in towns')}\n</records></xml>\n"
PUBMED = (
    "<PubmedArticleSet>\n<PubmedArticle><PMID>1</PMID><Article><ArticleTitle>Homes for many</ArticleTitle></Article></PubmedArticle>\n"
    "@@<PubmedArticle><PMID>2</PMID><Article><ArticleTitle>Rent in towns</ArticleTitle></Article></PubmedArticle>\n</PubmedArticleSet>\n"
)
RDF = (
    '<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="http://purl.org/net/biblio#"\n@@'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
    '<bib:Book rdf:about="#1"><z:itemType>book</z:itemType><dc:title>Homes for many</dc:title></bib:Book>\n'
    '<bib:Book rdf:about="#2"><z:itemType>book</z:itemType><dc:title>Rent in towns</dc:title></bib:Book>\n</rdf:RDF>\n'
)
FILES = {
    "a list": f"[{json.dumps(WORK)},\n@@{json.dumps(OTHER)}]\n",
    "an answer": json.dumps({"total": 2, "items": [WORK, OTHER]}).replace(', {"id": "k2"', ',\n@@{"id": "k2"')
    + "\n",
    "lines": f"{json.dumps(WORK)}\n@@{json.dumps(OTHER)}\n",
    "endnote": ENDNOTE,
    "pubmed": PUBMED,
    "rdf": RDF,
}
PASTED = {
    "bibtex": "@misc{a, title = {Shelter as found}, year = {2002}}\n",
    "ris": "TY  - JOUR\nTI  - Shelter as found\nPY  - 2002\nER  - \n",
    "refer": "%0 Book\n%T Shelter as found\n%D 2002\n",
    "nbib": "PMID- 77\nTI  - Shelter as found\nDP  - 2002\n",
    "json": '[{"title": "Shelter as found", "year": 2002}]\n',
    "endnote": f"<xml><records>{RECORD.format('Shelter as found')}</records></xml>\n",
}


@pytest.mark.parametrize("pasted", PASTED)
@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("place", ["before", "among", "after"])
def test_an_entry_of_another_format_is_read_beside_those_of_the_file(file, pasted, place):
    text, other = FILES[file], PASTED[pasted]
    among = text.replace("@@", other if place == "among" else "")
    result = read(other + among if place == "before" else among + other if place == "after" else among)
    assert sorted(record.title for record in result.records) == [
        "Homes for many",
        "Rent in towns",
        "Shelter as found",
    ]
    assert [(c.counted, c.read, c.quarantined) for c in result.counts] == [(3, 3, 0)]


@pytest.mark.parametrize("file", [name for name in FILES if name != "rdf"])
@pytest.mark.parametrize("place", ["before", "among", "after"])
def test_words_that_belong_to_nothing_are_named_with_their_line(file, place):
    text = FILES[file]
    line = {"before": 1, "among": text.split("@@")[0].count("\n") + 1, "after": text.count("\n") + 1}[place]
    among = text.replace("@@", "some words of ours\n" if place == "among" else "")
    result = read(
        "some words of ours\n" + among
        if place == "before"
        else among + "some words of ours\n"
        if place == "after"
        else among
    )
    assert len(result.records) == 2
    (said,) = result.remarks
    assert (said.line, said.value) == (line, "some words of ours")
    assert "belong to no entry and were not read" in said.problem


@pytest.mark.parametrize("file", ["a list", "endnote", "pubmed"])
def test_what_looks_like_an_entry_of_no_known_format_is_set_aside(file):
    result = read(FILES[file].replace("@@", "") + "Title: Shelter as found\nAuthor: Ash\nYear: 2002\n")
    (aside,) = result.quarantine
    assert "look like an entry" in aside.problem
    assert "Shelter as found" in aside.raw
    assert (result.counts[0].counted, result.counts[0].read) == (3, 2)


@pytest.mark.parametrize("said", ["Page 1 of 3\n", "Database: ERIC\nSearch of 3 May\n"])
def test_the_usual_lines_between_records_need_no_word(said):
    result = read(said + PASTED["ris"] + said + PASTED["ris"].replace("found", "built"))
    assert (len(result.records), result.remarks) == (2, [])


def test_long_text_between_records_is_spoken_of():
    result = read(PASTED["ris"] + "\n" + "A long report of how we searched the house.\n" * 20)
    assert [remark.line for remark in result.remarks] == [6]


@pytest.mark.parametrize("first", ["3", "null", '"x, y"', "FN x", "<hr>", "1.", "VR 1.0", "%"])
def test_an_odd_first_line_does_not_cost_the_file(first):
    result = read(f"{first}\n{json.dumps(WORK)}\n{json.dumps(OTHER)}\n")
    assert len(result.records) == 2
    assert len(result.remarks) + len(result.quarantine) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<PubmedArticleSet/>",
        '<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "a" "b">\n<PubmedArticleSet></PubmedArticleSet>',
        '<modsCollection xmlns="http://www.loc.gov/mods/v3"/>',
        "<xml><records></records></xml>",
        "<feed><title>arXiv</title></feed>",
        "<records><count>0</count></records>",
        "<responseWrapper><version>6.9</version><hitCount>0</hitCount><request><queryString>tea</queryString>"
        "<pageSize>25</pageSize></request><resultList/></responseWrapper>",
        "<feed><link href='a'/><title>arXiv</title><id>x</id><updated>2001</updated>"
        "<opensearch:totalResults>0</opensearch:totalResults><!-- <entry> --></feed>",
        "[]",
        '{"results": []}',
        '{"hits": {"total": 0, "hits": []}}',
        "title,authors,year\n",
    ],
)
def test_a_list_of_none_is_a_remark(text):
    result = read(text)
    assert [remark.problem for remark in result.remarks] == ["the file holds no entry"]
    assert (result.quarantine, result.counts[0].counted) == ([], 0)


@pytest.mark.parametrize(
    "text",
    [
        "<records><rec><name>Homes</name></rec></records>",
        "<records><work>Ash, A. (2001) On tea.</work></records>",
        "<xml><records><reference><heading>On tea</heading><year>2001</year></reference></records></xml>",
        "<collection><item label='On tea' year='2001'/></collection>",
        "<feed><title>x</title><paper><name>On tea</name></paper></feed>",
    ],
)
def test_a_list_of_what_is_not_known_is_no_list_of_none(text):
    result = read(text)
    (row,) = result.quarantine
    assert row.problem == "this is XML without records that are known here"
    assert (result.records, result.counts[0].counted) == ([], 1)


@pytest.mark.parametrize("text", ["<error>no</error>", "<xml><title>A</title></xml>", '{"error": "no"}'])
def test_an_answer_that_is_an_error_is_set_aside(text):
    assert len(read(text).quarantine) == 1


ROWS = '1,Homes for many,"Ash, Ann",2001,Rent,3,10.5555/a\n2,Rent in towns,"Elm, Bo",2002,Rent,4,10.5555/b\n'


@pytest.mark.parametrize("pasted", [PASTED["ris"], PASTED["bibtex"], PASTED["nbib"], PASTED["json"]])
def test_rows_without_their_header_are_set_aside_one_by_one_beside_another_format(pasted):
    result = read(ROWS + pasted)
    assert [record.title for record in result.records] == ["Shelter as found"]
    assert [(row.line, row.raw) for row in result.quarantine] == list(enumerate(ROWS.splitlines(), 1))
    assert result.counts[0].counted == 3


def test_what_is_left_of_a_row_between_entries_is_said():
    result = read(PASTED["ris"] + "2,On shelter in\n" + PASTED["ris"].replace("found", "built"))
    assert [(remark.line, remark.value) for remark in result.remarks] == [(5, "2,On shelter in")]


@pytest.mark.parametrize(
    "text",
    [
        "%0 Book\n%T Shelter as found\n%D 2001\n1,Homes for many,Ash,1999\n",
        "@misc{a, title = {Shelter as found}, year = {2001, 1,Homes for many,Ash,1999}}\n",
        '[{"title": "Shelter as found", "year": "2001; 1,Homes for many,Ash,1999"}]\n',
    ],
)
def test_a_row_that_ran_into_a_date_is_said_and_kept(text):
    result = read(text)
    (record,) = result.records
    assert (record.year, "Homes for many" in record.extra) == (2001, True)
    assert any(
        "more than a date" in said.problem for said in result.remarks if said.row_id == record.record_id
    )


@pytest.mark.parametrize(
    "year",
    ["2001 Mar-Apr", "Published online 5 March 2001", "2001-03-05T00:00:00Z", "March 3, 2001", "c2001, 2003"],
)
def test_a_date_of_many_words_needs_no_word(year):
    result = read(f'[{{"title": "Homes", "year": "{year}"}}]')
    assert (result.records[0].year, result.remarks) == (2001, [])


def test_a_counter_that_fails_is_said_and_costs_nothing(monkeypatch):
    from dataclasses import replace

    from evidence.ingest import chunks, formats

    def fails(text):
        raise IndexError("no")

    ris = replace(formats.FORMATS["ris"], count=fails)
    monkeypatch.setattr(chunks, "sniff", lambda text, faults=None: ris)
    result = read(PASTED["ris"])
    assert (len(result.records), result.counts[0].counted) == (1, 1)
    assert "IndexError: no" in result.remarks[0].problem


def test_a_format_that_fails_to_tell_a_file_does_not_claim_it_and_its_fault_is_kept(monkeypatch):
    from dataclasses import replace

    from evidence.ingest import formats, sniff

    def fails(text):
        raise KeyError("no")

    broken = tuple(replace(f, tell=fails) if f.name == "wos" else f for f in formats.FORMATS)
    monkeypatch.setattr(sniff, "FORMATS", broken)
    result = read(PASTED["ris"])
    assert len(result.records) == 1
    assert "Web of Science text (KeyError: 'no')" in result.remarks[0].problem


def test_a_line_of_refer_before_bibtex_is_no_comment():
    result = ingest(
        [Source("f", b"%T On rent and homes\n@misc{a, title = {On tea}, year = {2001}}\n% by JabRef\n")]
    )
    assert [record.title for record in result.records] == ["On tea"]
    said = [(remark.line, remark.value) for remark in result.remarks] + [
        (q.line, q.value) for q in result.quarantine
    ]
    assert said == [(1, "%T On rent and homes")]


def test_rows_beside_an_entry_pasted_into_a_table_without_names_are_set_aside_one_by_one():
    rows = [f'{n},On homes {n} a = {{b}},"Ash, Bo",2001,Rent,{n},1-{n},10.1000/{n}' for n in range(4)]
    rows.insert(1, "@misc{pasted, title = {Pasted}, year = {2001}}")
    result = read("\n".join(rows))
    assert [r.title for r in result.records] == ["Pasted"]
    assert [row.line for row in result.quarantine] == [1, 3, 4, 5]
    assert result.counts[0].counted == 5


def test_a_record_of_xml_that_lost_its_beginning_above_another_list_is_set_aside():
    text = (
        "<PubmedArticleSet>\n</Year></PubDate></JournalIssue><Title>Rent</Title></Journal><ArticleTitle>Homes for many</ArticleTitle><AuthorList>"
        "<Author><LastName>Ash</LastName></Author></AuthorList></Article></MedlineCitation></PubmedArticle>\n</PubmedArticleSet>\n\n"
        f"<xml><records>{RECORD.format('Rent in towns')}</records></xml>"
    )
    result = read(text)
    assert [r.title for r in result.records] == ["Rent in towns"]
    assert ["Homes for many" in row.raw for row in result.quarantine] == [True]


def test_what_reader_and_counter_pass_over_is_told_where_it_has_a_doi(monkeypatch):
    from dataclasses import replace

    from evidence.ingest import chunks, formats, sections

    blind = replace(formats.FORMATS["csl-json"], cut=lambda text: iter(()), count=lambda text: 0)
    monkeypatch.setattr(chunks, "sniff", lambda text, faults=None: blind)
    monkeypatch.setattr(sections, "sniff", lambda text: None)
    result = read(json.dumps([{**WORK, "DOI": "10.1000/x"}]))
    assert result.quarantine or any("were not read" in remark.problem for remark in result.remarks)


def test_a_wrapper_whose_name_holds_a_line_end_gives_its_works():
    text = json.dumps({"meta": {"count": 2}, "results": [WORK, OTHER]}).replace('"results"', '"\nresults"')
    assert [r.title for r in read(text).records] == ["Homes for many", "Rent in towns"]


def test_a_record_of_ovid_that_runs_into_another_is_spoken_of():
    text = "<1>\nUI\n  1\nTI\n  On homes\nAU\n  Ash, A\nSO\n  Rent. 1(1):1-2, 2001.\nAB\n  some words\n7I\n  On rent\nAU\n  Elm, B\nSO\n  Care. 2(2):3-4, 2002.\n"
    assert any("given twice in this record: SO" in remark.problem for remark in read(text).remarks)


def test_a_header_joined_with_an_entry_above_another_table_is_said():
    text = 'No.,TI,AU,PY,SO,VL,AB1,On homes,"\ntitle,author,year\nRent in towns,"Ash, Ann",2001\n'
    result = read(text)
    assert [r.title for r in result.records] == ["Rent in towns"]
    assert any("which were not read" in remark.problem for remark in result.remarks)
