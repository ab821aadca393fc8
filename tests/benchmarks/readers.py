"""Speed, memory and completeness of the readers, beside pybtex, bibtexparser 2 and rispy.

    python tests/benchmarks/readers.py FOLDER [--peer PYTHON] [--large]

FOLDER holds labelled sets as in deduplication.py, from which 10,000 entries are written as BibTeX (by pybtex) and RIS, and
perhaps `malformed/*.gz`, real broken exports. PYTHON has bibtexparser 2 (pybtex and rispy are always here). Every run is a
process of its own. `--large` adds one gigabyte of each format, read and stored by `stream`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path
from typing import Any

csv.field_size_limit(10_000_000)
ENTRIES = 10_000
_HWM = 'int(next(x for x in open("/proc/self/status") if x.startswith("VmHWM")).split()[1]) / 1024'
_HEAD = "import json, sys, time\ntext = open(sys.argv[1], encoding='utf-8').read()\n"
_TAIL = f"\nprint(json.dumps([n, time.perf_counter() - began, {_HWM}]))\n"
_RUNS = {
    "bibtex": {
        "this pipeline": "from evidence.ingest.bibtex import read\nbegan = time.perf_counter()\nn = sum(1 for _ in read(text))",
        "pybtex": "from pybtex.database.input.bibtex import Parser\nbegan = time.perf_counter()\n"
        "n = len(Parser().parse_string(text).entries)",
        "bibtexparser 2": "import bibtexparser\nbegan = time.perf_counter()\nn = len(bibtexparser.parse_string(text).entries)",
    },
    "ris": {
        "this pipeline": "from evidence.ingest.formats.ris import FORMAT\nbegan = time.perf_counter()\nn = sum(1 for _ in FORMAT.entries(text))",
        "rispy": "import rispy\nbegan = time.perf_counter()\nn = len(rispy.loads(text))",
    },
}
_STREAM = f"""
import json, sys, time
from pathlib import Path
began = time.perf_counter()
from evidence.ingest.stage import Source, stream
from evidence.io import TableWriter
from evidence.ingest.rows import Record
writer, aside = TableWriter(Path(sys.argv[2]), Record), 0
with open(sys.argv[1], "rb") as handle:
    for batch in stream([Source("large", handle)]):
        writer.add(batch.records)
        aside += len(batch.quarantine)
writer.close()
print(json.dumps([writer.count + aside, time.perf_counter() - began, {_HWM}]))
"""
_MALFORMED = {
    "pybtex, strict": """
import json, sys
from pybtex.database.input.bibtex import Parser
try:
    found = Parser().parse_string(sys.stdin.read()).entries
    print(json.dumps([len(found), sum(len(e.fields) + len(e.persons) for e in found.values()), 0]))
except Exception:
    print(json.dumps([0, 0, 1]))
""",
    "pybtex, lax": """
import json, sys, pybtex.errors
from pybtex.database.input.bibtex import Parser
pybtex.errors.set_strict_mode(False); pybtex.errors.print_error = lambda *a, **k: None
try:
    found = Parser().parse_string(sys.stdin.read()).entries
    print(json.dumps([len(found), sum(len(e.fields) + len(e.persons) for e in found.values()), 0]))
except Exception:
    print(json.dumps([0, 0, 1]))
""",
    "bibtexparser 2": """
