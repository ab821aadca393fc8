"""RefWorks, Cochrane, NoteExpress, CNKI, refer and Web of Science text: one cutter, a table of tags each."""

import json
import random

import pytest

from evidence.ingest.formats import FORMATS
from evidence.ingest.stage import Source, ingest

from .ingested import entries, read, said

REFWORKS = """Refworks Export Tagged Format
RT=Reference Type

RT Journal Article
SR 1
A1 王小明
A1 Ash, Bo
T1 Homes for
all
JF J Homes
YR 2019
VO 4
IS 03
SP 5
OP 9
K1 homes;work
AB UK homes are few
IS not so elsewhere
SN 0378-5955
DO 10.1000/r
DS CNKI

RT Book, Section
A1 Elm, Cy
T1 Second
T2 A book
"""
COCHRANE = """Record #1 of 2
ID: CN-01
AU: Ash B
AU: Elm C
TI: Homes
SO: J Homes
YR: 2019
NO: 3
VL: 12
PG: 1-9
PM: PUBMED 12345678
XR: EMBASE 6
PT: Journal article
KY: *homes; work
DOI: 10.1000/c
AB: OBJECTIVE: to see. CONCLUSIONS: none.
US: https://example.org

Record #2 of 2
ID: CN-02
TI: Second
"""
NOTEEXPRESS = """{Reference Type}: Journal Article
{Title}: Homes
{Author}: 王小明
{Author}: 李华
{Journal}: J Homes
{Year}: 2019
{Keywords}: a;b
{ISBN/ISSN}: 0378-5955
{Database Provider}: CNKI

{Reference Type}: Thesis
{Title}: Second
"""
CNKI = """SrcDatabase-来源库: 期刊
Title-题名: 社区花园与孤独感
Author-作者: 王小明;李华丽;
Organ-单位: 某大学;
Source-文献来源: 社区研究
Keyword-关键词: 花园;;孤独
Summary-摘要: 目的: 考察花园。
结论: 无。
Year-年: 2019
Volume-卷: 12
Period-期: 03
PageCount-页码: 45-50
ISSN-国际标准刊号: 0378-5955
DOI-DOI: 10.1000/yuan

SrcDatabase-来源库: 硕士
Title-题名: 城市绿地
Author-作者: 赵六
Source-文献来源: 某师范大学
Year-年: 2020
PageCount-页码: 65
"""
CNKI_STUDY = """DataType: 1
Title-题名: 社区花园与孤独感
Author-作者: 王小明;李华丽;
Source-刊名: 社区研究
Year-年: 2019
Roll-卷: 12
PageCount-页数: 6
Page-页码: 45-50
SrcDatabase-来源库: 期刊
Link-链接: https://example.org/a?x:y

DataType: 2
Title-题名: 城市绿地
Author-作者: 赵六;
Source-学位授予单位: 某师范大学
Year-年: 2020
SrcDatabase-来源库: 硕士
"""
TEXTS = {"refworks": REFWORKS, "cochrane": COCHRANE, "noteexpress": NOTEEXPRESS, "cnki": CNKI}


def test_refworks():
    first, second = entries("refworks", REFWORKS, 2)
    assert (first.line, first.kind, first.authors) == (4, "journal article", ["王小明", "Ash, Bo"])
    assert (first.fields["title"], first.fields["issue"], first.fields["pages"]) == (
        "Homes for all",
        "03",
        "5-9",
    )
    assert first.keywords == ["homes", "work"]
    assert first.extra == {"SR": "1", "DS": "CNKI", "IS": "not so elsewhere"}
    assert (second.fields["container"], second.kind) == ("A book", "book, section")


def test_cochrane():
    first, second = entries("cochrane", COCHRANE, 2)
    assert (first.key, first.authors, first.kind) == ("CN-01", ["Ash B", "Elm C"], "journal article")
    assert (first.fields["pmid"], first.fields["volume"], first.fields["issue"]) == ("12345678", "12", "3")
    assert first.keywords == ["*homes", "work"]
    assert first.extra == {"XR": "EMBASE 6"}
    assert second.fields["title"] == "Second"


def test_noteexpress():
    first, second = entries("noteexpress", NOTEEXPRESS, 2)
    assert (first.authors, first.keywords) == (["王小明", "李华"], ["a", "b"])
    assert first.fields["issn"] == "0378-5955"
    assert first.extra == {"Database Provider": "CNKI"}
    assert second.kind == "thesis"


