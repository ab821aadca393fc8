"""A file in chunks gives what the whole file gives: entries, lines, positions, ids, counts."""

import bz2
import gzip
import io
import json
import lzma
import tracemalloc
from functools import cache

import pytest

from evidence.ingest.chunks import chunks
from evidence.ingest.stage import Source, ingest, stream

from .test_formats import CROSSREF_LINES, OPENALEX_LINES, REFER, WOS
from .test_ovid import LABELS, TAGS
from .test_tagged import CNKI, CNKI_STUDY, COCHRANE, NOTEEXPRESS, REFWORKS

BIB = '@string{jt = "Journal of Tea"}\n\n' + "\n".join(
    f"@article{{k{n},\n  title = {{Tea number {n} and @frost{{x, y}} in it}},\n  author = {{Ash, Ann}},\n"
    f"  journal = jt,\n  year = {{{1900 + n % 100}}}\n}}\n"
    for n in range(200)
)
RIS = "\n".join(
    f"TY  - JOUR\nTI  - Tea number {n}\nAU  - Ash, A.\nPY  - {1900 + n % 100}\nER  - \n" for n in range(200)
)
NBIB = (
    "\n\n".join(f"PMID- {1000 + n}\nTI  - Tea number {n}\n      goes on\nDP  - 2001" for n in range(200))
    + "\n"
)
CSV = "title,authors,year,note\n" + "".join(
    f'"Tea number {n}, with\na line break","Ash, A.; Elm, B.",{1900 + n % 100},"he said ""no"", {n}"\n'
    for n in range(200)
)
ABOVE = "About the data: exported\n" + CSV.replace("title,authors,year,note", "Title,Authors,PubYear,Note")
ENDNOTE = (
    '<?xml version="1.0"?><xml><records>'
    + "\n".join(f"<record><titles><title>Tea number {n}</title></titles></record>" for n in range(200))
    + "</records></xml>"
)
PUBMED = (
    '<?xml version="1.0"?>\n<PubmedArticleSet>\n'
    + "\n".join(
        f"<PubmedArticle><MedlineCitation><PMID>{1000 + n}</PMID><Article><ArticleTitle>Tea number {n}</ArticleTitle>"
        "</Article></MedlineCitation></PubmedArticle>"
        for n in range(200)
    )
    + "\n</PubmedArticleSet>\n"
)
CSL = [
    {"id": f"k{n}", "title": f"Tea number {n}", "issued": {"date-parts": [[1900 + n % 100]]}}
    for n in range(200)
]
TEXTS = {
    "json list": json.dumps(CSL),
    "json list in lines": json.dumps(CSL, indent=1),
    "json answer": json.dumps({"message": {"total": 200, "items": CSL}, "next": "x"}, indent=2),
    "bibtex": BIB,
    "ris": RIS,
    "nbib": NBIB,
    "csv": CSV,
    "csv with lines above": ABOVE,
    "endnote": ENDNOTE,
    "pubmed": PUBMED,
    "wos": WOS.replace("EF\n", "") * 60,
    "refer": (REFER + "\n") * 60,
    "ris with stray lines": "\n".join(
        f"{n}.\nTY  - JOUR\nTI  - Tea number {n}\nER  - \nNL  - J Tea {n}\n\nLink: x\n" for n in range(200)
    ),
    "ris without ends": "\n".join(
        f"TY  - JOUR\nTI  - Tea number {n}\nAB  - one\n\ntwo\nPY  - 2001\n" for n in range(200)
    ),
    "ovid": (TAGS + "\n") * 60,
    "ovid with labels": LABELS * 60,
    "refworks": (REFWORKS + "\n") * 60,
    "cochrane": (COCHRANE + "\n") * 60,
    "noteexpress": (NOTEEXPRESS + "\n") * 60,
    "cnki": (CNKI + "\n") * 60,
    "cnki, E-Study": (CNKI_STUDY + "\n") * 60,
    "crossref lines": CROSSREF_LINES * 40,
    "openalex lines": (OPENALEX_LINES + "\n") * 40,
}
# How many entries stand in each of these texts, where not 200.
WRITTEN = {"wos": 120, "refer": 120, "crossref lines": 80, "openalex lines": 80} | dict.fromkeys(
    ("ovid", "ovid with labels", "refworks", "cochrane", "noteexpress", "cnki", "cnki, E-Study"), 120
)


def whole(batches):
    parts = list(batches)
    return {
        name: [row for part in parts for row in getattr(part, name)]
        for name in ("records", "quarantine", "remarks", "counts")
    }


@cache
def at_once(name, ends):
    """The bytes of a text, and what they give as one."""
    data = TEXTS[name].replace("\n", ends).encode()
    return data, whole([ingest([Source("f", data)])])


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("size", [700, 5_000])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_in_chunks_as_in_one(name, size, ends):
    data, expected = at_once(name, ends)
    assert len(expected["records"]) == WRITTEN.get(name, 200)
    assert len(list(chunks(data, size))) > 2
    assert whole(stream([Source("f", io.BytesIO(data))], size=size)) == expected


def test_lines_in_what_is_said_are_those_of_the_file():
    entries = "".join(f"@misc{{k{n},\n title = {{T}},\n note = nowhere,\n}}\n" for n in range(50))
    parts = whole(stream([Source("f", entries.encode())], size=300))
    said = [r.problem for r in parts["remarks"]]
    assert [text.split(":")[0] for text in said] == [f"line {4 * n + 3}" for n in range(50)]
    assert parts["remarks"] == whole([ingest([Source("f", entries.encode())])])["remarks"]


def test_a_file_without_an_end_is_cut_where_it_can_be():
    broken = BIB.replace("  year = {1950}\n}\n", "  year = {1950\n")
    found = whole(stream([Source("f", broken.encode())], size=2_000))
    assert len(found["records"]) + len(found["quarantine"]) >= 200
    assert {r.source_key for r in found["records"]} >= {f"k{n}" for n in range(200) if n not in (50, 150)}


def test_memory_does_not_grow_with_the_file():
    def peak(times):
        data = (RIS * times).encode()
        tracemalloc.start()
        for _ in stream([Source("f", io.BytesIO(data))], size=20_000):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    few, many = peak(3), peak(18)
    # What grows is one id an entry.
    assert many - few < 15 * 200 * 400


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file_is_told_as_that_whatever_its_name_and_its_bytes(pack):
    (aside,) = ingest([Source("a.csv", pack(b'[{"title": "A"}]' * 50))]).quarantine
    assert aside.problem.startswith("this is a packed file") and "unpack it" in aside.how_to_fix
