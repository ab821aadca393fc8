"""Readers as `score.py` asks them: python tests/reading/readers.py (this-pipeline | rispy | bibtexparser | pybtex | asreview)

Each is used as well as its documentation lets one: with its own options for LaTeX, lists of names and other dialects.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any

Rows = list[dict[str, Any]]


def this_pipeline(path: str, form: str) -> dict[str, Any]:
    from dataclasses import asdict

    from evidence.ingest.stage import Source, ingest

    read = ingest([Source(Path(path).name, Path(path).read_bytes())])
    rows = [{**asdict(record), "raw": ""} for record in read.records]
    return {"records": rows, "set_aside": len(read.quarantine), "remarks": bool(read.remarks)}


def rispy(path: str, form: str) -> Rows | None:
    import rispy
    from rispy.parser import WokParser

    if form not in ("ris", "wos"):
        return None
    with open(path, encoding="utf-8-sig") as handle:
        found = rispy.load(handle, implementation=WokParser if form == "wos" else rispy.RisParser)
    kinds = {"JOUR": "article", "RPRT": "report", "CHAP": "chapter", "J": "article"}
    rows = []
    for item in found:
        start, end = item.get("start_page"), item.get("end_page")
        first = (
            ("title", "primary_title"),
            ("journal_name", "secondary_title", "alternate_title3", "publication_name"),
        )
        rows.append(
            {
                "title": _first(item, *first[0], "document_title"),
                "authors": item.get("first_authors", []) + item.get("authors", []),
                "year": _first(item, "year", "publication_year", "year_published"),
                "container": _first(item, *first[1]),
                "pages": f"{start}-{end}" if start and end else start or "",
                "issue": _first(item, "number", "issue"),
                "url": (item.get("urls") or [""])[0],
                "kind": kinds.get(item.get("type_of_reference", ""), item.get("type_of_reference")),
                "extra": {key: str(value) for key, value in item.items()},
                **{name: item.get(name) or "" for name in ("volume", "doi", "abstract")},
                "keywords": item.get("keywords", []),
            }
        )
    return rows


def bibtexparser(path: str, form: str) -> Rows | None:
    import bibtexparser
    from bibtexparser import middlewares as m

    if form != "bibtex":
        return None
    chain = [m.LatexDecodingMiddleware(), m.SeparateCoAuthors(), m.SplitNameParts()]
    library = bibtexparser.parse_file(path, append_middleware=chain)
    rows = []
    for entry in library.entries:
        fields = {field.key: field.value for field in entry.fields}
        people = [
            ", ".join(" ".join(part) for part in (p.von + p.last, p.jr, p.first) if part)
            for p in fields.get("author", [])
        ]
        rows.append(_bibtex(entry.entry_type, {**fields, "author": None}, people))
    return rows


def pybtex(path: str, form: str) -> Rows | None:
    import pybtex.errors
    from pybtex.database import parse_file
    from pybtex.richtext import Text

    if form != "bibtex":
        return None
    pybtex.errors.set_strict_mode(False)

    def plain(text: str) -> str:
        try:
            return str(Text.from_latex(text))
        except Exception:
            return text

    rows = []
    for entry in parse_file(path).entries.values():
        people = []
        for person in entry.persons.get("author", []):
            parts = (
                person.prelast_names + person.last_names,
                person.lineage_names,
                person.first_names + person.middle_names,
            )
            people.append(", ".join(plain(" ".join(part)) for part in parts if part))
        rows.append(
            _bibtex(entry.type, {key.lower(): plain(value) for key, value in entry.fields.items()}, people)
        )
    return rows


def _bibtex(kind: str, fields: dict[str, Any], people: list[str]) -> dict[str, Any]:
    return {
        "title": fields.get("title", ""),
        "authors": people,
        "container": fields.get("journal") or fields.get("booktitle") or "",
        "issue": fields.get("number", ""),
        "pages": str(fields.get("pages", "")).replace("--", "-").replace("–", "-"),
        "kind": kind.lower(),
        "url": fields.get("url") or fields.get("howpublished") or "",
        **{name: fields.get(name, "") for name in ("year", "volume", "doi", "abstract")},
        "keywords": str(fields.get("keywords") or "").split(", "),
    }


def asreview(path: str, form: str) -> Rows | None:
    from asreview.data import CSVReader, ExcelReader, RISReader

    reader = {"ris": RISReader, "csv": CSVReader, "xlsx": ExcelReader}.get(form)
    if reader is None:
        return None
    names = ("title", "authors", "year", "doi", "url", "abstract", "keywords")
    return [{n: getattr(r, n) for n in names} for r in reader.read_records(path, dataset_id="f")]


def _first(item: dict[str, Any], *names: str) -> str:
    return next((item[name] for name in names if item.get(name)), "")


READERS = {
    "this-pipeline": this_pipeline,
    "rispy": rispy,
    "bibtexparser": bibtexparser,
    "pybtex": pybtex,
    "asreview": asreview,
}


def main() -> None:
    read = READERS[sys.argv[1]]
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                rows = read(asked["file"], asked["format"])
        except Exception as error:  # a reader that fails has read nothing
            rows = []
            print(type(error).__name__, file=sys.stderr)
        print(json.dumps(rows, ensure_ascii=True, default=str), flush=True)


if __name__ == "__main__":
    main()
