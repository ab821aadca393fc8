"""Every format: detected by its content, counted by a tokenizer of its own, read with lines and identifiers."""

import io
import json

import pytest

from evidence.ingest.stage import Source, ingest

TITLE = "On the growing of tea in cold places"

WOS = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Ash, A
   Elm, BC
AF Ash, Ann
   Elm, Bo C.
TI On the growing of tea
   in cold places
SO JOURNAL OF TEA
DE tea; frost
AB Cold.
SN 0378-5955
PY 2001
VL 3
BP 5
EP 9
DI 10.5555/tea.1
UT WOS:000000000000001
PM 12345678
ZZ kept
ER

PT J
AU Oak, D
TI Another paper on frost
PY 2002
ER

EF
"""
REFER = """%0 Journal Article
%A Ash, Ann
%A Elm, Bo C.
%T On the growing of tea in cold places
%J Journal of Tea
%D 2001
%V 3
%P 5-9
%@ 0378-5955
%R 10.5555/tea.1
%K tea
frost
%Z kept

%0 Book
%A Oak, Dan
%T Another paper on frost
%D 2002
%@ 978-0-306-40615-7
"""
WOS_TAB = (
    "PT\tAU\tAF\tTI\tSO\tPY\tVL\tBP\tEP\tDI\tUT\tSN\tZZ\n"
    f"J\tAsh, A; Elm, BC\tAsh, Ann; Elm, Bo C.\t{TITLE}\tJOURNAL OF TEA\t2001\t3\t5\t9\t10.5555/tea.1\tWOS:1\t0378-5955\tkept\n"
    "J\tOak, D\tOak, Dan\tAnother paper on frost\tTEA\t2002\t\t\t\t\tWOS:2\t\t\n"
)
SCOPUS = (
    '"Authors","Title","Year","Source title","Volume","Page start","Page end","DOI","EID","Odd column"\n'
    f'"Ash A.; Elm B.C.","{TITLE}","2001","Journal of Tea","3","5","9","10.5555/TEA.1","2-s2.0-1","kept"\n'
    '"Oak D., Fir E.","Another paper on frost","2002","Tea","","","","","2-s2.0-2",""\n'
)
DIMENSIONS = (
    "About the data: Exported on Jan 1, 2026. Criteria: tea\n"
    '"Rank","Publication ID","DOI","PMID","Title","Source title","PubYear","Volume","Pagination","Authors","Dimensions URL"\n'
    f'1,pub.1,10.5555/tea.1,12345678,"{TITLE}",Journal of Tea,2001,3,5-9,"Ash, Ann; Elm, Bo C.",https://example.org/1\n'
    '2,pub.2,,,"Another paper on frost",Tea,2002,,,"Oak, Dan",\n'
)
OPENALEX_CSV = (
    "id,title,publication_year,authorships.author.display_name,primary_location.source.display_name,biblio.volume,"
    "biblio.first_page,biblio.last_page,doi\n"
    f"https://openalex.org/W2741809807,{TITLE},2001,Ann Ash|Bo C. Elm,Journal of Tea,3,5,9,https://doi.org/10.5555/tea.1\n"
    "https://openalex.org/W2741809808,Another paper on frost,2002,Dan Oak,Tea,,,,\n"
)
LENS = (
    "Lens ID,Title,Publication Year,Publication Type,Source Title,ISSNs,Author/s,Volume,Start Page,End Page,DOI,PMID,Source URLs\n"
    f"001-1,{TITLE},2001,journal article,Journal of Tea,03785955,Ann Ash; Bo C. Elm,3,5,9,10.5555/tea.1,12345678,https://example.org\n"
    "001-2,Another paper on frost,2002,book,Tea,,Dan Oak,,,,,,\n"
)
CROSSREF_ITEM = {
    "DOI": "10.5555/TEA.1",
    "type": "journal-article",
    "title": [TITLE],
    "container-title": ["Journal of Tea"],
    "author": [{"given": "Ann", "family": "Ash"}, {"given": "Bo C.", "family": "Elm"}],
    "published": {"date-parts": [[2001, 3]]},
    "volume": "3",
    "page": "5-9",
    "ISSN": ["0378-5955"],
    "abstract": "<jats:p>Cold.</jats:p>",
    "reference-count": 3,
}
OTHER_ITEM = {
    "DOI": "10.5555/other",
    "title": ["Another paper on frost"],
    "author": [{"name": "The Oak Group"}],
}
CROSSREF = json.dumps(
    {
        "status": "ok",
        "message-type": "work-list",
        "message": {"total-results": 2, "items": [CROSSREF_ITEM, OTHER_ITEM]},
    }
)
CROSSREF_LINES = "\n".join(json.dumps(item) for item in (CROSSREF_ITEM, OTHER_ITEM)) + "\n"
OPENALEX_ITEM = {
    "id": "https://openalex.org/W2741809807",
    "doi": "https://doi.org/10.5555/tea.1",
    "title": TITLE,
    "publication_year": 2001,
    "type": "article",
    "authorships": [{"author": {"display_name": "Ann Ash"}}, {"author": {"display_name": "Bo C. Elm"}}],
    "primary_location": {"source": {"display_name": "Journal of Tea", "issn": ["0378-5955"]}},
    "biblio": {"volume": "3", "first_page": "5", "last_page": "9"},
    "abstract_inverted_index": {"Cold": [0], "tea": [1]},
    "cited_by_count": 4,
}
OPENALEX_OTHER = {
    "id": "https://openalex.org/W2741809808",
    "title": "Another paper on frost",
    "authorships": [],
}
OPENALEX = json.dumps({"meta": {"count": 2}, "results": [OPENALEX_ITEM, OPENALEX_OTHER]}, indent=1)
OPENALEX_LINES = "\n".join(json.dumps(item) for item in (OPENALEX_ITEM, OPENALEX_OTHER))
RDF = f"""<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">
    <bib:Article rdf:about="http://example.org/1">
        <z:itemType>journalArticle</z:itemType>
        <dcterms:isPartOf rdf:resource="urn:issn:0378-5955"/>
        <bib:authors><rdf:Seq>
            <rdf:li><foaf:Person><foaf:surname>Ash</foaf:surname><foaf:givenName>Ann</foaf:givenName></foaf:Person></rdf:li>
            <rdf:li><foaf:Person><foaf:surname>Elm</foaf:surname><foaf:givenName>Bo C.</foaf:givenName></foaf:Person></rdf:li>
        </rdf:Seq></bib:authors>
        <dc:title>{TITLE}</dc:title>
        <dc:date>2001</dc:date>
        <bib:pages>5-9</bib:pages>
        <dc:identifier>DOI 10.5555/tea.1</dc:identifier>
    </bib:Article>
    <bib:Journal rdf:about="urn:issn:0378-5955">
        <dc:title>Journal of Tea</dc:title>
        <prism:volume>3</prism:volume>
        <dc:identifier>ISSN 0378-5955</dc:identifier>
    </bib:Journal>
    <bib:Book rdf:about="http://example.org/2">
        <z:itemType>book</z:itemType>
        <dc:title>Another paper on frost</dc:title>
    </bib:Book>
    <z:Attachment rdf:about="#item_3"><z:itemType>attachment</z:itemType><dc:title>PDF</dc:title>
    </z:Attachment>
