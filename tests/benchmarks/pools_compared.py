"""The numbers of two programs for one pool: which differ by more than rounding, which of the two is nearer to the exact one, and what only one of them has."""

from __future__ import annotations

import math
from decimal import Decimal

from tests.benchmarks.pools_exact import better, bound, printed

Number = float | str
BY_ITERATION = ("ML", "REML", "EB", "PM")


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
