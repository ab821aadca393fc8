"""The BibTeX reader: every entry comes out once, with its line, however broken its neighbours."""

import pytest

from evidence.ingest.bibtex import plain, read, split_names
from evidence.ingest.formats import BY_NAME
from evidence.ingest.stage import Source, ingest


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
    assert BY_NAME["bibtex"].count(text) == 4


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
    assert BY_NAME["bibtex"].count(text) == 1


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
    assert BY_NAME["bibtex"].count(text) == 2


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
    result = ingest([Source("a.bib", text.encode())])
    (row,) = result.quarantine
    assert (row.line, "On tea" in row.raw) == (3, True)


@pytest.mark.parametrize(
    "entry",
    [
        "@article{a, title = {A}, abstract = {see @misc{x, title = {Y}} there}}",
        "@article{a, title = {A}, abstract = {a {b} @misc{x, title = {Y}} there}}",
        '@article{a, title = "A", abstract = "see @misc{x, title = {Y}} there"}',
    ],
)
def test_an_entry_in_a_value_is_no_entry_of_the_file(entry):
    result = ingest([Source("a.bib", f"{entry}\n{entry.replace('{a,', '{b,')}\n".encode())])
    assert [r.source_key for r in result.records] == ["a", "b"]
    assert (result.counts[0].counted, result.quarantine) == (2, [])


def test_an_entry_that_raises_costs_itself(monkeypatch):
    from evidence.ingest import bibtex

    real = bibtex.fill

    def fill(entry, fields, line_of):
        if entry.key == "b":
            raise IndexError("broken")
        real(entry, fields, line_of)

    monkeypatch.setattr(bibtex, "fill", fill)
    result = ingest([Source("a.bib", b"@misc{a, title={A}}\n@misc{b, title={B}}\n@misc{c, title={C}}\n")])
    assert [r.source_key for r in result.records] == ["a", "c"]
    assert [(q.line, "IndexError" in q.problem) for q in result.quarantine] == [(2, True)]


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


def test_biblatex_fields():
    entry = one(
        "@article{a, title={Tea}, subtitle={A study}, date={2019-05}, journaltitle={J Tea}, location={Ulm},"
        " eprint={1904.01234v2}, eprinttype={arXiv}, langid={german}, isbn={1}, issn={2}}"
    )
    assert entry.fields["title"] == "Tea: A study"
    assert (entry.fields["year"], entry.fields["container"]) == ("2019-05", "J Tea")
    assert (entry.fields["arxiv"], entry.fields["isbn"], entry.fields["issn"]) == ("1904.01234", "1", "2")
    assert (entry.extra["location"], entry.extra["langid"]) == ("Ulm", "german")
    assert one("@book{a, title={Tea}, maintitle={On drinks}}").fields["container"] == "On drinks"


@pytest.mark.parametrize(
    ("fields", "name"),
    [("eprint={77}, eprinttype={pubmed}", "pmid"), ("eprint={hep-th/9901001}", "arxiv")],
)
def test_eprints_go_where_their_type_says(fields, name):
    assert name in one(f"@misc{{a, title={{A}}, {fields}}}").fields


def test_an_address_as_eprint_is_no_identifier():
    entry = one("@misc{a, title={A}, eprint={https://example.org/1}}")
    assert entry.extra == {"eprint": "https://example.org/1"}


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


def test_names():
    assert split_names("{Tea Board and Sons} and Elm, {\\'E}va and others") == [
        "{Tea Board and Sons}",
        "Elm, Éva",
    ]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Pires, Rosa de,  Silva, Ana", ["Pires, Rosa de", "Silva, Ana"]),
        ("Ann Ash, Bo Elm, Cy Fir", ["Ash, Ann", "Elm, Bo", "Fir, Cy"]),
    ],
)
def test_names_parted_by_commas_are_told_apart_with_a_remark(value, names):
    entry = one(f"@misc{{a, title={{A}}, author={{{value}}}}}")
    assert entry.authors == names
    assert "parted by commas" in repairs(entry)


@pytest.mark.parametrize("name", ["King, Jr., Martin Luther", "{Ash, Elm, Fir, and Yew}", "Ash, A."])
def test_one_name_stays_one(name):
    entry = one(f"@misc{{a, title={{A}}, author={{{name}}}}}")
    assert entry.authors == [name]
    assert entry.repairs == []


def test_identifiers_lose_their_escapes_and_nothing_else():
    assert plain("10.1000/a\\_b\\&c~d") == "10.1000/a_b&c~d"
    entry = one("@misc{a, title={A}, url={https://example.org/~x/a\\%20b}, doi={{10.1000/a\\_b}}}")
    assert entry.fields["url"] == "https://example.org/~x/a%20b"
    assert entry.fields["doi"] == "10.1000/a_b"


def test_a_field_given_three_times_keeps_every_value():
    (entry,) = read("@article{a, title={T}, note={one},\n note={two},\n note={three}}")
    assert entry.extra == {"note": "one", "note (repeated)": "two; three"}


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("{\\O}yvind Br{\\aa} and {\\'E}mile Lef{\\`e}vr{\\'e}", ["Øyvind Brå", "Émile Lefèvré"]),
        ("A. {Delgado de Molina}", ["Delgado de Molina, A."]),
        ("Jan {van der Elm} and {van der Fir}, Bo", ["van der Elm, Jan", "van der Fir, Bo"]),
        ("{Barnes and Noble} and Ash, A", ["{Barnes and Noble}", "Ash, A"]),
        ("Department for Work and Pensions and Ash, A", ["Department for Work and Pensions", "Ash, A"]),
        ("family=Elm, given=Ann, prefix=von", ["von Elm, Ann"]),
    ],
)
def test_braces_in_names(value, names):
    assert split_names(value) == names


