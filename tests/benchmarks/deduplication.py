"""Precision, recall, time and memory of deduplication on labelled sets, beside bib-dedupe.

    python tests/benchmarks/deduplication.py FOLDER [--peer PYTHON] [--worse] [--fit] [--leave-out ID ID ...]

FOLDER holds one folder a set with `records.csv.gz` (id, entrytype, title, authors joined by " and ", year, journal,
booktitle, volume, number, pages, doi, abstract, cluster_id), and perhaps `bibdedupe_cases/test_cases.json.gz`. Each set
is judged with weights fitted on the other sets (cora, which is citation strings, is never fitted on). PYTHON is an
interpreter with bib-dedupe (it is told the source where a set has one); it runs on the same records, each run in a process of its own. `--worse` shows each set without
identifiers and one column, and as an extractor would read it out of reference lists (`corrupted.py`). `--fit` stores the
weights that the package ships, fitted on all sets but cora (`fitting.py`, with `siblings.py` for kinds that no set has).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
from corrupted import extracted, without
from fitting import BANDS, Pairs, fit, reliability
from labelled import Labelled, Pair, load, pairs, record, table
from siblings import siblings

from evidence.deduplicate import explain, weights
from evidence.deduplicate.stage import link

STRESS = {"cora"}
_OURS = """
import json, sys
import pyarrow.parquet as pq
from evidence.deduplicate import link, weights
if sys.argv[2] != "-":
    chosen = json.loads(sys.argv[2])
    from evidence.deduplicate import explain
    weights.stored = explain.stored = lambda: chosen
done = link(pq.read_table(sys.argv[1]))
work = dict(zip(done.memberships["record_id"].to_pylist(), done.memberships["work_id"].to_pylist()))
asked = [[m.record_a, m.record_b] for m in done.maybe]
print(json.dumps({"group": work, "asked": asked}))
"""
_PEER = """
import json, sys
import pandas as pd
from bib_dedupe.bib_dedupe import block, cluster, match, merge, prep
records = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
made = cluster(match(block(prep(records))))
group = {}
for members in made:
    for member in members:
        group[member] = members[0]
