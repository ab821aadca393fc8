"""The nbib reader: PubMed's citations, one a block."""

from evidence.ingest.formats import FORMATS
from evidence.ingest.stage import Source, ingest

read = FORMATS["nbib"].entries

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
    assert FORMATS["nbib"].count(TWO) == 2


def test_no_blank_line_between_citations():
    text = "PMID- 1\nTI  - A\nPMID- 2\nTI  - B"
    assert [entry.fields["title"] for entry in read(text)] == ["A", "B"]
    assert FORMATS["nbib"].count(text) == 2


def test_text_without_tags_between_citations_is_left_out():
    text = "PMID- 1\nTI  - A\n\nwhat is this\n\x0c\nPMID- 2\nTI  - B\n"
    entries = list(read(text))
    assert [entry.fields.get("title") for entry in entries] == ["A", "B"]
    assert FORMATS["nbib"].count(text) == 2


def test_a_part_without_its_number_is_an_entry_or_belongs_to_the_one_before():
    text = "PMID- 1\nTI  - A\n\nMH  - tea\n\nTI  - B\nFAU - Ash, Ann\n"
    first, second = read(text)
    assert first.keywords == ["tea"]
    assert (second.fields["title"], second.authors) == ("B", ["Ash, Ann"])
    assert FORMATS["nbib"].count(text) == 2


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
