"""From bytes to records: every entry is a record or in quarantine, and says why."""

import json
import subprocess
import sys

import pytest

from evidence.ingest.stage import Source, ingest

BIB = b"""@article{k1, title={On tea}, author={Ash, Ann}, year={2001}, doi={10.1000/T}}
@article{k2, author={Elm, Bo}, year={2002}}
@article{k1, title={On milk}, year={soon}, doi={nowhere}}
@article{k4, title={Broken
"""


def test_balance_and_reasons():
    result = ingest([Source("a.bib", BIB)])
    (count,) = result.counts
    assert (count.format, count.counted, count.read, count.quarantined) == ("bibtex", 4, 2, 2)
    assert [(q.line, q.field) for q in result.quarantine] == [(2, "title"), (4, "")]
    assert all(q.problem and q.how_to_fix and q.raw for q in result.quarantine)


def test_values_that_could_not_be_used_are_kept_and_remarked():
    record = ingest([Source("a.bib", BIB)]).records[1]
    remarks = ingest([Source("a.bib", BIB)]).remarks
    assert record.year is None
    assert "soon" in record.extra
    assert "nowhere" in record.extra
    assert {(r.row_id, r.field, r.value) for r in remarks} == {
        (record.record_id, "year", "soon"),
        (record.record_id, "doi", "nowhere"),
        (record.record_id, "key", "k1"),
    }


def test_duplicate_key_keeps_both_and_names_the_first_line():
    result = ingest([Source("a.bib", BIB)])
    assert [record.source_key for record in result.records] == ["k1", "k1"]
    (remark,) = [r for r in result.remarks if r.field == "key"]
    assert remark.line == 3
    assert "line 1" in remark.problem


def test_the_same_key_in_two_files_is_no_mistake():
    entry = b"@misc{k, title={A}}"
    assert ingest([Source("a.bib", entry), Source("b.bib", entry)]).remarks == []


def test_keyless_entry_becomes_a_record():
    result = ingest([Source("a.bib", b"@misc{title={A}, year=2001}")])
    assert [(r.source_key, r.title) for r in result.records] == [("", "A")]
    assert [r.field for r in result.remarks] == ["key"]


def test_identical_entries_get_ordinals_and_their_own_remarks():
    text = b"@misc{k, title={A}, year={soon}}\n@misc{k, title={A}, year={soon}}"
    result = ingest([Source("a.bib", text)])
    first, second = (record.record_id for record in result.records)
    assert second == f"{first}.2"
    assert {r.row_id for r in result.remarks if r.line == 2} == {second}


def test_ids_do_not_depend_on_file_names_or_order():
    one, two = b"@misc{a, title={A}}", b"TY  - JOUR\nTI  - B\nER  - "
    first = ingest([Source("a.bib", one), Source("b.ris", two)])
    second = ingest([Source("z/y.txt", one), Source("0", two)])
    assert {r.record_id for r in first.records} == {r.record_id for r in second.records}


def test_of_identical_entries_the_one_of_the_first_file_by_name_has_no_ordinal():
    same = b"@misc{k, title={A}}"
    for order in (["a.bib", "b.bib"], ["b.bib", "a.bib"]):
        records = ingest([Source(name, same) for name in order]).records
        assert [r.source_file for r in records if r.record_id.endswith(".2")] == ["b.bib"]


def test_own_words_are_told_from_published_abstracts():
    text = b"title,abstract\nA,[Own] mine\nB,theirs\nC,\n"
    records = ingest([Source("a.csv", text)], "[Own]").records
    assert [(r.abstract, r.abstract_kind) for r in records] == [
        ("mine", "own_words"),
        ("theirs", "published"),
        ("", ""),
    ]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_empty_file(data):
    result = ingest([Source("empty.bib", data)])
    assert (result.records, result.quarantine) == ([], [])
    assert result.counts[0].counted == 0


def test_unknown_format_is_one_entry_in_quarantine():
    result = ingest([Source("x.bib", b"nothing that anyone could read")])
    assert (result.counts[0].counted, result.counts[0].quarantined) == (1, 1)
    assert "format" in result.quarantine[0].problem


def test_what_a_reader_swallows_is_reported(monkeypatch):
    from dataclasses import replace

    from evidence.ingest import chunks, formats, sections

    blind = replace(formats.BY_NAME["bibtex"], cut=lambda text: iter(()))
    monkeypatch.setattr(chunks, "sniff", lambda text, faults=None: blind)
    monkeypatch.setattr(sections, "sniff", lambda text: None)
    result = ingest([Source("a.bib", BIB)])
    assert result.counts[0].quarantined == 4
    assert "4 entries, but 0" in result.quarantine[0].problem
    assert len({q.entry_id for q in result.quarantine}) == 4


