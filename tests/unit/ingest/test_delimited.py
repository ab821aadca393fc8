"""The CSV reader: rows by their lines, columns by their many names."""

import io
import re
import time
from itertools import permutations

import pytest

from evidence.csv_rows import read_rows
from evidence.ingest.formats import FORMATS
from evidence.ingest.formats.delimited import FORMAT
from evidence.ingest.sniff import sniff
from evidence.ingest.stage import Source, ingest, stream


def both(text, written=1):
    """The rows of a text in which the test wrote so many: the reader finds them, and so does the counter by itself."""
    entries = list(FORMAT.entries(text))
    assert (len(entries), FORMATS["csv"].count(text)) == (written, written)
    return entries


@pytest.mark.parametrize(
    "line",
    [
        "@comment{jabref-meta: saveOrderConfig:specified;author;false;title;false;year;false;}",
        "<!--BOOK title, year, publisher-->",
    ],
)
def test_a_line_of_another_format_names_no_columns(line):
    assert FORMAT.tell(f"{line}\none, two, three\nfour, five, six\n") == 0


def test_the_kind_of_ieee_xplore_stands_under_document_identifier():
    (entry,) = both(
        '"Document Title",Authors,"Publication Title","Publication Year",Document Identifier\n'
        '"On rent","A. Ash","2012 Workshop on Homes","2012","IEEE Conferences"\n'
    )
    assert entry.kind == "ieee conferences"
    assert (entry.fields["container"], entry.fields["year"]) == ("2012 Workshop on Homes", "2012")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(delimiter):
    rows = [["id", "title", "authors", "year"], ["k", "On tea", '"Ash, A; Elm, B"', "2001"]]
    (entry,) = both("\n".join(delimiter.join(row) for row in rows))
    assert (entry.key, entry.fields["title"], entry.fields["year"]) == ("k", "On tea", "2001")
    assert entry.authors == ["Ash, A", "Elm, B"]


def test_quotes_with_newlines_keep_the_lines_right():
    text = 'title,abstract\nA,"one\ntwo ""x"", three\n\nfour"\nB,x\n\n  \nC,y\n'
    entries = both(text, 3)
    assert [(entry.line, entry.fields["title"]) for entry in entries] == [
        (2, "A"),
        (6, "B"),
        (9, "C"),
    ]
    assert entries[0].fields["abstract"] == 'one\ntwo "x", three\n\nfour'
    assert entries[0].raw == 'A,"one\ntwo ""x"", three\n\nfour"'


@pytest.mark.parametrize(("row", "cells"), [("A", 1), ("A,2001,x,y", 4)])
def test_wrong_number_of_cells(row, cells):
    first, second, third = both(f"title,year,note\nX,2000,n\n{row}\nB,2002,n", 3)
    assert f"{cells} cells" in second.problem.problem
    assert (second.line, second.raw) == (3, row)
    assert first.problem is None
    assert third.problem is None


def test_unclosed_quote_costs_its_own_row():
    entries = both('title,year\nA,2000\n"B,2001\nC,2002\nD,2003', 4)
    assert [entry.problem is None for entry in entries] == [True, False, True, True]
    assert (entries[1].line, entries[1].raw) == (3, '"B,2001')
    assert "quote" in entries[1].problem.problem


def test_two_unclosed_quotes_do_not_swallow_the_rows_between():
    entries = both('title,year\n"A,2000\nB,2001\nC "c,2002\n"D,2003\nE,2004', 5)
    assert [entry.fields.get("title") for entry in entries] == [None, "B", 'C "c', None, "E"]


def test_inch_marks_are_text():
    entries = both('title,year\nPipes of 12" and 5",2000\nB,2001', 2)
    assert entries[0].fields["title"] == 'Pipes of 12" and 5"'
    assert entries[0].repairs == []


def test_loose_quote_inside_a_quoted_cell_is_read_with_a_remark():
    first, second = both('title,year\n"The "new" tea",2000\nB,2001', 2)
    assert first.fields["year"] == "2000"
    assert "quote" in first.repairs[0][2]
    assert second.problem is None