print("@@" + json.dumps({"group": group, "asked": []}))
"""


FORMS = ("identifiers", "place", "volume", "issue", "pages", "year", "authors")
# Not among what is fitted on, but shown.
SHOWN = ("abstract", "source")


def forms(one: Labelled) -> list[Labelled]:
    """The set as it came, without identifiers and one column, twice as an extractor reads it."""
    return [one, *(without(one, column) for column in FORMS), extracted(one), extracted(one, seed=2)]


def left_out(one: Labelled, gone: set[str]) -> Labelled:
    """The set without these records."""
    kept = [at for at, row in enumerate(one.rows) if row["id"] not in gone]
    rows = [one.rows[at] for at in kept]
    return replace(one, rows=rows, records=table([record(row) for row in rows]), cluster=one.cluster[kept])


def fitted(sets: list[Labelled]) -> tuple[dict[str, dict[str, Any]], dict[str, Any], str]:
    """(weights for each set, from the other sets; weights from all sets but cora; reliability on the sets left out)."""
    pairs_of = {one.name: [Pairs.of(form) for form in (*forms(one), siblings(one))] for one in sets}
    known = [one.name for one in sets if one.name not in STRESS and one.true_pairs()]
    shipped = fit([pairs_of[name] for name in known])
    chosen = {
        one.name: fit([pairs_of[name] for name in known if name != one.name])
        if one.name in known
        else shipped
        for one in sets
    }
    held_out = sum(
        reliability(form, chosen[name]) / len(form.same) for name in known for form in pairs_of[name]
    )
    lines = ["| probability | share of pairs | mean probability | truly one work |", "|---|---|---|---|"]
    for low, high, (share, told, true) in zip(BANDS, BANDS[1:], held_out, strict=False):
        lines.append(
            f"| {low:g}-{min(high, 1):g} | {share / held_out[:, 0].sum():.3f} | {told / share:.3f} | {true / share:.3f} |"
        )
    return chosen, shipped, "\n".join(lines)


def worse(one: Labelled, chosen: dict[str, Any]) -> list[str]:
    """A line for each form of a set: precision, recall, false and missed pairs, questions and true pairs among them."""
    weights.stored = explain.stored = lambda: chosen
    lines = []
    for form in (*forms(one)[1:], *(without(one, column) for column in SHOWN)):
        done = link(form.records)
        names = (done.memberships[name].to_pylist() for name in ("record_id", "work_id"))
        true, found = form.true_pairs(), pairs(dict(zip(*names, strict=True)))
        hits = len(true & found)
        asked = {tuple(sorted((m.record_a, m.record_b))) for m in done.maybe}
        cells = [form.name, f"{hits / max(len(found), 1):.4f}", f"{hits / len(true):.4f}"]
        cells += [f"{len(found) - hits} / {len(true) - hits}", f"{len(asked)} ({len(asked & true)})"]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def ours(one: Labelled, chosen: dict[str, Any]) -> dict[str, Any]:
    import pyarrow.parquet as pq

    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "records.parquet"
        pq.write_table(one.records, path)
        return run(sys.executable, _OURS, str(path), json.dumps(chosen) if chosen else "-")


def peer(one: Labelled, python: str) -> dict[str, Any]:
    names = {"id": "ID", "entrytype": "ENTRYTYPE", "authors": "author"}
    kept = ["title", "year", "journal", "booktitle", "volume", "number", "pages", "doi", "isbn", "abstract"]
    rows = [
        {names.get(k, k): v for k, v in row.items() if k in names or k in kept}
        | {"search_set": row.get("source") or ""}
        for row in one.rows
    ]
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "records.csv"
        pd.DataFrame(rows).to_csv(path, index=False)
        done = run(python, _PEER, str(path))
    done["group"] = {row["id"]: done["group"].get(row["id"], row["id"]) for row in one.rows}
    return done


def run(python: str, code: str, *arguments: str) -> dict[str, Any]:
    """Run in a session of its own; the peak is that of all its processes together, looked at every 50 ms.

    `cpu` are the seconds, user and system, that they took, the start of Python with them.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen([python, "-c", code, *arguments], stdout=told, start_new_session=True)
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, resident(process.pid))
            time.sleep(0.05)
        if process.returncode:
            sys.exit(f"{python} failed")
        told.seek(0)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return json.loads(told.read().splitlines()[-1].removeprefix("@@")) | {"peak": peak, "cpu": cpu}


