"""Conservation (law 1): whatever the files hold, every entry comes out once, and only once.

What damage does to files is tried by `tests/fuzz`, a hundred times as often as hypothesis could; here are the laws whose
failing examples one wants small. The truth is what a test wrote, never what the product counted. What becomes of entries that are read
is in test_conservation_of_records.
"""

from __future__ import annotations

from hypothesis import event, given
from hypothesis import strategies as st
from tests.fuzz.cases import FORMS
from tests.fuzz.strategies import text_of, written
from tests.fuzz.tables import workbook

from evidence.ingest.stage import Source, ingest
from evidence.spreadsheets import spreadsheet_safe

IN_LINES = tuple(name for name, form in FORMS.items() if form.lines)
PROSE = st.sampled_from(["", "some words", "# 12 of 40 #", "e-mail a@example.org", "100 % @ 5", "%"])


def bytes_of(file_format, text):
    return workbook(text.encode()) if file_format == "xlsx" else text.encode()


def read(file_format, text):
    return ingest([Source("f", bytes_of(file_format, text))])


# What breaks an entry so that it still stands alone: for every format that is generated.
_ROWS = ["one\n", "a{0}b\n", '"open{0}a{0}b{0}c{0}d\n', '{0}""{0}{0}{0}x\n']
_VALUES = ["3", '"x, y"', "{}", "[1, 2]", "null"]
BROKEN = {
    **{name: _VALUES for name in FORMS if name.endswith("json")},
    "csv": [row.format(",") for row in _ROWS],
    "tsv": [row.format("\t") for row in _ROWS],
    "xlsx": ['<row><c t="inlineStr"><is><t>one</t></is></c></row>'],
    "wos": ["PT J\nER\n", "PT J\nZZ x\nER\n"],
    "refer": ["%0 Book\n%Z x\n", "%0 Book\n%A Only, A\n"],
    "ovid": ["<77>\nUI\n  9\n", "<78>\nAU\n  Only A\n"],
    "refworks": ["RT Book\nSR 1\n", "RT Book\nA1 Only, A\n"],
    "endnote-xml": ["<record></record>", "<record><rec-number>7</rec-number></record>"],
    "pubmed-xml": [
        "<PubmedArticle></PubmedArticle>",
        "<PubmedArticle><MedlineCitation><PMID>7</PMID></MedlineCitation></PubmedArticle>",
    ],
    "zotero-rdf": ['<bib:Article rdf:about="#x"><z:itemType>journalArticle</z:itemType></bib:Article>\n'],
    "bibtex": ["@article{b}\n", '@misc{b, title = "x}\n', "@misc{,,}\n", "@article{b,\n  title = {open\n"],
    "ris": ["TY  - JOUR\nER  - \n", "TY  - \nZZ  - x\nER  - \n"],
    "nbib": ["\nPMID- \n\n", "\nAU  - only\n\n"],
}
_WITHOUT_LINES = ("csv", "tsv", "xlsx", "endnote-xml", "pubmed-xml", "zotero-rdf")


def test_every_generated_format_can_be_broken():
    assert set(BROKEN) == set(FORMS)


def check_balance(result):
    for count in result.counts:
        assert count.counted == count.read + count.quarantined
    assert len(result.records) == sum(count.read for count in result.counts)
    assert len(result.quarantine) == sum(count.quarantined for count in result.counts)
    names = [r.record_id for r in result.records] + [q.entry_id for q in result.quarantine]
    assert len(names) == len(set(names))
    assert {r.row_id for r in result.remarks} - {""} <= set(names)  # a remark without a row is about its file


@given(written())
def test_whole_entries_are_all_read(file):
    file_format, entries, parts = file
    result = read(file_format, text_of(parts))
    check_balance(result)
    assert [record.doi for record in result.records] == [entry.doi for entry in entries]
    assert [record.year for record in result.records] == [entry.year for entry in entries]
    assert result.quarantine == []
    assert [count.counted for count in result.counts] == [len(entries)]


@given(written(tuple(BROKEN), least=3), st.data())
def test_broken_entries_cost_only_themselves(file, data):
    """Every whole entry is read, but for the one behind an entry that has no end; and each broken one is accounted for."""
    file_format, entries, parts = file
    faults = data.draw(st.lists(st.sampled_from(BROKEN[file_format]), min_size=1, max_size=2))
    texts = [text for text, owner in parts if owner >= 0]
    first, last = (parts[0][0] if parts[0][1] < 0 else ""), (parts[-1][0] if parts[-1][1] < 0 else "")
    rows = list(zip(texts, [True] * len(texts), strict=True)) + [(text, False) for text in faults]
    rows = data.draw(st.permutations(rows))
    listed = file_format.endswith("json") and first  # else JSON Lines
    between = "," if listed else "" if file_format in _WITHOUT_LINES else "\n"
    result = read(file_format, first + between.join(text for text, _ in rows) + last)
    check_balance(result)
    titles = " ".join(record.title for record in result.records)
    behind_open = sum("open" in text for text in faults)
    event(file_format)
    assert sum(entry.mark not in titles for entry in entries) <= behind_open
    assert len(result.records) + len(result.quarantine) + len(result.remarks) >= len(rows) - behind_open


@given(written(IN_LINES), st.data())
def test_prose_between_entries_changes_nothing(file, data):
    file_format, entries, parts = file
    mixed = "".join("\n" + data.draw(PROSE) + "\n\n" + text if owner >= 0 else text for text, owner in parts)
    one, two = (read(file_format, text) for text in (text_of(parts), mixed))
    check_balance(two)
    assert [r.doi for r in two.records] == [entry.doi for entry in entries]
    assert [r.record_id for r in one.records] == [r.record_id for r in two.records]
    lines = mixed.split("\n")
    own = [text.split("\n")[0] for text, owner in parts if owner >= 0]
    assert [lines[record.line - 1].strip() for record in two.records] == [line.strip() for line in own]


@given(written(tuple(name for name in FORMS if name != "xlsx")), st.data())
def test_entries_before_a_cut_are_read(file, data):
    """Of every format but workbooks, of which half is none."""
    file_format, entries, parts = file
    text = text_of(parts)
    cut = data.draw(st.integers(0, len(text)))
    result = read(file_format, text[:cut])
    check_balance(result)
    ends = [sum(len(t) for t, _ in parts[: n + 1]) for n, (_, owner) in enumerate(parts) if owner >= 0]
    whole = [entry.doi for entry, end in zip(entries, ends, strict=True) if end <= cut]
    assert [record.doi for record in result.records][: len(whole)] == whole
    assert len(result.records) <= len(whole) + 1


@given(st.lists(written(), max_size=4), st.randoms())
def test_ids_do_not_depend_on_names_or_order_of_files(files, random):
    data = [bytes_of(file_format, text_of(parts)) for file_format, _, parts in files]
    names = [f"dir/{n}.txt" for n in range(len(data))]
    one = ingest(Source(name, text) for name, text in zip(names, data, strict=True))
    random.shuffle(names)
    two = ingest(Source(name, text) for name, text in zip(names, data, strict=True))
    check_balance(one)
    assert len(one.records) == sum(len(entries) for _, entries, _ in files)
    assert {r.record_id for r in one.records} == {r.record_id for r in two.records}


@given(st.one_of(st.text(), st.from_regex(r"\A[\s\x00]*[=+\-@＝＋－＠].*")))
def test_no_cell_begins_like_a_formula(text):
    cell = spreadsheet_safe(text)
    assert cell in (text, "'" + text)
    assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠")
    assert cell[:1] not in tuple("=+-@\t\r\n")
