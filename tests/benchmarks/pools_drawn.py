"""The random pools that `pools_metafor.py` gives to both: likely ones, nasty ones and counts of events, each by its number."""

from __future__ import annotations

import json
import math
import random

from tests.property.test_pools import KIND, effects
from tests.unit.builders import item

from evidence.extract.derive import derive
from evidence.extract.rows import EvidenceItem
from evidence.meta import METHODS
from evidence.synthesise.settings import Pooling

TESTS = {"z": "normal", "knha": "Knapp and Hartung", "adhoc": "Knapp and Hartung, never narrower"}


def drawn(number: int) -> tuple[str, list[EvidenceItem], Pooling]:
    """(kind of pool, rows, how to pool) of a number."""
    rng = random.Random(f"metafor {number}")
    how = Pooling(
        method=METHODS[rng.randrange(len(METHODS))],
        test=rng.choice(list(TESTS)),
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