def resident(session: int) -> float:
    """Megabytes that the processes of a session hold; what they share is counted once (PSS)."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(status.read_text().rsplit(")", 1)[1].split()[3]) == session:
                told = status.with_name("smaps_rollup").read_text()
                total += int(re.search(r"^Pss:\s+(\d+)", told, re.M)[1])
        except (OSError, IndexError, TypeError):
            continue
    return total / 1024


def row(one: Labelled, tool: str, done: dict[str, Any]) -> str:
    if not one.true_pairs():
        return flagged_row(one, tool, done)
    true, found = one.true_pairs(), pairs(done["group"])
    hits = len(true & found)
    precision, recall = hits / max(len(found), 1), hits / len(true)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    asked = {tuple(sorted(pair)) for pair in done["asked"]}
    answered = pairs(_closure(done["group"], asked & true))
    cells = [
        *(
            one.name,
            f"{len(one.rows):,}",
            f"{len(true):,}",
            tool,
            f"{precision:.4f}",
            f"{recall:.4f}",
            f"{f1:.4f}",
        ),
        f"{len(found - true)} / {len(true - found)}",
        *(f"{len(asked)} ({len(asked) / len(one.rows):.1%})", f"{len(true & answered) / len(true):.4f}"),
        *(f"{done['cpu']:.1f}", f"{done['peak']:.0f}"),
    ]
    return f"| {' | '.join(cells)} |"


def flagged_row(one: Labelled, tool: str, done: dict[str, Any]) -> str:
    """For a set that says only which records have a duplicate: records instead of pairs."""
    size = Counter(done["group"].values())
    found = {identifier for identifier, name in done["group"].items() if size[name] > 1}
    true, asked = one.flagged, {identifier for pair in done["asked"] for identifier in pair}
    hits = len(found & true)
    precision, recall = hits / max(len(found), 1), hits / len(true)
    cells = [
        *(f"{one.name} (records, not pairs)", f"{len(one.rows):,}", f"{len(true):,}", tool),
        *(f"{precision:.4f}", f"{recall:.4f}", f"{2 * precision * recall / (precision + recall):.4f}"),
        *(
            f"{len(found - true)} / {len(true - found)}",
            f"{len(done['asked'])} ({len(done['asked']) / len(one.rows):.1%})",
        ),
        *(f"{len((found | asked) & true) / len(true):.4f}", f"{done['cpu']:.1f}", f"{done['peak']:.0f}"),
    ]
    return f"| {' | '.join(cells)} |"


def _closure(group: dict[str, str], joined: set[Pair]) -> dict[str, str]:
    """Groups after a person has said yes to these pairs."""
    head = {name: name for name in group.values()}

    def find(name: str) -> str:
        while head[name] != name:
            name = head[name]
        return name

    for a, b in sorted(joined):
        head[find(group[a])] = find(group[b])
    return {identifier: find(name) for identifier, name in group.items()}


def cases(path: Path) -> str:
    """The hand-labelled pairs: how many come out as labelled, and the names of the others."""
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        told = json.load(handle)["cases"]
    wrong = []
    for case in told:
        two = [case["record_a"], case["record_b"]]
        rows = [
            record(
                {k.lower(): str(v) for k, v in one.items() if v is not None}
                | {"id": f"r{n}", "authors": (one.get("author") or "").replace("; ", " and ")}
            )
            for n, one in enumerate(two)
        ]
        if (link(table(rows)).works.num_rows == 1) != case["expected_duplicate"]:
            wrong.append(case["id"])
    return f"{len(told) - len(wrong)} of {len(told)} hand-labelled cases as labelled" + "".join(
        f"; {w}" for w in wrong
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peer", help="a Python that has bib-dedupe")
    parser.add_argument("--worse", action="store_true", help="the sets in worse states, too")
    parser.add_argument(
        "--leave-out", nargs="+", default=[], help="records whose labels are known to be wrong"
    )
    parser.add_argument("--fit", action="store_true", help="refit and store the weights of the package")
    options = parser.parse_args()
    sets = [left_out(one, set(options.leave_out)) for one in load(options.folder)]
    chosen, shipped, held_out = fitted(sets)
    if options.fit:
        weights.STORED.write_text(json.dumps(shipped, indent=1) + "\n", encoding="utf-8")
        weights.stored.cache_clear()
    print(
        "| set | records | true pairs | tool | P | R | F1 | false / missed | asked | R with answers | CPU s | MB |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    ratios = []
    for one in sets:
        print(row(one, "this pipeline", mine := ours(one, chosen[one.name])), flush=True)
        if options.peer:
            print(row(one, "bib-dedupe", theirs := peer(one, options.peer)), flush=True)
            ratios.append(f"{one.name} {theirs['cpu'] / mine['cpu']:.0f}")
    if ratios:
        print(f"\nCPU seconds of bib-dedupe to ours: {', '.join(ratios)}")
    print(f"\n{held_out}")
    if (path := options.folder / "bibdedupe_cases" / "test_cases.json.gz").exists():
        print(f"\n{cases(path)}")
    if options.worse:
        print("\n| set | P | R | false / missed | asked (true) |\n|---|---|---|---|---|")
        for one in sets:
            if one.true_pairs():
                print("\n".join(worse(one, chosen[one.name])), flush=True)


if __name__ == "__main__":
    main()