</rdf:RDF>
"""
TEXTS = {
    "wos": WOS,
    "refer": REFER,
    "wos-tab": WOS_TAB,
    "scopus": SCOPUS,
    "dimensions": DIMENSIONS,
    "openalex-csv": OPENALEX_CSV,
    "lens": LENS,
    "crossref": CROSSREF,
    "crossref-lines": CROSSREF_LINES,
    "openalex": OPENALEX,
    "openalex-lines": OPENALEX_LINES,
    "rdf": RDF,
}


def workbook(text: str) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["This sheet is about something else"])
    sheet = book.create_sheet("Records")
    for line in text.strip().split("\n"):
        sheet.append([int(cell) if cell.isdigit() else cell for cell in line.split("\t")])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(data: bytes):
    return ingest([Source("export.dat", data)])


# Where the test wrote the two entries: the lines that begin so, or one line for both.
BEGINS = {"wos": "PT J", "refer": "%0 ", "openalex": "  {", "rdf": ("    <bib:Article", "    <bib:Book")}
LINES = {"crossref": [1, 1], "crossref-lines": [1, 2], "openalex-lines": [1, 2], "dimensions": [3, 4]}


def lines_of(name):
    """The lines of the two entries as they stand in the text; of a table, those below its header."""
    if name not in BEGINS:
        return LINES.get(name, [2, 3])
    found = [n for n, line in enumerate(TEXTS[name].split("\n"), start=1) if line.startswith(BEGINS[name])]
    assert len(found) == 2
    return found


def check(result, lines=(2, 3)):
    assert [(c.counted, c.read, c.quarantined) for c in result.counts] == [(2, 2, 0)]
    first, second = result.records
    assert (first.title, first.year, first.volume, first.pages) == (TITLE, 2001, "3", "5-9")
    assert first.container.lower() == "journal of tea"
    assert first.doi == "10.5555/tea.1"
    assert [name.split(",")[0] for name in first.authors] == ["Ash", "Elm"]
    assert second.title == "Another paper on frost"
    assert [first.line, second.line] == list(lines)


@pytest.mark.parametrize("name", TEXTS)
def test_a_format_is_detected_counted_and_read(name):
    check(read(TEXTS[name].encode()), lines_of(name))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "latin-1", "cp1252"])
def test_in_every_encoding(encoding):
    text = WOS_TAB.replace("kept", "café")
    result = read(text.encode(encoding))
    check(result)
    assert "café" in result.records[0].extra


def test_a_workbook_is_read_by_the_sheet_that_has_titles():
    result = read(workbook(WOS_TAB))
    check(result)
    assert result.counts[0].format == "xlsx"


def test_a_broken_or_an_old_workbook_is_set_aside_with_what_to_do():
    for data in (workbook(WOS_TAB)[:400], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100):
        result = read(data)
        assert not result.records
        assert len(result.quarantine) == 1
        assert all(q.how_to_fix for q in result.quarantine)
    assert "save it as .xlsx" in result.quarantine[0].how_to_fix


@pytest.mark.parametrize(
    ("name", "field"), [("wos", "ZZ"), ("refer", "%Z"), ("wos-tab", "zz"), ("scopus", "odd column")]
)
def test_unknown_fields_are_kept(name, field):
    extra = json.loads(read(TEXTS[name].encode()).records[0].extra)
    assert extra[field] == "kept"


def test_identifiers_come_out_in_one_form():
    assert read(WOS.encode()).records[0].issn == "0378-5955"
    assert read(WOS.encode()).records[0].pmid == "12345678"
    assert read(REFER.encode()).records[1].isbn == "9780306406157"
    assert read(OPENALEX.encode()).records[0].openalex == "W2741809807"
    assert read(OPENALEX.encode()).records[0].abstract == "Cold tea"
    assert read(CROSSREF.encode()).records[0].abstract == "Cold."
    assert read(CROSSREF.encode()).records[1].authors == ("The Oak Group",)


def test_a_record_without_its_end_is_read_and_said():
    result = read(WOS.replace("ZZ kept\nER\n", "ZZ kept\n").encode())
    check(result, [3, 23])
    assert any("no ER line" in remark.problem for remark in result.remarks)
