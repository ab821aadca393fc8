"""XML of PubMed and other databases."""

from __future__ import annotations

import pytest

from .ingested import only, read
from .xml_given import PUBMED


def test_a_lone_record_with_a_title_in_the_vernacular_and_all_its_fields() -> None:
    record = only(
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
    found = read(PUBMED.replace("</PubmedArticleSet>", f"{book}{other}</PubmedArticleSet>"))
    assert found.counts[0].counted == 3
    assert [record.title for record in found.records][1:] == ["A guide", "A thing"]


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
    first, second = read(text).records
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
    result = read(f"<MedlineCitationSet>{inner}{again}</MedlineCitationSet>")
    assert [(c.format, c.counted, c.read) for c in result.counts] == [("medline-xml", 2, 2)]
    assert [(r.pmid, r.year, r.container) for r in result.records] == [
        ("123", 2006, "BMC Public Health"),
        ("124", 2006, "BMC Public Health"),
    ]
    assert result.records[0].authors == ("Adams, Jean", "Advice Group")
    assert result.records[0].pmcid == "PMC1440855"


def test_an_entry_of_arxiv():
    text = """<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title><entry><id>http://arxiv.org/abs/2101.00001v2</id>
<published>2021-01-01T00:00:00Z</published><title>Homes</title><author><name>Bo Ash</name></author></entry></feed>"""
    record = only(text)
    assert (record.arxiv, record.kind, record.year) == ("2101.00001", "preprint", 2021)


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
    result = read(EBSCO)
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
    result = read(EBSCO.replace("</tig><aug><au>Oak", "<aug><au>Oak"))
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
    record = only(
        "<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>7</PMID><Book><Publisher><PublisherName>NICE"
        "</PublisherName></Publisher><BookTitle>On homes</BookTitle><PubDate><Year>2022</Year></PubDate>"
        f"<Isbn>9780306406157</Isbn></Book>{title}{types}</BookDocument></PubmedBookArticle></PubmedArticleSet>"
    )
    assert (record.kind, record.container, record.publisher) == (kind, container, "NICE")
    assert said.lower() in record.extra or kind == "report"
