"""The awkward records through other tools: pybtex, bibtexparser 2 and rispy as readers, bib-dedupe for duplicates.

    python tests/awkward/peers.py --bibtexparser PYTHON --bib-dedupe PYTHON

PYTHON is an interpreter that has the tool. bib-dedupe is given the records as this pipeline reads them, because it reads no
files of its own; it is judged on the entries that are works, and links and questions are asked of nobody but us.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from evidence.deduplicate.settings import LinkageRules
from evidence.deduplicate.stage import deduplicate
from evidence.ingest.stage import Source, ingest
from tests.awkward.score import HERE, right, table, truth
from tests.awkward.test_awkward import FILES, SETTINGS

_READERS = {
    "pybtex, strict": (
        "library.bib",
        "from pybtex.database import parse_file\nn = len(parse_file(sys.argv[1]).entries)",
    ),
    "pybtex, lax": (
        "library.bib",
        "import pybtex.errors\npybtex.errors.set_strict_mode(False)\n"
        "from pybtex.database import parse_file\nn = len(parse_file(sys.argv[1]).entries)",
    ),
    "bibtexparser 2": (
        "library.bib",
        "import bibtexparser\nn = len(bibtexparser.parse_file(sys.argv[1]).entries)",
    ),
    "rispy": (
        "database.ris",
        "import rispy\nn = len(rispy.loads(open(sys.argv[1], encoding='utf-8-sig').read()))",
    ),
}
_DEDUPE = """
import json, sys
import pandas as pd
from bib_dedupe.bib_dedupe import block, cluster, match, prep
records = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
print("@@" + json.dumps(cluster(match(block(prep(records))))))
"""


def read_by(python: str, code: str, file: str) -> str:
    program = f"import sys\ntry:\n    {code.replace(chr(10), chr(10) + '    ')}\n    print(n)\nexcept Exception as error:\n    print('fails:', type(error).__name__)"
    done = subprocess.run(
        [python, "-c", program, str(HERE / file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return done.stdout.strip().splitlines()[-1]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bibtexparser", required=True)
    parser.add_argument("--bib-dedupe", required=True)
    options = parser.parse_args()
    read = ingest([Source(name, (HERE / name).read_bytes()) for name in FILES])
    counts = {c.source_file: c for c in read.counts}
    print("| reader | file | entries | read | set aside and said |\n|---|---|---|---|---|")
    for tool, (file, code) in _READERS.items():
        python = options.bibtexparser if tool.startswith("bibtexparser") else sys.executable
        print(f"| {tool} | {file} | {counts[file].counted} | {read_by(python, code, file)} | |")
    for file, count in counts.items():
        print(f"| this pipeline | {file} | {count.counted} | {count.read} | {count.quarantined} |")
    place = {r.record_id: (r.source_file, r.position + 1) for r in read.records}
    work = {m.record_id: m.work_id for m in deduplicate(read.records, settings=SETTINGS).memberships}
    merging = LinkageRules(policy={"update-of": "merge"})
    merged = {m.record_id: m.work_id for m in deduplicate(read.records, settings=merging).memberships}
    theirs = {record: record for record in place} | dedupe(options.bib_dedupe, read.records)
    results = {
        "this pipeline": right(truth(), {place[r]: name for r, name in work.items()}),
        "the same, updates merged": right(truth(), {place[r]: name for r, name in merged.items()}),
        "bib-dedupe": right(truth(), {place[r]: name for r, name in theirs.items()}),
    }
    print("\n" + table(results, truth()))


def dedupe(python: str, records: list) -> dict[str, str]:
    columns = {"container": "journal", "issue": "number"}
    kept = ("title", "year", "container", "volume", "issue", "pages", "doi", "isbn", "abstract")
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "records.csv"
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle)
            writer.writerow(
                ["ID", "ENTRYTYPE", "author", "search_set", *(columns.get(name, name) for name in kept)]
            )
            for r in records:
                kind = {"conference": "inproceedings", "book": "book", "thesis": "phdthesis"}.get(
                    r.kind, "article"
                )
                values = [getattr(r, name) or "" for name in kept]
                writer.writerow([r.record_id, kind, " and ".join(r.authors), r.source_file, *values])
        done = subprocess.run(
            [python, "-c", _DEDUPE, str(path)], stdout=subprocess.PIPE, text=True, check=True
        )
    told = json.loads(done.stdout.splitlines()[-1].removeprefix("@@"))
    return {record: members[0] for members in told for record in members}


if __name__ == "__main__":
    main()