import json, sys, bibtexparser
found = bibtexparser.parse_string(sys.stdin.read()).entries
print(json.dumps([len(found), sum(len(e.fields) for e in found), 0]))
""",
}


def rows(folder: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for path in sorted(folder.glob("*/records.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as handle:
            found += [row for row in csv.DictReader(handle) if row.get("title") and row.get("authors")]
    return sorted(found, key=lambda row: -len(row.get("abstract") or ""))


def as_bibtex(entries: list[dict[str, str]]) -> str:
    """Written by pybtex, so that pybtex reads it as well as it can."""
    from pybtex.database import BibliographyData, Entry, Person

    named = {
        "journal": "journal",
        "year": "year",
        "volume": "volume",
        "pages": "pages",
        "doi": "doi",
        "abstract": "abstract",
    }
    library = BibliographyData()
    for n, row in enumerate(entries):
        fields = [("title", _plain(row["title"]))] + [
            (k, _plain(row[v])) for k, v in named.items() if row.get(v)
        ]
        people = [
            Person(_plain(name))
            for name in row["authors"].split(" and ")
            if name.count(",") < 3 and _plain(name)
        ]
        library.entries[f"k{n}"] = Entry("article", fields, {"author": people} if people else {})
    return library.to_string("bibtex")


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[{}\\\\%$&#_^~\"@]", " ", text).split())


def as_ris(entries: list[dict[str, str]]) -> str:
    tags = (
        ("TI", "title"),
        ("JO", "journal"),
        ("PY", "year"),
        ("VL", "volume"),
        ("SP", "pages"),
        ("DO", "doi"),
        ("AB", "abstract"),
    )
    out = []
    for n, row in enumerate(entries):
        lines = ["TY  - JOUR", *(f"AU  - {' '.join(name.split())}" for name in row["authors"].split(" and "))]
        lines += [f"{tag}  - {' '.join(row[name].split())}" for tag, name in tags if row.get(name)]
        out.append("\n".join([*lines, f"ID  - k{n}", "ER  - ", ""]))
    return "\n".join(out)


def run(python: str, code: str, *arguments: str) -> Any:
    done = subprocess.run([python, "-c", code, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def speed(kind: str, text: str, peer: str | None) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / kind
        path.write_text(text, encoding="utf-8")
        ours = None
        for tool, code in _RUNS[kind].items():
            python = peer if tool == "bibtexparser 2" else sys.executable
            if not python:
                continue
            n, seconds, peak = min(
                (run(python, _HEAD + code + _TAIL, str(path)) for _ in range(3)), key=lambda r: r[1]
            )
            ours = ours or seconds
            ratio = f"{ours / seconds:.2f}"
            print(
                f"| {kind} | {tool} | {n:,} | {seconds:.2f} | {n / seconds:,.0f} | {ratio} | {peak:.0f} |",
                flush=True,
            )


def malformed(folder: Path, peer: str | None) -> None:
    """Entries and fields of real broken BibTeX exports; what a field is, is counted by its outward mark."""
    from evidence.ingest.bibtex import read
    from evidence.ingest.stage import Source, ingest

    texts = {path.name: gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("*.bib.gz"))}
    if not texts:
        return
    decoded = {name: _decoded(data) for name, data in texts.items()}
    entries = sum(len(re.findall(r"^\s*@\s*[A-Za-z]+\s*\{", text, re.M)) for text in decoded.values())
    fields = sum(len(_FIELD.findall(text)) for text in decoded.values())
    print(f"\n{len(texts)} files, {entries} entries and {fields} fields by their outward marks\n")
    print("| tool | files that fail | entries | fields |\n|---|---|---|---|")
    for tool, code in _MALFORMED.items():
        python = peer if tool == "bibtexparser 2" else sys.executable
        if not python:
            continue
        told = [
            json.loads(
                subprocess.run(
                    [python, "-c", code],
                    input=text,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    text=True,
                    check=True,
                ).stdout.splitlines()[-1]
            )
            for text in decoded.values()
        ]
        print(
            f"| {tool} | {sum(t[2] for t in told)} | {sum(t[0] for t in told)} | {sum(t[1] for t in told)} |"
        )
    result = ingest([Source(name, data) for name, data in texts.items()])
    raws = {(name, e.position): e.raw for name, text in decoded.items() for e in read(text)}
    kept = [_fields_of(record, raws[record.source_file, record.position]) for record in result.records]
    aside = f"{len(result.records)}, {len(result.quarantine)} set aside"
    found, missing = sum(k for k, _ in kept), sum(len(lost) for _, lost in kept)
    share = found / max(found + missing, 1)
    print(
        f"| this pipeline | 0 | {aside} | {found} of {found + missing} ({share:.2%}), {len(result.remarks)} remarks |"
    )
    for lost in [line for _, lines in kept for line in lines][:20]:
        print(f"not found in its record: {lost}")


_FIELD = re.compile(r"^\s*,?\s*[A-Za-z][\w :.-]*?\s*=\s*(?:[{\"]|\d)", re.M)


def _fields_of(record: Any, raw: str) -> tuple[int, list[str]]:
    """(fields of the raw entry whose value is in the record, the others): by the first letters of the value."""
    told = [
        getattr(record, name)
        for name in ("title", "container", "volume", "issue", "pages", "publisher", "doi", "pmid")
    ]
    told += [
        record.abstract,
        record.url,
        record.isbn,
        record.issn,
        record.kind,
        record.source_key,
        str(record.year),
    ]
    told += [*record.authors, *record.keywords, record.extra.replace("\\n", " ")]
    held = _letters(" ".join(told))
    kept, lost = 0, []
    for field in _FIELD.finditer(raw):
        value = raw[field.end() - 1 : field.end() + 400].split("\n")[0]
        # Names and words may be set in another order: the longest word of the value has to be there.
        words = sorted(_letters(re.sub(r"\\[a-zA-Z]+|\\.", "", value), " ").split(), key=len)
        if not words or words[-1] in held:
            kept += 1
        else:
            lost.append(f"{record.source_file} {record.source_key}: {field.group().strip()} {value[:60]}")
    return kept, lost


def _letters(text: str, gap: str = "") -> str:
    from evidence.normalise import fold

    return fold(text).replace(" ", gap)


def _decoded(data: bytes) -> str:
    from evidence.encoding import decode, tell

    return decode(data, tell(BytesIO(data)))


def large(kind: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / f"large.{kind}"
        block = (text.rstrip() + "\n\n").encode()
        with path.open("wb") as handle:
            while handle.tell() < 2**30:
                handle.write(block)
        n, seconds, peak = run(sys.executable, _STREAM, str(path), str(Path(scratch) / "records.parquet"))
        size = path.stat().st_size / 2**30
        print(
            f"| {kind}, {size:.2f} GB, read and stored | this pipeline | {n:,} | {seconds:.0f} | {n / seconds:,.0f} | | {peak:.0f} |",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peer", help="a Python that has bibtexparser 2")
    parser.add_argument("--large", action="store_true", help="one gigabyte of each format too")
    options = parser.parse_args()
    entries = list(islice(cycle(rows(options.folder)), ENTRIES))
    texts = {"bibtex": as_bibtex(entries), "ris": as_ris(entries)}
    print(
        "| format | tool | entries | s | entries/s | our time to theirs | MB |\n|---|---|---|---|---|---|---|"
    )
    for kind, text in texts.items():
        speed(kind, text, options.peer)
    if options.large:
        for kind, text in texts.items():
            large(kind, text)
    malformed(options.folder / "malformed", options.peer)


if __name__ == "__main__":
    began = time.monotonic()
    main()
    print(f"\n{time.monotonic() - began:.0f} s in all")
