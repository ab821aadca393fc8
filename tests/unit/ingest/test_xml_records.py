"""EndNote XML and PubMed XML: each record alone, with its line; nothing expands."""

from __future__ import annotations

import time

import pytest

from evidence.ingest.formats import FORMATS
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
    entries = list(FORMATS["endnote-xml"].entries(ENDNOTE))
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
    (entry,) = FORMATS["pubmed-xml"].entries(PUBMED)
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
        (
            (("q", "12:3<45"), ("g", "Vol. 12, no. 3 (May 2001), 45-67, illustrated")),
            ("12", "3", "45-67", 2001),
        ),
        (
            (("g", "volume:12"), ("g", "year:2001"), ("g", "number:3"), ("g", "pages:45-67")),
            ("12", "3", "45-67", 2001),
        ),
        ((("g", "year:2001 number:3 volume:12 pages:45-67"),), ("12", "3", "45-67", 2001)),
        ((("g", "12(3):45-67"),), ("12", "", "45-67", None)),
    ],
)
def test_where_a_part_stands_in_its_host(place, found):
    record = read_one(_of_fields(PART, TITLE, ("773", ("t", "J Tea"), *place)))
    assert (record.volume, record.issue, record.pages, record.year) == found


def test_the_marks_of_isbd_are_no_part_of_the_values_of_marc():
    record = read_one(
        _of_fields(
            WHOLE,
            ("020", ("a", "9780306406157 (pbk.) :"), ("c", "£20")),
            ("024", ("a", "10.1000/abc.1"), ("2", "doi")),
            ("100", ("a", "Ash, Bo,"), ("d", "1950-"), ("e", "author.")),
            (
                "245",
                ("a", "Homes for all."),
                ("n", "Part 2,"),
                ("p", "Flats :"),
                ("b", "a review /"),
                ("c", "Bo Ash."),
            ),
            ("260", ("a", "London :"), ("b", "Tea Press,"), ("c", "c2001.")),
            ("490", ("a", "Studies in homes ;"), ("v", "12")),
            ("650", ("a", "Charities.")),
            ("700", ("a", "Elm, Cy,"), ("e", "editor.")),
            ("700", ("a", "Oak, Di."), ("t", "Another work.")),
            ("710", ("a", "Tea Board."), ("b", "Leaf Office.")),
        )
    )
    assert record.title == "Homes for all. Part 2, Flats: a review"
    assert record.authors == ("Ash, Bo", "Tea Board. Leaf Office")
    assert (record.publisher, record.year, record.container) == ("Tea Press", 2001, "Studies in homes")
    assert (record.isbn, record.doi, record.keywords) == ("9780306406157", "10.1000/abc.1", ("Charities",))
    assert '"editor": "Elm, Cy"' in record.extra


@pytest.mark.parametrize(
    ("codes", "title"),
    [
        ((("a", "What next? /"), ("c", "B. Ash")), "What next?"),
        ((("a", "Rent ="), ("b", "Miete /")), "Rent = Miete"),
        ((("a", "Homes"), ("h", "[electronic resource] :"), ("b", "a review /")), "Homes: a review"),
        ((("a", "Homes"), ("b", "a review")), "Homes: a review"),
        ((("a", "Either/or and C#"),), "Either/or and C#"),
    ],
)
def test_a_title_of_marc_is_joined_as_its_marks_say(codes, title):
    assert read_one(_of_fields(WHOLE, ("245", *codes))).title == title


def test_what_only_edited_is_an_author_where_nobody_else_is_one_of_marc():
    assert read_one(_of_fields(WHOLE, TITLE, ("700", ("a", "Elm, Cy"), ("4", "edt")))).authors == ("Elm, Cy",)


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


