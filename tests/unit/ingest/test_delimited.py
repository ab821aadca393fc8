"""Rows of a table in lines: each by its lines, none moved by a quote or by a comma too many."""

import pytest

from evidence.csv_rows import read_rows
from evidence.ingest import Source, ingest

from .ingested import only, read, rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(delimiter):
    lines = [["id", "title", "authors", "year"], ["k", "On tea", '"Ash, A; Elm, B"', "2001"]]
    (entry,) = rows("\n".join(delimiter.join(cells) for cells in lines))
    assert (entry.key, entry.fields["title"], entry.fields["year"]) == ("k", "On tea", "2001")
    assert entry.authors == ["Ash, A", "Elm, B"]


def test_quotes_with_newlines_keep_the_lines_right():
    text = 'title,abstract\nA,"one\ntwo ""x"", three\n\nfour"\nB,x\n\n  \nC,y\n'
    entries = rows(text, 3)
    assert [(entry.line, entry.fields["title"]) for entry in entries] == [
        (2, "A"),
        (6, "B"),
        (9, "C"),
    ]
    assert entries[0].fields["abstract"] == 'one\ntwo "x", three\n\nfour'
    assert entries[0].raw == 'A,"one\ntwo ""x"", three\n\nfour"'


@pytest.mark.parametrize(("row", "cells"), [("A", 1), ("A,2001,x,y", 4)])
def test_wrong_number_of_cells(row, cells):
    first, second, third = rows(f"title,year,note\nX,2000,n\n{row}\nB,2002,n", 3)
    assert f"{cells} cells" in second.problem.problem
    assert (second.line, second.raw) == (3, row)
    assert first.problem is None
    assert third.problem is None


def test_unclosed_quote_costs_its_own_row():
    entries = rows('title,year\nA,2000\n"B,2001\nC,2002\nD,2003', 4)
    assert [entry.problem is None for entry in entries] == [True, False, True, True]
    assert (entries[1].line, entries[1].raw) == (3, '"B,2001')
    assert "quote" in entries[1].problem.problem


def test_two_unclosed_quotes_do_not_swallow_the_rows_between():
    entries = rows('title,year\n"A,2000\nB,2001\nC "c,2002\n"D,2003\nE,2004', 5)
    assert [entry.fields.get("title") for entry in entries] == [None, "B", 'C "c', None, "E"]


def test_inch_marks_are_text():
    entries = rows('title,year\nPipes of 12" and 5",2000\nB,2001', 2)
    assert entries[0].fields["title"] == 'Pipes of 12" and 5"'
    assert entries[0].repairs == []


def test_loose_quote_inside_a_quoted_cell_is_read_with_a_remark():
    first, second = rows('title,year\n"The "new" tea",2000\nB,2001', 2)
    assert first.fields["year"] == "2000"
    assert "quote" in first.repairs[0][2]
    assert second.problem is None


def test_cells_longer_than_the_limit_of_the_csv_module():
    (entry,) = rows("title,abstract\nA," + "x" * 200_000)
    assert len(entry.fields["abstract"]) == 200_000


def test_only_newlines_end_a_line():
    first, second = rows("title,year\nA\u2028\x0cB,2001\nC,2002", 2)
    assert first.raw == "A\u2028\x0cB,2001"
    assert second.line == 3


def test_cells_behind_the_last_column_and_columns_without_a_name():
    first, second = rows("title,year,,\nA,2001,,,,\nB,2002\n", 2)
    assert (first.fields["year"], second.fields["year"]) == ("2001", "2002")


def test_names_of_rows_as_r_writes_them():
    first, second = rows('"title","year"\n"1","A",2001\n"2","B",2002\n', 2)
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


def test_quotes_are_letters_where_each_line_is_a_row():
    first, second = rows('TI\tAU\tPY\n"Housing" first\tAsh\t2001\n"open\tElm\t2002\n', 2)
    assert (first.fields["title"], second.fields["title"]) == ('"Housing" first', '"open')


def test_rows_that_a_spreadsheet_put_into_one_cell():
    (entry,) = rows('"title,authors,year"\n"A,""Ash, B"",2001"\n')
    assert (entry.fields["title"], entry.fields["year"]) == ("A", "2001")


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


@pytest.mark.parametrize(
    "row", ['"Two not closed,"Elm, D",2002', '"Two not closed,"Elm",2002,x', 'Two,"Elm, D,"2002"']
)
def test_a_row_whose_cells_a_quote_has_moved_is_set_aside(row):
    result = read(f"Title,Authors,Year\nOne,Ash,2001\n{row}\nThree,Fir,2003\n")
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
    record = only(f"Title,Authors,Year\nOne,Ash,2001\n{row}\n".replace("One,Ash,2001\n", ""))
    assert (record.title, record.year) == (title, 2002)


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


def test_a_semicolon_of_the_words_parts_no_row_that_stands_in_one_cell():
    text = '"Title;Authors;Year"\n"On tea; a trial;Ash, A; Elm, B;2001"\n"On rent;Oak, C;2002"\n'
    found = rows(text, 2)
    assert [(entry.fields["title"], entry.authors, entry.fields["year"]) for entry in found] == [
        ("On tea; a trial", ["Ash, A", "Elm, B"], "2001"),
        ("On rent", ["Oak, C"], "2002"),
    ]


def test_works_that_nobody_has_labelled_in_abstrackr_have_no_cells_for_labels():
    text = (
        "(internal) id,(source) id,pubmed id,keywords,abstract,title,journal,authors,tags,consensus,Ann\n"
        '1,7,0,"a,b",About tea,On tea,Tea,"Ash, A.",,o,1\n'
        "citations that are not yet labeled by anyone\n"
        '2,5,0,c,About rent,On rent,Rent,"Elm, B.\n and Oak, C."\n'
    )
    found = rows(text, 2)
    assert [entry.fields["title"] for entry in found] == ["On tea", "On rent"]
    assert found[1].fields["abstract"] == "About rent" and not found[1].problem


@pytest.mark.parametrize("question", ["Say what harm was done. " * 12, "KQ -> KQ1 (COMMENT)"])
def test_a_question_of_a_form_is_the_name_of_a_column(question):
    names = f"Refid,Author,Title,Year,Journal,DOI,Volume,{question}\n"
    found = read(names + '4,"Ash, A. B.",On tea,2001,Tea,,3,"none, or so"\n')
    assert [(row.title, row.year, row.volume) for row in found.records] == [("On tea", 2001, "3")]
    assert (found.remarks, found.quarantine) == ([], [])


def test_an_entry_with_a_long_text_is_no_header():
    assert read("Title,on homes," + "A word and another. " * 12).records == []


def test_addresses_and_abstracts_in_quotes_say_nothing_of_the_delimiter():
    # Were the semicolons of the addresses taken for delimiters, each line of an address would be a row.
    row = '{n},On tea {n},"Dept of Tea; Lund\n Dept of Rent; Ghent\nElm St; York","{n}, or 2, or 3","x, y"\n'
    text = "id,title,address,abstract,note\n" + "".join(row.format(n=n) for n in range(1, 9))
    assert len(rows(text, 8)) == 8