def test_listed_aliases_win_over_the_order_of_columns():
    (entry,) = both("Source,Date,Source title,Publication Year,Document Title\nDB,May,J Tea,2001,A")
    assert entry.fields == {"container": "J Tea", "year": "2001", "title": "A"}
    assert entry.extra == {"source": "DB", "date": "May"}


def test_file_without_a_title_column_says_so():
    (entry,) = both("name,year\nA,2001")
    assert entry.problem.field == "title"


def test_blank_lines_before_the_header():
    (entry,) = both("\n\ntitle,year\nA,2001")
    assert (entry.line, entry.fields["title"]) == (4, "A")


def test_cells_longer_than_the_limit_of_the_csv_module():
    (entry,) = both("title,abstract\nA," + "x" * 200_000)
    assert len(entry.fields["abstract"]) == 200_000


def test_only_newlines_end_a_line():
    first, second = both("title,year\nA\u2028\x0cB,2001\nC,2002", 2)
    assert first.raw == "A\u2028\x0cB,2001"
    assert second.line == 3


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
    (entry,) = both(text)
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
    (entry,) = both(PRODUCERS["Web of Science"])
    assert (entry.key, entry.keywords, entry.authors) == ("WOS:1", ["tea", "milk"], ["Ash, Bo"])


@pytest.mark.parametrize("above", ["sep=;\n", "\n\n", "Export of 3 May\n", "About: the, data\n\nmore\n"])
def test_what_stands_above_the_header(above):
    text = f"{above}Title;Year;DOI\nA;2001;\nB;2002;\n"
    assert sniff(text).name == "csv"
    lines = above.count("\n")
    assert [(e.line, e.fields["title"]) for e in both(text, 2)] == [(lines + 2, "A"), (lines + 3, "B")]


def test_a_row_above_the_header_is_set_aside():
    first, second = FORMAT.entries("A,2001,x\ntitle,year,note\nB,2002,y\n")
    assert "above" in first.problem.problem
    assert second.fields["title"] == "B"


def test_many_notes_above_the_header_are_said():
    text = "".join(f"note {n} of us\n" for n in range(9)) + "title,year,doi\nA,2001,\n"
    (said,) = ingest([Source("f", text.encode())]).remarks
    assert (said.line, said.value) == (1, "note 0 of us")
    assert said.problem.startswith("9 lines from this line on")


def test_a_header_met_again_and_another_header():
    text = 'title,year\nA,2001\ntitle,year\nB,2002\nYear,Authors,Title\n2003,"Elm, C",D\n'
    assert [(e.fields["title"], e.fields["year"]) for e in both(text, 3)] == [
        ("A", "2001"),
        ("B", "2002"),
        ("D", "2003"),
    ]


def test_another_header_holds_in_later_parts_of_a_large_file():
    first = "title,year,doi\n" + "".join(f"A{n},2001,\n" for n in range(300))
    data = (first + "Year,Title,DOI\n" + "".join(f"2002,B{n},\n" for n in range(300))).encode()
    batches = stream([Source("x", io.BytesIO(data))], size=1_000)
    found = [(r.title, r.year, r.line) for batch in batches for r in batch.records]
    assert found[-1] == ("B299", 2002, 602)
    assert len(found) == 600


def test_cells_behind_the_last_column_and_columns_without_a_name():
    first, second = both("title,year,,\nA,2001,,,,\nB,2002\n", 2)
    assert (first.fields["year"], second.fields["year"]) == ("2001", "2002")


def test_names_of_rows_as_r_writes_them():
    first, second = both('"title","year"\n"1","A",2001\n"2","B",2002\n', 2)
    assert (first.fields["title"], second.fields["year"]) == ("A", "2002")


