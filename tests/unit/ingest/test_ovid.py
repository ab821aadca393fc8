"""Ovid's text exports: two-letter tags or labels, and what only the source line says."""

from functools import partial

import pytest

from evidence.ingest.formats import FORMATS
from evidence.ingest.formats.ovid_source import source
from evidence.ingest.stage import Source, ingest

from .ingested import entries

OVID = FORMATS["ovid"]
read = partial(entries, "ovid")
TAGS = """<1. >
VN  - Ovid Technologies
DB  - Ovid MEDLINE(R)
UI  - 28000001
TI  - Job coaching in shelters.  [Article]
SO  - Journal of Shelter Work August 2011;43(8):647-653
AU  - Zhang, Wei 1,2,+
AU  - Ding, Wu MD, PhD 2
AB  - Background: rooms
      are small.
Methods: we asked.
IS  - 0378-5955
DI  - 10.1093/abbs/gmr050
KW  - shelter;  jobs
ZZ  - kept

<2. >
VN  - Ovid Technologies
TI  - Rent.
JN  - Rents
SO  - Journal of Rent. 12(1):7-14, 2007.
AU  - Ash, B
"""
LABELS = """<1>
Unique Identifier
  123
Authors
  Holst, Jakob 1;  Mat, Tim RN; PhD 2
Title
  Rooms for all: a review.[Review]
Source
  Journal of Rooms.   28(2):103-106, April 2015.
Publication Type
  -
DOI Number
  10.1000/x
Odd Label
  kept
<2>
Title
  Second
"""


def test_tags():
    first, second = read(TAGS, 2)
    assert first.fields["title"] == "Job coaching in shelters."
    assert first.authors == ["Zhang, Wei", "Ding, Wu"]
    assert first.keywords == ["shelter", "jobs"]
    assert first.fields["abstract"] == "Background: rooms are small. Methods: we asked."
    assert (first.fields["pmid"], first.fields["issn"]) == ("28000001", "0378-5955")
    got = [first.fields[name] for name in ("container", "year", "volume", "issue", "pages")]
    assert got == ["Journal of Shelter Work", "2011", "43", "8", "647-653"]
    assert first.extra["ZZ"] == "kept"
    assert "Zhang, Wei 1,2,+" in first.extra["AU (as given)"]
    assert "[Article]" in first.extra["TI (as given)"]
    assert (second.fields["container"], second.fields["year"]) == ("Rents", "2007")


def test_labels():
    first, second = read(LABELS, 2)
    assert first.fields["title"] == "Rooms for all: a review."
    assert (first.key, first.authors, first.kind) == ("123", ["Holst, Jakob", "Mat, Tim"], "")
    assert (first.fields["container"], first.fields["volume"], first.fields["year"]) == (
        "Journal of Rooms",
        "28",
        "2015",
    )
    assert (first.fields["doi"], first.extra["Odd Label"]) == ("10.1000/x", "kept")
    assert (second.fields["title"], second.line) == ("Second", 16)


@pytest.mark.parametrize("before", [" ", "> "])
def test_indented(before):
    first, second = read("".join(before + line for line in TAGS.splitlines(keepends=True)), 2)
    assert (first.authors, second.fields["title"]) == (["Zhang, Wei", "Ding, Wu"], "Rent.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("J Rooms. Vol.43(5), Sep 2015, pp. 623-634.", ("J Rooms", "2015", "43", "5", "623-634")),
        ("J Rooms. 12 (Supplement 3) (pp 45-46), 2018. Date of Publication: 2019", ("J Rooms", "2018", "12", "Supplement 3", "45-46")),
        ("J Rooms 12, Winter 2007: 7-14.", ("J Rooms", "2007", "12", "", "7-14")),
        ("J Rooms November/December 2010;6:611-613", ("J Rooms", "2010", "6", "", "611-613")),
        ("Ash, A [Ed]; Elm, B [Ed]. (2012). Rooms in practice. (pp. 3-31).", ("Rooms in practice", "2012", "", "", "3-31")),
        ("School Quarterly. ", ("School Quarterly", "", "", "", "")),
        ("2019 in rooms", ("2019 in rooms", "2019", "", "", "")),
    ],
)  # fmt: skip
def test_sources(text, said):
    found = source(text)
    assert tuple(found.get(name, "") for name in ("container", "year", "volume", "issue", "pages")) == said


def test_the_year_of_what_is_published_ahead_of_print():
    text = "<1>\nTitle\n  Job coaching\nSource\n  Journal of Homes.\nStatus\n  Publish Ahead of Print, 18 August 2014\n"
    (entry,) = OVID.entries(text)
    assert entry.fields["year"] == "2014"


def test_a_year_below_its_tag_is_one_line():
    text = (
        "<1>\nUnique Identifier\n  2019-1\nAuthor\n  Oak, Di.\nTitle\n  Care.\nYear of Publication\n  2019\n"
    )
    result = ingest([Source("o.txt", text.encode())])
    assert [(r.year, r.authors) for r in result.records] == [(2019, ("Oak, Di",))]
    assert result.remarks == []


def test_a_stray_number_in_brackets_makes_no_pubmed_file_ovids():
    record = "PMID- {0}\nOWN - NLM\nTI  - On tea {0}\nSO  - J Tea. 2001\nFAU - Ash, Ann\nAU  - Ash A\nDP  - 2001\n\n"
    text = "".join(record.format(n) for n in (11, 12, 13)).replace("On tea 11\n", "On tea 11\n<1>\n")
    result = ingest([Source("f", text.encode())])
    assert [r.title for r in result.records] == ["On tea 11 <1>", "On tea 12", "On tea 13"]
    assert [c.format for c in result.counts] == ["nbib"]
