"""What an entry of BibTeX inherits from another."""

import pytest

from evidence.ingest.bibtex import read

from .bibtex_entries import keys, repairs


@pytest.mark.parametrize("parent_first", [True, False])
def test_what_is_inherited(parent_first):
    parent = "@proceedings{p, title={Proc}, editor={Ash, A}, year=2001, doi={10.1000/p}, publisher={P}}"
    child = "@inproceedings{c, title={C}, author={Elm, B}, crossref={p}, publisher={Q}}"
    text = "\n".join([parent, child] if parent_first else [child, parent])
    entry = next(entry for entry in read(text) if entry.key == "c")
    assert entry.fields == {"title": "C", "year": "2001", "container": "Proc", "publisher": "Q"}
    assert entry.authors == ["Elm, B"]
    assert entry.repairs == []


def test_xdata_is_inherited_whole_and_a_missing_parent_is_said():
    first, _, third = read(
        "@misc{a, title={A}, xdata={x}}\n@xdata{x, url={u}}\n@misc{b, title={B}, crossref={no}}"
    )
    assert first.fields["url"] == "u"
    assert "refers to is not in this part" in repairs(third)


def test_entries_that_refer_to_each_other_come_to_an_end():
    assert keys("@misc{a, title={A}, crossref={b}}\n@misc{b, title={B}, crossref={a}}") == ["a", "b"]


def test_an_entry_that_refers_to_very_many_others_says_so():
    first = next(read("@misc{a, title={A}, xdata={" + ",".join(f"x{n}" for n in range(500)) + "}}"))
    assert "refers to more than" in repairs(first)
    assert len(first.repairs) < 50
