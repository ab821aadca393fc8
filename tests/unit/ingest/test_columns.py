"""The columns of those that write tables, by their many names; two producers in one file each have their own."""

import re
from itertools import permutations

import pytest

from evidence.ingest import column_names
from evidence.ingest.sniff import sniff

from .ingested import only, read, rows


def test_the_kind_of_ieee_xplore_stands_under_document_identifier():
    (entry,) = rows(
        '"Document Title",Authors,"Publication Title","Publication Year",Document Identifier\n'
        '"On rent","A. Ash","2012 Workshop on Homes","2012","IEEE Conferences"\n'
    )
    assert entry.kind == "ieee conferences"
    assert (entry.fields["container"], entry.fields["year"]) == ("2012 Workshop on Homes", "2012")


def test_listed_aliases_win_over_the_order_of_columns():
    (entry,) = rows("Source,Date,Source title,Publication Year,Document Title\nDB,May,J Tea,2001,A")
    assert entry.fields == {"container": "J Tea", "year": "2001", "title": "A"}
    assert entry.extra == {"source": "DB", "date": "May"}


# One row of each producer, with the columns as it names them.
PRODUCERS = {
    "PubMed": "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\n"
    '26984901,T,Ash B,"J. 2016","Ash B",J,2016,2016/03/18,PMC4872290,,10.1000/x\n',
    "OpenAlex": "id,display_name,authorships.author.display_name,primary_location.source.display_name,publication_year,doi\n"
    "https://openalex.org/W1,T,B Ash|C Elm,J,2016,https://doi.org/10.1000/x\n",
    "SpringerLink": "Item Title,Publication Title,Book Series Title,Journal Volume,Journal Issue,Item DOI,Authors,Publication Year\n"
    "T,J,,12,3,10.1000/x,B Ash,2016\n",
    "Publish or Perish": "Cites,Authors,Title,Year,Source,Publisher,ArticleURL,GSRank,Type,DOI,StartPage,EndPage\n"
    "3,B Ash,T,2016,J,P,https://example.org,1,PDF,10.1000/x,5,9\n",
    "Scopus": "Authors,Author full names,Title,Year,Source title,Volume,Art. No.,Page start,Page end,DOI,EID\n"
    '"Ash B.","Ash, Bo (57192345678)",T,2016,J,3,,5,9,10.1000/x,2-s2.0-1\n',
    "Web of Science": "PT\tAU\tAF\tTI\tSO\tDE\tID\tPY\tBP\tEP\tDI\tUT\nJ\tAsh, B\tAsh, Bo\tT\tJ\ttea\tmilk\t2016\t5\t9\t10.1000/x\tWOS:1\n",
    "IEEE Xplore": '"Document Title",Authors,"Publication Title","Publication Year","Start Page","End Page","DOI"\n'
    '"T","B. Ash","J","2016","5","9","10.1000/x"\n',
    "JSTOR": "id,title,isPartOf,publicationYear,doi,creator,pageStart,pageEnd\nark1,T,J,2016,10.1000/x,Bo Ash,5,9\n",
    "EBSCO": 'Article Title,Author,Journal Title,Publication Date,First Page,Accession Number,DOI\nT,"Ash, B",J,2016,5,1,10.1000/x\n',
    "Spanish": "Título;Autores;Año;Revista;DOI\nT;Ash, B;2016;J;10.1000/x\n",
    "Portuguese": "Título;Autor;Ano;Periódico;DOI\nT;Ash, B;2016;J;10.1000/x\n",
    "French": "Titre;Auteurs;Année;Revue;DOI\nT;Ash, B;2016;J;10.1000/x\n",
    "German": "Titel;Autoren;Erscheinungsjahr;Zeitschrift;DOI\nT;Ash, B;2016;J;10.1000/x\n",
    "Italian": "Titolo;Autori;Anno;Rivista;DOI\nT;Ash, B;2016;J;10.1000/x\n",
    "Dutch": "Titel|Auteurs|Jaar|Tijdschrift|DOI\nT|Ash, B|2016|J|10.1000/x\n",
    "a person": 'Nr,Study title*,Who,Author(s),Year of publication,Published in,DOI link\n1,T,me,"Ash, B",2016,J,10.1000/x\n',
    "RIS tags": 'TY,TI,AU,PY,JO,DO,ID\nJOUR,T,"Ash, B",2016,J,10.1000/x,k\n',
}