def test_europe_pmc():
    text = """<responseWrapper><version>6.9</version><hitCount>2</hitCount><resultList>
<result><id>31234567</id><source>MED</source><pmid>31234567</pmid><pmcid>PMC6543210</pmcid><doi>10.1000/abc.1</doi>
<title>Homes &amp; health.</title><authorString>Ash B, Homes Group.</authorString><authorList><author><fullName>Ash B</fullName>
<firstName>Bo</firstName><lastName>Ash</lastName><initials>B</initials></author><author><collectiveName>Homes Group</collectiveName>
</author></authorList><journalInfo><issue>3</issue><volume>12</volume><yearOfPublication>2012</yearOfPublication><journal>
<title>Journal of homes</title><ISOAbbreviation>J Homes</ISOAbbreviation><ISSN>0267-3037</ISSN></journal></journalInfo>
<pubYear>2012</pubYear><pageInfo>321-340</pageInfo><abstractText>Homes matter.</abstractText><pubTypeList><pubType>Journal Article
</pubType></pubTypeList></result>
<result><id>PPR1</id><title>Rent</title><authorString>Ash B, Elm CD.</authorString><journalTitle>J Rent</journalTitle><issue>2</issue>
<journalVolume>7</journalVolume><pubYear>2020</pubYear></result></resultList></responseWrapper>"""
    first, second = ingest([Source("e.xml", text.encode())]).records
    assert (first.title, first.authors, first.year) == ("Homes & health.", ("Ash, Bo", "Homes Group"), 2012)
    assert (first.container, first.volume, first.issue, first.pages) == (
        "Journal of homes",
        "12",
        "3",
        "321-340",
    )
    assert (first.doi, first.pmid, first.pmcid, first.issn) == (
        "10.1000/abc.1",
        "31234567",
        "PMC6543210",
        "0267-3037",
    )
    assert (first.abstract, first.kind) == ("Homes matter.", "article")
    assert (second.authors, second.container, second.volume, second.issue) == (
        ("Ash, B", "Elm, CD"),
        "J Rent",
        "7",
        "2",
    )


def test_records_of_medline_without_the_wrapping_of_pubmed():
    inner = (
        PUBMED.split("<PubmedArticle>")[1]
        .split("<PubmedData>")[0]
        .replace("</MedlineCitation>", '<OtherID Source="NLM">PMC1440855</OtherID></MedlineCitation>')
    )
    again = inner.replace(">123<", ">124<")
    result = ingest([Source("m.xml", f"<MedlineCitationSet>{inner}{again}</MedlineCitationSet>".encode())])
    assert [(c.format, c.counted, c.read) for c in result.counts] == [("medline-xml", 2, 2)]
    assert [(r.pmid, r.year, r.container) for r in result.records] == [
        ("123", 2006, "BMC Public Health"),
        ("124", 2006, "BMC Public Health"),
    ]
    assert result.records[0].authors == ("Adams, Jean", "Advice Group")
    assert result.records[0].pmcid == "PMC1440855"


def test_references_of_tei():
    text = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><back><div><listBibl>
<biblStruct xml:id="b0"><analytic><title level="a" type="main">Homes for all</title><author><persName><forename type="first">Bo</forename>
<forename type="middle">C</forename><surname>Ash</surname></persName></author><idno type="DOI">10.1000/abc.1</idno></analytic><monogr>
<title level="j">Housing Studies</title><imprint><biblScope unit="volume">24</biblScope><biblScope unit="issue">3</biblScope>
<biblScope unit="page" from="5" to="9"/><date type="published" when="2009-04"/></imprint></monogr></biblStruct>
<biblStruct xml:id="b1"><monogr><title level="m">A book of care</title><author><orgName>Tea Board</orgName></author><imprint>
<date>2001</date><publisher>Tea Press</publisher></imprint></monogr></biblStruct>
<biblStruct><analytic><title level="a">A chapter</title><author><persName><surname>Yew</surname></persName></author></analytic>
<monogr><title level="m">A book of care</title><editor><persName><surname>Oak</surname></persName></editor><imprint>
<biblScope unit="page">12-15</biblScope></imprint></monogr></biblStruct></listBibl></div></back></text></TEI>"""
    article, book, chapter = ingest([Source("t.xml", text.encode())]).records
    assert (article.title, article.authors, article.year) == ("Homes for all", ("Ash, Bo C",), 2009)
    assert (article.container, article.volume, article.issue, article.pages) == (
        "Housing Studies",
        "24",
        "3",
        "5-9",
    )
    assert (article.doi, article.source_key, article.kind) == ("10.1000/abc.1", "b0", "article")
    assert (book.title, book.authors, book.container, book.kind) == (
        "A book of care",
        ("Tea Board",),
        "",
        "book",
    )
    assert (chapter.title, chapter.authors, chapter.container) == ("A chapter", ("Yew",), "A book of care")
    assert (chapter.pages, chapter.kind) == ("12-15", "chapter")


def test_tei_without_references_is_refused_with_what_to_export():
    (row,) = ingest([Source("t.xml", b"<TEI><text><body><p>Homes</p></body></text></TEI>")]).quarantine
    assert "TEI" in row.problem and "RIS" in row.how_to_fix


def test_jats_has_its_kind_in_an_attribute_and_the_year_of_its_issue():
    text = """<article article-type="research-article"><front><journal-meta><journal-title>Housing Studies</journal-title></journal-meta>
