"""The nbib reader: PubMed's citations, one a block."""

import pytest

from evidence.ingest.formats import BY_NAME
from evidence.ingest.stage import Source, ingest

read = BY_NAME["nbib"].entries

TWO = """
PMID- 101
DP  - 2001 May
TI  - A title that runs
      over two lines
LID - 10.1000/a [doi]
AID - S1 [pii]
FAU - Ash, Ann
AU  - Ash A
CN  - Tea Board
PT  - Journal Article
OT  - tea
JT  - Journal of Tea

PMID- 102
TI  - Second
AU  - Elm B
"""


def test_a_postal_code_on_a_line_of_its_own_parts_nothing():
    text = "PMID- 1\nTI  - Oaks\nFAU - Kosta, K\nAD  - 2 Department of Food, Sacramento, CA\n      95814.\nFAU - Gou, Y\nJT  - Plants\n"
    (entry,) = read(text)
    assert (entry.authors, entry.fields["container"]) == (["Kosta, K", "Gou, Y"], "Plants")


def test_the_kind_is_the_first_that_is_known():
    (entry,) = read("PMID- 1\nTI  - Oaks\nPT  - Portrait\nPT  - Journal Article\nPT  - Review\n")
    assert (entry.kind, entry.extra["PT"]) == ("journal article", "Portrait; Review")


def test_fields():
    first, second = read(TWO)
    assert first.fields["title"] == "A title that runs over two lines"
    assert first.fields["doi"] == "10.1000/a"
    assert first.authors == ["Ash, Ann", "{Tea Board}"]
    assert (first.key, first.kind, first.keywords) == ("101", "journal article", ["tea"])
    assert first.extra == {"AID": "S1 [pii]", "AU": "Ash A"}
    assert second.authors == ["Elm B"]


def test_lines_and_count():
    assert [entry.line for entry in read(TWO)] == [2, 15]
    assert BY_NAME["nbib"].count(TWO) == 2


def test_no_blank_line_between_citations():
    text = "PMID- 1\nTI  - A\nPMID- 2\nTI  - B"
    assert [entry.fields["title"] for entry in read(text)] == ["A", "B"]
    assert BY_NAME["nbib"].count(text) == 2


def test_text_without_tags_between_citations_is_left_out():
    text = "PMID- 1\nTI  - A\n\nwhat is this\n\x0c\nPMID- 2\nTI  - B\n"
    entries = list(read(text))
    assert [entry.fields.get("title") for entry in entries] == ["A", "B"]
    assert BY_NAME["nbib"].count(text) == 2


def test_a_part_without_its_number_is_an_entry_or_belongs_to_the_one_before():
    text = "PMID- 1\nTI  - A\n\nMH  - tea\n\nTI  - B\nFAU - Ash, Ann\n"
    first, second = read(text)
    assert first.keywords == ["tea"]
    assert (second.fields["title"], second.authors) == ("B", ["Ash, Ann"])
    assert BY_NAME["nbib"].count(text) == 2


def test_a_chapter_and_a_title_in_another_language():
    chapter, foreign = read("PMID- 1\nTI  - A\nBTI - Book\n\nPMID-2\nTI  - [Not Available].\nTT  - Hemma")
    assert (chapter.fields["title"], chapter.fields["container"]) == ("A", "Book")
    assert foreign.fields["title"] == "Hemma"


def test_only_newlines_end_a_line():
    first, second = read("PMID- 1\nTI  - A\u2028B\n\nPMID- 2\nTI  - C")
    assert first.fields["title"] == "A\u2028B"
    assert second.line == 4


def test_two_kinds_of_publication_are_no_second_record():
    text = "PMID- 1\nTI  - On tea\nPT  - Journal Article\nPT  - Review\nDP  - 2001\n"
    result = ingest([Source("a.nbib", text.encode())])
    assert [(r.kind, r.year) for r in result.records] == [("article", 2001)]
    assert result.remarks == []


def eric(number, *lines, kinds=("Journal Articles", "Reports - Research")):
    """A record as ERIC exports it: no number of PubMed, its own under OID, addresses where PubMed has identifiers."""
    head = (
        "OWN - ERIC",
        f"TI  - On tea {number}",
        "AU  - Ash, Ann",
        "OT  - Tea",
        "JT  - Journal of Tea",
        *lines,
    )
    tail = (f"OID - {number}", "DP  - Apr 2019", f"LID - http://eric.ed.gov/?id={number}", "LA  - English")
    return "\n".join([*head, *tail, *(f"PT  - {kind}" for kind in kinds)]) + "\n"