@pytest.mark.parametrize("producer", PRODUCERS)
def test_columns_of_producers(producer):
    text = PRODUCERS[producer]
    assert sniff(text).name == "csv"
    (entry,) = rows(text)
    assert (entry.fields["title"], entry.fields["year"], entry.fields["container"]) == ("T", "2016", "J")
    assert entry.fields["doi"].endswith("10.1000/x")
    assert "Ash" in entry.authors[0]
    cells = set(re.split(r"[,;|\t\n\"]+", text.split("\n", 1)[1])) - {""}
    kept = " ".join(
        [
            *entry.fields.values(),
            *entry.authors,
            *entry.keywords,
            *entry.extra.values(),
            entry.key,
            entry.kind,
        ]
    )
    assert [cell for cell in cells if cell.strip().lower() not in kept.lower() and "5719" not in cell] == []


def _delimiter(text: str) -> str:
    return max(",\t;|", key=text.split("\n", 1)[0].count)


_PAIRS = [
    pair for pair in permutations(PRODUCERS, 2) if len({_delimiter(PRODUCERS[name]) for name in pair}) == 1
]


@pytest.mark.parametrize(("first", "second"), _PAIRS)
def test_two_producers_in_one_file_each_have_their_own_columns(first, second):
    above, below = PRODUCERS[first], PRODUCERS[second]
    result = read(above + above.split("\n", 1)[1] + below)
    assert [(r.title, r.year, r.container, r.doi) for r in result.records] == [
        ("T", 2016, "J", "10.1000/x")
    ] * 3
    assert (result.quarantine, result.counts[0].counted) == ([], 3)


def test_keywords_plus_are_no_key():
    (entry,) = rows(PRODUCERS["Web of Science"])
    assert (entry.key, entry.keywords, entry.authors) == ("WOS:1", ["tea", "milk"], ["Ash, Bo"])


def test_columns_of_one_name_lose_nothing():
    (entry,) = rows("title,note,note,title,year,authors,authors\nA,one,two,B,2001,Ash,Elm\n")
    assert entry.fields["title"] == "A"
    assert (entry.extra["title"], entry.extra["note"], entry.extra["authors"]) == ("B", "one; two", "Elm")


def test_the_columns_of_ovid_are_its_tags():
    record = only(
        '"VN","DB","UI","AU","TI","SO","PB","YR","IS","AB","DO"\n"Ovid Technologies","APA PsycInfo","2021-1","Ash, Bo","Homes.",'
        '"Housing Studies. Vol.36(4), 2021, pp. 501-520.","Taylor & Francis","2021","0267-3037","Words.","https://dx.doi.org/10.1080/x"\n'
    )
    assert (record.container, record.volume, record.issue, record.pages) == (
        "Housing Studies",
        "36",
        "4",
        "501-520",
    )
    assert (record.year, record.issn, record.doi, record.publisher) == (
        2021,
        "0267-3037",
        "10.1080/x",
        "Taylor & Francis",
    )


def test_the_medium_of_web_of_science_is_not_the_kind_of_the_work():
    record = only("PT\tAU\tTI\tSO\tDT\tPY\nJ\tAsh, B\tHomes\tHOUS STUD\tProceedings Paper\t2021\n")
    assert record.kind == "conference"


TRIALS = {
    "as its pages write it": "NCT Number,Study Title,Study URL,Acronym,Study Status,Brief Summary,Conditions,Interventions,Sponsor,"
    "Study Type,Start Date,First Posted,Last Update Posted\n"
    "NCT01234567,Homes for all,https://clinicaltrials.gov/study/NCT01234567,HFA,COMPLETED,We look.,Homelessness|Poverty,"
    "OTHER: Cash,University of Tea,INTERVENTIONAL,2014-03,2015-02-11,2018-01-01\n",
    "as its pages wrote it": "Rank,NCT Number,Title,Status,Conditions,Interventions,Sponsor/Collaborators,Study Type,Start Date,"
    "First Posted,Brief Summary,URL\n"
    "1,NCT01234567,Homes for all,Completed,Homelessness|Poverty,OTHER: Cash,University of Tea,Interventional,March 2014,"
    '"February 11, 2015",We look.,https://clinicaltrials.gov/study/NCT01234567\n',
}


def test_trials_of_the_who():
    result = read(
        "TrialID,Last_Refreshed_on,Public_title,Scientific_title,Acronym,Primary_sponsor,Date_registration,web_address,"
        "Study_type,Condition,Intervention\n"
        "ACTRN12615000000000,1 May 2019,Homes for all,A trial of homes,HFA,University of Tea,11/02/2015,"
        "https://example.org/1,Interventional,Homelessness;Poverty,Cash\n"
    )
    (record,) = result.records
    assert (record.source_key, record.title, record.year) == ("ACTRN12615000000000", "Homes for all", 2015)
    assert (record.kind, record.publisher, record.url) == (
        "interventional",
        "University of Tea",
        "https://example.org/1",
    )
    assert record.keywords == ("Homelessness", "Poverty", "Cash")
    assert '"scientific_title": "A trial of homes"' in record.extra