@pytest.mark.parametrize("end", ["", "\t"], ids=["as the header", "a tab more"])
def test_rows_of_web_of_science_that_end_in_a_tab_are_not_shifted(end):
    rows = "".join(f"J\tAsh, A\tOn tea {n}\tJ TEA\t\t200{n}\tWOS:{n}{end}\n" for n in (1, 2))
    result = read(f"PT\tAU\tTI\tSO\tDE\tPY\tUT\n{rows}")
    assert [(r.title, r.year, r.container, r.authors) for r in result.records] == [
        ("On tea 1", 2001, "J TEA", ("Ash, A",)),
        ("On tea 2", 2002, "J TEA", ("Ash, A",)),
    ]
    assert (result.counts[0].counted, result.quarantine) == (2, [])


def test_rows_that_end_in_a_comma_begin_with_their_first_column():
    result = read("Title,Year,Note\nTea,2001,x,\nRent,2002,,\n")
    assert [(r.title, r.year) for r in result.records] == [("Tea", 2001), ("Rent", 2002)]


def test_names_of_rows_stay_in_front_where_the_last_column_is_empty():
    result = read('"title","year","note"\n"1","On tea","2001",""\n"2","On rent","2002",""\n')
    assert [(r.title, r.year) for r in result.records] == [("On tea", 2001), ("On rent", 2002)]


def test_columns_of_one_name_lose_nothing():
    (entry,) = both("title,note,note,title,year,authors,authors\nA,one,two,B,2001,Ash,Elm\n")
    assert entry.fields["title"] == "A"
    assert (entry.extra["title"], entry.extra["note"], entry.extra["authors"]) == ("B", "one; two", "Elm")


def test_whole_numbers_written_with_a_point():
    (entry,) = both("title,year,volume,issue,start page,end page\nA,2025.0,15660.0,3.0,5.0,9.0\n")
    assert entry.fields == {"title": "A", "year": "2025", "volume": "15660", "issue": "3", "pages": "5-9"}


def test_quotes_are_letters_where_each_line_is_a_row():
    first, second = both('TI\tAU\tPY\n"Housing" first\tAsh\t2001\n"open\tElm\t2002\n', 2)
    assert (first.fields["title"], second.fields["title"]) == ('"Housing" first', '"open')


def test_rows_that_a_spreadsheet_put_into_one_cell():
    (entry,) = both('"title,authors,year"\n"A,""Ash, B"",2001"\n')
    assert (entry.fields["title"], entry.fields["year"]) == ("A", "2001")


def test_a_list_of_titles():
    assert [e.fields["title"] for e in both('Title\nTea, milk; sugar\n"Housing"\n', 2)] == [
        "Tea, milk; sugar",
        "Housing",
    ]


@pytest.mark.parametrize(
    "text",
    ["Title, authors and year are missing\nfrom this, text\n", "a,b\n1,2\n", "Dear all,\nthe title, is\n"],
)
def test_prose_is_no_table(text):
    assert sniff(text) is None


def test_a_stray_line_makes_no_table():
    ris = "".join(f"TY  - JOUR\nTI  - Tea, milk {n}\nAU  - Ash, B.\nER  - \n" for n in range(9))
    assert sniff("Title,Authors,Year\n" + ris).name == "ris"
    assert sniff(ris + "Title,Authors,Year\nA,Ash,2001\n").name == "ris"


def test_quotes_that_never_close_do_not_make_the_rest_be_read_again_and_again(monkeypatch):
    lines = 3_000
    text = "title,year,note\n" + 'a",b,"c\n' * lines
    asked = 0

    def counted(given, start):
        nonlocal asked
        for index in range(start, len(given)):
            asked += 1
            yield given[index]

    monkeypatch.setattr("evidence.csv_rows._from", counted)
    assert len(list(read_rows(text))) > lines - 10
    assert asked < 10 * lines


def read(text):
    return ingest([Source("f", text.encode())])


NAMES = "No.,Title,Authors,Year,Source title,DOI,Abstract"
ROW = '1,On rent and homes,"Ash, Ann",1978,Annals of Care,10.5555/a,ends'