def test_semicolons_between_names_are_read_with_a_remark():
    entry = one("@misc{a, title={A}, author={Volk, R.; Elm, J.; Fir, F.}}")
    assert entry.authors == ["Volk, R.", "Elm, J.", "Fir, F."]
    assert "parted by semicolons" in repairs(entry)


def test_addresses_are_not_read_as_latex():
    entry = one(
        "@misc{a, title={A}, howpublished={\\url{https://example.org/a_b--c}}, note={https://example.org/~x--y}}"
    )
    assert entry.fields["url"] == "https://example.org/a_b--c"
    assert entry.extra["note"] == "https://example.org/~x--y"


def test_macros_of_macros_do_not_fill_the_memory():
    doubled = "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(40))
    (entry,) = read(f'@string{{a0 = "{"x" * 100}"}}\n{doubled}@misc{{a, title={{T}}, note = a40}}')
    assert len(entry.extra["note"]) < 1000


def test_an_entry_that_refers_to_very_many_others_says_so():
    first = next(read("@misc{a, title={A}, xdata={" + ",".join(f"x{n}" for n in range(500)) + "}}"))
    assert "refers to more than" in repairs(first)
    assert len(first.repairs) < 50


def _work(text):
    """How often functions are called while a text is read: work that no clock and no neighbour disturbs."""
    import sys

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
    "definition",
    ["@string{jr \xfe= {J Tea}}", "@string{jr = {J Tea}", '@string(jr = "J Tea"', "@string{jr = {J Tea},}"],
)
def test_a_broken_string_is_read_as_far_as_it_can_be_told_and_said(definition):
    text = f"{definition}\n@article{{a, title = {{A}}, journal = jr}}\n"
    (entry,) = read(text)
    assert entry.fields["container"] == "J Tea"


def said(text):
    result = ingest([Source("f", text.encode())])
    return [row.problem for row in (*result.remarks, *result.quarantine)]


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
    assert any("not read" in problem or "outside of any entry" in problem for problem in said(text))


def test_comments_and_definitions_need_no_word():
    text = "% Encoding: UTF-8\n@string{x = {y}}\n@comment{jabref-meta: a;}\n@misc{a, title = {A}, note = x}\n% end\n"
    assert said(text) == []


@pytest.mark.parametrize("kind", ["proceedings", "book", "collection"])
def test_the_title_of_a_volume_may_stand_under_booktitle(kind):
    (entry,) = read(f"@{kind}{{a, booktitle = {{Homes}}}}")
    assert entry.fields["title"] == "Homes"
    assert "container" not in entry.fields


@pytest.mark.parametrize(
    ("field", "address"),
    [
        (r"howpublished = {Available at \url{https://example.org/a_b}}", "https://example.org/a_b"),
        (r"note = {\url{https://example.org/a~b}}", "https://example.org/a~b"),
        (r"note = {Data: \url{https://example.org/a}, code: \url{https://example.org/b}}", ""),
        (r"note = {see www.example.org for more}", ""),
        (
            r"url = {https://example.org/own}, note = {\url{https://example.org/other}}",
            "https://example.org/own",
        ),
    ],
)
def test_an_address_that_is_marked_in_a_note(field, address):
    (record,) = ingest([Source("a.bib", f"@misc{{a, title = {{Homes}}, {field}}}".encode())]).records
    assert record.url == address


@pytest.mark.parametrize(
    "text",
    [
        "% Encoding: UTF-8\n\n@Comment{jabref-meta: databaseType:biblatex;}\n\n@Comment{jabref-meta: grouping:\n0 All:;\n}\n",
        '@string{jh = "Journal of Homes"}\n@preamble{"a"}\n',
    ],
)
def test_a_library_with_comments_only_has_no_entries(text):
    result = ingest([Source("a.bib", text.encode())])
    assert [(c.format, c.counted, c.read, c.quarantined) for c in result.counts] == [("bibtex", 0, 0, 0)]
    assert [remark.problem for remark in result.remarks] == [
        "the file holds no entry, only comments and definitions"
    ]


def test_an_entry_that_is_commented_out_is_not_lost_in_silence():
    result = ingest([Source("a.bib", b"@comment{@article{a, title={Homes}, year={2001}}}")])
    assert [(c.counted, c.read, c.quarantined) for c in result.counts] == [(1, 0, 1)]
    assert "looks like BibTeX" in result.quarantine[0].problem


def test_keywords_of_authors_and_of_an_index_are_keywords():
    (record,) = ingest(
        [
            Source(
                "a.bib", b"@article{a, title={Homes}, author_keywords={rent; care}, keywords={article; care}}"
            )
        ]
    ).records
    assert set(record.keywords) == {"rent", "care", "article"} and len(record.keywords) == 3


@pytest.mark.parametrize("field", ["eid", "art_number", "article-number", "articleno"])
def test_an_article_number_stands_where_no_pages_do(field):
    assert one(f"@article{{a, title={{T}}, {field}={{e12}}}}").fields["pages"] == "e12"
    entry = one(f"@article{{a, title={{T}}, {field}={{e12}}, pages={{5--9}}}}")
    assert (entry.fields["pages"], entry.extra[field]) == ("5–9", "e12")


def test_the_key_of_scopus_is_no_page():
    entry = one("@article{a, title={T}, eid={2-s2.0-7795}}")
    assert "pages" not in entry.fields
    assert entry.extra["eid"] == "2-s2.0-7795"
