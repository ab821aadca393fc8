"""What the cells of a row become: numbers, names, words, citations and formulas as databases write them."""

import pytest

from .ingested import only, read, rows


def test_whole_numbers_written_with_a_point():
    (entry,) = rows("title,year,volume,issue,start page,end page\nA,2025.0,15660.0,3.0,5.0,9.0\n")
    assert entry.fields == {"title": "A", "year": "2025", "volume": "15660", "issue": "3", "pages": "5-9"}


def test_formulas_that_hold_what_they_show():
    (entry,) = rows(
        'Title,Year,URL,DOI,Volume\n"=HYPERLINK(""https://example.org/1"",""Homes"")",2001,'
        '"=HYPERLINK(""https://example.org/2"",""Link"")","=""10.1000/a""",=1+1\n'
    )
    assert (entry.fields["title"], entry.fields["url"]) == ("Homes", "https://example.org/2")
    assert (entry.fields["doi"], entry.fields["volume"]) == ("10.1000/a", "=1+1")


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


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("Cancer (2004) 102:4 (253-258). Date of Publication: 15 Aug 2004", ("Cancer", 2004, "102", "4", "253-258")),
        ("J. Clin. Oncol. (2016) 34:15 SUPPL. 1. Date of Publication: 20 May 2016", ("J. Clin. Oncol.", 2016, "34", "15 SUPPL. 1", "")),
        ("Annals of Oncology (2015) 26 Supplement 3 (iii1-iii9).", ("Annals of Oncology", 2015, "26", "Supplement 3", "iii1-iii9")),
        ("PLoS ONE (2012) 7:3 Article Number: e33004. Date of Publication: 9 Mar 2012", ("PLoS ONE", 2012, "7", "3", "e33004")),
        ("Lancet (London, England) (1999) 353 (1-9)", ("Lancet (London, England)", 1999, "353", "", "1-9")),
    ],
)  # fmt: skip
def test_the_source_of_embase_is_a_whole_citation(source, read):
    link = (
        "http://sfx.example.org/a?sid=EMBASE&issn=0008543X&id=doi:10.1002%2Fcncr.20013&atitle=Homes&volume=1"
    )
    record = only(f'Title,Author Names,Source,Open URL Link\nHomes,"Ash B., Elm C.","{source}",{link}\n')
    assert (record.container, record.year, record.volume, record.issue, record.pages) == read
    assert record.doi == "10.1002/cncr.20013"


def test_an_open_link_without_a_doi_is_none_and_a_doi_beside_it_stands():
    link = "http://sfx.example.org/a?sid=EMBASE&atitle=Homes"
    assert not only(f"Title,Source,Open URL Link\nHomes,Cancer (2004) 102:4 (3-8),{link}\n").doi
    record = only(
        f"Title,Source,Open URL Link,DOI\nHomes,Cancer (2004) 102:4 (3-8),{link}&id=doi:10.1%2Fb,10.1000/a\n"
    )
    assert record.doi == "10.1000/a"


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


@pytest.mark.parametrize(
    ("first", "last", "pages"), [("0", "0", ""), ("0", "", ""), ("5", "9", "5-9"), ("10", "0", "10-0")]
)
def test_a_page_of_nought_is_none(first, last, pages):
    """Publish or Perish writes 0 where it knows no page."""
    assert only(f"Title,Year,StartPage,EndPage\nOn homes,2001,{first},{last}\n").pages == pages


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
    result = read(f'Title,Authors,Year\nOne,"{given}",2001\n')
    assert any("two people" in remark.problem for remark in result.remarks) == doubtful
    assert len(result.records[0].authors) == 1 + given.count(";")


@pytest.mark.parametrize(
    ("citation", "read_as"),
    [
        ("Tea Soc. 2021 Apr 1;36(4):501-520. doi: 10.1000/a. Epub 2020 Dec 1.", ("36", "4", "501-520")),
        ("Tea Soc. 2021;36:e3626. doi: 10.1000/a.", ("36", "", "e3626")),
        (
            "Tea Soc (Lond). 2021 Jan;12 Suppl 1:S1-9; discussion S10. doi: 10.1000/a.",
            ("12 Suppl 1", "", "S1-9"),
        ),
        ("Tea Soc. 2021 Apr 3:1-11. doi: 10.1000/a. Online ahead of print.", ("", "", "1-11")),
        ("2021 Mar 1. In: TeaPearls [Internet]. Lund: Pearls; 2021 Jan–.", ("", "", "")),
    ],
)
def test_pubmeds_own_table_has_volume_and_pages_in_its_citation(citation, read_as):
    record = only(
        "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year\n"
        f'123456,On tea,"Ash A, Elm B",{citation},Ash A,Tea Soc,2021\n'
    )
    assert (record.volume, record.issue, record.pages) == read_as
    assert citation in record.extra
