"""What the fields of BibTeX and BibLaTeX mean, and which one wins."""

import pytest

from evidence.ingest.bibtex import plain, read

from .bibtex_entries import one, repairs
from .ingested import only


def test_repeated_field_keeps_the_first_and_says_so():
    entry = one("@article{a, title={A}, title={B}}")
    assert entry.fields["title"] == "A"
    assert entry.extra == {"title (repeated)": "B"}
    assert "given twice" in repairs(entry)


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


def test_identifiers_lose_their_escapes_and_nothing_else():
    assert plain("10.1000/a\\_b\\&c~d") == "10.1000/a_b&c~d"
    entry = one("@misc{a, title={A}, url={https://example.org/~x/a\\%20b}, doi={{10.1000/a\\_b}}}")
    assert entry.fields["url"] == "https://example.org/~x/a%20b"
    assert entry.fields["doi"] == "10.1000/a_b"


def test_a_field_given_three_times_keeps_every_value():
    (entry,) = read("@article{a, title={T}, note={one},\n note={two},\n note={three}}")
    assert entry.extra == {"note": "one", "note (repeated)": "two; three"}


def test_addresses_are_not_read_as_latex():
    entry = one(
        "@misc{a, title={A}, howpublished={\\url{https://example.org/a_b--c}}, note={https://example.org/~x--y}}"
    )
    assert entry.fields["url"] == "https://example.org/a_b--c"
    assert entry.extra["note"] == "https://example.org/~x--y"


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
    record = only(f"@misc{{a, title = {{Homes}}, {field}}}")
    assert record.url == address


def test_keywords_of_authors_and_of_an_index_are_keywords():
    record = only("@article{a, title={Homes}, author_keywords={rent; care}, keywords={article; care}}")
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
