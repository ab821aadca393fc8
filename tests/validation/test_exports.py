"""The shipped corpus, exported and read back by software of other people: rispy, pybtex, citeproc-py, lxml, openpyxl."""

from __future__ import annotations

import csv
import io
import json
import warnings
from pathlib import Path

import pytest

from evidence.deduplicate.rows import Work
from evidence.export import formats, table
from evidence.ingest.stage import Source, ingest
from evidence.layout import Layout
from evidence.names import is_body
from evidence.stage import run_in_memory
from evidence.stages.deduplicate import DEDUPLICATE
from evidence.stages.ingest import INGEST

from ..unit.builders import work

ROOT = Path(__file__).resolve().parents[2]
FIELDS = table.HEADER[1:20]


# What the corpus lacks: one work with all identifiers, and bodies of every shape.
MADE_UP = [
    work(
        "w-made-up-1",
        key="adams2006",
        kind="preprint",
        title="R&D at 5 % of $x_1$ ~ {NHS} — “tests” #1, a < b & c > d",
        authors=(
            "Ministry of Housing, Communities and Local Government",
            "National Audit Office",
            "King, Martin Luther, Jr.",
            "van der Elm, Bo",
            "OECD",
        ),
        year=2021,
        container="A & B",
        volume="7",
        issue="2",
        pages="379-387",
        publisher="Press of Leeds & York",
        doi="10.1000/a_b(c)",
        pmid="26984901",
        pmcid="PMC5884009",
        isbn="9780306406157",
        issn="0378-5955",
        arxiv="2101.00001",
        openalex="W2741809807",
        url="https://example.org/a_b?c=1&d=%7B#e~f",
        abstract="Of 12 (5 %) “all” & some, p < 0.05; ER - is no end, @home (n=12) is no entry.",
        keywords=("housing first", "R&D", "work"),
    ),
    work("w-made-up-2", key="adams2006", kind="article", title="A title and nothing else"),
]


@pytest.fixture(scope="module")
def works() -> list[Work]:
    at = Layout(ROOT)
    return [*run_in_memory(at, INGEST, DEDUPLICATE)[Work], *MADE_UP]


def written(name: str, works: list[Work]):
    form = formats.BY_NAME[name]
    return form.write(works) if form.of == formats.WORKS else form.write(works, table.WithScreening({}, {}))


def differences(works: list[Work], read: list[dict], fields) -> list[tuple]:
    """(work, field, ours, theirs) wherever the two are not the same; a field that was not read is empty."""
    assert len(read) == len(works)
    return [
        (work.work_id, name, _plain(getattr(work, name)), row.get(name) or "")
        for work, row in zip(works, read, strict=True)
        for name in fields
        if _plain(getattr(work, name)) != (row.get(name) or "")
    ]


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) and value else str(value or "")


def names(written: list[str]) -> list[str]:
    """Names without the commas by which EndNote tells bodies: one at the end, or two within."""
    return [name.rstrip(",").replace(",,", ",") for name in written]


@pytest.mark.parametrize("form", formats.FORMATS[:6], ids=lambda form: form.name)
def test_this_project_reads_it_back(works, form) -> None:
    made = written(form.name, works)
    data = made if isinstance(made, bytes) else made.encode()
    got = ingest([Source(f"x{form.ending}", data)])
    assert got.quarantine == [] and got.remarks == []
    read = [{name: _plain(getattr(record, name)) for name in FIELDS} for record in got.records]
    assert differences(works, read, FIELDS) == []


def test_rispy_reads_it_back(works) -> None:
    import rispy

    read = []
    for entry in rispy.loads(written("ris", works)):
        notes = dict(note.split(": ") for note in entry.get("notes", []))
        first, last = entry.get("start_page", ""), entry.get("end_page", "")
        read.append(
            {
                **{n: entry.get(n) for n in ("title", "year", "publisher", "volume", "doi", "abstract")},
                **{"authors": names(entry.get("authors", [])), "keywords": entry.get("keywords")},
                **{"container": entry.get("secondary_title"), "issue": entry.get("number")},
                **{"pages": f"{first}-{last}" if last else first, "url": (entry.get("urls") or [""])[0]},
                **{"pmid": entry.get("accession_number"), "pmcid": entry.get("custom2")},
                **{"arxiv": notes.get("arXiv"), "openalex": notes.get("OpenAlex")},
                "serial": entry.get("issn"),
            }
        )
    assert differences(works, read, [n for n in FIELDS if n not in ("kind", "isbn", "issn")]) == []
    for given, row in zip(works, read, strict=True):
        assert (row["serial"] or "") == "; ".join(filter(None, (given.issn, given.isbn)))


