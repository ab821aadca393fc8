"""Input is hostile (law 8): nothing in a record is run, opened or waited for."""

from __future__ import annotations

import csv
import gzip
import io
import time
import zipfile

import pytest

from evidence.deduplicate.stage import deduplicate
from evidence.ingest.rows import Record
from evidence.ingest.stage import Source, ingest
from evidence.io import read_table, write_table
from evidence.remarks import Quarantined
from evidence.spreadsheets import csv_bytes

SCRIPT = "<script>alert(1)</script>"
FORMULA = '=WEBSERVICE("https://example.org")'
PATH = "../../../etc/passwd"


def read(data, name="x.bib"):
    data = data.encode() if isinstance(data, str) else data
    result = ingest([Source(name, data)])
    # The rows themselves, not what the counts say of one another.
    assert len(result.records) == sum(count.read for count in result.counts)
    assert len(result.quarantine) == sum(count.quarantined for count in result.counts)
    assert result.records or result.quarantine or result.remarks
    return result


TEXTS = [
    "@misc{{a, title={{{0}}}, author={{{0}}}, journal={{{0}}}}}",
    "TY  - JOUR\nTI  - {0}\nAU  - {0}\nJO  - {0}\nER  - ",
    "PMID- 1\nTI  - {0}\nAU  - {0}\nJT  - {0}",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "value",
    [
        SCRIPT,
        FORMULA,
        PATH,
        "{{{{7*7}}}}",
        "${{x}}",
        "\\input{{/etc/passwd}}",
        "javascript:alert(1)",
    ],
)
def test_values_stay_text(text, value):
    (record,) = read(text.format(value)).records
    assert "root:" not in record.title + "".join(record.authors)
    assert record.title and record.authors and record.container


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("value", [SCRIPT, FORMULA, PATH, "javascript:alert(1)"])
def test_values_that_no_format_reads_otherwise_stay_as_they_are(text, value):
    (record,) = read(text.format(value)).records
    assert (record.title, record.container) == (value, value)


def test_no_file_is_opened_by_a_title(tmp_path, monkeypatch):
    (tmp_path / "secret.tex").write_text("treasure", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for macro in ("input", "include", "InputIfFileExists", "verbatiminput"):
        (record,) = read(f"@misc{{a, title={{A \\{macro}{{secret}} \\{macro}{{secret.tex}}}}}}").records
        assert "treasure" not in record.title


def test_formula_cells_do_not_reach_a_spreadsheet(tmp_path):
    records = read(f'title,year\n"{FORMULA.replace(chr(34), chr(34) * 2)}",2001', "x.csv").records
    (tmp_path / "t.csv").write_bytes(csv_bytes(["title"], [[record.title] for record in records]))
    rows = list(csv.reader(io.StringIO((tmp_path / "t.csv").read_text(encoding="utf-8"))))
    assert rows[1] == ["'" + FORMULA]


@pytest.mark.parametrize("name", [PATH, "/etc/passwd", "a\nb.bib", "\x00", SCRIPT])
def test_file_names_are_only_names(name):
    (record,) = read("@misc{a, title={A}}", name).records
    assert record.source_file == name
    assert "/" not in record.record_id


@pytest.mark.parametrize("key", [PATH, "a/b", "..", SCRIPT, "é" * 300])
def test_ids_hold_nothing_but_letters_digits_and_dashes(key):
    text = f"@misc{{{key}, title={{A}}, author={{{key}, X}}}}\n" * 2
    result = read(text)
    assert len(result.records) == 2
    for record in result.records:
        assert all(char.isascii() and (char.isalnum() or char in "-.") for char in record.record_id)
        assert len(record.record_id) < 50


@pytest.mark.parametrize(
    "data",
    [
        b"@misc{a\x00, ti\x00tle={A}}\x00",
        b"@misc{a, title={A \xff\xfe\x81}}",
        b"\xef\xbb\xbf\xef\xbb\xbf@misc{a, title={A}}",
        "\ufeff@misc{a, title={A}}".encode("utf-16"),
        b"\r@misc{a,\r\ntitle={A}\n\r}\r\r\n",
        b"@misc{a, title={A &#0; &#xd800; &#x110000; &#99999999999999;}}",
        "@misc{a, title={A \u202e\u2028\u0085}}".encode(),
    ],
)
def test_odd_bytes_are_stored(data, tmp_path):
    result = read(data)
    assert [record.title[:1] for record in result.records] == ["A"]
    write_table(tmp_path / "r", result.records, Record)
    assert read_table(tmp_path / "r", Record) == result.records


def archive():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.bib", "@misc{a, title={A}}" * 100)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        archive(),
        gzip.compress(b"@misc{a, title={A}}", mtime=0),
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        b"\x80\x04\x95cposix\nsystem\n(S'true'\ntR.",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><xml>&a;</xml>",
    ],
)
def test_other_files_under_a_known_name_are_set_aside(data, tmp_path):
    result = read(data)
    assert result.records == []
    assert len(result.quarantine) == 1
    write_table(tmp_path / "q", result.quarantine, Quarantined)