@pytest.mark.parametrize("row", [ROW, '1,"On rent and homes","Ash', "1,On a year,Ash,1978"])
def test_a_header_that_goes_on_with_its_only_row_is_set_aside(row):
    (aside,) = read(NAMES + row + "\n").quarantine
    assert aside.raw == NAMES + row
    assert "goes on with the cells of an entry" in aside.problem


def test_a_header_and_two_rows_that_are_joined_cost_no_more_than_themselves():
    result = read(f"{NAMES}{ROW}\n{ROW}\n{ROW}\n{ROW}{ROW}\n")
    assert [record.line for record in result.records] == [2, 3]
    assert [aside.line for aside in result.quarantine] == [1, 4]


def test_a_header_of_names_alone_is_a_list_of_none():
    result = read(NAMES + "\n")
    assert (result.quarantine, [said.problem for said in result.remarks]) == ([], ["the file holds no entry"])


def test_a_header_that_was_joined_as_its_only_row_was_is_set_aside():
    result = read(f"{NAMES}{ROW}\n{ROW}{ROW}\n")
    assert (result.records, [aside.line for aside in result.quarantine]) == ([], [1, 2])


@pytest.mark.parametrize("cell", ["My notes", "Abstract1,On rents"])
def test_cells_of_a_header_without_rows_that_are_no_known_names_are_named(cell):
    result = read(f"{NAMES.removesuffix(',Abstract')},{cell}\n")
    assert result.quarantine == []  # an export of no works is no fault
    said = result.remarks[0].problem
    assert all(f"“{name}”" in said for name in cell.split(","))
    assert "not read" in said


def test_a_header_that_holds_cells_of_an_entry_beside_odd_rows_is_said():
    result = read(
        "title,authors,year,On rent and all homes,1978,Annals\nA,Ash,2001\nB,Elm,2002\nC,Yew,2003,x\n"
    )
    assert any(
        "no row is as long" in said.problem or "goes on" in said.problem
        for said in result.remarks + result.quarantine
    )


@pytest.mark.parametrize("columns", ["2019,2020", "What did you ask of all the people,Where"])
def test_a_header_that_the_rows_follow_may_hold_years_and_questions(columns):
    result = read(f"title,year,{columns}\nA,2001,1,2\nB,2002,3,4\n")
    assert (len(result.records), result.quarantine, result.remarks) == (2, [], [])


def test_a_row_with_a_cell_less_above_the_header_is_set_aside():
    row = '1,On rent and homes,"Ash, Ann",1978,Annals of Care,10.5555/a'
    result = read(f"{row}\n{NAMES}\n")
    assert [(aside.line, aside.raw) for aside in result.quarantine] == [(1, row)]


@pytest.mark.parametrize(
    "text",
    [
        "@comment{jabref-meta: databaseType:bibtex;}\n\n@comment{jabref-meta: saveOrderConfig:x;author;false;\ntitle;false;\nyear;false;}\n",
        "@comment{jabref-meta: saveActions:enabled;\nall[identity]\ntitle;year;month[x]\na;b;c\n;}\n",
        '[{"title": "A", "year": 2001},\n{"title": "B", "year": 2002}]\n',
        '{"title": "A", "year", "DOI"}\n1,2,3\n',
    ],
)
def test_what_stands_in_blocks_of_other_formats_names_no_columns(text):
    assert FORMAT.tell(text) == 0
    assert all(record.format != "csv" for record in read(text).records)


def test_xml_below_a_line_of_names_is_no_table():
    record = "<record><titles><title>A, or B</title></titles></record>"
    assert (
        sniff(
            f"title,authors,year\n<?xml version='1.0'?><xml><records>{record}, {record},</records></xml>\n"
        ).name
        == "endnote-xml"
    )


def test_a_table_without_titles_names_its_columns_the_nearest_first():
    (aside,) = read("Nr;Jahr;Titlle\n1;2001;Homes\n2;2002;Rent\n").quarantine
    assert "“Titlle”, “Nr”, “Jahr”" in aside.problem
    assert "“Titlle” holds them" in aside.how_to_fix
    (aside,) = read("1;Homes for all;2001\n2;Rent;2002\n").quarantine
    assert "no line of this table names its columns" in aside.problem


