"""Writers of XML. Parts and `harm` as in `tagged`."""

from __future__ import annotations

from random import Random
from xml.sax.saxutils import escape

from tests.fuzz.entries import Entry
from tests.fuzz.tagged import Parts, _parts


def _harmed_xml(rng: Random, block: str) -> str:
    """An element emptied, doubled, renamed or with an entity; the record stays well formed or fails alone."""
    names = [
        name
        for name in (
            "title",
            "year",
            "author",
            "Year",
            "LastName",
            "volume",
            "dc:date",
            "AbstractText",
            "Volume",
        )
        if f"<{name}>" in block
    ]
    if not names:
        return block
    name = rng.choice(names)
    at, end = block.index(f"<{name}>"), block.index(f"</{name}>") + len(name) + 3
    element = block[at:end]
    odd = rng.choice(
        (
            f"<{name}/>",
            f"<{name}></{name}>",
            element * 2,
            f"<{name}>&nbsp;&foo;&</{name}>",
            "",
            f"<{name}><i/></{name}>",
            f"<{name}>\n\t</{name}>",
        )
    )
    return block[:at] + odd + block[end:]


def endnote_xml(rng: Random, entries: list[Entry], harm: set[int]) -> Parts:
    """EndNote's XML, with or without the styles that it wraps every text in."""
    styled, wide = rng.random() < 0.5, rng.random() < 0.3

    def text(value: str) -> str:
        return (
            f'<style face="normal" font="default" size="100%">{escape(value)}</style>'
            if styled
            else escape(value)
        )

    blocks = []
    for n, e in enumerate(entries):
        people = "".join(f"<author>{text(a)}</author>" for a in e.authors)
        words = "".join(f"<keyword>{text(k)}</keyword>" for k in e.keywords)
        parts = [
            f'<database name="x.enl">x.enl</database><rec-number>{n + 1}</rec-number>',
            '<ref-type name="Journal Article">17</ref-type>',
            f"<contributors><authors>{people}</authors></contributors>",
            f"<titles><title>{text(e.title)}</title><secondary-title>{text(e.container)}</secondary-title></titles>",
            f"<pages>{text(e.pages)}</pages><volume>{text(e.volume)}</volume><number>{text(e.issue)}</number>",
            f"<keywords>{words}</keywords><dates><year>{text(str(e.year))}</year></dates>",
            f"<abstract>{text(e.abstract)}</abstract>" if e.abstract else "<isbn/>",
            f"<electronic-resource-num>{text(e.doi)}</electronic-resource-num><urls/>",
        ]
        block = "<record>" + ("\n" if wide else "").join(parts) + "</record>"
        blocks.append(_harmed_xml(rng, block) if n in harm else block)
    return _parts(
        blocks,
        rng.choice(("", "\n")),
        '<?xml version="1.0" encoding="UTF-8" ?><xml><records>',
        "</records></xml>",
    )


def pubmed_xml(rng: Random, entries: list[Entry], harm: set[int]) -> Parts:
    """PubMed's XML, articles and now and then a book."""
    blocks = []
    for n, e in enumerate(entries):
        people = "".join(
            '<Author ValidYN="Y"><LastName>{}</LastName><ForeName>{}</ForeName></Author>'.format(
                *map(escape, a.split(", "))
            )
            for a in e.authors
        )
        abstract = (
            f"<Abstract><AbstractText>{escape(e.abstract)}</AbstractText></Abstract>" if e.abstract else ""
        )
        words = "".join(f'<Keyword MajorTopicYN="N">{k}</Keyword>' for k in e.keywords)
        block = (
            f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{5000 + n}</PMID><Article PubModel="Print">'
            f"<Journal><JournalIssue><Volume>{e.volume}</Volume><Issue>{e.issue}</Issue><PubDate><Year>{e.year}</Year>"
            f"</PubDate></JournalIssue><Title>{escape(e.container)}</Title></Journal>\n<ArticleTitle>{escape(e.title)}"
            f"</ArticleTitle><Pagination><MedlinePgn>{e.pages}</MedlinePgn></Pagination>{abstract}<AuthorList>{people}"
            f"</AuthorList></Article><KeywordList>{words}</KeywordList></MedlineCitation><PubmedData><ArticleIdList>"
            f'<ArticleId IdType="pubmed">{5000 + n}</ArticleId><ArticleId IdType="doi">{e.doi}</ArticleId>'
            "</ArticleIdList></PubmedData></PubmedArticle>"
        )
        blocks.append(_harmed_xml(rng, block) if n in harm else block)
    head = '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "pubmed.dtd">\n<PubmedArticleSet>\n'
    return _parts(blocks, rng.choice(("", "\n")), head, "\n</PubmedArticleSet>\n")


_RDF = """<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">
"""


def zotero_rdf(rng: Random, entries: list[Entry], harm: set[int]) -> Parts:
    """Zotero's RDF: the journal of an article stands beside it or inside."""
    blocks = []
    for n, e in enumerate(entries):
        people = "".join(
            "<rdf:li><foaf:Person><foaf:surname>{}</foaf:surname><foaf:givenName>{}</foaf:givenName></foaf:Person></rdf:li>".format(
                *map(escape, a.split(", "))
            )
            for a in e.authors
        )
        words = "".join(f"        <dc:subject>{k}</dc:subject>\n" for k in e.keywords)
        abstract = (
            f"        <dcterms:abstract>{escape(e.abstract)}</dcterms:abstract>\n" if e.abstract else ""
        )
        journal = (
            f"<bib:Journal><dc:title>{escape(e.container)}</dc:title><prism:volume>{e.volume}</prism:volume>"
            f"<prism:number>{e.issue}</prism:number></bib:Journal>"
        )
        block = (
            f'    <bib:Article rdf:about="#item_{n}">\n        <z:itemType>journalArticle</z:itemType>\n'
            f"        <dcterms:isPartOf>{journal}</dcterms:isPartOf>\n"
            f"        <bib:authors><rdf:Seq>{people}</rdf:Seq></bib:authors>\n{words}"
            f"        <dc:identifier>DOI {e.doi}</dc:identifier>\n        <dc:title>{escape(e.title)}</dc:title>\n"
            f"{abstract}        <dc:date>{e.year}</dc:date>\n        <bib:pages>{e.pages}</bib:pages>\n    </bib:Article>\n"
        )
        blocks.append(_harmed_xml(rng, block) if n in harm else block)
    return _parts(blocks, "", _RDF, "</rdf:RDF>\n")
