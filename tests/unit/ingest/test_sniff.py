"""Format by content."""

import pytest

from evidence.ingest.formats import FORMATS
from evidence.ingest.sniff import sniff


@pytest.mark.parametrize(
    ("text", "file_format"),
    [
        ("@article{a, title={A}}", "bibtex"),
        ("% author, title, year\n@article{a, title={A}}", "bibtex"),
        ("\n\n  @Data_Set {a,", "bibtex"),
        ("list\nTY  - JOUR\n", "ris"),
        ("TI  - A\nER  - \nTI  - B\nER  - ", "ris"),
        ("\n\nPMID- 1\nTI  - A", "nbib"),
        ('[{"title": "A"}]', "csl-json"),
        ("id,title,year\n1,A,2001", "csv"),
        ("id;Title;year\n1;A;2001", "csv"),
        ('"Authors"\t"Document Title"\nx\ty', "csv"),
        ("", "unknown"),
        (" \n ", "unknown"),
        ("name,year\nA,2001", "unknown"),
        ("<xml><title>A</title></xml>", "unknown"),
        ("PK\x03\x04\x14", "unknown"),
        ("%PDF-1.7", "unknown"),
    ],
)
def test_format(text, file_format):
    assert (sniff(text).name if sniff(text) else "unknown") == file_format


@pytest.mark.parametrize(
    "pasted",
    [
        "TY  - JOUR\nTI  - Homes {0}\nAU  - Ash, Bo\nPY  - 2001\nAB  - A long text about homes\nER  - ",
        "PMID- {0}\nTI  - Homes {0}\nFAU - Ash, Bo\nDP  - 2001\nAB  - A long text about homes",
        "@article{{k{0},\n  title = {{Homes {0}}},\n  author = {{Ash, Bo}},\n  year = 2001\n}}",
        "%0 Journal Article\n%T Homes {0}\n%A Ash, Bo\n%D 2001\n%X A long text about homes",
    ],
)
def test_a_table_that_keeps_each_entry_as_it_was_in_a_cell_is_a_table(pasted):
    rows = [f'r{n},Homes {n},2001,"{pasted.format(n)}"' for n in range(4)]
    assert sniff("\n".join(["record_id,title,year,raw", *rows])).name == "csv"


def test_a_wrapped_line_with_an_at_sign_and_a_bracket_reaches_no_further_than_that():
    assert FORMATS["bibtex"].tell("AB we met\n@home (n=12) twice\n   and then (a = {b})\nPY 2001") == 0
    assert FORMATS["bibtex"].tell("@misc(a, title = {A (or B)}, year = 2001) and more") == 41


def test_a_record_with_tags_pasted_into_a_table_does_not_claim_its_rows():
    rows = [f'"{n}","On tea {n}","Ash, B","2001","Rent","1","2","3","10.1000/{n}"' for n in range(3)]
    rows[0] += ",more"
    names = '"No.","TI","AU","PY","SO","VL","BP","EP","DI"'
    assert sniff("\n".join([names, "%0 Book", "%T Pasted", "%D 2001", *rows])).name == "csv"


def test_a_broken_list_of_json_is_no_table_whose_rows_are_its_lines():
    """One name of a column (`title`) and a quote that is never closed made a table of all of it (fuzz 66036-3566)."""
    broken = '[{\n  "title": " ",\n y? a trial with tenants there"\n}'
    text = f'{broken},{{\n  "title": "On homes",\n    "date-parts": [\n    ]\n}},{{\n}}]'
    assert sniff(text).name == "csl-json"
