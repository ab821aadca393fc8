"""Writers of tables, JSON, XML and workbooks. Parts and `harm` as in `tagged`."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any
from xml.sax.saxutils import escape

from tests.fuzz.entries import Entry
from tests.fuzz.tagged import Parts, _parts

_HEADINGS = (
    (
        "Title",
        "Authors",
        "Year",
        "Source title",
        "Volume",
        "Issue",
        "Page start",
        "Page end",
        "DOI",
        "Abstract",
    ),
    ("title", "authors", "year", "journal", "volume", "number", "pages", "", "doi", "abstract"),
    ("TI", "AU", "PY", "SO", "VL", "IS", "BP", "EP", "DI", "AB"),
    (
        "Article Title",
        "Authors",
        "Publication Year",
        "Source Title",
        "Volume",
        "Issue",
        "Start Page",
        "End Page",
        "DOI",
        "Abstract",
    ),
)


def _rows(rng: Random, entries: list[Entry]) -> list[list[str]]:
    heading = rng.choice(_HEADINGS)
    rows = [[name for name in heading if name]]
    for e in entries:
        first, last = e.pages.split("-")
        pages = [first, last] if heading[7] else [e.pages]
        row = [e.title, "; ".join(e.authors), str(e.year), e.container, e.volume, e.issue, *pages, e.doi]
        rows.append([*row, e.abstract])
    return rows


def _table(rng: Random, entries: list[Entry], harm: set[int], delimiter: str) -> Parts:
    always = rng.random() < 0.4
    rows = _rows(rng, entries)
    rows[0] = ["No.", *rows[0]]
    for n, row in enumerate(rows[1:]):
        row.insert(0, str(n + 1))

    def cell(text: str) -> str:
        text = text.replace("\t", " ") if delimiter == "\t" else text
        plain = not always and not any(c in text for c in f'{delimiter}"\n')
        return text if plain else '"' + text.replace('"', '""') + '"'

    lines = [delimiter.join(map(cell, row)) for row in rows]
    for n in harm:
        lines[n + 1] = rng.choice(
            (
                lines[n + 1] + delimiter + "more",
                lines[n + 1].rsplit(delimiter, 1)[0],
                lines[n + 1].replace(delimiter, delimiter + 'a "quoted" word', 1),
                delimiter.join(cell(value) if i != 3 else "" for i, value in enumerate(rows[n + 1])),
            )
        )
    return _parts([line + "\n" for line in lines[1:]], "", lines[0] + "\n")


def csv(rng: Random, entries: list[Entry], harm: set[int]) -> Parts:
    return _table(rng, entries, harm, rng.choice((",", ",", ";")))


def tsv(rng: Random, entries: list[Entry], harm: set[int]) -> Parts:
    return _table(rng, entries, harm, "\t")


# --- JSON -----------------------------------------------------------------------------------------------------

_ODD: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        3.5,
        1e999,
        "",
        " ",
        "null",
        "x",
        [],
        [None],
        [[]],
        {},
        {"a": None},
        [{}],
        ["a", 1],
    ),
    *(
        [[None]],
        {"date-parts": [[]]},
        {"date-parts": None},
        {"date-parts": [["2001"]]},
        {"literal": 3},
        [1, 2],
        "\ud800",
    ),
    *(
        "\x00",
        10**30,
        ["\u2028"],
        {"": ""},
        {"name": None},
        {"family": 1, "given": []},
        "<b>x</b>",
        "&amp;amp;",
    ),
)


def _spoil(rng: Random, value: Any, depth: int = 0) -> Any:
    """The value with one part of it replaced by a value of any type, left out, or renamed."""
    if isinstance(value, dict) and value and (depth == 0 or rng.random() < 0.6):
        key = rng.choice(list(value))
        fault = rng.random()
        if fault < 0.1:
            return {k: v for k, v in value.items() if k != key}
        if fault < 0.2:
            return {(k + "s" if k == key else k): v for k, v in value.items()}
        return {k: _spoil(rng, v, depth + 1) if k == key else v for k, v in value.items()}
    if isinstance(value, list) and value and rng.random() < 0.6:
        at = rng.randrange(len(value))
        return [_spoil(rng, v, depth + 1) if i == at else v for i, v in enumerate(value)]
    return rng.choice(_ODD)


def _people(e: Entry) -> list[dict[str, str]]:
    return [{"family": a.split(", ")[0], "given": a.split(", ")[1]} for a in e.authors]


def _turned(name: str) -> str:
    family, given = name.split(", ")
    return f"{given} {family}"


def _csl(e: Entry, n: int) -> dict[str, Any]:
    return {
        **{"id": f"k{n}", "type": "article-journal", "title": e.title, "author": _people(e), "DOI": e.doi},
        **{"issued": {"date-parts": [[e.year, 3]]}, "container-title": e.container, "volume": e.volume},
        **{"issue": e.issue, "page": e.pages, "abstract": e.abstract},
    }


def _crossref(e: Entry, n: int) -> dict[str, Any]:
    return {
        **{"DOI": e.doi, "type": "journal-article", "title": [e.title], "author": _people(e), "ISSN": []},
        **{"issued": {"date-parts": [[e.year]]}, "container-title": [e.container], "volume": e.volume},
        **{"issue": e.issue, "page": e.pages, "abstract": e.abstract, "subject": list(e.keywords)},
        **{"published-print": {"date-parts": [[e.year]]}, "message-type": "work", "ISBN": []},
    }


def _openalex(e: Entry, n: int) -> dict[str, Any]:
    first, last = e.pages.split("-")
    people = [{"author": {"id": "x", "display_name": _turned(a)}, "raw_author_name": a} for a in e.authors]
    index: dict[str, list[int]] = {}
    for place, word in enumerate(e.abstract.split()):
        index.setdefault(word, []).append(place)
    return {
        **{"id": f"https://openalex.org/W100{n}", "doi": f"https://doi.org/{e.doi}", "title": e.title},
        **{
            "display_name": e.title,
            "publication_year": e.year,
            "ids": {"openalex": f"https://openalex.org/W100{n}"},
        },
        **{"type": "article", "authorships": people, "abstract_inverted_index": index or None},
        **{"biblio": {"volume": e.volume, "issue": e.issue, "first_page": first, "last_page": last}},
        **{
            "primary_location": {
                "source": {"display_name": e.container, "issn": None},
                "landing_page_url": None,
            }
        },
        **{"keywords": [{"display_name": k} for k in e.keywords]},
    }


def _scholar(e: Entry, n: int) -> dict[str, Any]:
    return {
        **{
            "paperId": f"p{n}",
            "externalIds": {"DOI": e.doi},
            "title": e.title,
            "year": e.year,
            "venue": e.container,
        },
        **{"authors": [{"authorId": "1", "name": _turned(a)} for a in e.authors], "abstract": e.abstract},
        **{"journal": {"name": e.container, "volume": e.volume, "pages": e.pages}},
    }


def _lens(e: Entry, n: int) -> dict[str, Any]:
    first, last = e.pages.split("-")
    return {
        **{
            "lens_id": f"000-{n}",
            "title": e.title,
            "publication_type": "journal article",
            "abstract": e.abstract,
        },
        **{"year_published": e.year, "external_ids": [{"type": "doi", "value": e.doi}], "volume": e.volume},
        **{"issue": e.issue, "start_page": first, "end_page": last, "source": {"title": e.container}},
        **{"authors": [{"first_name": a.split(", ")[1], "last_name": a.split(", ")[0]} for a in e.authors]},
    }


def _europepmc(e: Entry, n: int) -> dict[str, Any]:
    people = [{"fullName": a, "firstName": a.split(", ")[1], "lastName": a.split(", ")[0]} for a in e.authors]
    journal = {"volume": e.volume, "issue": e.issue, "journal": {"title": e.container}}
    return {
        **{"id": str(n), "source": "MED", "doi": e.doi, "title": e.title, "authorList": {"author": people}},
        **{"journalInfo": journal, "pubYear": str(e.year), "pageInfo": e.pages, "abstractText": e.abstract},
    }


def _datacite(e: Entry, n: int) -> dict[str, Any]:
    people = [
        {"name": a, "familyName": a.split(", ")[0], "givenName": a.split(", ")[1], "nameType": "Personal"}
        for a in e.authors
    ]
    return {
        "id": e.doi,
        "type": "dois",
        "attributes": {
            **{"doi": e.doi, "creators": people, "titles": [{"title": e.title}], "publicationYear": e.year},
            **{"types": {"resourceTypeGeneral": "JournalArticle"}, "publisher": "A press", "subjects": []},
        },
    }


def _zotero(e: Entry, n: int) -> dict[str, Any]:
    people = [
        {"creatorType": "author", "lastName": a.split(", ")[0], "firstName": a.split(", ")[1]}
        for a in e.authors
    ]
    data = {
        **{"key": f"Z{n}", "itemType": "journalArticle", "title": e.title, "creators": people, "DOI": e.doi},
        **{"publicationTitle": e.container, "volume": e.volume, "issue": e.issue, "pages": e.pages},
        **{"date": str(e.year), "abstractNote": e.abstract, "tags": [{"tag": k} for k in e.keywords]},
    }
    return {"key": f"Z{n}", "version": 1, "library": {"type": "user", "id": 1}, "data": data}


def _eppi(e: Entry, n: int) -> dict[str, Any]:
    return {
        **{
            "ItemId": n,
            "Title": e.title,
            "ParentTitle": e.container,
            "Year": str(e.year),
            "Volume": e.volume,
        },
        **{
            "Authors": ";".join(a.replace(", ", " ") for a in e.authors),
            "Abstract": e.abstract,
            "DOI": e.doi,
        },
        **{"Pages": e.pages, "Issue": e.issue, "TypeName": "Journal, Article", "Codes": []},
    }


def _json(
    make: Callable[[Entry, int], dict[str, Any]], heads: tuple[tuple[str, str], ...], lines: bool = True
):
    """A writer: a list, an answer with a list in it, or one value a line."""

    def write(rng: Random, entries: list[Entry], harm: set[int]) -> Parts:
        ascii_only, indent = rng.random() < 0.3, rng.choice((None, None, 1, 2))
        values: list[Any] = [make(e, n) for n, e in enumerate(entries)]
        for n in harm:
            values[n] = _spoil(rng, values[n]) if rng.random() < 0.9 else rng.choice(_ODD)
        if lines and rng.random() < 0.2:
            return _parts([json.dumps(v, ensure_ascii=ascii_only) + "\n" for v in values], "")
        head, tail = rng.choice(heads)
        blocks = [json.dumps(v, ensure_ascii=ascii_only, indent=indent) for v in values]
        return _parts(blocks, rng.choice((",", ",\n", ", ")), head, tail)

    return write


csl_json = _json(_csl, (("[", "]"), ("[\n", "\n]\n")))
crossref_json = _json(
    _crossref,
    (('{"status":"ok","message-type":"work-list","message":{"total-results":9,"items":[', "]}}"), ("[", "]")),
)
openalex_json = _json(_openalex, (('{"meta":{"count":9},"results":[', '],"group_by":[]}'), ("[", "]")))
scholar_json = _json(_scholar, (('{"total":9,"offset":0,"data":[', "]}"), ("[", "]")))
lens_json = _json(_lens, (('{"total":9,"data":[', "]}"), ("[", "]")))
europepmc_json = _json(
    _europepmc, (('{"version":"6.9","hitCount":9,"resultList":{"result":[', "]}}"),), False
)
datacite_json = _json(_datacite, (('{"data":[', '],"meta":{"total":9}}'),), False)
zotero_json = _json(_zotero, (("[", "]"),), False)
eppi_json = _json(_eppi, (('{"CodeSets":[],"References":[', "]}"),), False)

# --- XML ------------------------------------------------------------------------------------------------------


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


# --- workbooks ------------------------------------------------------------------------------------------------

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override '
    'PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_BOOK_RELS = _RELS.replace('officeDocument"', 'worksheet"').replace(
    "xl/workbook.xml", "worksheets/sheet1.xml"
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="savedrecs" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def sheet(rng: Random, entries: list[Entry], harm: set[int]) -> Parts:
    """The XML of one sheet; `workbook` puts it into its archive."""
    numbers = rng.random() < 0.5

    def cell(value: str) -> str:
        if numbers and value.isdigit():
            return f"<c><v>{value}</v></c>"
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'

    rows = ["<row>" + "".join(map(cell, row)) + "</row>" for row in _rows(rng, entries)]
    for n in harm:
        rows[n + 1] = rng.choice(
            (
                rows[n + 1].replace("</row>", cell("more") + "</row>"),
                rows[n + 1].replace("</c>", "</c><c/>", 1),
                rows[n + 1].replace("<v>", "<v>x"),
                rows[n + 1].replace('t="inlineStr"', 't="e"', 1),
                rows[n + 1].replace('t="inlineStr"', 't="d"', 1),
            )
        )
    lie = rng.choice(("", "", '<dimension ref="A1"/>', '<dimension ref="A1:B2"/>'))
    head = f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}">{lie}<sheetData>{rows[0]}'
    return _parts(rows[1:], "", head, "</sheetData></worksheet>")


def workbook(data: bytes) -> bytes:
    """The archive around a sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELS),
            ("xl/workbook.xml", _BOOK),
            ("xl/_rels/workbook.xml.rels", _BOOK_RELS),
        ):
            archive.writestr(name, text)
        archive.writestr("xl/worksheets/sheet1.xml", data)
    return out.getvalue()
