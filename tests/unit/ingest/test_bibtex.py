"""The BibTeX reader: every entry comes out once, with its line, wherever it begins and ends."""

import sys

import pytest

from evidence.ingest import bibtex
from evidence.ingest.bibtex import read
from evidence.ingest.formats import FORMATS

from . import ingested
from .bibtex_entries import keys, one, repairs


def test_fields_reach_their_canonical_names():
    entry = one(
        "@article{k1,\n  author = {Ash, Ann and Beech, Bo},\n  title = {On {Tea}},\n"
        "  journal = {J Tea},\n  year = 2001,\n  volume = 3,\n  number = {4},\n  pages = {5--9},\n"
        "  keywords = {a; b},\n  colour = {red}\n}"
    )
    assert (entry.key, entry.kind, entry.line) == ("k1", "article", 1)
    assert entry.authors == ["Ash, Ann", "Beech, Bo"]
    assert entry.fields["title"] == "On Tea"
    assert (entry.fields["container"], entry.fields["issue"]) == ("J Tea", "4")
    assert entry.keywords == ["a", "b"]
    assert entry.extra == {"colour": "red"}
    assert entry.repairs == []


def test_entries_on_one_line():
    text = "@misc{a, title={A}} @misc{b, title={B}}@misc(c, title={C}) @misc{d, title={D}}"
    assert keys(text) == ["a", "b", "c", "d"]
    assert FORMATS["bibtex"].count(text) == 4


def test_entry_without_trailing_comma_and_with_comma():
    assert one("@misc{a, title={A}}").fields == {"title": "A"}
    assert one("@misc{a, title={A},}").fields == {"title": "A"}


@pytest.mark.parametrize(
    "value",
    ["mail me@example.org now", "the @home study", "see @foo{bar} there", "100 @ 5", "@"],
)
def test_at_signs_in_values(value):
    entries = list(read(f"@misc{{a,\n title={{{value}}}}}\n@misc{{b,\n title={{B}}}}"))
    assert [entry.key for entry in entries] == ["a", "b"]
    assert entries[0].fields["title"] == value.replace("{", "").replace("}", "")
    assert [entry.line for entry in entries] == [1, 3]


def test_at_signs_in_prose_between_entries_are_no_entries():
    text = "Ask anna@example.org (or @home (mornings)).\n@misc{a, title={A}}\nEnd @ noon."
    assert keys(text) == ["a"]
    assert FORMATS["bibtex"].count(text) == 1


def test_parenthesised_entries_end_at_their_own_parenthesis():
    text = (
        '@article(a,\n title={A (one)\n and two},\n note="x) y"\n)\n'
        "@article(b, title={B (c)}) trailing (text)\n@article{c, title={C}}"
    )
    entries = list(read(text))
    assert [entry.key for entry in entries] == ["a", "b", "c"]
    assert entries[0].fields["title"] == "A (one) and two"
    assert entries[0].extra["note"] == "x) y"
    assert [entry.line for entry in entries] == [1, 6, 7]


def test_string_macros_joined_and_shared_between_entries():
    text = (
        '@STRING(jt = "Journal " # {of Tea})\n@string{ju = jt # " Studies"}\n'
        "@article{a, title={A}, journal=jt}\n@article{b, title={B}, journal = ju, month = jan}"
    )
    first, second = read(text)
    assert first.fields["container"] == "Journal of Tea"
    assert second.fields["container"] == "Journal of Tea Studies"
    assert second.extra["month"] == "January"


def test_unknown_macro_costs_a_remark_and_not_the_entry():
    entry = one("@article{a, title={A}, journal = nowhere}")
    assert entry.problem is None
    assert entry.fields == {"title": "A", "container": "nowhere"}
    assert "undefined" in repairs(entry)


def test_comments_and_preamble_are_not_records():
    text = (
        "% a line of comment\n@comment{a, title={No}}\n@preamble{ {\\newcommand{x}} }\n"
        "@misc{a, title={A}}\nfree text\n@Comment and so on\n@misc{b, title={B}}\n"
    )
    entries = list(read(text))
    assert [(entry.key, entry.line) for entry in entries] == [("a", 4), ("b", 7)]
    assert all(entry.repairs == [] for entry in entries)
    assert FORMATS["bibtex"].count(text) == 2


@pytest.mark.parametrize(
    "text",
    [
        "@article{, title={A}, year=2000}",
        "@article{title={A}, year=2000}",
        "@article{\n  title = {A},\n  year = 2000\n}",
    ],
)
def test_missing_key_is_mended_with_a_remark(text):
    entry = one(text)
    assert entry.problem is None
    assert entry.key == ""
    assert entry.fields == {"title": "A", "year": "2000"}
    assert "no citation key" in repairs(entry)


@pytest.mark.parametrize("key", ["A B2016", "LÓPEZ2016", "Kay20103,17", "a'b"])
def test_odd_keys(key):
    entry = one(f"@article{{{key},\n\ttitle = {{A}},\n\tyear = {{2016}}\n}}")
    assert entry.key == key
    assert entry.fields == {"title": "A", "year": "2016"}


@pytest.mark.parametrize(
    "entry",
    [
        "@article{a, title = {A}, abstract = {see @misc{x, title = {Y}} there}}",
        "@article{a, title = {A}, abstract = {a {b} @misc{x, title = {Y}} there}}",
        '@article{a, title = "A", abstract = "see @misc{x, title = {Y}} there"}',
    ],
)
def test_an_entry_in_a_value_is_no_entry_of_the_file(entry):
    result = ingested.read(f"{entry}\n{entry.replace('{a,', '{b,')}\n")
    assert [r.source_key for r in result.records] == ["a", "b"]
    assert (result.counts[0].counted, result.quarantine) == (2, [])