def test_pybtex_reads_it_back(works) -> None:
    from pybtex.database import parse_string
    from pylatexenc.latex2text import LatexNodes2Text

    to_text = LatexNodes2Text().latex_to_text

    def text(value: str) -> str:
        # LaTeX has these names of braces; pylatexenc knows the short ones only.
        return to_text(value.replace(r"\textbraceleft{}", r"\{").replace(r"\textbraceright{}", r"\}"))

    read = []
    for entry in parse_string(written("bibtex", works), "bibtex").entries.values():
        get = entry.fields.get
        read.append(
            {
                **{n: text(get(n, "")) for n in ("title", "year", "publisher", "volume", "abstract")},
                **{n: get(n, "") for n in ("doi", "url", "pmid", "pmcid", "isbn", "issn", "openalex")},
                "authors": [_person(person, text) for person in entry.persons.get("author", [])],
                "container": text(get("journal") or get("booktitle") or ""),
                "issue": text(get("number", "")),
                "pages": text(get("pages", "").replace("--", "-")),
                "arxiv": get("eprint") if get("archiveprefix") == "arXiv" else "",
                "keywords": [text(word) for word in get("keywords", "").split(", ") if word],
            }
        )
    assert differences(works, read, [n for n in FIELDS if n != "kind"]) == []


def _person(person, text) -> str:
    family = " ".join([*person.prelast_names, *person.last_names])
    given = " ".join([*person.first_names, *person.middle_names])
    return ", ".join(text(part) for part in (family, given, " ".join(person.lineage_names)) if part)


def test_citeproc_reads_csl_json_and_sets_every_reference(works) -> None:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    items = json.loads(written("csl-json", works))
    source = CiteProcJSON(items)
    read = []
    for item in items:
        known = source[item["id"].lower()]

        def get(name, known=known):
            return str(known.get(name, ""))

        read.append(
            {
                **{n: get(n) for n in ("title", "publisher", "volume", "issue", "abstract")},
                **{n: get(n.upper()) for n in ("doi", "pmid", "pmcid", "isbn", "issn", "url")},
                **{"container": get("container_title"), "pages": get("page")},
                "year": str(known["issued"].year) if "issued" in known else "",
                "authors": [_name(name) for name in known.get("author", [])],
                "keywords": [word for word in get("keyword").split(", ") if word],
            }
        )
    there = [n for n in FIELDS if n not in ("kind", "arxiv", "openalex")]
    assert differences(works, read, there) == []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = CitationStylesBibliography(
            CitationStylesStyle("harvard-cite-them-right", validate=False), source, formatter.plain
        )
        for item in items:
            book.register(Citation([CitationItem(item["id"])]))
        assert len(book.bibliography()) == len(works)


def _name(name) -> str:
    return name.get("literal") or ", ".join(name[p] for p in ("family", "given", "suffix") if name.get(p))


def test_citeproc_reads_bibtex(works, tmp_path) -> None:
    from citeproc.source.bibtex import BibTeX

    shipped = works[: -len(MADE_UP)]  # it knows no name of a brace
    (tmp_path / "x.bib").write_text(written("bibtex", shipped), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it knows no field for abstracts, PMCIDs and addresses
        source = BibTeX(str(tmp_path / "x.bib"), encoding="utf-8")
    assert len(source) == len(shipped)


def test_lxml_reads_endnote_xml_back(works) -> None:
    from lxml import etree

    root = etree.fromstring(written("endnote-xml", works).encode())
    paths = {
        **{"title": "titles/title", "container": "titles/secondary-title", "year": "dates/year"},
        **{"volume": "volume", "issue": "number", "pages": "pages", "publisher": "publisher"},
        **{"doi": "electronic-resource-num", "pmid": "accession-num", "pmcid": "custom2"},
        **{"url": "urls/related-urls/url", "abstract": "abstract"},
    }
    read = []
    for node in root.iterfind("records/record"):
        row: dict = {name: node.findtext(path) for name, path in paths.items()}
        row["authors"] = names([a.text for a in node.iterfind("contributors/authors/author")])
        row["keywords"] = [k.text for k in node.iterfind("keywords/keyword")]
        read.append(row)
    assert differences(works, read, [*paths, "authors", "keywords"]) == []


def test_openpyxl_and_csv_read_tables_back(works) -> None:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(written("xlsx", works))).active
    header, *lines = [["" if c.value is None else str(c.value) for c in row] for row in sheet.iter_rows()]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    from_csv = list(csv.DictReader(io.StringIO(written("csv", works))))
    for rows in ([dict(zip(header, line, strict=True)) for line in lines], from_csv):
        for row in rows:
            for name in ("authors", "keywords"):
                row[name] = [part for part in row[name].split("; ") if part]
            row["authors"] = names(row["authors"])
        assert differences(works, rows, FIELDS) == []


def test_the_corpus_has_bodies_and_every_field_but_few(works) -> None:
    """Zero differences would mean little where there is nothing to differ."""
    filled = {name: sum(bool(getattr(work, name)) for work in works) for name in FIELDS}
    assert [name for name, n in filled.items() if not n] == []
    assert sum(is_body(name) for work in works for name in work.authors) >= 3
