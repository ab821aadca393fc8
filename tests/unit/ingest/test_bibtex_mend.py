"""BibTeX that breaks the grammar: what can be told is read with a remark, and a broken entry costs only itself."""

import pytest

from evidence.ingest.bibtex import read

from . import ingested
from .bibtex_entries import one, repairs


def test_quotes_inside_quoted_values():
    entry = one(
        '@article{a,\n abstract = "They say "no", and "maybe" too.",\n title = "T "x" y",\n year = "2001",\n}'
    )
    assert entry.fields["abstract"] == 'They say "no", and "maybe" too.'
    assert entry.fields["title"] == 'T "x" y'
    assert entry.fields["year"] == "2001"
    assert "field by field" in repairs(entry)


def test_field_names_with_spaces_and_missing_commas():
    entry = one("@article{a,\n Early Access Date = {MAY}\n title = {A}\n year = 2001\n}")
    assert entry.fields == {"title": "A", "year": "2001"}
    assert entry.extra == {"early access date": "MAY"}


def test_text_that_belongs_to_no_field_is_reported():
    entry = one("@article{a,\n title = {A},\n stray words here,\n year = 2001\n}")
    assert entry.fields["year"] == "2001"
    assert "belongs to no field" in repairs(entry)
    assert any("stray words here" in value for _, value, _, _ in entry.repairs)


def test_an_entry_whose_closing_brace_is_missing_is_read_with_a_remark():
    text = "@misc{a,\n title={A}}\n\n@misc{b,\n title={B\n}\n\n@misc{c,\n title={C}}\n"
    entries = list(read(text))
    assert [entry.fields["title"] for entry in entries] == ["A", "B", "C"]
    assert [entry.line for entry in entries] == [1, 4, 8]
    assert [bool(entry.repairs) for entry in entries] == [False, True, False]
    assert "line 6: the closing brace" in repairs(entries[1])
    assert entries[1].raw.startswith("@misc{b,")


@pytest.mark.parametrize("ending", ["},", "}", ","])
def test_a_brace_that_opens_twice_costs_no_field(ending):
    text = f"@misc{{a,\n title={{{{A{ending}\n year={{2001}},\n note={{N}}\n}}\n@misc{{b, title={{B}}}}"
    first, second = read(text)
    assert (first.fields["title"], first.fields["year"], first.extra["note"]) == ("A", "2001", "N")
    assert any("line 2" in text and name == "title" for name, _, text, _ in first.repairs)
    assert (second.fields["title"], second.repairs) == ("B", [])


def test_a_file_that_breaks_off_in_an_abstract_keeps_what_is_there():
    entry = one("@misc{a, title={A},\n year={2001},\n abstract={It was sho")
    assert entry.problem is None
    assert entry.fields == {"title": "A", "year": "2001", "abstract": "It was sho"}
    assert "line 3: the file ends inside this value" in repairs(entry)


def test_an_entry_that_lost_its_title_is_set_aside():
    first, second = read("@misc{a,\n year={2001},\n note={x\n@misc{b, title={B}}")
    assert "not closed before the next entry" in first.problem.problem
    assert second.fields == {"title": "B"}


def test_brace_too_many_is_reported():
    text = "@misc{a,\n title={A}},\n year={2001}\n}\n@misc{b, title={B}}"
    first, second = read(text)
    assert first.fields == {"title": "A"}
    assert "outside of any entry" in repairs(first)
    assert any("2001" in value for _, value, _, _ in first.repairs)
    assert second.repairs == []


def test_brace_too_many_in_the_last_entry_is_reported():
    (entry,) = read("@misc{a,\n title={A}},\n year={2001}\n}\n")
    assert "outside of any entry" in repairs(entry)


def test_entry_without_its_at_sign_is_set_aside():
    lost, entry = read("misc{a,\n title={A}}\n@misc{b, title={B}}")
    assert "outside of any entry" in lost.problem.problem
    assert (lost.line, lost.raw, entry.line, entry.key) == (1, "misc{a,\n title={A}}", 3, "b")


def test_fields_behind_a_brace_too_many_are_reported_by_their_entry():
    (entry,) = read("@misc{a, title={A}},\n year={2001}}\n")
    assert "outside of any entry" in repairs(entry)


@pytest.mark.parametrize("head", ["@Art=icle{k0,", '@inproc"eedings{k0,', "@article021},"])
def test_an_entry_whose_first_line_is_broken_is_set_aside(head):
    """Also where it is all that the file holds, so that it cannot be taken for an empty one."""
    text = f"@string{{jr = {{J}}}}\n\n{head}\n  title = {{On tea}},\n  year = {{2001}}\n}}\n"
    result = ingested.read(text)
    (row,) = result.quarantine
    assert (row.line, "On tea" in row.raw) == (3, True)


def test_truncated_last_entry():
    text = "@misc{a, title={A}}\n@misc{b,\n author={Ash, A},\n title={Half a ti"
    first, second = read(text)
    assert first.problem is None
    assert (second.line, second.problem is None) == (2, False)
    assert second.raw.endswith("Half a ti")


def test_backslash_before_the_closing_brace():
    text = "@misc{a, title={C:\\}}\n@misc{b, title={B \\{ b}}\n@misc{c, title={C}}"
    entries = list(read(text))
    assert [entry.key for entry in entries] == ["a", "b", "c"]
    assert all(entry.problem is None for entry in entries)


def test_line_in_the_message_is_the_line_of_the_file():
    problem = one("\n\n\n@misc{a,\n = }").problem
    assert "line 5" in problem.problem


@pytest.mark.parametrize(
    "definition",
    [
        "@string{jr \xfe= {J Tea}}",
        "@string{jr = {J Tea}",
        '@string(jr = "J Tea"',
        "@string{jr = {J Tea},}",
        "@string{jr = {J T@string{jr = {J Tea}}",
    ],
)
def test_a_broken_string_is_read_as_far_as_it_can_be_told_and_said(definition):
    text = f"{definition}\n@article{{a, title = {{A}}, journal = jr}}\n"
    *aside, entry = read(text)
    assert entry.fields["container"] == "J Tea"
    assert all(row.problem for row in aside)