def test_an_entry_that_raises_costs_itself(monkeypatch):
    real = bibtex.fill

    def fill(entry, fields, line_of):
        if entry.key == "b":
            raise IndexError("broken")
        real(entry, fields, line_of)

    monkeypatch.setattr(bibtex, "fill", fill)
    result = ingested.read("@misc{a, title={A}}\n@misc{b, title={B}}\n@misc{c, title={C}}\n")
    assert [r.source_key for r in result.records] == ["a", "c"]
    assert [(q.line, "IndexError" in q.problem) for q in result.quarantine] == [(2, True)]


def test_kinds_that_are_not_plain_words():
    assert keys("@data_set{a, title={A}}\n@online-item{b, title={B}}") == ["a", "b"]


@pytest.mark.parametrize("newlines", [0, 1, 7])
def test_lines(newlines):
    text = "\n" * newlines + "@misc{a,\n\n title={A}}\n% x\n  @misc{b, title={B}}"
    assert [entry.line for entry in read(text)] == [newlines + 1, newlines + 5]


def test_macros_of_macros_do_not_fill_the_memory():
    doubled = "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(40))
    (entry,) = read(f'@string{{a0 = "{"x" * 100}"}}\n{doubled}@misc{{a, title={{T}}, note = a40}}')
    assert len(entry.extra["note"]) < 1000


def _work(text):
    """How often functions are called while a text is read: work that no clock and no neighbour disturbs."""
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        list(read(text))
    finally:
        sys.setprofile(None)
    return calls


HOSTILE = {
    "open braces": lambda n: "@misc{a,\n" + "t={\n" * n,
    "unclosed fields": lambda n: "@misc{a, title={x" + ", note={y\n" * n,
    "open quotes": lambda n: "@misc{a, title={x}" + ', note="y\n' * n,
    "missing parents": lambda n: "".join(
        f"@misc{{a{i}, title={{A}}, crossref={{b{i}}}}}\n" for i in range(n)
    ),
    "fields twice": lambda n: "@misc{a, title={T}," + "note={n}," * n + "}",
    "parents of parents": lambda n: "".join(
        f"@xdata{{x{i}, title={{T}}, xdata={{{','.join(f'x{j}' for j in range(20))}}}}}\n"
        for i in range(n // 10)
    ),
    "fields without commas": lambda n: "@misc{a,\n" + "xdata={b,c}" * n,
    "one line": lambda n: "@misc{a, title={A}} " * n,
    "maths": lambda n: "@misc{a, title={" + "\\(" * n + "$" * n + "}}",
    "commands": lambda n: "@misc{a, title={" + "\\textit{" * n + "x" + "}" * n + "}}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_text_is_twice_the_work(name):
    small, large = (_work(HOSTILE[name](n)) for n in (200, 800))
    assert large < 6 * small + 3000


@pytest.mark.parametrize(
    "text",
    [
        "@string{x = {y}, title = {Lost}\n@misc{a, title = {A}}\n",
        "@comment{ @misc{lost, title = {Lost}} }\n@misc{a, title = {A}}\n",
        "@misc{a, title = {A}}\nA pasted word\n",
        "@misc{a, title = {A}} a pasted word\n@misc{b, title = {B}}\n",
    ],
)
def test_what_stands_between_entries_and_is_no_comment_is_said(text):
    assert any("not read" in problem or "outside of any entry" in problem for problem in ingested.said(text))


def test_comments_and_definitions_need_no_word():
    text = "% Encoding: UTF-8\n@string{x = {y}}\n@comment{jabref-meta: a;}\n@misc{a, title = {A}, note = x}\n% end\n"
    assert ingested.said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "% Encoding: UTF-8\n\n@Comment{jabref-meta: databaseType:biblatex;}\n\n@Comment{jabref-meta: grouping:\n0 All:;\n}\n",
        '@string{jh = "Journal of Homes"}\n@preamble{"a"}\n',
    ],
)
def test_a_library_with_comments_only_has_no_entries(text):
    result = ingested.read(text)
    assert [(c.format, c.counted, c.read, c.quarantined) for c in result.counts] == [("bibtex", 0, 0, 0)]
    assert [remark.problem for remark in result.remarks] == [
        "the file holds no entry, only comments and definitions"
    ]


def test_an_entry_that_is_commented_out_is_not_lost_in_silence():
    result = ingested.read("@comment{@article{a, title={Homes}, year={2001}}}")
    assert [(c.counted, c.read, c.quarantined) for c in result.counts] == [(1, 0, 1)]
    assert "looks like BibTeX" in result.quarantine[0].problem


def test_an_entry_that_ran_into_a_value_is_spoken_of():
    """Its braces balance, so that no rule of BibTeX is broken (fuzz 68030-11332)."""
    text = (
        "@misc{k0,\n  title = {On tea},\n  journal = {Journal of Teadoi = {10.5555/a.1},\n  volume = {3},\n"
        "  title = {On homes},\n  number = 12},\n}"
    )
    entry = one(text)
    assert entry.fields["title"] == "On tea"
    assert [
        (name, "line 3" in what and "was not read as one" in what) for name, _, what, _ in entry.repairs
    ] == [("journal", True)]
    assert (
        one("@misc{k0,\n title = {On tea},\n abstract = {We set\n x = {1} and then y = {2}.}\n}").repairs
        == []
    )