<article-meta><title-group><article-title>Homes</article-title></title-group><pub-date pub-type="epub"><year>2020</year></pub-date>
<pub-date pub-type="ppub"><year>2021</year></pub-date><volume>36</volume><abstract><sec><title>Aim</title><p>To see.</p></sec><sec>
<title>Result</title><p>Seen.</p></sec></abstract><abstract abstract-type="graphical"><p>A picture</p></abstract></article-meta></front></article>"""
    record = read_one(text)
    assert (record.kind, record.year, record.abstract) == ("article", 2021, "Aim To see. Result Seen.")
    assert '"abstract[graphical]": "A picture"' in record.extra
    alone = text.replace("<abstract>", '<abstract abstract-type="summary">').replace('"graphical"', '"toc"')
    assert read_one(alone).abstract == "Aim To see. Result Seen."


def test_names_and_roles_of_mods():
    text = """<mods><titleInfo><title>Homes</title></titleInfo><name type="personal"><namePart type="given">Cy</namePart>
<namePart type="given">D.</namePart><namePart type="family">Elm</namePart><role><roleTerm type="code">aut</roleTerm></role></name>
<name type="personal"><namePart>Oak, Di</namePart><role><roleTerm type="code">edt</roleTerm></role></name></mods>"""
    record = read_one(text)
    assert record.authors == ("Elm, Cy D.",) and "Oak, Di" in record.extra


def test_a_subtitle_of_datacite():
    text = """<resource xmlns="http://datacite.org/schema/kernel-4"><identifier identifierType="DOI">10.5281/zenodo.1</identifier>
<titles><title titleType="Subtitle">A set</title><title>Homes data</title></titles></resource>"""
    assert read_one(text).title == "Homes data: A set"


def test_unimarc_is_not_marc():
    text = _of_fields(
        "01234cam0 2200289 450", ("010", ("a", "9780306406157")), ("200", ("a", "Le logement"), ("e", "une revue")),
        ("214", ("c", "Presses"), ("d", "DL 2016")), ("606", ("a", "Logement")), ("700", ("a", "Ash"), ("b", "Bo")),
        ("701", ("a", "Elm"), ("b", "Cy")), ("702", ("a", "Oak"), ("b", "Di")),
    )  # fmt: skip
    record = read_one(text)
    assert (record.format, record.title, record.authors) == (
        "unimarc-xml",
        "Le logement: une revue",
        ("Ash, Bo", "Elm, Cy"),
    )
    assert (record.year, record.publisher, record.isbn, record.kind) == (
        2016,
        "Presses",
        "9780306406157",
        "book",
    )


def test_an_entry_of_arxiv():
    text = """<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title><entry><id>http://arxiv.org/abs/2101.00001v2</id>
<published>2021-01-01T00:00:00Z</published><title>Homes</title><author><name>Bo Ash</name></author></entry></feed>"""
    record = read_one(text)
    assert (record.arxiv, record.kind, record.year) == ("2101.00001", "preprint", 2021)


def test_who_granted_a_degree_is_no_author_of_mods():
    text = """<mods><titleInfo><title>Homes</title></titleInfo><name><namePart>Oak, Di</namePart><role><roleTerm>creator</roleTerm></role>
</name><name type="corporate"><namePart>University of X</namePart><role><roleTerm>Degree grantor</roleTerm></role></name></mods>"""
    record = read_one(text)
    assert record.authors == ("Oak, Di",) and '"Degree grantor": "University of X"' in record.extra


def test_a_mark_of_a_footnote_is_no_part_of_a_title():
    text = """<article><front><article-meta><title-group><article-title>Homes<xref ref-type="fn" rid="f1">*</xref> now
