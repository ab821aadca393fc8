"""Format and encoding by content."""

import pytest

from evidence.ingest.encoding import decode
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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding):
    assert decode("Caf\u00e9 \u2013 no".encode(encoding)) == "Caf\u00e9 \u2013 no"


def test_one_bad_byte_does_not_garble_the_other_lines():
    data = "Crépon\nno\n".encode() + "Dépôt\n".encode("cp1252") + "Ünal".encode()
    assert decode(data) == "Crépon\nno\nDépôt\nÜnal"


def test_bom_before_bad_bytes_and_in_the_middle():
    assert decode(b"\xef\xbb\xbfa\xff") == "aÿ"
    assert decode(b"a\n\xef\xbb\xbfTY  - JOUR") == "a\nTY  - JOUR"


def test_line_ends_and_nul():
    assert decode(b"a\r\nb\rc\nd\x00e") == "a\nb\nc\nde"