BIG = 1_000_000
BOMBS = {
    "braces": "@misc{a, title={" + "{" * BIG,
    "balanced": "@misc{a, title={" + "{" * BIG + "}" * BIG + "}}",
    "backslashes": "@misc{a, title={x " + "\\" * 50_000 + "}}",
    "escaped braces": "@misc{a, title={x " + "\\{" * BIG + "}}",
    "dollars": "@misc{a, title={x " + "$" * 50_000 + "}}",
    "latex groups": "@misc{a, title={\\x " + "{" * 50_000 + "}" * 50_000 + "}}",
    "quotes": '@misc{a, title="' + '"' * BIG + "}",
    "quotes and commas": '@misc{a, title="x' + '", ' * 100_000 + "}",
    "equals": "@misc{a, " + "x = y = " * 50_000 + "}",
    "commas": "@misc{" + "," * BIG + "}",
    "spaces": "@misc{a" + " " * BIG + "}",
    "words": "@misc{" + "a b c " * 100_000 + "}",
    "ats": "@misc{a, title={A}}\n" + "@" * BIG,
    "at words": "@misc{a, title={A}}\n" + "@a " * 200_000,
    "openings": "@a{" * 100_000,
    "opening lines": "@a{\n" * 20_000,
    "names": "@misc{a, title={A}, author={" + "x and " * 20_000 + "}}",
    "hashes": "@misc{a, title=" + "a # " * 50_000 + "b}",
    "parentheses": "@misc(a, title={A}" + "(" * BIG + ")",
    "long field": "@misc{a, title={A}, abstract={" + "word " * BIG + "}}",
    "tags": "<i" * 500_000,
    "ris lines": "TY  - JOUR\nTI  - A\n" + "x\n" * 100_000,
    "ris year": "TY  - JOUR\nTI  - A\nPY  - 2001 " + "x" * 60_000 + "\nER  - \n",
    "ris records": "TY  - JOUR\n" * 50_000,
    "nbib lines": "PMID- 1\nTI  - A\n" + "      x\n" * 100_000,
    "csv quotes": "title,year\n" + '"a,1\n' * 50_000,
    "csv doubled quotes": "title,year\n" + '""",\n' * 50_000,
    "csv open quote": 'title,year\n"' + 'a,""\n' * 50_000,
    "csv long field": 'title,abstract\nA,"' + "x\n" * 2_500_000 + '"',
    "csv header": "title" + "," * 200_000 + "\nA",
    "json depth": "[" * BIG + '"',
    "json braces": '{"a":' * 100_000,
    "json broken items": '[{"title": "A"},' + "{" * BIG,
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_bombs_go_off_quickly(name):
    began = time.process_time()
    read(BOMBS[name])
    assert time.process_time() - began < 5


def test_five_megabytes_in_one_field_survive():
    abstract = "long word " * 500_000
    (record,) = read("@misc{a, title={A}, abstract={" + abstract + "}}").records
    assert len(record.abstract) == len(abstract.strip())
    assert len(record.raw) <= 20_000
    (record,) = read(f"TY  - JOUR\nTI  - {'t' * 5_000_000}\nER  - ").records
    assert len(record.title) == 5_000_000


def test_many_like_titles_are_compared_quickly():
    text = "".join(
        f"TY  - JOUR\nTI  - A study of the {n}\nAU  - Ash, A\nPY  - 2001\nER  - \n" for n in range(700)
    )
    began = time.process_time()
    assert len(deduplicate(read(text).records).works) == 700
    assert time.process_time() - began < 10
