"""Vocabularies of XML that publishers, registers and libraries write: Crossref, DataCite, TEI, JATS, MODS."""

from __future__ import annotations

from .ingested import only, read


def test_the_kind_of_crossrefs_element():
    text = (
        "<doi_record><crossref><journal><journal_metadata><full_title>J Tea</full_title></journal_metadata>"
        "<journal_article><titles><title>On tea</title></titles></journal_article></journal></crossref></doi_record>"
    )
    assert only(text).kind == "article"


def test_datacites_general_type_and_bodies():
    text = (
        '<resource xmlns="http://datacite.org/schema/kernel-4"><creators><creator><creatorName nameType="Organizational">'
        "Tea Works</creatorName></creator></creators><titles><title>On tea</title></titles>"
        '<resourceType resourceTypeGeneral="JournalArticle">our words</resourceType></resource>'
    )
    record = only(text)
    assert (record.kind, record.authors) == ("article", ("Tea Works",))


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
    article, book, chapter = read(text).records
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
    (row,) = read("<TEI><text><body><p>Homes</p></body></text></TEI>").quarantine
    assert "TEI" in row.problem and "RIS" in row.how_to_fix


def test_jats_has_its_kind_in_an_attribute_and_the_year_of_its_issue():
    text = """<article article-type="research-article"><front><journal-meta><journal-title>Housing Studies</journal-title></journal-meta>
<article-meta><title-group><article-title>Homes</article-title></title-group><pub-date pub-type="epub"><year>2020</year></pub-date>
<pub-date pub-type="ppub"><year>2021</year></pub-date><volume>36</volume><abstract><sec><title>Aim</title><p>To see.</p></sec><sec>
<title>Result</title><p>Seen.</p></sec></abstract><abstract abstract-type="graphical"><p>A picture</p></abstract></article-meta></front></article>"""
    record = only(text)
    assert (record.kind, record.year, record.abstract) == ("article", 2021, "Aim To see. Result Seen.")
    assert '"abstract[graphical]": "A picture"' in record.extra
    alone = text.replace("<abstract>", '<abstract abstract-type="summary">').replace('"graphical"', '"toc"')
    assert only(alone).abstract == "Aim To see. Result Seen."


def test_names_and_roles_of_mods():
    text = """<mods><titleInfo><title>Homes</title></titleInfo><name type="personal"><namePart type="given">Cy</namePart>
<namePart type="given">D.</namePart><namePart type="family">Elm</namePart><role><roleTerm type="code">aut</roleTerm></role></name>
<name type="personal"><namePart>Oak, Di</namePart><role><roleTerm type="code">edt</roleTerm></role></name></mods>"""
    record = only(text)
    assert record.authors == ("Elm, Cy D.",) and "Oak, Di" in record.extra


def test_a_subtitle_of_datacite():
    text = """<resource xmlns="http://datacite.org/schema/kernel-4"><identifier identifierType="DOI">10.5281/zenodo.1</identifier>
<titles><title titleType="Subtitle">A set</title><title>Homes data</title></titles></resource>"""
    assert only(text).title == "Homes data: A set"


def test_who_granted_a_degree_is_no_author_of_mods():
    text = """<mods><titleInfo><title>Homes</title></titleInfo><name><namePart>Oak, Di</namePart><role><roleTerm>creator</roleTerm></role>
</name><name type="corporate"><namePart>University of X</namePart><role><roleTerm>Degree grantor</roleTerm></role></name></mods>"""
    record = only(text)
    assert record.authors == ("Oak, Di",) and '"Degree grantor": "University of X"' in record.extra


def test_a_mark_of_a_footnote_is_no_part_of_a_title():
    text = """<article><front><article-meta><title-group><article-title>Homes<xref ref-type="fn" rid="f1">*</xref> now
</article-title></title-group><volume>1</volume></article-meta></front></article>"""
    assert only(text).title == "Homes now"