@pytest.mark.parametrize("text", [CNKI, CNKI_STUDY])
def test_cnki_in_both_of_its_ways(text):
    first, second = entries("cnki", text, 2)
    assert (first.kind, first.authors) == ("期刊", ["王小明", "李华丽"])
    fields = ("title", "container", "year", "volume", "pages")
    assert [first.fields[name] for name in fields] == ["社区花园与孤独感", "社区研究", "2019", "12", "45-50"]
    assert (second.kind, second.authors, second.fields["publisher"]) == ("硕士", ["赵六"], "某师范大学")
    assert not {"container", "pages"} & second.fields.keys()
    assert [(c.format, c.counted, c.read) for c in ingest([Source("f", text.encode())]).counts] == [
        ("cnki", 2, 2)
    ]


def test_what_cnki_alone_says_in_chosen_fields():
    first, _ = entries("cnki", CNKI, 2)
    assert (first.fields["issue"], first.fields["issn"], first.fields["doi"]) == (
        "03",
        "0378-5955",
        "10.1000/yuan",
    )
    assert first.keywords == ["花园", "孤独"]
    assert first.fields["abstract"].endswith("结论: 无。")


@pytest.mark.parametrize("name", TEXTS)
def test_they_are_told_by_their_content(name):
    result = ingest([Source("f", TEXTS[name].encode())])
    assert [(c.format, c.counted, c.read) for c in result.counts] == [(name, 2, 2)]


def test_refer_without_kinds_and_with_two():
    first, second = entries("refer", "%A B. Ash\n%T Corn\n%D 1891\n\n%A C. Elm\n%T Wheat\n%D 1892\n", 2)
    assert (first.fields["title"], second.fields["year"]) == ("Corn", "1892")
    (entry,) = entries("refer", "%0 Serial\n%0 Audio\n%T Talks\n%Q Radio House\n%X one two\n\n%U http://x\n")
    assert (entry.kind, entry.extra["%0"], entry.authors) == ("serial", "Audio", ["{Radio House}"])
    assert entry.fields["url"] == "http://x"


def test_refer_with_the_title_above_the_kind():
    text = "%T Trust in teams\n%0 Journal Article\n%A Ash, B.\n%D 2021\n\n%T Index\n%D 2021\n\n%T Homes\n%0 Book\n%A Elm, C.\n"
    found = [(entry.kind, entry.fields["title"], entry.authors) for entry in entries("refer", text, 3)]
    assert found == [
        ("journal article", "Trust in teams", ["Ash, B."]),
        ("", "Index", []),
        ("book", "Homes", ["Elm, C."]),
    ]


def test_two_people_of_one_name_are_two_and_a_second_tag_says_nobody_again():
    text = "TY  - JOUR\nAU  - Wang, Y.\nAU  - Li, X.\nAU  - Wang, Y.\nTI  - A\nER  - \n"
    again = "TY  - JOUR\nA1  - Wang, Y.\nA1  - Li, X.\nAU  - Wang, Y.\nAU  - Li, X.\nTI  - A\nER  - \n"
    assert [entry.authors for entry in entries("ris", text)] == [["Wang, Y.", "Li, X.", "Wang, Y."]]
    assert [entry.authors for entry in entries("ris", again)] == [["Wang, Y.", "Li, X."]]


def test_a_kind_that_says_nothing_gives_way_to_the_letter():
    (entry,) = entries("wos", "PT J\nDT -\nTI A\nER\n")
    assert entry.kind == "article"


def test_pages_of_zoological_record_and_article_numbers():
    first, second = entries(
        "wos", "FN X\nPT J\nTI A\nPS 746-754\nER\n\nPT J\nTI B\nBP \nAR UNSP 12\nER\nEF\n", 2
    )
    assert (first.fields["pages"], second.fields["pages"]) == ("746-754", "12")


def test_names_on_one_line_are_handed_on_and_editors_stand_in():
    first, second = entries("wos", "PT J\nAU Ash, A; Elm, B\nTI A\nER\n\nPT B\nTI B\nBE Fir, C\nER\n", 2)
    assert (first.authors, second.authors) == (["Ash, A; Elm, B"], ["Fir, C"])


