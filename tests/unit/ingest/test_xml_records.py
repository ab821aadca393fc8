"""XML of works: each record alone, with its line, whatever wraps it; nothing expands."""

from __future__ import annotations

import time

import pytest

from evidence.ingest import Source, ingest

from .ingested import entries, only, read
from .xml_given import PUBMED

ENDNOTE = """<?xml version="1.0" encoding="UTF-8"?>
<xml><records>
<record><rec-number>7</rec-number><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Krug, Gerhard</style></author><author>Stephan, G.</author></authors></contributors>
<titles><title><style>Work &amp; welfare&nbsp;again</style></title><secondary-title>ILR Review</secondary-title></titles>
<pages>471-500</pages><volume>69</volume><dates><year>2016</year></dates>
<electronic-resource-num>10.1000/abc</electronic-resource-num><keywords><keyword>jobs</keyword></keywords></record>
<record><titles><title>Broken<title></titles></record>
<record><titles><title></title></titles><dates><year>2001</year></dates></record>
<record><ref-type name="Report">27</ref-type><titles><title>Cut off at the end</title></titles></record>
<record><titles><title>Never closed
"""


def test_endnote_fields_lines_and_fates() -> None:
    found = entries("endnote-xml", ENDNOTE, 5)
    assert [entry.line for entry in found] == [3, 8, 9, 10, 11]
    first = found[0]
    assert first.fields["title"] == "Work & welfare again" and first.authors == [
        "Krug, Gerhard",
        "Stephan, G.",
    ]
    assert (
        first.fields["doi"] == "10.1000/abc"
        and first.keywords == ["jobs"]
        and first.extra["rec-number"] == "7"
    )
    assert [bool(entry.problem) for entry in found] == [False, True, False, False, True]


def test_endnote_conserves_its_records() -> None:
    found = read(ENDNOTE)
    (count,) = found.counts
    assert (count.format, count.counted, count.read, count.quarantined) == ("endnote-xml", 5, 2, 3)
    assert {q.line for q in found.quarantine} == {8, 9, 11}
    assert [record.kind for record in found.records] == ["article", "report"]


def test_pubmed_fields() -> None:
    (entry,) = entries("pubmed-xml", PUBMED)
    assert entry.fields["title"] == "Advice in health settings" and entry.fields["pmid"] == "123"
    assert entry.fields["abstract"] == "AIM: To see. Seen." and entry.fields["pmcid"] == "PMC1440855"
    record = only(PUBMED)
    assert record.authors == ("Adams, Jean", "Advice Group") and record.doi == "10.1186/1471-2458-6-81"
    assert (record.year, record.container, record.volume, record.issue) == (
        2006,
        "BMC Public Health",
        "6",
        "2",
    )


def test_a_bomb_of_entities_is_one_broken_record() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    text = bomb + "<xml><records><record><titles><title>&b;&b;</title></titles></record></records></xml>"
    began = time.monotonic()
    record = only(text)
    assert record.title == "&b;&b;" and time.monotonic() - began < 5


def test_prefixes_do_not_matter() -> None:
    for prefix in ("", "m:", "mods:"):
        text = (
            f"<{prefix}mods><{prefix}titleInfo><{prefix}nonSort>The</{prefix}nonSort><{prefix}title>Homes</{prefix}title>"
            f"</{prefix}titleInfo><{prefix}name type='corporate'><{prefix}namePart>Audit Office</{prefix}namePart>"
            f"</{prefix}name></{prefix}mods>"
        )
        record = only(text)
        assert (record.title, record.authors) == ("The Homes", ("Audit Office",))


def test_a_record_in_the_envelope_of_a_protocol_is_counted_once() -> None:
    text = (
        "<OAI-PMH><ListRecords><record><header><identifier>x</identifier></header><metadata><oai_dc:dc>"
        "<dc:title>Homes</dc:title><dc:creator>Ash, Bo</dc:creator><dc:date>2001</dc:date></oai_dc:dc></metadata></record>"
        "</ListRecords></OAI-PMH>"
    )
    found = read(text)
    assert found.counts[0].counted == 1
    assert (found.records[0].title, found.records[0].year) == ("Homes", 2001)


def test_two_documents_in_one_file() -> None:
    found = read(PUBMED + PUBMED.replace("123", "124"))
    assert [record.pmid for record in found.records] == ["123", "124"]


def test_what_is_no_export_is_told_apart() -> None:
    for text, word in (
        ("<html><body>Log in</body></html>", "web"),
        ("<opml><body/></opml>", "OPML"),
        ("%PDF-1.4", "PDF"),
    ):
        found = read(text)
        assert word in found.quarantine[0].problem and found.quarantine[0].how_to_fix


