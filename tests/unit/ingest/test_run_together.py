"""What was joined, pasted or torn: nothing of it goes without a word."""

import io
import zipfile

import pytest

from .ingested import read


def said(result):
    return " ".join(remark.problem for remark in result.remarks)


@pytest.mark.parametrize(
    "text",
    [
        "PMID- 1000\nTI  - On tea\nDP  - 2001\nMH  - Housing/*economicsPMID- 1001\nTI  - On rent\nDP  - 2002\n",
        "<1>\nUI\n  1\nTI\n  On tea\nSO\n  J Tea. 1(2):3-4, 2001.\nAU\n  Ash, A\nYR\n  1958<2>\nUI\n  2\nTI\n  On rent\n",
        "TY  - JOUR\nTI  - On tea\nPY  - 2001\nKW  - aER  - TY  - JOUR\nTI  - On rent\nPY  - 2002\nER  - \n",
        "%0 Book\n%T On tea\n%D 2001%0 Book\n%T On rent\n%D 2002\n",
    ],
    ids=["nbib", "ovid", "ris", "refer"],
)
def test_two_titles_in_one_record_are_said(text):
    result = read(text)
    assert len(result.records) == 1
    assert "another record may run into it" in said(result)


def test_one_title_is_not_remarked():
    assert read("TY  - JOUR\nTI  - On tea\nPY  - 2001\nER  - \n").remarks == []


@pytest.mark.parametrize("pasted", ["%0 Book\n%T B\n%D 2001\n", "PMID- 7\nTI  - B\nDP  - 2001\n"])
def test_a_record_pasted_into_a_table_does_not_make_it_another_format(pasted):
    rows = "".join(f'{n},"On tea {n}","Ash, Ann",2001,J Tea\n' for n in range(3))
    result = read(f"No.,Title,Authors,Year,Source title\n{pasted}{rows}")
    assert [r.title for r in result.records] == ["On tea 0", "On tea 1", "On tea 2"]


def test_a_header_joined_to_a_row_costs_that_row():
    text = "title,year,doi1,On tea,2001,x\nOn rent,2002,y\nOn care,2003,z\n".replace("doi1,", "doi", 1)
    result = read(text.replace("doiOn", "doiOn"))
    assert {r.title for r in result.records} == {"On rent", "On care"}
    assert ["goes on with the cells of an entry" in q.problem for q in result.quarantine] == [True]


def test_a_header_joined_to_its_only_row_is_set_aside():
    result = read('"title","authors","year","doi""1","On tea","Ash, A","2001","10.1000/x"\n')
    (row,) = result.quarantine
    assert "On tea" in row.raw


def test_rows_go_by_the_header_that_fits_them():
    text = "Title,Authors,Year,Journal\nA,x,2001,J\ntitle,author,year\nB,y,2002\nC,z,2003,K\n"
    assert [(r.title, r.year, r.container) for r in read(text).records] == [
        ("A", 2001, "J"),
        ("B", 2002, ""),
        ("C", 2003, "K"),
    ]


@pytest.mark.parametrize(
    "heading", ["No.,Title,Authors,Year,Issue", "No.,TI,AU,PY,IS", "No.,title,authors,year,number"]
)
def test_the_number_of_a_row_is_no_issue(heading):
    (record,) = read(f'{heading}\n1,On tea,"Ash, A",2001,6\n').records
    assert record.issue == "6"


def test_one_bad_byte_in_the_only_line_garbles_nothing_else():
    text = '[{"title": "Łódź společné zaměstnání", "author": "Čapek", "DOI": "10.1000/x"}]'.encode()
    (record,) = read(text.replace(b'"DOI"', b'"a\xff": "b", "DOI"')).records
    assert record.title == "Łódź společné zaměstnání"


def test_a_torn_workbook_is_one_entry_set_aside():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet>" + "x" * 100 + "</worksheet>")
    result = read(out.getvalue().replace(b"xxxxxxxx", b"yyyyyyyy", 1))
    assert (result.counts[0].counted, result.counts[0].quarantined) == (1, 1)


def test_a_wrapped_line_that_reads_as_a_number_is_text():
    (record,) = read("PT J\nAU Ash, A\nTI On tea and\n   No. 4\nPY 2001\nER\n\nEF\n").records
    assert record.title == "On tea and No. 4"