@pytest.mark.parametrize("written", TRIALS)
def test_trials_of_clinicaltrials_gov(written):
    result = read(TRIALS[written])
    (record,) = result.records
    assert (record.source_key, record.title, record.year) == ("NCT01234567", "Homes for all", 2015)
    assert (record.kind, record.publisher, record.abstract) == (
        "interventional",
        "University of Tea",
        "We look.",
    )
    assert record.keywords == ("Homelessness", "Poverty", "OTHER: Cash")
    assert record.url.endswith("/study/NCT01234567")
    assert "2014" in record.extra
    assert result.remarks == []


def test_the_number_of_a_trial_is_no_key_in_a_table_of_papers():
    result = read('ID,Title,Authors,Year,NCT number,Sponsor\nk,On tea,"Ash, A",2001,NCT01234567,A ministry\n')
    (record,) = result.records
    assert (record.source_key, record.publisher) == ("k", "")
    assert '"nct number": "NCT01234567"' in record.extra


RETRACTIONS = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,RetractionDOI,"
    "RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes\n"
)


def test_a_row_of_retraction_watch_is_the_paper_that_was_retracted():
    result = read(
        RETRACTIONS
        + "123,On tea,(SOC) Sociology;(HSC) Public Health;,Dept of Tea,J Tea,Cup,Italy;Peru,Bo Ash;Cy D Elm,"
        "https://example.org/a;https://example.org/b;,Research Article;,1/15/2020 0:00,10.1000/notice,31000000,"
        "3/5/2015 0:00,10.1000/paper,25000000,Retraction,+Error in Data;,No,\n"
        "124,On rent,(SOC) Sociology;,Dept of Rent,J Rent,,Peru,Bo Ash,,Conference Abstract/Paper;,1/15/2020 0:00,"
        "unavailable,0,3/5/2014 0:00,unavailable,0,Retraction,+Error in Data;,No,\n"
    )
    first, second = result.records
    assert (first.source_key, first.doi, first.pmid, first.year) == ("123", "10.1000/paper", "25000000", 2015)
    assert (first.authors, first.kind, first.container) == (("Ash, Bo", "Elm, Cy D"), "article", "J Tea")
    assert first.keywords == ("(SOC) Sociology", "(HSC) Public Health")
    assert (first.publisher, first.url) == ("Cup", "")
    for kept in (
        "10.1000/notice",
        "31000000",
        "1/15/2020 0:00",
        "+Error in Data;",
        "Dept of Tea",
        "example.org/b",
    ):
        assert kept in first.extra
    assert (second.doi, second.pmid, second.publisher, second.kind) == ("", "", "", "conference")
    assert result.remarks == []


@pytest.mark.parametrize(
    ("names", "column"),
    [
        ("Publication Type,Authors,Author Full Names,{},Article Title", "Group Authors"),
        ("PT,AU,AF,{},TI", "CA"),
        ("Kind,Authors,Full author names,{},Title", "Corporate Authors"),
    ],
)
def test_group_authors_are_bodies_beside_the_authors(names, column):
    row = '"J","Ash, B","Ash, Bo","REACH Grp; Tea Board of Oslo","On homes"'
    record = only(f"{names.format(column)},SO,PY\n{row},HS,2001\n")
    assert record.authors == ("Ash, Bo", "REACH Grp", "Tea Board of Oslo")


@pytest.mark.parametrize("column", ["Art. No.", "Article Number", "Art number", "e-Location ID"])
def test_an_article_number_stands_where_no_pages_do(column):
    text = f"Title,Year,Pages,{column}\n"
    assert only(text + "On homes,2001,,e12\n").pages == "e12"
    both_given = only(text + "On homes,2001,5-9,e12\n")
    assert both_given.pages == "5-9"
    assert "e12" in both_given.extra


def test_all_tags_of_zotero_are_keywords():
    names = "Key,Item Type,Title,Date,Automatic Tags,Manual Tags"
    record = only(f'{names}\nAB12,book,On homes,2001,"auto c; tag a","tag a; tag b"\n')
    assert sorted(record.keywords) == ["auto c", "tag a", "tag b"]


def test_the_columns_of_cnki_s_own_table():
    names = [
        "SrcDatabase-来源库",
        "Title-题名",
        "Author-作者",
        "Source-文献来源",
        "PageCount-页码",
        "ISSN-国际标准刊号",
        "DOI-DOI",
    ]
    assert [found and found[0] for found in column_names.meanings(names)] == [
        None, "title", "authors", "container", "pages", "issn", "doi",
    ]  # fmt: skip