def test_words_own_bibliography_keeps_a_body_whole():
    text = (
        '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source>'
        "<b:SourceType>ConferenceProceedings</b:SourceType><b:Title>Homes</b:Title><b:DOI>10.1000/w</b:DOI>"
        "<b:Author><b:Author><b:Corporate>Shelter Developers</b:Corporate></b:Author></b:Author></b:Source></b:Sources>"
    )
    record = only(text)
    assert (record.authors, record.kind, record.doi) == (("Shelter Developers",), "conference", "10.1000/w")


def test_an_answer_of_crossref_that_wraps_whole_records():
    record = (
        '<query status="resolved"><doi type="journal_article">10.1000/{0}</doi><crm-item name="prefix">P{1}</crm-item>'
        "<doi_record><crossref><journal><journal_metadata><full_title>Homes</full_title></journal_metadata>"
        "<journal_article><titles><title>Rent {0}</title></titles><doi_data><doi>10.1000/{0}</doi></doi_data>"
        "</journal_article></journal></crossref></doi_record></query>"
    )
    bare = '<query status="resolved"><doi type="journal_article">10.1000/b</doi><article_title>Bare</article_title></query>'
    body = [record.format("a", "x" * 3_000), bare, record.format("c", "y")]
    text = f"<crossref_result><query_result><body>{''.join(body)}</body></query_result></crossref_result>"
    result = read(text)
    assert [(c.counted, c.read, c.quarantined) for c in result.counts] == [(3, 3, 0)]
    assert [(r.title, r.doi) for r in result.records] == [
        ("Rent a", "10.1000/a"),
        ("Bare", "10.1000/b"),
        ("Rent c", "10.1000/c"),
    ]


def test_the_year_in_which_an_article_was_printed_stands_before_that_in_which_a_publisher_scanned_it():
    dates = '<publication_date media_type="{}"><year>{}</year></publication_date>'.format
    text = (
        "<doi_records><doi_record><crossref><journal><journal_metadata><full_title>Homes</full_title></journal_metadata><journal_issue>{0}</journal_issue>"
        "<journal_article><titles><title>Rent</title></titles>{0}</journal_article></journal></crossref></doi_record></doi_records>"
    )
    assert only(text.format(dates("online", 2008) + dates("print", 1996))).year == 1996
    assert only(text.format(dates("online", 2008))).year == 2008


def test_a_journal_of_the_articles_name_stays():
    text = "<xml><records><record><ref-type>17</ref-type><titles><title>Housing</title><secondary-title>Housing</secondary-title></titles></record></records></xml>"
    assert only(text).container == "Housing"


@pytest.mark.parametrize(
    ("fields", "pages"),
    [
        ("<custom7>e12</custom7>", "e12"),
        ("<pages>5-9</pages><custom7>e12</custom7>", "5-9"),
        ("<custom7>our note of 2001</custom7>", ""),
    ],
)
def test_an_article_number_of_endnote_stands_where_no_pages_do(fields, pages) -> None:
    kind = '<ref-type name="Journal Article">17</ref-type>'
    record = only(
        f"<xml><records><record>{kind}<titles><title>T</title></titles>{fields}</record></records></xml>"
    )
    assert record.pages == pages
    assert ("custom7" in record.extra) == (pages != "e12")


@pytest.mark.parametrize("other", ["TY  - JOUR\nTI  - Homes\nER  - ", '[{"title": "Homes", "year": 2001}]'])
def test_an_entry_behind_a_record_that_breaks_off_is_none_of_it(other) -> None:
    result = read(f"{PUBMED[: PUBMED.index('<Abstract>')]}\n{other}\n")
    assert "Homes" in [record.title for record in result.records]
    assert sum(count.counted for count in result.counts) == 2


def test_dblp_names_each_kind_of_work_by_an_element():
    text = """<?xml version="1.0" encoding="US-ASCII"?>
<dblp><article key="journals/tea/Ash15" mdate="2018-11-06"><author orcid="0">Bo Ash 0001</author><author>J&#252;rg Elm</author>
<title>On tea.</title><pages>12-19</pages><year>2015</year><volume>58</volume><journal>Tea</journal><number>3</number>
<ee>https://doi.org/10.1000/tea</ee></article>
<inproceedings key="conf/x/Fir16"><author>Cy Fir</author><title>On rent.</title><year>2016</year><booktitle>Proc. X</booktitle></inproceedings></dblp>"""
    read = ingest([Source("dblp.xml", text.encode())])
    one, two = read.records
    assert (one.authors, one.year, one.container) == (("Ash, Bo", "Elm, Jürg"), 2015, "Tea")
    assert (one.volume, one.issue, one.pages, one.doi) == ("58", "3", "12-19", "10.1000/tea")
    assert (two.title, two.container) == ("On rent.", "Proc. X") and not read.quarantine