def test_formulas_that_hold_what_they_show():
    (entry,) = both(
        'Title,Year,URL,DOI,Volume\n"=HYPERLINK(""https://example.org/1"",""Homes"")",2001,'
        '"=HYPERLINK(""https://example.org/2"",""Link"")","=""10.1000/a""",=1+1\n'
    )
    assert (entry.fields["title"], entry.fields["url"]) == ("Homes", "https://example.org/2")
    assert (entry.fields["doi"], entry.fields["volume"]) == ("10.1000/a", "=1+1")


def only(text):
    (record,) = ingest([Source("x.csv", text.encode())]).records
    return record


def test_the_date_of_ebsco_is_eight_figures_and_its_pages_are_counted_behind_them():
    record = only(
        "Article Title,Author,Journal Title,Publication Date,Volume,Issue,Pages,Accession Number\n"
        'Homes,"Ash, Bo; Elm, Cy D.",Housing Studies,20210401,36,4,p501-520. 20p.,148000001\n'
    )
    assert (record.year, record.pages, record.volume, record.issue) == (2021, "501-520", "36", "4")


def test_the_source_of_eric_is_a_whole_citation():
    record = only(
        'Title,Author,Source,Publication Date,Accession Number\nHomes,"Ash, Bo","Journal of Homes, v36 n4 p501-520 Apr 2021",'
        "2021,EJ1290001\n"
    )
    assert (record.container, record.volume, record.issue, record.pages) == (
        "Journal of Homes",
        "36",
        "4",
        "501-520",
    )


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


def test_who_is_not_known_is_nobody():
    record = only(
        'Authors,Title,Year,Source title\n"[No author name available]",Homes,2019,Housing Studies\n'
    )
    assert record.authors == ()


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("housing,charity", ("housing", "charity")),
        ("1,3-butadiene", ("1,3-butadiene",)),
        ("Housing, Public", ("Housing, Public",)),
        ("housing; charity, local", ("housing", "charity, local")),
    ],
)
def test_keywords_that_commas_part(cell, words):
    assert only(f'Title,Year,Keywords\nHomes,2019,"{cell}"\n').keywords == words


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (
            "Housing Studies. May2021, Vol. 36 Issue 4, p501-520. 20p.",
            ("Housing Studies", 2021, "36", "4", "501-520"),
        ),
        ("Housing Studies 2021 Apr;36(4):501-520", ("Housing Studies", 2021, "36", "4", "501-520")),
        ("Journal of Homes 2000", ("Journal of Homes 2000", None, "", "", "")),
    ],
)
def test_a_source_that_is_a_whole_citation(cell, found):
    record = only(f'Title,Authors,Source,Accession Number\nHomes,"Ash, Bo","{cell}",1\n')
    assert (record.container, record.year, record.volume, record.issue, record.pages) == found


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Bo AshCy D. Elm", ("Ash, Bo", "Elm, Cy D.")),
        ("Bo McDonaldCy ÉlmDi Oak", ("McDonald, Bo", "Élm, Cy", "Oak, Di")),
        ("Bo DeVito", ("DeVito, Bo",)),
    ],
)
def test_springerlink_writes_no_mark_between_names(cell, names):
    record = only(
        f"Item Title,Publication Title,Item DOI,Authors,Publication Year\nHomes,Rent,10.1007/x,{cell},2021\n"
    )
    assert record.authors == names


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


SCOPUS = ("Authors", "Title", "Year", "Source title", "Page end", "DOI", "EID")
WORKS = [
    ("Ash", "On tea", "2016", "J Tea", "9", "10.1000/x", "2-s2.0-1"),
    ("Elm", "On rent", "2017", "J Rent", "12", "10.1000/y", "2-s2.0-2"),
]


