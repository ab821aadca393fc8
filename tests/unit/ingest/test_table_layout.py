"""Which line of a table names its columns, what stands above it, and what is no table at all."""

import io
import time

import pytest

from evidence.ingest.formats.delimited import FORMAT
from evidence.ingest.sniff import sniff
from evidence.ingest.stage import Source, ingest, stream

from .ingested import read, rows


@pytest.mark.parametrize(
    "line",
    [
        "@comment{jabref-meta: saveOrderConfig:specified;author;false;title;false;year;false;}",
        "<!--BOOK title, year, publisher-->",
    ],
)
def test_a_line_of_another_format_names_no_columns(line):
    assert FORMAT.tell(f"{line}\none, two, three\nfour, five, six\n") == 0


def test_file_without_a_title_column_says_so():
    (entry,) = rows("name,year\nA,2001")
    assert entry.problem.field == "title"


def test_blank_lines_before_the_header():
    (entry,) = rows("\n\ntitle,year\nA,2001")
    assert (entry.line, entry.fields["title"]) == (4, "A")


@pytest.mark.parametrize("above", ["sep=;\n", "\n\n", "Export of 3 May\n", "About: the, data\n\nmore\n"])
def test_what_stands_above_the_header(above):
    text = f"{above}Title;Year;DOI\nA;2001;\nB;2002;\n"
    assert sniff(text).name == "csv"
    lines = above.count("\n")
    assert [(e.line, e.fields["title"]) for e in rows(text, 2)] == [(lines + 2, "A"), (lines + 3, "B")]


def test_a_row_above_the_header_is_set_aside():
    first, second = FORMAT.entries("A,2001,x\ntitle,year,note\nB,2002,y\n")
    assert "above" in first.problem.problem
    assert second.fields["title"] == "B"


def test_many_notes_above_the_header_are_said():
    text = "".join(f"note {n} of us\n" for n in range(9)) + "title,year,doi\nA,2001,\n"
    (said,) = read(text).remarks
    assert (said.line, said.value) == (1, "note 0 of us")
    assert said.problem.startswith("9 lines from this line on")


def test_a_header_met_again_and_another_header():
    text = 'title,year\nA,2001\ntitle,year\nB,2002\nYear,Authors,Title\n2003,"Elm, C",D\n'
    assert [(e.fields["title"], e.fields["year"]) for e in rows(text, 3)] == [
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


def test_a_list_of_titles():
    assert [e.fields["title"] for e in rows('Title\nTea, milk; sugar\n"Housing"\n', 2)] == [
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


def test_blanks_without_end_cost_what_they_are_long():
    began = time.process_time()
    ingest([Source("f", b"PT J\nTI T\nPY\n" + b" " * 200_000 + b"\nER\n")])
    assert time.process_time() - began < 5


def test_an_entry_of_another_format_on_the_line_of_the_names_is_read_too():
    entry = '@misc{k0, title = "On homes", author = "Ash, Ann", year = "1999", note = }'
    result = read(f'{entry}(title,author,year\nRent in towns,"Elm, Bo",2001')
    assert sorted(r.title for r in result.records) == ["On homes", "Rent in towns"]


def test_names_that_stand_twice_are_said_since_two_entries_may_be_one_row():
    names, row = "No,Title,Year,DOI", "{0},On homes {0},2001,10.1000/{0}"
    rows = "\n".join([f"{names},{names}", f"{row.format(1)},{row.format(2)}"])
    assert any("names some twice" in remark.problem for remark in read(rows).remarks)
    assert not read("\n".join([names, row.format(1)])).remarks