def test_identifiers_of_eric():
    text = "\n".join(
        [
            eric("EJ1208101", "AID - http://dx.doi.org/10.1000/a-1", "ISSN - ISSN-0378-5955"),
            eric("EJ1208102", "AID - https://www.example.org/doi/full/10.1000/b", "ISSN - EISSN-0378-5955"),
            eric("ED602023", "AID - www.example.org/b.pdf", "ISBN - ISBN-978-0-306-40615-7", kinds=["Books"]),
        ]
    )
    result = ingest([Source("a.nbib", text.encode())])
    assert [(r.source_key, r.doi, r.url, r.issn, r.isbn) for r in result.records] == [
        ("EJ1208101", "10.1000/a-1", "http://eric.ed.gov/?id=EJ1208101", "0378-5955", ""),
        ("EJ1208102", "", "https://www.example.org/doi/full/10.1000/b", "0378-5955", ""),
        ("ED602023", "", "www.example.org/b.pdf", "", "9780306406157"),
    ]
    assert [(r.kind, r.container, r.publisher) for r in result.records] == [
        ("article", "Journal of Tea", ""),
        ("article", "Journal of Tea", ""),
        ("book", "", "Journal of Tea"),
    ]
    assert '"LID": "http://eric.ed.gov/?id=EJ1208102"' in result.records[1].extra
    assert (result.remarks, result.counts[0].counted) == ([], 3)


@pytest.mark.parametrize(
    ("number", "said", "kind"),
    [
        ("EJ1208101", ["Reports - Research"], "article"),
        ("ED602023", ["Reports - Research", "Information Analyses"], "report"),
        ("ED620611", ["Dissertations/Theses - Doctoral Dissertations"], "thesis"),
        ("ED620612", ["Speeches/Meeting Papers", "Reports - Research"], "conference"),
    ],
)
def test_kinds_of_eric(number, said, kind):
    result = ingest([Source("a.nbib", eric(number, kinds=said).encode())])
    assert [r.kind for r in result.records] == [kind]


def test_a_key_that_a_record_was_given_stays_its_key():
    (entry,) = read(eric("EJ1208101", "AID - ash2019 [citation-key]"))
    assert (entry.key, entry.extra["OID"]) == ("ash2019", "EJ1208101")


PUBMED = "PMID- {0}\nOWN - NLM\nTI  - On tea {0}\nAB  - We drank.\nFAU - Ash, Ann\nAID - 10.1000/{0} [doi]\nSO  - J Tea. 2001\n"


@pytest.mark.parametrize("whole", [PUBMED.format, lambda n: eric(f"EJ12081{n}")], ids=["PubMed", "ERIC"])
def test_a_file_that_is_cut_off_within_its_last_record_is_said(whole):
    text = "\n".join(whole(n) for n in (10, 11, 12))
    last = text.rindex("On tea")
    for end in range(last + 6, len(text)):
        result = ingest([Source("a.nbib", text[:end].encode())])
        final = "\nSO  - J" if "PMID" in text else "\nPT  - J"
        said = sum("cut off" in remark.problem for remark in result.remarks)
        assert (len(result.records), said) == (3, final not in text[last:end]), text[last:end]


def test_a_last_record_with_other_lines_is_not_cut_off_where_records_end_as_they_like():
    other = PUBMED.format(3).replace("SO  - J Tea. 2001\n", "")
    for text in (PUBMED.format(1) + "\n" + other, PUBMED.format(1) + "\n" + eric("EJ1208101") + "\n" + other):
        assert ingest([Source("a.nbib", text.encode())]).remarks == []


@pytest.mark.parametrize(
    ("lines", "kind", "container"),
    [
        ("BTI - On homes\nPT  - Review\n", "book", ""),
        ("BTI - On homes\nTI  - On homes\n", "book", ""),
        ("BTI - On homes\nTI  - On rent\nPT  - Review\n", "chapter", "On homes"),
        ("BTI - On homes\nPT  - Technical Report\n", "report", ""),
    ],
)
def test_books_and_their_chapters(lines, kind, container):
    (record,) = ingest([Source("a.nbib", f"PMID- 7\n{lines}ISBN- 9780306406157\n".encode())]).records
    assert (record.kind, record.container) == (kind, container)