def test_an_export_below_the_foot_of_web_of_science_is_read():
    result = read('PT J\nAU Ash, A\nTI On tea\nPY 2001\nER\n\nEF\n\n[{"title": "On rent", "type": "book"}]\n')
    assert {r.title for r in result.records} == {"On tea", "On rent"}


def test_a_pubmed_number_on_a_wrapped_line_begins_no_record():
    result = read("PMID- 1\nTI  - On tea\nAB  - as we see in\n      PMID- 12345 there\nDP  - 2001\n")
    assert (result.counts[0].counted, len(result.records)) == (1, 1)


ENDNOTE = "<record><ref-type>17</ref-type><titles><title>{}</title></titles></record>"


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\nJO  - J TeaTI  - On rent\nTI  - On tea\nPY  - 2001\nER  - \n",
        "TY  - JOUR\nTI  - On tea\nT1\xe9  - On rent\nPY  - 2001\nER  - \n",
        "%0 Book\n%T On tea\n%K care%T On rent\n%D 2001\n",
        '%0 Book\n%T On tea\n%D 2001\n%[{"title": "On rent"\n',
        "RT Journal Article\nA1 Ash, AnnT1 On rent\nT1 On tea\nYR 2001\n",
        "TY  - JOUR\nTI  - On tea\nPY  - 2001\nPMID- 77\nDP  - 2002\nER  - \n",
        '[{"title": "On tea", "year": 2001, "title": "On rent"}]',
        "<xml><records>"
        + ENDNOTE.format("On tea").replace("</record>", ENDNOTE.format("On rent")[8:])
        + "</records></xml>",
    ],
    ids=[
        "glued",
        "damaged tag",
        "glued %",
        "json in a year",
        "glued refworks",
        "pubmed in ris",
        "json",
        "endnote",
    ],
)
def test_an_entry_that_ran_into_another_is_said_of_it(text):
    result = read(text)
    (record,) = result.records
    assert any(
        "run into" in r.problem or "runs into" in r.problem
        for r in result.remarks
        if r.row_id == record.record_id
    )


def test_a_tag_at_the_margin_of_the_file_is_one_though_the_first_is_indented():
    rest = "".join(f"\n%T On rent {n}\n%A Elm, B\n%D 2002\n" for n in range(3))
    assert len(read(" %T On tea\n%A Ash, A\n%D 2001\n" + rest).records) == 4


def test_a_type_of_ris_that_was_wrapped_in_an_abstract_begins_no_record():
    text = "TY  - JOUR\nTI  - On tea\nAB  - as they write the\nTY  - JOUR line\nER  - \nTY  - BOOK\nTI  - On rent\nER  - \n"
    result = read(text)
    assert [r.title for r in result.records] == ["On tea", "On rent"]
    assert result.records[0].abstract == "as they write the TY - JOUR line"
    assert result.counts[0].counted == 2


def test_lines_that_a_record_swallowed_are_said():
    text = "TY  - JOUR\nTI  - On tea\nER  - \nsome words of ours\nKW  - tea\n\nTY  - JOUR\nTI  - On rent\nER  - \n"
    assert "some words of ours" in said(read(text))


@pytest.mark.parametrize("head", ["<3>\xe9", "<\xfe3>"])
def test_a_stray_byte_in_a_head_of_ovid_joins_no_records(head):
    record = "{}\nUI\n  7\nTI\n  On tea {}\nAU\n  Ash, A\nSO\n  J Tea. 1(2):3-4, 2001.\n\n"
    result = read(record.format("<1>", 1) + record.format("<2>", 2) + record.format(head, 3))
    assert [r.title for r in result.records] == ["On tea 1", "On tea 2", "On tea 3"]


def test_xml_pasted_above_the_first_record_is_read():
    pubmed = (
        "<PubmedArticle><PMID>1</PMID><Article><ArticleTitle>On tea</ArticleTitle></Article></PubmedArticle>"
    )
    pasted = "<xml><records><record><titles><title>On rent</title></titles></record></records></xml>"
    result = read(f"<PubmedArticleSet>\n{pasted}\n{pubmed}\n</PubmedArticleSet>")
    assert {r.title for r in result.records} == {"On tea", "On rent"}


