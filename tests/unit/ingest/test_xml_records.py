"""EndNote XML and PubMed XML: each record alone, with its line; nothing expands."""

from __future__ import annotations

import time

import pytest

from evidence.ingest.formats import BY_NAME
from evidence.ingest.stage import Source, ingest

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
PUBMED = """<?xml version="1.0"?>
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">123</PMID><Article>
<Journal><JournalIssue><Volume>6</Volume><Issue>2</Issue><PubDate><Year>2006</Year></PubDate></JournalIssue><Title>BMC Public Health</Title></Journal>
<ArticleTitle>Advice in <i>health</i> settings</ArticleTitle><Pagination><MedlinePgn>81</MedlinePgn></Pagination>
<Abstract><AbstractText Label="AIM">To see.</AbstractText><AbstractText>Seen.</AbstractText></Abstract>
<AuthorList><Author><LastName>Adams</LastName><ForeName>Jean</ForeName></Author><Author><CollectiveName>Advice Group</CollectiveName></Author></AuthorList>
<PublicationTypeList><PublicationType>Journal Article</PublicationType></PublicationTypeList></Article></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="doi">10.1186/1471-2458-6-81</ArticleId><ArticleId IdType="pmc">PMC1440855</ArticleId></ArticleIdList></PubmedData></PubmedArticle>
</PubmedArticleSet>
"""


def test_endnote_fields_lines_and_fates() -> None:
    entries = list(BY_NAME["endnote-xml"].entries(ENDNOTE))
    assert [entry.line for entry in entries] == [3, 8, 9, 10, 11]
    first = entries[0]
    assert first.fields["title"] == "Work & welfare again" and first.authors == [
        "Krug, Gerhard",
        "Stephan, G.",
    ]
    assert (
        first.fields["doi"] == "10.1000/abc"
        and first.keywords == ["jobs"]
        and first.extra["rec-number"] == "7"
    )
    assert [bool(entry.problem) for entry in entries] == [False, True, False, False, True]


def test_endnote_conserves_its_records() -> None:
    found = ingest([Source("a.xml", ENDNOTE.encode())])
    (count,) = found.counts
    assert (count.format, count.counted, count.read, count.quarantined) == ("endnote-xml", 5, 2, 3)
    assert {q.line for q in found.quarantine} == {8, 9, 11}
    assert [record.kind for record in found.records] == ["article", "report"]


def test_pubmed_fields() -> None:
    (entry,) = BY_NAME["pubmed-xml"].entries(PUBMED)
    assert entry.fields["title"] == "Advice in health settings" and entry.fields["pmid"] == "123"
    assert entry.fields["abstract"] == "AIM: To see. Seen." and entry.fields["pmcid"] == "PMC1440855"
    (record,) = ingest([Source("p.xml", PUBMED.encode())]).records
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
    (record,) = ingest([Source("x.xml", text.encode())]).records
    assert record.title == "&b;&b;" and time.monotonic() - began < 5


def one(text: str):
    (record,) = ingest([Source("x.xml", text.encode())]).records
    return record


def test_a_lone_record_with_a_title_in_the_vernacular_and_all_its_fields() -> None:
    record = one(
        "<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>[Not Available].</ArticleTitle>"
        "<VernacularTitle>Hem och hälsa</VernacularTitle><Language>swe</Language><AuthorList><Author><LastName>Ash</LastName>"
        "<ForeName>Bo</ForeName><AffiliationInfo><Affiliation>Lund</Affiliation></AffiliationInfo></Author></AuthorList>"
        "</Article><MeshHeadingList><MeshHeading><DescriptorName>Housing</DescriptorName></MeshHeading></MeshHeadingList>"
        "</MedlineCitation></PubmedArticle>"
    )
    assert (record.title, record.keywords, record.authors) == ("Hem och hälsa", ("Housing",), ("Ash, Bo",))
    assert "swe" in record.extra and "Lund" in record.extra


def test_books_and_strangers_beside_articles_are_entries() -> None:
    book = "<PubmedBookArticle><BookDocument><Book><BookTitle>A guide</BookTitle></Book></BookDocument></PubmedBookArticle>"
    other = "<PubmedThing><Doc><ArticleTitle>A thing</ArticleTitle></Doc></PubmedThing>"
    found = ingest(
        [Source("p.xml", PUBMED.replace("</PubmedArticleSet>", f"{book}{other}</PubmedArticleSet>").encode())]
    )
    assert found.counts[0].counted == 3
    assert [record.title for record in found.records][1:] == ["A guide", "A thing"]


def test_prefixes_do_not_matter() -> None:
    for prefix in ("", "m:", "mods:"):
        text = (
            f"<{prefix}mods><{prefix}titleInfo><{prefix}nonSort>The</{prefix}nonSort><{prefix}title>Homes</{prefix}title>"
            f"</{prefix}titleInfo><{prefix}name type='corporate'><{prefix}namePart>Audit Office</{prefix}namePart>"
            f"</{prefix}name></{prefix}mods>"
        )
        record = one(text)
        assert (record.title, record.authors) == ("The Homes", ("Audit Office",))


def test_a_record_in_the_envelope_of_a_protocol_is_counted_once() -> None:
    text = (
        "<OAI-PMH><ListRecords><record><header><identifier>x</identifier></header><metadata><oai_dc:dc>"
        "<dc:title>Homes</dc:title><dc:creator>Ash, Bo</dc:creator><dc:date>2001</dc:date></oai_dc:dc></metadata></record>"
        "</ListRecords></OAI-PMH>"
    )
    found = ingest([Source("o.xml", text.encode())])
    assert found.counts[0].counted == 1
    assert (found.records[0].title, found.records[0].year) == ("Homes", 2001)


