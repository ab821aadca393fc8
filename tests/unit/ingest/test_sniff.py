"""Format by content."""

import pytest

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