</article-title></title-group><volume>1</volume></article-meta></front></article>"""
    assert read_one(text).title == "Homes now"


def _ebsco(number: str, database: str, inside: str) -> str:
    return (
        f'<rec resultID="1"><header shortDbName="{database}" longDbName="x" uiTerm="{number}"><controlInfo>'
        f"{inside}<language>English</language></controlInfo></header></rec>"
    )


EBSCO = (
    '<?xml version="1.0" encoding="UTF-8"?><records>'
    + _ebsco(
        "104000001",
        "rzh",
        '<bkinfo/><jinfo><jtl>J Tea</jtl><issn type="Print">03785955</issn></jinfo>'
        '<pubinfo><dt year="2012" month="01" day="01">Jan2012</dt><vid>3</vid><iid>2</iid><pub>Leaf</pub></pubinfo>'
        '<artinfo><ui type="doi">10.5555/tea</ui><ppf>11</ppf><ppct>9</ppct><tig><atl>On tea</atl></tig><aug><au>Ash, Ann</au>'
        '<au>Elm, Bo</au><affil>Univ York</affil></aug><sug><subj type="thes">Housing</subj><subj type="thes">Rent</subj></sug>'
        "<ab>We drank.</ab><pubtype>Academic Journal</pubtype><doctype>Article</doctype></artinfo>",
    )
    + _ebsco(
        "12345678",
        "cmedm",
        '<jinfo><jtl>J Rent</jtl></jinfo><pubinfo><dt year="2013">2013</dt></pubinfo>'
        "<artinfo><tig><atl>On rent</atl></tig><aug><au>Oak, Di</au></aug></artinfo>",
    )
    + _ebsco(
        "b1",
        "nlebk",
        '<bkinfo><btl>Tea and towns</btl><isbn>9780306406157</isbn><aug><au>Yew, Ed</au></aug></bkinfo><pubinfo><dt year="1999"/>'
        "<pub>Leaf</pub></pubinfo><artinfo><ab>A book.</ab><doctype>Book</doctype></artinfo>",
    )
    + "</records>"
)


def test_ebsco():
    result = ingest([Source("e.xml", EBSCO.encode())])
    assert (result.quarantine, result.remarks, result.counts[0].counted) == ([], [], 3)
    tea, rent, book = result.records
    assert (tea.title, tea.authors, tea.year, tea.container) == (
        "On tea",
        ("Ash, Ann", "Elm, Bo"),
        2012,
        "J Tea",
    )
    assert (tea.volume, tea.issue, tea.pages, tea.doi) == ("3", "2", "11-19", "10.5555/tea")
    assert (tea.keywords, tea.abstract, tea.publisher) == (("Housing", "Rent"), "We drank.", "Leaf")
    assert (rent.title, rent.pmid, rent.authors, tea.pmid) == ("On rent", "12345678", ("Oak, Di",), "")
    assert (book.title, book.authors, book.year, book.container) == ("Tea and towns", ("Yew, Ed",), 1999, "")


def test_a_torn_record_of_ebsco_costs_itself():
    result = ingest([Source("e.xml", EBSCO.replace("</tig><aug><au>Oak", "<aug><au>Oak").encode())])
    assert [record.title for record in result.records] == ["On tea", "Tea and towns"]
    assert (len(result.quarantine), result.counts[0].counted) == (1, 3)


@pytest.mark.parametrize(
    ("own", "said", "kind", "container"),
    [
        ("", "", "book", ""),
        ("", "Review", "book", ""),
        ("On homes", "Review", "book", ""),
        ("On rent", "", "chapter", "On homes"),
        ("On rent", "Review", "chapter", "On homes"),
        ("On rent", "Technical Report", "report", "On homes"),
    ],
)
def test_books_of_pubmed_and_their_chapters(own, said, kind, container) -> None:
    title = f"<ArticleTitle>{own}</ArticleTitle>" if own else ""
    types = f"<PublicationType>{said}</PublicationType>" if said else ""
    record = one(
        "<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>7</PMID><Book><Publisher><PublisherName>NICE"
        "</PublisherName></Publisher><BookTitle>On homes</BookTitle><PubDate><Year>2022</Year></PubDate>"
        f"<Isbn>9780306406157</Isbn></Book>{title}{types}</BookDocument></PubmedBookArticle></PubmedArticleSet>"
    )
    assert (record.kind, record.container, record.publisher) == (kind, container, "NICE")
    assert said.lower() in record.extra or kind == "report"


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
    record = one(
        f"<xml><records><record>{kind}<titles><title>T</title></titles>{fields}</record></records></xml>"
    )
    assert record.pages == pages
    assert ("custom7" in record.extra) == (pages != "e12")


@pytest.mark.parametrize("other", ["TY  - JOUR\nTI  - Homes\nER  - ", '[{"title": "Homes", "year": 2001}]'])
def test_an_entry_behind_a_record_that_breaks_off_is_none_of_it(other) -> None:
    result = ingest([Source("f", f"{PUBMED[: PUBMED.index('<Abstract>')]}\n{other}\n".encode())])
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
