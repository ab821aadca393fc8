"""Tables, plots and comparisons of what scale.py measured."""

from __future__ import annotations

from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any

MUCH = 1.3  # a ratio worse than the last run's by this factor is a finding
SMALL = {"cpu": 2.0, "mb": 100}  # and nothing below this is, for it is the start of a process


def of_size(size: int, told: dict[str, Any]) -> str:
    """One size as a table in Markdown."""
    whole, book = told["build"], told["book"]
    lines = [
        f"\n{size:,} works, {told['records']:,} records: {whole['cpu']:.0f} CPU s, {whole['wall']:.0f} s, {whole['mb']:,} MB in all processes; "
        f"book {book['files']:,} files, {book['MB']:,} MB\n",
        "| stage | CPU s | s | peak MB |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {one['cpu']:.1f} | {one['wall']:.1f} | {one['mb']:,} |"
        for name, one in told["stages"].items()
    ]
    lines += ["\n| then | CPU s | s | peak MB |", "|---|---|---|---|"] if told["asked"] else []
    lines += [
        f"| {name} | {one['cpu']:.1f} | {one['wall']:.1f} | {one['mb']:,} |"
        for name, one in told["asked"].items()
    ]
    return "\n".join(lines)


def exponent(few: float, many: float, before: float, after: float) -> float:
    """How a cost grows between two sizes: 1 where it grows with the size, 0 where it stays.

    >>> exponent(1_000, 100_000, 1, 100), exponent(1_000, 10_000, 5, 5)
    (1.0, 0.0)
    """
    return log(max(after, 1e-9) / max(before, 1e-9)) / log(many / few)


def costs(told: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Everything of one size that has CPU seconds and megabytes, by name."""
    return {"whole build": told["build"], **told["stages"], **told["asked"]}


def whole(run: dict[str, Any]) -> str:
    """All sizes beside each other, with exponents, and the peers."""
    sizes = sorted(map(int, run["sizes"]))
    found = {size: costs(run["sizes"][str(size)]) for size in sizes}
    names = list(dict.fromkeys(name for size in sizes for name in found[size]))
    lines = [f"\nYardstick: {run['yardstick']:.2f} CPU s; {run['commit']}, {run['date']}"]
    for unit, title in (("cpu", "CPU s"), ("mb", "peak MB")):
        heads = [f"{size:,}" for size in sizes] + [f"exponent to {size:,}" for size in sizes[1:]]
        lines += [f"\n| {title} | {' | '.join(heads)} |", "|---" * (len(heads) + 1) + "|"]
        for name in names:
            values = [found[size].get(name, {}).get(unit) for size in sizes]
            cells = [
                "" if value is None else f"{value:,.1f}" if unit == "cpu" else f"{value:,.0f}"
                for value in values
            ]
            for (few, before), (many, after) in pairwise(zip(sizes, values, strict=True)):
                cells.append(
                    "" if before is None or after is None else f"{exponent(few, many, before, after):.2f}"
                )
            lines.append(f"| {name} | {' | '.join(cells)} |")
    if run.get("peers"):
        lines += ["\n| the same job | tool | CPU s | peak MB | |", "|---|---|---|---|---|"]
        lines += [
            f"| {row['job']} | {row['tool']} | {row['cpu']} | {row['mb']} | {row['said']} |"
            for row in run["peers"]
        ]
    return "\n".join(lines)


def worse(run: dict[str, Any], last: dict[str, Any]) -> list[str]:
    """What costs more than in the last run: CPU in units of the yardstick, memory as it is. Only sizes of both runs are compared."""
    found = []
    for size in sorted({*run["sizes"]} & {*last["sizes"]}, key=int):
        now, then = costs(run["sizes"][size]), costs(last["sizes"][size])
        for name in now:
            for unit, one in (("cpu", run["yardstick"] / last["yardstick"]), ("mb", 1.0)):
                if name not in then or now[name][unit] < SMALL[unit]:
                    continue
                ratio = now[name][unit] / (max(then[name][unit], 1e-9) * one)
                if ratio > MUCH:
                    found.append(
                        f"worse at {int(size):,}: {name}, {unit}: {then[name][unit] * one:,.1f} before, {now[name][unit]:,.1f} now"
                    )
    return found


def plotted(run: dict[str, Any], folder: Path) -> str:
    """growth.svg: CPU seconds and megabytes of every stage by size, on logarithmic axes; the same bytes from the same figures."""
    try:
        import matplotlib
    except ImportError:
        return "No plots: matplotlib is not installed."
    matplotlib.use("svg")
    matplotlib.rcParams |= {"svg.hashsalt": "scale", "svg.fonttype": "none", "font.family": "sans-serif"}
    from matplotlib import pyplot

    sizes = sorted(map(int, run["sizes"]))
    found = {size: costs(run["sizes"][str(size)]) for size in sizes}
    names = [name for name in found[sizes[-1]] if name not in run["sizes"][str(sizes[-1])]["asked"]]
    figure, axes = pyplot.subplots(1, 2, figsize=(11, 5), layout="constrained")
    for axis, unit, title in zip(axes, ("cpu", "mb"), ("CPU seconds", "peak MB"), strict=True):
        for n, name in enumerate(names):
            points = [(size, found[size][name][unit]) for size in sizes if name in found[size]]
            axis.plot(
                *zip(*points, strict=True),
                marker="osDv^"[n % 5],
                linewidth=2.5 if name == "whole build" else 1,
                label=name,
            )
        axis.set(xscale="log", yscale="log", xlabel="works", ylabel=title)
        axis.grid(alpha=0.3)
    axes[1].legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
    folder.mkdir(parents=True, exist_ok=True)
    figure.savefig(folder / "growth.svg", metadata={"Date": None, "Creator": None})
    return f"Plots: {folder / 'growth.svg'}"