def table(rows, names=SCOPUS):
    """Cells as a careless program writes them: no quotes, whatever they hold."""
    return "".join(",".join(cells) + "\n" for cells in (names, *rows))


@pytest.mark.parametrize("more", [1, 3])
@pytest.mark.parametrize("emptied", [(), (6,), (5, 6), (0, 4)])
def test_rows_that_end_in_a_delimiter_more_than_the_header_are_read(more, emptied):
    works = [["" if at in emptied else cell for at, cell in enumerate(work)] for work in WORKS]
    result = read(table([(*work, *[""] * more) for work in works]))
    assert result.quarantine == []
    assert [(r.title, r.year, r.doi, r.source_key) for r in result.records] == [
        (work[1], int(work[2]), work[5], work[6]) for work in works
    ]


@pytest.mark.parametrize("last", [None, ""], ids=["a last cell", "no last cell"])
@pytest.mark.parametrize(
    "behind", [(), ("",), ("x",)], ids=["", "a delimiter at the end", "a cell at the end"]
)
@pytest.mark.parametrize(
    "comma", [(0, "Ash, A"), (0, "Ash,A"), (1, "On tea, rent"), (3, "J Tea, Rent"), (0, "A1,B2")]
)
def test_a_comma_without_quotes_never_moves_the_cells_behind_it_in_silence(comma, behind, last):
    """In every row, or in one of several; the row is then a cell too long, even where its last cells are empty."""
    at, cell = comma
    rows = [list(work) for work in WORKS]
    for row in rows:
        row[at] = cell
        row[6] = row[6] if last is None else last
    whole = [list(WORKS[0]), list(WORKS[1])]
    for every, text in (
        (True, table([(*row, *behind) for row in rows])),
        (False, table([*whole, (*rows[0], *behind)])),
    ):
        result = read(text)
        assert len(result.quarantine) == (2 if every else 1)
        assert "cells, the header has 7" in result.quarantine[0].problem
        assert [r.doi for r in result.records] == ([] if every else ["10.1000/x", "10.1000/y"])


@pytest.mark.parametrize("first", ["2016", "2-s2.0-1"])
def test_a_cell_more_at_the_end_of_every_row_is_no_name_of_a_row(first):
    names = ("Year" if first == "2016" else "EID", "Title", "Source title")
    rows = [(first, "On tea", "J Tea", "x"), (first[:-1] + "7", "On rent", "J Rent", "y")]
    result = read(table(rows, names))
    assert (len(result.records), len(result.quarantine)) == (0, 2)


def test_names_of_rows_in_front_are_read_where_a_key_is_one():
    result = read(table([("Ash2016", *WORKS[0]), ("Elm2017", *WORKS[1])]))
    assert [(r.title, r.year, r.doi) for r in result.records] == [
        ("On tea", 2016, "10.1000/x"),
        ("On rent", 2017, "10.1000/y"),
    ]


def one_record(text, name="x.csv"):
    (record,) = ingest([Source(name, text.encode())]).records
    return record


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
    record = one_record(f"{names.format(column)},SO,PY\n{row},HS,2001\n")
    assert record.authors == ("Ash, Bo", "REACH Grp", "Tea Board of Oslo")


@pytest.mark.parametrize(
    ("first", "last", "pages"), [("0", "0", ""), ("0", "", ""), ("5", "9", "5-9"), ("10", "0", "10-0")]
)
def test_a_page_of_nought_is_none(first, last, pages):
    """Publish or Perish writes 0 where it knows no page."""
    assert one_record(f"Title,Year,StartPage,EndPage\nOn homes,2001,{first},{last}\n").pages == pages


@pytest.mark.parametrize("column", ["Art. No.", "Article Number", "Art number", "e-Location ID"])
def test_an_article_number_stands_where_no_pages_do(column):
    text = f"Title,Year,Pages,{column}\n"
    assert one_record(text + "On homes,2001,,e12\n").pages == "e12"
    both_given = one_record(text + "On homes,2001,5-9,e12\n")
    assert both_given.pages == "5-9"
    assert "e12" in both_given.extra