def test_two_documents_in_one_file() -> None:
    found = ingest([Source("x.xml", (PUBMED + PUBMED.replace("123", "124")).encode())])
    assert [record.pmid for record in found.records] == ["123", "124"]


def test_what_is_no_export_is_told_apart() -> None:
    for text, word in (
        ("<html><body>Log in</body></html>", "web"),
        ("<opml><body/></opml>", "OPML"),
        ("%PDF-1.4", "PDF"),
    ):
        found = ingest([Source("x", text.encode())])
        assert word in found.quarantine[0].problem and found.quarantine[0].how_to_fix


def test_words_own_bibliography_keeps_a_body_whole():
    text = (
        '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source>'
        "<b:SourceType>ConferenceProceedings</b:SourceType><b:Title>Homes</b:Title><b:DOI>10.1000/w</b:DOI>"
        "<b:Author><b:Author><b:Corporate>Shelter Developers</b:Corporate></b:Author></b:Author></b:Source></b:Sources>"
    )
    (record,) = ingest([Source("w.xml", text.encode())]).records
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
    result = ingest([Source("c.xml", text.encode())])
    assert [(c.counted, c.read, c.quarantined) for c in result.counts] == [(3, 3, 0)]
    assert [(r.title, r.doi) for r in result.records] == [
        ("Rent a", "10.1000/a"),
        ("Bare", "10.1000/b"),
        ("Rent c", "10.1000/c"),
    ]


def _of_fields(leader: str, *fields) -> str:
    inner = "".join(
        f'<datafield tag="{tag}" ind1=" " ind2=" ">'
        + "".join(f'<subfield code="{code}">{value}</subfield>' for code, value in subfields)
        + "</datafield>"
        for tag, *subfields in fields
    )
    return f"<collection><record><leader>{leader}</leader>{inner}</record></collection>"


def read_one(text: str):
    (record,) = ingest([Source("x.xml", text.encode())]).records
    return record


PART, WHOLE = "00000naa a2200000 a 4500", "00000nam a2200000 a 4500"
TITLE = ("245", ("a", "On tea"))


@pytest.mark.parametrize(
    ("leader", "field", "kind"),
    [
        (WHOLE, ("502", ("a", "Thesis (Ph.D.)")), "thesis"),
        (WHOLE, ("655", ("a", "Hochschulschrift")), "thesis"),
        (WHOLE, ("111", ("a", "Meeting on tea")), "conference"),
        (WHOLE, ("250", ("a", "2nd ed.")), "book"),
        (PART, ("773", ("t", "J Tea"), ("x", "0378-5955")), "article"),
        (PART, ("773", ("t", "A book of tea"), ("g", "p. 45-67")), "chapter"),
    ],
)
def test_the_kind_of_a_marc_record(leader, field, kind):
    assert read_one(_of_fields(leader, TITLE, field)).kind == kind


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ((("g", "Vol. 12, no. 3 (May 2001), p. 45-67"),), ("12", "3", "45-67", 2001)),
        ((("g", "12(2001)3, S. 45-67"),), ("12", "3", "45-67", 2001)),
        ((("g", "Bd. 12 (2001), Heft 3, Seite 45-67"),), ("12", "3", "45-67", 2001)),
        ((("q", "12:3<45"),), ("12", "3", "45", None)),
    ],
)
def test_where_a_part_stands_in_its_host(place, found):
    record = read_one(_of_fields(PART, TITLE, ("773", ("t", "J Tea"), *place)))
    assert (record.volume, record.issue, record.pages, record.year) == found


def test_pica_is_not_marc():
    text = _of_fields(
        "", ("002@", ("0", "Aau")), ("011@", ("a", "2001")), ("021A", ("a", "On tea"), ("d", "a history")),
        ("028A", ("d", "Ann"), ("a", "Ash")), ("033A", ("p", "London"), ("n", "Tea Press")),
    )  # fmt: skip
    record = read_one(text)
    assert (record.format, record.title, record.authors) == ("pica-xml", "On tea: a history", ("Ash, Ann",))
    assert (record.year, record.publisher, record.kind) == (2001, "Tea Press", "book")


def test_the_kind_of_crossrefs_element():
    text = (
        "<doi_record><crossref><journal><journal_metadata><full_title>J Tea</full_title></journal_metadata>"
        "<journal_article><titles><title>On tea</title></titles></journal_article></journal></crossref></doi_record>"
    )
    assert read_one(text).kind == "article"


def test_datacites_general_type_and_bodies():
    text = (
        '<resource xmlns="http://datacite.org/schema/kernel-4"><creators><creator><creatorName nameType="Organizational">'
        "Tea Works</creatorName></creator></creators><titles><title>On tea</title></titles>"
        '<resourceType resourceTypeGeneral="JournalArticle">our words</resourceType></resource>'
    )
    record = read_one(text)
    assert (record.kind, record.authors) == ("article", ("Tea Works",))


def test_a_journal_of_the_articles_name_stays():
    text = "<xml><records><record><ref-type>17</ref-type><titles><title>Housing</title><secondary-title>Housing</secondary-title></titles></record></records></xml>"
    assert read_one(text).container == "Housing"
