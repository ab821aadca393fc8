"""Random comparisons, crisp and fuzzy, beside the R package QCA (Dușa 2019): every tie of all three solutions, and their fit.

`python tests/benchmarks/qca_beside_r.py SCRATCH [--runs 210] [--rscript Rscript] [--library FOLDER]`, with an R that has QCA and jsonlite. Three to six
conditions, 8 to 40 cases, an outcome that follows a formula with noise; thresholds of consistency, frequency and PRI and the expectations vary.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

from evidence.qca.fit import sufficiency, unique_coverage
from evidence.qca.minimise import (
    Solution,
    complex_solution,
    intermediate_solution,
    parsimonious_solution,
    written,
)
from evidence.qca.truth_table import Data, table, truth_table

Terms = frozenset[frozenset[str]]
KINDS = ("complex", "parsimonious", "intermediate")


def drawn(number: int) -> dict[str, Any]:
    rng = random.Random(f"qca beside R {number}")
    width, n, fuzzy = rng.randint(3, 6), rng.randint(8, 40), rng.random() < 0.5
    conditions = list("ABCDEF"[:width])
    formula = [
        {c: rng.random() < 0.7 for c in rng.sample(range(width), rng.randint(1, min(3, width)))}
        for _ in range(rng.randint(1, 3))
    ]
    values = [[_membership(rng, fuzzy) for _ in conditions] for _ in range(n)]
    outcomes = [_outcome(rng, row, formula, fuzzy) for row in values]
    return {
        "conditions": conditions,
        "values": values,
        "outcomes": outcomes,
        "consistency": rng.choice([0.75, 0.8, 0.85, 0.9, 1]),
        "frequency": rng.choice([1, 1, 1, 2, 3]),
        "pri": rng.choice([0, 0, 0.5, 0.7]),
        "expected": [rng.choice(["1", "1", "0", "-"]) for _ in conditions],
    }


def _membership(rng: random.Random, fuzzy: bool) -> float:
    if not fuzzy:
        return float(rng.random() < 0.5)
    value = round(rng.random(), 2)
    return value if value != 0.5 else 0.51


def _outcome(rng: random.Random, row: list[float], formula: list[dict[int, bool]], fuzzy: bool) -> float:
    """The membership in the formula, with noise."""
    true = max(min(row[c] if there else 1 - row[c] for c, there in term.items()) for term in formula)
    if not fuzzy:
        return 1 - true if rng.random() < 0.08 else true
    return round(min(1, max(0, true + rng.gauss(0, 0.1))), 2)


def literals(text: str) -> frozenset[str]:
    return frozenset(text.replace(" ", "").split("*"))


def named(term: Any, data: Data) -> frozenset[str]:
    return literals(written(term, data.conditions, data.levels))


def ours(run: dict[str, Any]) -> tuple[Data, list[Any], dict[str, Solution]]:
    columns = dict(zip(run["conditions"], zip(*run["values"], strict=True), strict=True))
    data = table([f"c{n}" for n in range(len(run["outcomes"]))], columns, run["outcomes"])
    rows = truth_table(data, run["consistency"], run["frequency"], run["pri"])
    expected = [frozenset() if cell == "-" else frozenset([int(cell)]) for cell in run["expected"]]
    solutions = (complex_solution(rows), parsimonious_solution(rows), intermediate_solution(rows, expected))
    return data, rows, dict(zip(KINDS, solutions, strict=True))


def theirs(kind: str, found: dict[str, Any]) -> dict[Terms, Any]:
    """Each model, and its fits."""
    sets = found.get("sets") if kind == "intermediate" else [found]
    sets = list(sets.values()) if isinstance(sets, dict) else sets
    models = {}
    for one in sets or ():
        if "models" not in one:
            continue
        for model, fit in zip(_listed(one["models"]), _listed(one["fits"]), strict=False):
            models[frozenset(map(literals, _listed(model)))] = fit
    return models


def _listed(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else [value]


def fit_differs(model: Any, data: Data, fit: dict[str, Any]) -> int:
    """Numbers of a model's terms and of the whole that differ by more than 1e-6, and those compared."""
    members = {named(term, data): data.membership(dict(term)) for term in model}
    wrong = compared = 0
    for text, given in zip(_listed(fit["names"]), fit["terms"], strict=True):
        own = members[literals(text)]
        found = sufficiency(own, data.outcome)
        pairs = {"inclS": found.consistency, "PRI": found.pri, "covS": found.coverage}
        rest = [values for name, values in members.items() if name != literals(text)]
        if rest:
            pairs["covU"] = unique_coverage(own, [max(row) for row in zip(*rest, strict=True)], data.outcome)
        wrong, compared = _held(pairs, given, wrong, compared)
    found = sufficiency([max(row) for row in zip(*members.values(), strict=True)], data.outcome)
    return _held(
        {"inclS": found.consistency, "PRI": found.pri, "covS": found.coverage}, fit["whole"], wrong, compared
    )


def _held(pairs: dict[str, float], given: dict[str, Any], wrong: int, compared: int) -> tuple[int, int]:
    for name, value in pairs.items():
        if isinstance(given.get(name), (int, float)):
            compared += 1
            wrong += abs(value - given[name]) > 1e-6
    return wrong, compared


def main(folder: Path, runs: int, rscript: str, library: str) -> None:
    drawn_runs = [drawn(number) for number in range(runs)]
    asked, answered = folder / "runs.json", folder / "solutions.json"
    asked.write_text(json.dumps(drawn_runs))
    script = str(Path(__file__).with_suffix(".R"))
    subprocess.run([rscript, script, str(asked), str(answered), *([library] if library else [])], check=True)
    counts: Counter[str] = Counter()
    for number, (run, found) in enumerate(zip(drawn_runs, json.loads(answered.read_text()), strict=True)):
        try:
            data, _, solutions = ours(run)
        except ValueError as error:
            counts["runs that ours refuses"] += 1
            print(f"run {number}: ours refuses ({error}); theirs: {str(found)[:120]}")
            continue
        for kind in KINDS:
            part = found.get(kind, found)
            own = {frozenset(named(term, data) for term in model): model for model in solutions[kind].models}
            other = theirs(kind, part)
            counts[f"{kind}: solution sets"] += bool(own or other)
            counts[f"{kind}: models"] += len(own)
            counts[f"{kind}: runs with ties"] += len(own) > 1
            if set(own) != set(other):
                counts[f"{kind}: sets that differ"] += 1
                print(
                    f"run {number}, {kind}: ours {shown(own)} | theirs {shown(other)} {part.get('error', '')}"
                )
            for terms in set(own) & set(other):
                if other[terms]:
                    wrong, compared = fit_differs(own[terms], data, other[terms])
                    counts["numbers of fit"] += compared
                    counts["numbers of fit that differ"] += wrong
    for name, value in sorted(counts.items()):
        print(f"{name}: {value:,}")


def shown(models: Any) -> str:
    return (
        " / ".join(sorted(" + ".join(sorted("*".join(sorted(t)) for t in model)) for model in models))
        or "none"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("scratch", type=Path)
    parser.add_argument("--runs", type=int, default=210)
    parser.add_argument("--rscript", default="Rscript")
    parser.add_argument("--library", default="", help="a folder of R packages that has QCA")
    options = parser.parse_args()
    main(options.scratch, options.runs, options.rscript, options.library)