def test_all_tags_of_zotero_are_keywords():
    names = "Key,Item Type,Title,Date,Automatic Tags,Manual Tags"
    record = one_record(f'{names}\nAB12,book,On homes,2001,"auto c; tag a","tag a; tag b"\n')
    assert sorted(record.keywords) == ["auto c", "tag a", "tag b"]


@pytest.mark.parametrize(
    "row", ['"Two not closed,"Elm, D",2002', '"Two not closed,"Elm",2002,x', 'Two,"Elm, D,"2002"']
)
def test_a_row_whose_cells_a_quote_has_moved_is_set_aside(row):
    result = ingest([Source("x.csv", f"Title,Authors,Year\nOne,Ash,2001\n{row}\nThree,Fir,2003\n".encode())])
    assert [record.title for record in result.records] == ["One", "Three"]
    assert [aside.raw for aside in result.quarantine] == [row]
    assert "quote" in result.quarantine[0].problem


@pytest.mark.parametrize(
    ("row", "title"),
    [
        ('"On "tea" and rent","Elm, D",2002', 'On tea" and rent"'),
        ('"5" pipes",Elm,2002', '5 pipes"'),
        ('"On tea,","Elm ""x"", D" ,2002', "On tea,"),
    ],
)
def test_a_quote_that_moves_no_cell_costs_no_row(row, title):
    record = one_record(f"Title,Authors,Year\nOne,Ash,2001\n{row}\n".replace("One,Ash,2001\n", ""))
    assert (record.title, record.year) == (title, 2002)


@pytest.mark.parametrize(
    ("given", "doubtful"),
    [
        ("José Ortega y Gasset, Mary Ann Evans", True),
        ("García Márquez, Gabriel José", False),
        ("van der Berg Jansen, Jan Piet Klaas", False),
        ("Department of Public Health, Social Care and Homes", False),
        ("Ortega Vega Soto, José M. A.", False),
        ("José Ortega Gasset; Mary Ann Evans", False),
    ],
)
def test_one_comma_between_two_whole_names_is_remarked_on(given, doubtful):
    result = ingest([Source("x.csv", f'Title,Authors,Year\nOne,"{given}",2001\n'.encode())])
    assert any("two people" in remark.problem for remark in result.remarks) == doubtful
    assert len(result.records[0].authors) == 1 + given.count(";")


def test_blanks_without_end_cost_what_they_are_long():
    began = time.process_time()
    ingest([Source("f", b"PT J\nTI T\nPY\n" + b" " * 200_000 + b"\nER\n")])
    assert time.process_time() - began < 5


EMBASE = '''"TITLE","Apprentices and asthma: a ""cohort"""
"AUTHOR NAMES","Smith J.","Müller A."
"SOURCE TITLE","Occupational Medicine"
"PUBLICATION YEAR","2015"
"VOLUME","65"
"FIRST PAGE","101"
"LAST PAGE","109"
"ABSTRACT","Aim, scope
and
TITLE of all."
"DOI","10.1093/occmed/kqu123"
"PUI","L600000001"

"TITLE","Bakers"
"AUTHOR NAMES","Doe P."
"DOI","10.1111/all.12345"
'''


def test_a_line_for_each_field_as_embase_writes_it():
    read = ingest([Source("embase.csv", EMBASE.encode())])
    one, two = read.records
    assert (one.title, one.authors, one.year) == (
        'Apprentices and asthma: a "cohort"', ("Smith, J.", "Müller, A."), 2015,
    )  # fmt: skip
    assert (one.container, one.volume, one.pages, one.doi) == (
        "Occupational Medicine", "65", "101-109", "10.1093/occmed/kqu123",
    )  # fmt: skip
    assert "L600000001" in one.extra and "TITLE of all" in one.abstract
    assert (two.title, two.authors, two.doi, two.line) == ("Bakers", ("Doe, P.",), "10.1111/all.12345", 14)
    assert not read.quarantine and read.counts[0].counted == 2


