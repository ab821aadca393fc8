"""Other software on the same made-up material, in the same run as the sizes; each in a Python of its own that has it.

Four jobs: reading an export of 10,000 works (BibTeX beside bibtexparser, RIS beside rispy), finding its duplicates beside
bib-dedupe, replaying the screening of 1,000 works beside ASReview's default model, and a meta-analysis of 100,000
effects by REML beside PyMARE. Made-up records say how long a tool takes, and nothing about how well it does: docs/benchmarks.md
has that, on records of others. CPU seconds and megabytes are those of all processes of a tool, its start with them.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import large_review
import numpy as np
import screening
import streaming
from deduplication import _OURS, _PEER, run
from meta_analysis import _PYMARE, made
from tests.workflow.conftest import REPOSITORY

from evidence.ingest.stage import Source, ingest

TOOLS = ("bibtexparser", "rispy", "bib-dedupe", "asreview", "pymare")
WORKS, SCREENED, EFFECTS = 10_000, 1_000, 100_000
_READERS = {
    "bibtexparser": "import bibtexparser, json, sys; parser = bibtexparser.bparser.BibTexParser(common_strings=True, ignore_nonstandard_types=False); "
    "print(json.dumps({'said': len(bibtexparser.load(open(sys.argv[1], encoding='utf-8'), parser).entries)}))",
    "rispy": "import rispy, json, sys; print(json.dumps({'said': len(rispy.load(open(sys.argv[1], encoding='utf-8')))}))",
    "this pipeline": "import json, sys; from evidence.ingest.stage import Source, stream; "
    "print(json.dumps({'said': sum(len(b.records) for b in stream([Source(sys.argv[1], open(sys.argv[1], 'rb'))]))}))",
}
_OUR_REML = """
import json, sys, numpy as np
from evidence.meta import rma
d = np.loadtxt(sys.argv[1], delimiter=",")
print(json.dumps({"said": f"tau2 {rma(d[:, 0], d[:, 1]).tau2:.6f}"}))
"""
_THEIR_REML = _PYMARE.replace("import sys", "import json, sys").rpartition("print(")[0] + (
    'print(json.dumps({"said": f"tau2 {float(np.ravel(found.tau2)[0]):.6f}"}))\n'
)
Row = dict[str, str]


def beside(pythons: dict[str, str]) -> list[Row]:
    """A row for each tool and job; what `pythons` does not name is left out with a word, and its job with it."""
    for name in pythons:
        if name not in TOOLS:
            sys.exit(f"no peer is called {name}: {', '.join(TOOLS)}")
    rows = []
    for name, job in zip(TOOLS, (_reading, _reading, _duplicates, _screening, _pooling), strict=True):
        if name in pythons:
            with tempfile.TemporaryDirectory() as scratch:
                rows += job(name, pythons[name], Path(scratch))
        else:
            print(
                f"{name}: left out, for no Python that has it was named (--peers {name}=PYTHON)", flush=True
            )
    return rows


def _row(job: str, tool: str, done: dict[str, Any], said: object = None) -> Row:
    told = done.get("said", "") if said is None else said
    return {
        "job": job,
        "tool": tool,
        "cpu": f"{done['cpu']:.1f}",
        "mb": f"{done['peak']:,.0f}" if "peak" in done else "",
        "said": str(told),
    }


def _records() -> dict[str, list[dict[str, Any]]]:
    made_of = large_review.patterns(REPOSITORY)
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in large_review.FORMATS}
    for number in range(WORKS // large_review.BLOCK):
        for name, rows in large_review.block(number, large_review.BLOCK, made_of, 1).records.items():
            found[name] += rows
    return found


def _reading(name: str, python: str, scratch: Path) -> Iterator[Row]:
    write = streaming.as_bibtex if name == "bibtexparser" else streaming.as_ris
    rows = [row for rows in _records().values() for row in rows]
    path = scratch / ("export.bib" if name == "bibtexparser" else "export.ris")
    path.write_text("".join(map(write, rows)), encoding="utf-8")
    job = f"read {len(rows):,} entries of {path.suffix[1:]}"
    for tool, program in ((name, python), ("this pipeline", sys.executable)):
        yield _row(job, tool, run(program, _READERS[tool], str(path)))


def _duplicates(name: str, python: str, scratch: Path) -> Iterator[Row]:
    import pandas as pd
    import pyarrow.parquet as pq
    from scaling import as_peer_reads

    from evidence.ingest.rows import Record
    from evidence.io import to_table

    sources = [Source(f"made_up.{kind}", large_review.text(kind, rows, True).encode() + b"]" * (kind == "json")) for kind, rows in _records().items()]  # fmt: skip
    table = to_table(ingest(sources).records, Record)
    pq.write_table(table, scratch / "records.parquet")
    renamed = {"id": "ID", "entrytype": "ENTRYTYPE", "authors": "author"}
    asked = pd.DataFrame(as_peer_reads(table).rows).rename(columns=renamed).assign(search_set="")
    asked.to_csv(scratch / "records.csv", index=False)
    job = f"find duplicates among {table.num_rows:,} records"
    theirs = run(python, _PEER, str(scratch / "records.csv"))
    merged = sum(member != first for member, first in theirs["group"].items())
    yield _row(job, name, theirs, f"{table.num_rows - merged:,} works")
    ours = run(sys.executable, _OURS, str(scratch / "records.parquet"), "-")
    yield _row(job, "this pipeline", ours, f"{len(set(ours['group'].values())):,} works")


def _screening(name: str, python: str, scratch: Path) -> Iterator[Row]:
    made_of = large_review.patterns(REPOSITORY)
    rows, included = large_review.screened(SCREENED, made_of)
    file = scratch / "records.csv"
    screening.write(file, rows, included)
    known = [int(np.flatnonzero(included)[0]), int(np.flatnonzero(~included)[0])]
    job = f"replay the screening of {len(rows):,} works, {included.sum()} included"
    asreview = str(Path(python).parent / "asreview")
    measures: tuple[tuple[str, Callable[[], tuple[float, ...]]], ...] = (
        ("ASReview", lambda: screening.peer(asreview, file, known, included)),
        ("this pipeline, words", lambda: screening.ours(file, known)),
    )
    for tool, play in measures:
        yield _row(job, tool, {"cpu": play()[-1]})


def _pooling(name: str, python: str, scratch: Path) -> Iterator[Row]:
    path = scratch / "effects.csv"
    np.savetxt(path, np.column_stack(made(EFFECTS)), delimiter=",", fmt="%.17g")
    for tool, program, code in (
        ("PyMARE", python, _THEIR_REML),
        ("this pipeline", sys.executable, _OUR_REML),
    ):
        yield _row(f"REML of {EFFECTS:,} effects", tool, run(program, code, str(path)))
