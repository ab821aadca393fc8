"""Precision, recall, time and memory of deduplication on labelled sets, beside bib-dedupe.

    python tests/benchmarks/deduplication.py FOLDER [--peer PYTHON] [--fit]

FOLDER holds one folder a set with `records.csv.gz` (id, entrytype, title, authors joined by " and ", year, journal,
booktitle, volume, number, pages, doi, abstract, cluster_id), and perhaps `bibdedupe_cases/test_cases.json.gz`. Each set
is judged with weights fitted on the other sets (cora, which is citation strings, is never fitted on). PYTHON is an
interpreter with bib-dedupe; it runs on the same records, each run in a process of its own. `--fit` refits the weights
that the package ships, on all sets but cora, and stores them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from labelled import Labelled, Pair, load, pairs, record, table

from evidence.deduplicate import link, weights
from evidence.deduplicate.candidates import candidates
from evidence.deduplicate.columns import Columns
from evidence.deduplicate.levels import compare
from evidence.deduplicate.objections import objections

STRESS = {"cora"}
_OURS = """
import json, sys, time
began = time.monotonic()
import pyarrow.parquet as pq
from evidence.deduplicate import link, weights
if sys.argv[2] != "-":
    chosen = json.loads(sys.argv[2]); weights.stored = lambda: chosen
done = link(pq.read_table(sys.argv[1]))
took = time.monotonic() - began
work = dict(zip(done.memberships["record_id"].to_pylist(), done.memberships["work_id"].to_pylist()))
asked = [[m.record_a, m.record_b] for m in done.maybe]
print(json.dumps({"group": work, "asked": asked, "seconds": took}))
"""
_PEER = """
import json, sys, time
began = time.monotonic()
import pandas as pd
from bib_dedupe.bib_dedupe import block, cluster, match, merge, prep
records = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
made = cluster(match(block(prep(records))))
took = time.monotonic() - began
group = {}
for members in made:
    for member in members:
        group[member] = members[0]
print("@@" + json.dumps({"group": group, "asked": [], "seconds": took}))
"""


def fit(sets: list[Labelled]) -> dict[str, Any]:
    """Weights of an L2-penalised logistic regression on the pairs of these sets that no firm objection decides.

    Every set has the same say, however large it is. Within a field a level that means more agreement never weighs
    less, so that the weights can be read; what is missing is free.
    """
    rows, labels, shares = [], [], []
    for one in sets:
        compared, _ = compare(columns := Columns(one.records), *candidates(columns))
        same = one.cluster[compared.left] == one.cluster[compared.right]
        spoken = objections(compared)
        firm = np.any([o.holds for o in spoken if o.firm], axis=0)
        soft = np.any([o.holds for o in spoken if not o.firm], axis=0)
        rows.append(weights.features(compared, soft)[~firm])
        labels.append(same[~firm])
        shares.append(np.full(len(rows[-1]), 1000 / len(rows[-1])))
    chosen = _rising(np.vstack(rows), np.concatenate(labels), np.concatenate(shares))
    fitted: dict[str, Any] = {"intercept": round(float(chosen[0]), 3), "flags": {}, "fields": {}}
    for (field, level), weight in zip(weights.names(), chosen[1:], strict=True):
        place = fitted["flags"] if field == "flag" else fitted["fields"].setdefault(field, {})
        place[level] = round(float(weight), 3)
    return fitted | {"fitted_on": [one.name for one in sets]}


def _rising(features: np.ndarray, same: np.ndarray, share: np.ndarray) -> np.ndarray:
    """(1 + features,) weights, the intercept first, by L-BFGS-B over non-negative steps between levels."""
    from scipy.optimize import minimize

    names = weights.names()
    size = len(names) + 1
    steps, bounds = np.eye(size), [(None, None)] * size
    for at, ((field, level), before) in enumerate(zip(names[1:], names, strict=False), start=2):
        if (
            field != "flag"
            and field == before[0]
            and not before[1].endswith("missing")
            and level != before[1]
        ):
            steps[at] += steps[at - 1]
            bounds[at] = (0, None)
    design = np.column_stack([np.ones(len(features)), features])
    sign = np.where(same, 1.0, -1.0)

    def loss(free: np.ndarray) -> tuple[float, np.ndarray]:
        chosen = steps @ free
        margin = sign * (design @ chosen)
        pull = -sign * share / (1 + np.exp(margin))
        penalty = np.r_[0.0, chosen[1:]]
        value = float(share @ np.logaddexp(0, -margin) + penalty @ penalty / 2)
        return value, steps.T @ (design.T @ pull + penalty)

    done = minimize(
        loss, np.zeros(size), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 5000}
    )
    return steps @ done.x


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
        {names.get(k, k): v for k, v in row.items() if k in names or k in kept} | {"search_set": ""}
        for row in one.rows
    ]
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "records.csv"
        pd.DataFrame(rows).to_csv(path, index=False)
        done = run(python, _PEER, str(path))
    done["group"] = {row["id"]: done["group"].get(row["id"], row["id"]) for row in one.rows}
    return done


def run(python: str, code: str, *arguments: str) -> dict[str, Any]:
    """Run in a session of its own; the peak is that of all its processes together, looked at every 50 ms."""
    with tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen([python, "-c", code, *arguments], stdout=told, start_new_session=True)
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _resident(process.pid))
            time.sleep(0.05)
        if process.returncode:
            sys.exit(f"{python} failed")
        told.seek(0)
        return json.loads(told.read().splitlines()[-1].removeprefix("@@")) | {"peak": peak}


def _resident(session: int) -> float:
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
        *(f"{done['seconds']:.1f}", f"{done['peak']:.0f}"),
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
        *(f"{len((found | asked) & true) / len(true):.4f}", f"{done['seconds']:.1f}", f"{done['peak']:.0f}"),
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
    parser.add_argument("--fit", action="store_true", help="refit and store the weights of the package")
    options = parser.parse_args()
    sets = load(options.folder)
    if options.fit:
        chosen = fit([one for one in sets if one.name not in STRESS and one.true_pairs()])
        weights.STORED.write_text(json.dumps(chosen, indent=1) + "\n", encoding="utf-8")
        weights.stored.cache_clear()
    print(
        "| set | records | true pairs | tool | P | R | F1 | false / missed | asked | R with answers | s | MB |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    for one in sets:
        chosen = fit(
            [other for other in sets if other.name not in STRESS | {one.name} and other.true_pairs()]
        )
        print(row(one, "this pipeline", ours(one, chosen)), flush=True)
        if options.peer:
            print(row(one, "bib-dedupe", peer(one, options.peer)), flush=True)
    if (path := options.folder / "bibdedupe_cases" / "test_cases.json.gz").exists():
        print(f"\n{cases(path)}")


if __name__ == "__main__":
    main()