def test_a_work_for_each_column_is_no_list_of_titles():
    """A table that stands upright was read as one work for each of its fields, without a word."""
    columns = [["Title", "Authors", "Year", "DOI"], ["On tea", "Ash, B", "2001", "10.1000/a"], ["On rent", "Elm, C", "2002", "10.1000/b"]]  # fmt: skip
    text = "\n".join(";".join(row) for row in zip(*columns, strict=True)) + "\n"
    read = ingest([Source("upright.csv", text.encode())])
    (aside,) = read.quarantine
    assert not read.records and "below one another" in aside.problem and "transpose" in aside.how_to_fix
    turned = "\n".join(";".join(row) for row in columns) + "\n"
    assert [r.title for r in ingest([Source("flat.csv", turned.encode())]).records] == ["On tea", "On rent"]


@pytest.mark.parametrize(
    ("header", "cells", "authors"),
    [
        ("논문명,저자명,학술지명,발행연도,권,호,시작페이지,끝페이지", "사회적기업과 협력,김철수;이영희,한국사회복지학,2013,65,3,101,128", ("김철수", "이영희")),
        ("タイトル,著者名,刊行物名,出版年月,巻数,号数,開始ページ,終了ページ", '協働の研究,"山田 太郎, 鈴木 花子",社会福祉学,2013,65,3,101,128', ("山田, 太郎", "鈴木, 花子")),
        ("Title-题名,Author-作者,Source-文献来源,Year-年,Volume-卷,Period-期,PageCount-页码", "社区养老,张伟;李小明;,社会学研究,2013,65,3,101-128", ("张伟", "李小明")),
        ("Tytuł,Autorzy,Czasopismo,Rok publikacji,Tom,Zeszyt,Strona początkowa,Strona końcowa", "Partnerstwo,Nowak A.;Lis B.,Trzeci Sektor,2013,65,3,101,128", ("Nowak, A.", "Lis, B.")),
        ("Название статьи,Авторы,Название журнала,Год публикации,Том,Номер,Страницы", 'Партнерство,"Иванов И.И., Петрова А.С.",Социс,2013,65,3,101-128', ("Иванов, И.И.", "Петрова, А.С.")),
    ],
    ids=["kci", "cinii", "cnki", "polish", "elibrary"],
)  # fmt: skip
def test_columns_of_national_databases(header, cells, authors):
    (row,) = ingest([Source("x.csv", f"{header}\n{cells}\n".encode())]).records
    assert row.authors == authors and (row.title, row.container) == (cells.split(",")[0], row.container) and row.container  # fmt: skip
    assert (row.year, row.volume, row.issue, row.pages) == (2013, "65", "3", "101-128")


def test_columns_of_repositories():
    """DSpace writes the language behind a name and `||` between values; DiVA the place of work behind a person."""
    dspace = 'id,dc.contributor.author,dc.date.issued,dc.title[en_US],dc.subject[en],dc.identifier.doi,dc.description.abstract[]\n1,"Ash, Bo||Elm, Cy",2015-03,On tea,tea||rent,10.1000/tea,We drank\n'
    (row,) = ingest([Source("dspace.csv", dspace.encode())]).records
    assert (row.title, row.authors, row.year) == ("On tea", ("Ash, Bo", "Elm, Cy"), 2015)
    assert (row.keywords, row.doi, row.abstract) == (("tea", "rent"), "10.1000/tea", "We drank")
    diva = '"PID","Name","Title","PublicationType","Journal","Year"\n"diva2:1","Ash, Bo (Uppsala universitet [1], Sociologi [2]);Elm, Cy [0000-0001-2345-6789] (Lund [3])","On tea","Artikel","Tea","2015"\n'
    (row,) = ingest([Source("diva.csv", diva.encode())]).records
    assert row.authors == ("Ash, Bo", "Elm, Cy") and "Sociologi" in row.extra and row.source_key == "diva2:1"