def test_a_record_that_lost_its_first_line_does_not_vanish_in_one_of_another_format():
    result = read("SR 1\nA1 Ash, Ann\nT1 On tea\nJF J Tea\nYR 2001\nVO 3\n\nPT J\nTI On rent\nPY 2002\nER\n")
    assert {(r.title, r.year) for r in result.records} == {("On tea", 2001), ("On rent", 2002)}


def test_fields_above_the_line_that_begins_a_record_are_said():
    result = read("JF J Tea\nVL 3\nSP 7\n\nPT J\nTI On rent\nPY 2002\nER\n")
    assert [r.title for r in result.records] == ["On rent"]
    assert "3 fields stand above the line that begins this record" in said(result)


def test_a_macro_that_another_swallowed_is_known():
    (record,) = read(
        "@string{jr =@string{jr = {J Tea}}\n\n@article{a, title = {On tea}, journal = jr}\n"
    ).records
    assert record.container == "J Tea"


def test_rows_that_a_quote_has_swallowed_are_said():
    text = 'Title,Authors,Year,Journal\nOn tea,"Ash, A,2001,J Tea\nOn rent,Elm,2002,J Rent\nOn care,Yew; Oak",2003,J Care\n'
    result = read(text)
    assert [r.title for r in result.records] == ["On tea"]
    assert "a line within a cell looks like a row of the table" in said(result)


@pytest.mark.parametrize(
    "rows",
    [
        'On tea,"Ash,2001,J Tea\nOn rent,Elm",2002,J Rent\n',
        'On tea,"Ash, A,2001,J Tea\nOn rent,Elm, C",2002,J Rent\n',
        '"On tea,Ash,2001,J Tea\nOn rent",Elm,2002,J Rent\n',
        'On tea,Ash,2001,"J Tea\nOn rent,Elm,2002,J Rent"\n',
        'On tea,Ash,"2001,J Tea\nOn rent,Elm,2002",J Rent\n',
    ],
)
def test_two_rows_that_a_pair_of_quotes_has_made_one_are_said(rows):
    result = read("Title,Authors,Year,Journal\n" + rows)
    assert len(result.records) + len(result.quarantine) == 1
    assert "a line within a cell looks like a row of the table" in said(result)


SPRINGER = (
    '"Item Title","Publication Title","Book Series Title","Journal Volume","Journal Issue","Item DOI","Authors",'
    '"Publication Year","URL","Content Type"\n'
)


@pytest.mark.parametrize(
    "title", ["Homes:\n a tale", "Homes, rent,\ncare, work", 'Homes\n\n and ""rent""\nof 2001']
)
def test_a_title_of_several_lines_is_no_row(title):
    """SpringerLink's titles hold line breaks, and what follows a title in its row has as many cells as a row."""
    row = '"{}","J Tea","","12","3","10.1007/s1-{}","Bo AshCy D. Elm","2016","http://link.springer.com/a/{}","Article"\n'
    result = read(SPRINGER + "".join(row.format(title, n, n) for n in (1, 2)))
    assert [(r.title, r.year, r.authors) for r in result.records] == [
        (" ".join(title.replace('""', '"').split()), 2016, ("Ash, Bo", "Elm, Cy D."))
    ] * 2
    assert result.remarks == []


def test_a_second_cell_with_a_comma_after_a_line_break_is_no_row():
    result = read('Authors,Title,Year,Journal\n"Ash, A","Homes\nrent, care","2001","J Tea"\n')
    assert ([r.title for r in result.records], result.remarks) == (["Homes rent, care"], [])


def test_lines_of_a_cell_are_no_rows():
    abstract = "We ask\nAims, methods, results, and more\nIn 2001, we saw, at home, 12 people"
    result = read(f'Title,Authors,Year,Abstract\nOn tea,"Ash, A",2001,"{abstract}"\n')
    assert (len(result.records), result.remarks) == (1, [])


def test_lines_below_a_blank_one_that_belong_to_no_field_are_said():
    text = "TY  - JOUR\nTI  - On t\n\nea and rent\nPT J\nTI On care\nER\nPY  - 2001\nER  - \n"
    assert "belong to no field" in said(read(text))
