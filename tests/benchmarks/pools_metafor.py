"""Ten thousand random pools, likely and nasty, beside metafor: every number that the stage would print, held to metafor's.

`python tests/benchmarks/pools_metafor.py SCRATCH --pools 10000 --rscript Rscript`, with an R that has metafor and clubSandwich. In batches: pools are drawn
with fixed seeds, synthesised by the functions of the stage (`pools`, `pool_studies`, `pool_analyses` without its Bayesian rows), and done once more by
pools_metafor.R. Written to SCRATCH: one line for every number that differs, and for every number that only one of the two has.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
import subprocess
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from unittest import mock

from tests.benchmarks.pools_exact import better, bound, printed
from tests.property.test_pools import KIND, effects
from tests.unit.builders import item

from evidence.extract.derive import derive
from evidence.extract.rows import EvidenceItem
from evidence.meta import METHODS
from evidence.synthesise import pool_analyses as stage
from evidence.synthesise.pool import numbers_of, pool_studies, pools
from evidence.synthesise.settings import Pooling

BATCH = 500
DEEP, DEEP_UP_TO = 21, 2000
CLOSED = (
    "common effect",
    "random effects, DL",
    "random effects, HE",
    "random effects, HS",
    "random effects, SJ",
)
COLUMNS = (
    *("pool", "again", "row", "study", "kind", "y", "se", "method", "test", "level", "methods", "deep"),
    *("events_1", "n_1", "events_2", "n_2", "form", "months"),
)
_TESTS = {"z": "normal", "knha": "Knapp and Hartung", "adhoc": "Knapp and Hartung, never narrower"}
_NAMES = {
    "rank correlation (Kendall’s tau)": "rank correlation",
    "precision-effect test (PET)": "PET",
    "precision-effect estimate with standard error (PEESE)": "PEESE",
}
_FIELDS = ("estimate", "ci_low", "ci_high", "tau2", "statistic", "p")
_POOL = (
    *("estimate", "ci_low", "ci_high", "tau2", "i2", "se", "p"),
    *("q", "q_p", "h2", "pi_low", "pi_high", "tau2_low", "tau2_high"),
)
_STUDY = ("weight", "without_estimate", "without_tau2", "rstudent", "cooks", "dffits", "hat")


def drawn(number: int) -> tuple[str, list[EvidenceItem], Pooling]:
    """(kind of pool, rows, how to pool) of a number."""
    rng = random.Random(f"metafor {number}")
    how = Pooling(
        method=METHODS[rng.randrange(len(METHODS))],
        test=rng.choice(list(_TESTS)),
        level=rng.choice([0.95, 0.95, 0.9, 0.99]),
        subgroups=("form",),
    )
    place = number % 10
    if place in (7, 8):
        return ("counts", "rare events")[place - 7], list(counted(rng, rare=place == 8)), how
    if place in (4, 5, 6):
        kind, pairs = effects(rng)
        return "nasty", [row(n, rng, kind, *pair) for n, pair in enumerate(pairs)], how
    pairs = list(awkward(rng) if place == 9 else likely(rng))
    rows = [row(n, rng, "smd", *pair) for n, pair in enumerate(pairs)]
    if number % 200 == 0 and number < 4000:
        rows += list(again(rng, rows))
        return "several effects a study", rows, how
    return "awkward" if place == 9 else "likely", rows, how


def likely(rng: random.Random):
    tau, mean = rng.choice([0, 0.1, 0.3, 1]), rng.uniform(-1, 1)
    for _ in range(rng.randint(2, 30)):
        se = rng.uniform(0.05, 0.6)
        yield rng.gauss(mean, math.hypot(tau, se)), se


def awkward(rng: random.Random):
    """Ties, estimates all alike but one, one study that outweighs all, one far out, and often two studies."""
    k = rng.choice([2, 2, 3, 3, rng.randint(2, 30)])
    way = rng.choice(["rounded", "outlier", "giant", "homogeneous", "one error", "two clusters"])
    for n in range(k):
        se = 0.2 if way == "one error" else round(rng.uniform(0.05, 0.6), 1 if way == "rounded" else 6) or 0.1
        y = rng.gauss(0.3, se)
        if way == "homogeneous":
            y = 0.3 + rng.gauss(0, 0.01 * se)
        if way == "two clusters":
            y += 3 * (n % 2)
        if n == 0:
            y, se = (y + 1000 * se if way == "outlier" else y), (se / 1e4 if way == "giant" else se)
        yield (round(y, 1) if way == "rounded" else y), se


def counted(rng: random.Random, rare: bool):
    kind = rng.choice(["log_odds_ratio", "log_risk_ratio", "risk_difference"])
    risk, ratio = rng.uniform(0.002, 0.02) if rare else rng.uniform(0.05, 0.6), math.exp(rng.gauss(0, 0.4))
    for number in range(rng.randint(2, 30)):
        n, m = rng.randint(10, 400), rng.randint(10, 400)
        arms = {
            **{"events_1": sum(rng.random() < min(risk * ratio, 0.95) for _ in range(n)), "n_1": n},
            **{"events_2": sum(rng.random() < risk for _ in range(m)), "n_2": m},
        }
        cells = {name: str(value) for name, value in arms.items()}
        try:
            made = derive({"effect_type": kind, "direction": "", **cells})
        except ValueError:
            continue  # no events in both arms say nothing about a ratio: the stage sets such a row aside
        yield row(number, rng, kind, float(made["estimate"]), float(made["se"]), raw=json.dumps(arms))


def row(number: int, rng: random.Random, kind: str, y: float, se: float, raw: str = "") -> EvidenceItem:
    return item(
        f"e{number:02}",
        study_id=f"s{number:02}",
        **KIND,
        effect_type=kind,
        estimate=y,
        se=se,
        raw=raw,
        months=float(rng.choice([6, 12, 24, 60])),
        facets=json.dumps({"form": [rng.choice("abc")]}),
    )


def again(rng: random.Random, rows: list[EvidenceItem]):
    """Earlier measurements of the same studies."""
    from dataclasses import replace

    for first in rows[:12]:
        for turn in range(rng.randint(0, 2)):
            moved = first.estimate + rng.gauss(0, first.se)
            yield replace(first, item_id=f"{first.item_id}-{turn}", estimate=moved, months=1.0 + turn)


def ours(
    number: int, rows: list[EvidenceItem], how: Pooling, lines: list[list[str]]
) -> dict[tuple[str, str], float | str]:
    """(analysis, field) → number, or the reason why there is none. The rows of the pool go to `lines`, for R."""
    (pool,) = pools(rows, {}, how)
    by_id = {one.item_id: one for one in rows}
    found: dict[tuple[str, str], float | str] = {}
    if not pool.pooled:
        found["pool", "estimate"] = pool.reason
    chosen = [by_id[name] for name in pool.items]
    whole = [one for one in rows if one.item_id not in pool.items] if pool.pooled else []
    for one in (*chosen, *whole):
        lines.append(_line(number, one, how, "yes" if one in whole else ""))
    if not pool.pooled:
        return found
    found |= {("pool", name): getattr(pool, name) for name in _POOL}
    studies = pool_studies(pool, by_id, how) if deep(number) else ()
    found |= {("pool", f"{name}.{n}"): getattr(one, name) for n, one in enumerate(studies) for name in _STUDY}
    left = {
        "_bayesian": lambda *_: (),
        "METHODS": ways(number, how),
        "REFERENCES": {how.test: _TESTS[how.test]},
    }
    left |= (
        {}
        if deep(number)
        else {name: lambda *_: () for name in ("small_studies", "moderators", "_subgroups")}
    )
    with mock.patch.multiple(stage, **left):
        for analysis in stage.pool_analyses(pool, rows, how, facets=("form",)):
            name = _NAMES.get(analysis.analysis, analysis.analysis)
            numbers = {field: getattr(analysis, field) for field in _FIELDS}
            if any(value is not None for value in numbers.values()):
                found |= {(name, field): value for field, value in numbers.items() if value is not None}
            else:
                found[name, "estimate"] = analysis.note
    return found


def ways(number: int, how: Pooling) -> tuple[str, ...]:
    """Estimators that are compared in a pool: its own, and in the deep ones two more in turn."""
    return tuple(
        dict.fromkeys(
            [how.method, *((METHODS[number % 9], METHODS[(number // 9 + 4) % 9]) if deep(number) else ())]
        )
    )


def deep(number: int) -> bool:
    """Whether a pool is also looked at without each study, for small studies, in subgroups and by moderators, which takes most of the time."""
    return number % DEEP in (0, 1, 2) if number < BATCH else number % DEEP == 0 and number < DEEP_UP_TO


def _line(number: int, one: EvidenceItem, how: Pooling, more: str) -> list[str]:
    y, se = numbers_of(one)
    cells = json.loads(one.raw) if one.raw else {}
    (form,) = json.loads(one.facets)["form"]
    return [
        *(f"p{number}", more, one.item_id, one.study_id, one.effect_type, float(y).hex(), float(se).hex()),
        *(how.method, how.test, float(how.level).hex(), " ".join(ways(number, how))),
        "yes" if deep(number) else "",
        *(str(cells.get(name, "")) for name in ("events_1", "n_1", "events_2", "n_2")),
        *(form, str(one.months)),
    ]


def batch(first: int, last: int, folder: Path, rscript: str) -> None:
    """Both sides of the pools of some numbers, each in a file of its own; what is there already is not done again."""
    rows_file, own, theirs = (folder / f"{first:05}.{end}" for end in ("rows.tsv", "ours.json", "theirs.tsv"))
    if not own.exists():
        lines: list[list[str]] = []
        found = {}
        for number in range(first, last):
            kind, rows, how = drawn(number)
            if len(rows) >= 2:
                numbers = ours(number, rows, how, lines)
                found[f"p{number}"] = {
                    "kind": kind,
                    "k": len(rows),
                    "numbers": [[*at, value] for at, value in numbers.items()],
                }
        rows_file.write_text("".join("\t".join(line) + "\n" for line in (COLUMNS, *lines)))
        own.write_text(json.dumps(found))
    if not theirs.exists():
        partial = theirs.with_suffix(".part")
        subprocess.run(
            [rscript, str(Path(__file__).with_suffix(".R")), str(rows_file), str(partial)], check=True
        )
        partial.rename(theirs)


Number = float | str
BY_ITERATION = ("ML", "REML", "EB", "PM")


def read(theirs: Path) -> dict[str, dict[tuple[str, str], Number]]:
    found: dict[str, dict[tuple[str, str], Number]] = defaultdict(dict)
    for line in theirs.read_text(encoding="utf-8").splitlines():
        pool, way, field, value = line.split("\t")
        found[pool][way, field] = (
            value if field == "error" else math.nan if value == "NA" else float.fromhex(value)
        )
    return found


def unit(field: str, y: list[float], se: list[float]) -> float:
    """What a number of a field is measured in, so that a nought that is a rounding is one in every unit."""
    name = field.split(".")[0]
    if "tau2" in name:
        return sorted(se)[len(se) // 2] ** 2
    return sorted(se)[len(se) // 2] if name in _IN_UNITS else 1.0


_IN_UNITS = ("estimate", "ci_low", "ci_high", "se", "pi_low", "pi_high", "without_estimate", "y")


def iterated(way: str, method: str) -> bool:
    """Whether a number rests on a tau² that is sought, and not computed."""
    if way.startswith("random effects"):
        return way.split(", ")[1] in BY_ITERATION
    if way in ("pool", "influence", "without one") or way.startswith(("form", "slope", "trim")):
        return method in BY_ITERATION or way.startswith("trim")
    return way.startswith(("bounds", "Egger, mixed", "every time"))


def compared(
    own: dict[tuple[str, str], Number], other: dict[tuple[str, str], Number], rows: list[dict[str, str]]
):
    """(analysis, field, ours, metafor's, relative difference, the most that may be) of all that both have."""
    y, se = ([float.fromhex(row[name]) for row in rows if not row["again"]] for name in ("y", "se"))
    for (way, field), value in own.items():
        found = other.get((_asked(way, field), field))
        if not isinstance(value, (int, float)) or not isinstance(found, float) or not math.isfinite(found):
            continue
        small = 1e-10 * unit(field, y, se)
        apart = 0.0 if abs(value - found) <= small else abs(value - found) / max(abs(value), abs(found))
        yield (
            way,
            field,
            value,
            found,
            apart,
            1e-6 if iterated(_asked(way, field), rows[0]["method"]) else 1e-8,
        )


def _asked(way: str, field: str) -> str:
    """Where R wrote it."""
    if way != "pool":
        return way
    name = field.split(".")[0]
    if name in ("tau2_low", "tau2_high"):
        return "bounds of tau2"
    if name in ("without_estimate", "without_tau2"):
        return "without one"
    return "influence" if name in ("rstudent", "cooks", "dffits", "hat") else "pool"


def nearer(
    way: str,
    field: str,
    own: dict[tuple[str, str], Number],
    other: dict[tuple[str, str], Number],
    rows: list[dict[str, str]],
) -> str:
    """Which of two numbers that differ is nearer to the exact one, where there is one to judge by."""
    part = way.removeprefix("form = ") if way.startswith("form = ") else ""
    rows = [row for row in rows if not row["again"] and (not part or row["form"] == part)]
    y, se = ([float.fromhex(row[name]) for row in rows] for name in ("y", "se"))
    v = [Decimal(one * one) for one in se]
    level, test = float.fromhex(rows[0]["level"]), rows[0]["test"]
    pair = [own[way, field], other[_asked(way, field), field]]
    if field in ("tau2_low", "tau2_high"):
        return SIDES[bound(y, v, level, field == "tau2_high", pair)]
    if not part and way != "pool" and not way.startswith(("random", "common")):
        return NOT_JUDGED
    method = (
        rows[0]["method"]
        if part or way == "pool"
        else way.split(", ")[1]
        if way.startswith("random")
        else "EE"
    )
    tau2 = better(y, v, method, own[way, "tau2"], other[way, "tau2"])
    exact = printed(y, v, tau2, method, test, level).get(field)
    if exact is None:
        return NOT_JUDGED
    far = [abs(Decimal(one) - exact) if math.isfinite(one) else Decimal("Infinity") for one in pair]
    return SIDES[0] if far[0] <= far[1] else SIDES[1]


SIDES, NOT_JUDGED = ("ours", "metafor's"), "not judged"


def kind_of(way: str) -> str:
    return way.split(",")[0] if way.startswith(("form", "trim", "every", "Egger, every")) else way


def main(folder: Path, pools_drawn: int, rscript: str) -> None:
    for first in range(0, pools_drawn, BATCH):
        batch(first, min(first + BATCH, pools_drawn), folder, rscript)
    report(folder)


def report(folder: Path) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    largest: dict[str, float] = defaultdict(float)
    one_sided: Counter[str] = Counter()
    with (folder / "differences.tsv").open("w") as out:
        for theirs in sorted(folder.glob("*.theirs.tsv")):
            start = theirs.name.split(".")[0]
            other = read(theirs)
            rows: dict[str, list[dict[str, str]]] = defaultdict(list)
            with (folder / f"{start}.rows.tsv").open() as lines:
                for line in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                    rows[line["pool"]].append(line)
            for pool, mine in json.loads((folder / f"{start}.ours.json").read_text()).items():
                own = {(way, field): value for way, field, value in mine["numbers"]}
                kind = mine["kind"]
                counts[kind]["pools"] += 1
                for way, field, value, found, apart, most in compared(own, other[pool], rows[pool]):
                    counts[kind]["numbers"] += 1
                    if apart <= most:
                        largest[kind] = max(largest[kind], apart)
                        continue
                    side = nearer(way, field, own, other[pool], rows[pool])
                    counts[kind]["differ"] += 1
                    counts[kind][side] += 1
                    out.write(
                        "\t".join([pool, kind, way, field, f"{value!r}", f"{found!r}", f"{apart:.1e}", side])
                        + "\n"
                    )
                one_sided.update(alone(kind, own, other[pool]))
    print(
        "| pools | | numbers | differ | ours nearer | metafor's nearer | not judged | largest difference of the others |\n|---|---|---|---|---|---|---|---|"
    )
    for kind, own in counts.items():
        cells = (own[name] for name in ("pools", "numbers", "differ", *SIDES, NOT_JUDGED))
        print(f"| {kind} | " + " | ".join(f"{cell:,}" for cell in cells) + f" | {largest[kind]:.1e} |")
    for name, number in one_sided.most_common():
        print(f"{number:,} {name}")


def alone(kind: str, own: dict[tuple[str, str], Number], other: dict[tuple[str, str], Number]):
    """What only one of the two has a number for, with the reason that the other gives."""
    said = {way: str(value) for (way, _), value in own.items() if isinstance(value, str)}
    likely_ = "nasty" if kind == "nasty" else "other"
    for way, why in said.items():
        if any(
            found == way and isinstance(value, float) and field != "tau2" and math.isfinite(value)
            for (found, field), value in other.items()
        ):
            yield f"{likely_}: metafor alone, {kind_of(way)}: {why[:70]}"
    for (way, field), value in other.items():
        if field == "error" and way in {name for name, _ in own} - set(said):
            yield f"{likely_}: ours alone, {kind_of(way)}: {str(value)[:70]}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("scratch", type=Path)
    parser.add_argument("--pools", type=int, default=10_000)
    parser.add_argument("--rscript", default="Rscript")
    options = parser.parse_args()
    main(options.scratch, options.pools, options.rscript)
