"""CPU seconds and memory of reading large exports, beside another state of the package.

    python tests/benchmarks/streaming.py FOLDER [SIZE ...] [--beside WORKFLOW] [--times 3]

FOLDER holds labelled sets as in deduplication.py, whose words, names, journals and abstracts are shuffled into entries that
nobody wrote (100,000 unless SIZES say otherwise). WORKFLOW is the folder `workflow` of another checkout. Every run is a process
of its own, the two states take turns, and the best of each is told.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from scaling import vocabulary

_CHILD = """
import json, sys, time
from evidence.ingest.stage import Source, stream
began, read, aside = time.process_time(), 0, 0
with open(sys.argv[1], "rb") as handle:
    for batch in stream([Source("large", handle)]):
        read, aside = read + len(batch.records), aside + len(batch.quarantine)
peak = int(next(x for x in open("/proc/self/status") if x.startswith("VmHWM")).split()[1]) // 1024
print(json.dumps([time.process_time() - began, peak, read, aside]))
"""
_TAGS = {
    "title": "TI",
    "year": "PY",
    "journal": "JO",
    "volume": "VL",
    "issue": "IS",
    "first": "SP",
    "last": "EP",
}
_TAGS |= {"doi": "DO", "abstract": "AB", "issn": "SN", "url": "UR", "publisher": "PB"}
_FIELDS = {"title": "title", "year": "year", "journal": "journal", "volume": "volume", "number": "issue"}
_FIELDS |= {name: name for name in ("pages", "doi", "abstract", "issn", "url", "publisher")}
_COLUMNS = {"Title": "title", "Year": "year", "Source title": "journal", "Volume": "volume", "Issue": "issue"}
_COLUMNS |= {"Page start": "first", "Page end": "last", "DOI": "doi", "Link": "url", "Abstract": "abstract"}
_COLUMNS |= {"Publisher": "publisher", "ISSN": "issn", "EID": "key"}
_CSL = {"title": "title", "container-title": "journal", "volume": "volume", "issue": "issue", "page": "pages"}
_CSL |= {"DOI": "doi", "URL": "url", "abstract": "abstract", "ISSN": "issn", "publisher": "publisher"}
_NBIB = {"TI": "title", "PG": "pages", "LID": "doi", "AB": "abstract", "DP": "year", "JT": "journal"}
_NBIB |= {"VI": "volume", "IP": "issue", "IS": "issn"}


def plain(text: str) -> str:
    return " ".join("".join(" " if char in '{}\\%$&#_^~"@' else char for char in text).split())


def entries(size: int, folder: Path) -> list[dict[str, Any]]:
    """Made-up articles with one to six authors, two thirds of them with a DOI and an abstract."""
    words, chance = vocabulary(folder), random.Random(3)
    plain = {name: list(filter(None, map(plain, texts))) for name, texts in words.items()}
    found = []
    for number in range(size):
        first = chance.randint(1, 2_000)
        last = first + chance.randint(2, 15)
        found.append(
            {
                "key": f"k{number}",
                "title": " ".join(chance.choices(plain["word"], k=chance.randint(6, 16))).capitalize(),
                "authors": [
                    name for name in chance.sample(plain["name"], chance.randint(1, 6)) if "," in name
                ],
                "year": str(chance.randint(1980, 2025)),
                "journal": chance.choice(plain["journal"]),
                "volume": str(chance.randint(1, 90)),
                "issue": str(chance.randint(1, 12)),
                "first": str(first),
                "last": str(last),
                "pages": f"{first}-{last}",
                "doi": f"10.{chance.randint(1000, 9999)}/a.{number:x}" if chance.random() < 0.67 else "",
                "abstract": chance.choice(plain["abstract"]) if chance.random() < 0.67 else "",
                "keywords": [
                    " ".join(chance.choices(plain["word"], k=2)) for _ in range(chance.randint(0, 5))
                ],
                "issn": chance.choice(["0378-5955", "1471-6801", "0028-0836"]),
                "url": f"https://example.org/{number}" if chance.random() < 0.5 else "",
                "publisher": chance.choice(["Wiley", "Sage", "Elsevier"]),
            }
        )
    return found


def as_ris(row: dict[str, Any]) -> str:
    lines = ["TY  - JOUR", *(f"AU  - {name}" for name in row["authors"])]
    lines += [f"{tag}  - {row[name]}" for name, tag in _TAGS.items() if row[name]]
    return "\n".join(
        [*lines, *(f"KW  - {word}" for word in row["keywords"]), f"ID  - {row['key']}", "ER  - ", "", ""]
    )


def as_bibtex(row: dict[str, Any]) -> str:
    told = {"author": " and ".join(row["authors"]), "keywords": ", ".join(row["keywords"])}
    told |= {field: row[name] for field, name in _FIELDS.items()}
    fields = ",\n".join(f"  {field} = {{{value}}}" for field, value in told.items() if value)
    return f"@article{{{row['key']},\n{fields}\n}}\n\n"


def as_nbib(row: dict[str, Any]) -> str:
    lines = [f"PMID- {10_000_000 + int(row['key'][1:])}", *(f"FAU - {name}" for name in row["authors"])]
    lines += [
        f"{tag:<4}- {row[name]}{' [doi]' * (name == 'doi')}" for tag, name in _NBIB.items() if row[name]
    ]
    return "\n".join(
        [*lines, *(f"OT  - {word}" for word in row["keywords"]), "PT  - Journal Article", "", ""]
    )


def as_csl(row: dict[str, Any]) -> str:
    people = [
        dict(zip(("family", "given"), map(str.strip, n.split(",", 1)), strict=True)) for n in row["authors"]
    ]
    told = {"id": row["key"], "type": "article-journal", "author": people}
    told |= {"issued": {"date-parts": [[int(row["year"])]]}, "keyword": ", ".join(row["keywords"])}
    return json.dumps(
        told | {name: row[ours] for name, ours in _CSL.items() if row[ours]}, ensure_ascii=False
    )


def as_table(rows: list[dict[str, Any]], header: bool = True) -> str:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    if header:
        writer.writerow([*_COLUMNS, "Authors", "Author Keywords"])
    writer.writerows(
        [*(r[name] for name in _COLUMNS.values()), "; ".join(r["authors"]), "; ".join(r["keywords"])]
        for r in rows
    )
    return table.getvalue()


def texts(rows: list[dict[str, Any]]) -> dict[str, str]:
    """The same entries in five formats."""
    return {
        "RIS": "".join(map(as_ris, rows)),
        "CSV": as_table(rows),
        "BibTeX": "".join(map(as_bibtex, rows)),
        "PubMed": "".join(map(as_nbib, rows)),
        "CSL-JSON": "[" + ",\n".join(map(as_csl, rows)) + "]",
    }


def measured(path: Path, workflow: Path) -> list[float]:
    """[CPU seconds, peak MB, entries read, entries set aside] of one process."""
    environment = {**os.environ, "PYTHONPATH": str(workflow)}
    command = [sys.executable, "-c", _CHILD, str(path)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=environment)
    return json.loads(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("sizes", type=int, nargs="*", default=[100_000])
    parser.add_argument("--beside", type=Path, help="the folder `workflow` of another checkout")
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    ours = Path(__file__).resolve().parents[2] / "workflow"
    states = {"this state": ours} | ({"the other": options.beside.resolve()} if options.beside else {})
    print(
        "| format | entries | MB of text | state | CPU s | MB | read | set aside |\n|---|---|---|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as scratch:
        for size in options.sizes:
            for name, text in texts(entries(size, options.folder)).items():
                path = Path(scratch) / "export"
                path.write_text(text, encoding="utf-8")
                runs = [
                    {state: measured(path, at) for state, at in states.items()} for _ in range(options.times)
                ]
                for state in states:
                    cpu, peak, read, aside = min(run[state] for run in runs)
                    mb = path.stat().st_size / 1e6
                    told = f"| {name} | {size:,} | {mb:.0f} | {state} | {cpu:.1f} | {peak:.0f} | {read:,} | {aside} |"
                    print(told, flush=True)


if __name__ == "__main__":
    main()