def test_what_stands_behind_an_entry_in_quarantine_is_said_too():
    result = ingest([Source("a.bib", b"@misc{a, year={2001}},\n title={A}\n}\n")])
    assert "no title; fields stand outside" in result.quarantine[0].problem


def test_lost_characters_are_remarked():
    result = ingest([Source("a.bib", b"@misc{a, title={A \x81 B}}")])
    assert any("character could not be read" in remark.problem for remark in result.remarks)


def test_lines_after_a_bom_and_mixed_line_ends():
    text = b"\xef\xbb\xbf@misc{a,\r\n title={A}}\r@misc{b,\n title={B}}\r\n\r\n@misc{c, title={C}}"
    result = ingest([Source("a.bib", text)])
    assert [record.line for record in result.records] == [1, 3, 6]


_ITEM = {"itemType": "journalArticle", "title": "Homes", "date": "2001"}
_PDF = {
    "itemType": "attachment",
    "title": "Full Text PDF",
    "url": "https://example.org/a",
    "accessDate": "2001",
}
_NOTE = {"itemType": "note", "note": "<p>Read</p>"}
_ANNOTATION = {"itemType": "annotation", "annotationText": "Homes"}
_CSV = '"Key","Item Type","Publication Year","Author","Title"\n"A","journalArticle","2001","Ash","Homes"\n"B","attachment","","","Full Text PDF"\n'
_CSV += '"C","note","","",""\n"D","annotation","","",""\n'
_RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:dc="http://purl.org/dc/elements/1.1/">
<bib:Article rdf:about="#item_1"><z:itemType>journalArticle</z:itemType><dc:title>Homes</dc:title></bib:Article>
<z:Attachment rdf:about="#item_2"><z:itemType>attachment</z:itemType><dc:title>Full Text PDF</dc:title></z:Attachment>
<bib:Memo rdf:about="#item_3"><rdf:value>Read</rdf:value></bib:Memo>
<z:Annotation rdf:about="#item_4"><z:itemType>annotation</z:itemType><dc:title>x</dc:title></z:Annotation></rdf:RDF>"""


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([{"key": "A", "data": each} for each in (_ITEM, _PDF, _NOTE, _ANNOTATION)]),
        json.dumps({"items": [{**_ITEM, "attachments": [_PDF], "notes": [_NOTE]}, _PDF, _NOTE, _ANNOTATION]}),
        _CSV,
        _RDF,
    ],
    ids=["interface", "library", "table", "rdf"],
)
def test_attachments_and_notes_of_a_library_are_no_works_and_it_is_said_how_many_there_are(text):
    result = ingest([Source("z", text.encode())])
    assert [record.title for record in result.records] == ["Homes"]
    assert [(c.counted, c.read, c.quarantined) for c in result.counts] == [(1, 1, 0)]
    (remark,) = result.remarks
    for kind in ("attachment", "note", "annotation"):
        assert f"1 of the kind “{kind}”" in remark.problem


def test_a_note_of_a_journal_is_a_work():
    table = "Title,Authors,Year,Document Type\nHomes,Ash,2001,note\n"
    assert [r.title for r in ingest([Source("s.csv", table.encode())]).records] == ["Homes"]


def test_scripts_find_the_functions_of_the_rooms_at_their_doors():
    code = (
        "import sys, evidence.ingest.rows, evidence.deduplicate.rows\n"
        "assert 'evidence.ingest.stage' not in sys.modules\n"
        "from evidence.ingest import Source, ingest\nfrom evidence.deduplicate import link\n"
        "assert ingest([Source('a.ris', b'TY  - JOUR')]).counts and link.__module__ == 'evidence.deduplicate.stage'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_entries_of_two_formats_stand_in_the_order_of_the_file():
    ris = "TY  - JOUR\nTI  - {0} of homes\nPY  - 2001\nER  - \n\n"
    bib = "@article{{{0}, title={{{0} of homes}}, year={{2003}}, author={{Ash, Bo}}}}\n\n"
    written = [(ris, "One"), (bib, "Two"), (bib, "Three"), (ris, "Four"), (bib, "Five"), (bib, "Six")]
    text = "".join(form.format(name) for form, name in written)
    records = ingest([Source("two.txt", text.encode())]).records
    assert [record.title.split()[0] for record in records] == [name for _, name in written]
    assert [record.position for record in records] == list(range(6))
    assert [record.line for record in records] == sorted(record.line for record in records)