@pytest.mark.parametrize(
    "name", ["ris", "nbib", "wos", "refer", "refworks", "ovid", "cochrane", "noteexpress", "cnki"]
)
def test_nothing_that_stands_in_a_record_is_lost(name):
    """Every word of a record is in a field, among the authors or keywords, or in `extra`."""
    line = {
        "ris": ("TY  - JOUR", "{}  - {}", ["TI", "AU", "A2", "M3", "SN", "ZZ", "N1", "C7", "EP"]),
        "nbib": ("PMID- 7", "{:<4}- {}", ["TI", "AU", "FAU", "ED", "IS", "ZZ", "PT", "LID"]),
        "wos": ("PT J", "{} {}", ["TI", "AU", "AF", "BE", "AR", "ZZ", "EP", "CR", "DT"]),
        "refer": ("%0 Book", "%{} {}", ["T", "A", "E", "@", "R", "Z", "9"]),
        "refworks": ("RT Book", "{} {}", ["T1", "A1", "A2", "SN", "U1", "OP"]),
        "ovid": ("<1. >", "{}  - {}", ["TI", "AU", "ED", "IS", "ZZ", "PG", "PT", "CT"]),
        "cochrane": ("Record #1 of 1", "{}: {}", ["TI", "AU", "PM", "SN", "ZZ"]),
        "noteexpress": ("{Reference Type}: Book", "{{{}}}: {}", ["Title", "Author", "ISSN", "Tag"]),
        "cnki": (
            "SrcDatabase-来源库: 图书",
            "{}-名: {}",
            ["Title", "Author", "ISSN", "PageCount", "Fund", "DOI"],
        ),
    }
    begins, form, tags = line[name]
    chance = random.Random(name)
    for _ in range(30):
        chosen = ["TI"] * (tags[0] == "TI") + [chance.choice(tags) for _ in range(12)]
        words = [f"word{number}x" for number in range(len(chosen))]
        text = "\n".join([begins, *map(form.format, chosen, words)])
        (entry,) = FORMATS[name].entries(text)
        assert entry.problem is None
        kept = " ".join(map(str, (entry.fields, entry.authors, entry.keywords, entry.extra, entry.kind)))
        assert [word for word in words if word not in kept] == []


def test_words_of_web_of_science_are_wrapped_and_its_names_stand_one_a_line():
    (record,) = ingest(
        [
            Source(
                "f",
                b"FN Clarivate\nVR 1.0\nPT J\nAU Ash, A\n   Elm, B\nTI On tea\n"
                b"DE Nanodot array; Bit-patterned\n   media; alloy\nID SOCIAL POLICY; LOCAL STRATEGIC\n   PARTNERSHIPS\n"
                b"C1 [Ash, A] Univ York, York, England.\n   [Elm, B] Univ Bath, Bath, England.\n"
                b"WC Social Sciences,\n   Interdisciplinary; Law\nRI Ash, Ann/A-1-2001; Elm,\n   Bo/B-2-2002\n"
                b"CR Oak D, 1999, J TEA\n   Yew E, 1998, J RENT\nPY 2001\nER\n\nEF\n",
            )
        ]
    ).records
    assert record.authors == ("Ash, A", "Elm, B")
    assert record.keywords == (
        "Nanodot array",
        "Bit-patterned media",
        "alloy",
        "SOCIAL POLICY",
        "LOCAL STRATEGIC PARTNERSHIPS",
    )
    extra = json.loads(record.extra)
    assert extra["WC"] == "Social Sciences, Interdisciplinary; Law"
    assert extra["RI"] == "Ash, Ann/A-1-2001; Elm, Bo/B-2-2002"
    assert extra["CR"] == "Oak D, 1999, J TEA; Yew E, 1998, J RENT"
    assert extra["C1"] == "[Ash, A] Univ York, York, England.; [Elm, B] Univ Bath, Bath, England."


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("ris", "TY  - CHAP\nTI  - T\nA2  - Elm, Ed\nER  - \n", "secondary_authors"),
        ("nbib", "PMID- 7\nBTI - T\nFED - Elm, Ed\n", "FED"),
        ("wos", "PT B\nTI T\nBE Elm, Ed\nER\n", "BE"),
        ("refer", "%0 Book\n%T T\n%E Elm, Ed\n", "%E"),
    ],
)
def test_editors_that_stand_for_authors_are_said_to_be_editors(name, text, kept):
    (entry,) = entries(name, text, 1)
    assert (entry.authors, entry.extra[kept]) == (["Elm, Ed"], "Elm, Ed")


def test_a_title_that_is_indented_and_so_goes_on_with_the_authors_is_spoken_of():
    text = (
        "FN Clarivate\nVR 1.0\nPT J\nAF Ash, Ann\n      TI On homes\nSO Rent\nPY 2001\nTI Pasted\nER\n\nEF\n"
    )
    assert any(
        "TI On homes" in remark.problem and "read as text" in remark.problem for remark in read(text).remarks
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("<CopyrightInformation>© Ash</CopyrightInformation>", 0),
        ("<div>", 0),
        ("<scp>NLP</scp>", 0),
        ("<record>", 1),
    ],
)
def test_mark_up_of_words_is_no_beginning_of_another_record(line, told):
    text = f"TY  - JOUR\nTI  - On tea\nAB  - <AbstractText>It is.</AbstractText>\n          {line}\nPY  - 2001\nER  - \n"
    assert len(said(text)) == told
