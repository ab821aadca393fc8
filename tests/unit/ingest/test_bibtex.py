"""The BibTeX reader: every entry comes out once, with its line, however broken its neighbours."""

import pytest

from evidence.ingest.bibtex import plain, read, split_names
from evidence.ingest.count import count_entries
from evidence.ingest.latex import decode


def one(text):
    entries = list(read(text))
    assert len(entries) == 1
    return entries[0]


def keys(text):
    return [entry.key for entry in read(text)]


def repairs(entry):
    return " ".join(problem for _, _, problem, _ in entry.repairs)


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
    assert count_entries(text, "bibtex") == 4


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
    assert count_entries(text, "bibtex") == 1


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
    assert count_entries(text, "bibtex") == 2


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


def test_repeated_field_keeps_the_first_and_says_so():
    entry = one("@article{a, title={A}, title={B}}")
    assert entry.fields["title"] == "A"
    assert entry.extra == {"title (repeated)": "B"}
    assert "given twice" in repairs(entry)


def test_unbalanced_brace_costs_one_entry():
    text = "@misc{a,\n title={A}}\n\n@misc{b,\n title={B\n}\n\n@misc{c,\n title={C}}\n"
    entries = list(read(text))
    assert [entry.problem is None for entry in entries] == [True, False, True]
    assert [entry.line for entry in entries] == [1, 4, 8]
    assert "not closed" in entries[1].problem.problem
    assert entries[1].raw.startswith("@misc{b,")


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


def test_entry_without_its_at_sign_is_reported_by_its_neighbour():
    (entry,) = read("misc{a,\n title={A}}\n@misc{b, title={B}}")
    assert "outside of any entry" in repairs(entry)


def test_truncated_last_entry():
    text = "@misc{a, title={A}}\n@misc{b,\n author={Ash, A},\n title={Half a ti"
    first, second = read(text)
    assert first.problem is None
    assert (second.line, second.problem is None) == (2, False)
    assert second.raw.endswith("Half a ti")


def test_kinds_that_are_not_plain_words():
    assert keys("@data_set{a, title={A}}\n@online-item{b, title={B}}") == ["a", "b"]


def test_backslash_before_the_closing_brace():
    text = "@misc{a, title={C:\\}}\n@misc{b, title={B \\{ b}}\n@misc{c, title={C}}"
    entries = list(read(text))
    assert [entry.key for entry in entries] == ["a", "b", "c"]
    assert all(entry.problem is None for entry in entries)


@pytest.mark.parametrize("newlines", [0, 1, 7])
def test_lines(newlines):
    text = "\n" * newlines + "@misc{a,\n\n title={A}}\n% x\n  @misc{b, title={B}}"
    assert [entry.line for entry in read(text)] == [newlines + 1, newlines + 5]


def test_line_in_the_message_is_the_line_of_the_file():
    problem = one("\n\n\n@misc{a,\n = }").problem
    assert "line 5" in problem.problem


def test_preferred_field_wins_in_any_order():
    text = "@incollection{a, series={S}, booktitle={B}, date={in press}, year={1999}, title={T}}"
    assert one(text).fields["container"] == "B"
    assert one(text).fields["year"] == "1999"
    assert one(text).extra["series"] == "S"


def test_editors_stand_in_for_authors():
    assert one("@book{a, title={T}, editor={Ash, A}}").authors == ["Ash, A"]
    entry = one("@book{a, title={T}, editor={Ash, A}, author={Elm, E}}")
    assert entry.authors == ["Elm, E"]
    assert entry.extra["editor"] == "Ash, A"


def test_names():
    assert split_names("{Tea Board and Sons} and Elm, {\\'E}va and others") == [
        "{Tea Board and Sons}",
        "Elm, Éva",
    ]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("costs of $5 million and $3 million", "costs of $5 million and $3 million"),
        ("from $5-$10", "from $5-$10"),
        ("it is \\$5", "it is $5"),
        ("p $<$ 0.05", "p < 0.05"),
        ("Caf{\\'e} 50% of tea and more", "Café 50% of tea and more"),
        ("in C:\\temp\\new", "in C:\\temp\\new"),
        ("\\textsuperscript{2} \\emph{it}", "2 it"),
        ("A~B --- C", "A B --- C"),
        ("{{N}ested {B}races}", "Nested Braces"),
    ],
)
def test_latex(latex, text):
    assert decode(latex) == text


def test_identifiers_lose_their_escapes_and_nothing_else():
    assert plain("10.1000/a\\_b\\&c~d") == "10.1000/a_b&c~d"
    entry = one("@misc{a, title={A}, url={https://example.org/~x/a\\%20b}, doi={{10.1000/a\\_b}}}")
    assert entry.fields["url"] == "https://example.org/~x/a%20b"
    assert entry.fields["doi"] == "10.1000/a_b"
