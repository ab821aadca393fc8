"""Fuzz the readers: files whose truth is known, damaged in ways that the world damages them.

    python -m tests.fuzz --runs 1000000 --seed 1 --cores 2 [--format ris] [--findings FOLDER]
    python -m tests.fuzz --case 1-4711 [--format ris]     one case again, with its file on the screen

The first three cases of each cause are written to FOLDER/FORMAT-LAW-CASE/: the file, its truth, and what was wrong.
Exit 1 where a law is broken.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import time
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.fuzz.cases import FORMS, Case, case
from tests.fuzz.laws import LAWS, Fault, run

_BATCH = 500
_KEPT = 3


@dataclass(slots=True)
class Figures:
    """What a batch of runs found; `broken` counts runs by format and law, `found` has cases by cause."""

    runs: Counter = field(default_factory=Counter)
    cpu: Counter = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)
    broken: Counter = field(default_factory=Counter)
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    causes: Counter = field(default_factory=Counter)

    def add(self, made: Case, faults: list[Fault], spent: float) -> None:
        self.runs[made.form] += 1
        self.cpu[made.form] += spent
        self.slowest[made.form] = max(spent, self.slowest.get(made.form, 0))
        for law in {fault.law for fault in faults}:
            self.broken[made.form, law] += 1
        for cause, detail in {(made.form, f.law, f.sign): f.detail for f in faults}.items():
            self.causes[cause] += 1
            if len(self.found[cause]) < _KEPT:
                self.found[cause].append((made.name, detail))

    def merge(self, other: Figures) -> None:
        for name in ("runs", "cpu", "broken", "causes"):
            getattr(self, name).update(getattr(other, name))
        for form, spent in other.slowest.items():
            self.slowest[form] = max(spent, self.slowest.get(form, 0))
        for cause, cases in other.found.items():
            self.found[cause] = (self.found[cause] + cases)[:_KEPT]


def batch(job: tuple[int, int, int, str]) -> Figures:
    """The runs of [first, last) of a seed."""
    seed, first, last, only = job
    figures = Figures()
    for number in range(first, last):
        made = case(seed, number, only)
        figures.add(made, *run(made))
    return figures


def fuzz(seed: int, runs: int, cores: int = 1, only: str = "") -> Figures:
    jobs = [(seed, at, min(at + _BATCH, runs), only) for at in range(0, runs, _BATCH)]
    whole, began, shown = Figures(), time.monotonic(), 0.0
    with multiprocessing.Pool(cores) as pool:
        for part in pool.imap_unordered(batch, jobs):
            whole.merge(part)
            if sys.stderr.isatty() and time.monotonic() - shown > 2:
                shown, done = time.monotonic(), whole.runs.total()
                rate = done / (shown - began)
                print(
                    f"\r{done:,} runs, {rate:.0f}/s, {whole.broken.total()} broken", end="", file=sys.stderr
                )
    return whole


def table(figures: Figures) -> str:
    heads = ("format", "runs", *LAWS, "ms a run", "slowest, s")
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for form in FORMS:
        if runs := figures.runs[form]:
            cells = [form, f"{runs:,}", *(str(figures.broken[form, law]) for law in LAWS)]
            cells += [f"{1000 * figures.cpu[form] / runs:.1f}", f"{figures.slowest[form]:.2f}"]
            lines.append(f"| {' | '.join(cells)} |")
    totals = [str(sum(figures.broken[form, law] for form in FORMS)) for law in LAWS]
    runs = figures.runs.total()
    mean = f"{1000 * figures.cpu.total() / max(runs, 1):.1f}"
    lines.append(
        f"| **all** | {runs:,} | {' | '.join(totals)} | {mean} | {max(figures.slowest.values(), default=0):.2f} |"
    )
    return "\n".join(lines)


def write(figures: Figures, folder: Path) -> None:
    """Each case that broke a law, as a file with its truth."""
    for (form, law, sign), cases in figures.found.items():
        for name, detail in cases:
            seed, number = map(int, name.split("-"))
            made = case(seed, number, form)
            place = folder / f"{form}-{law}-{name}"
            place.mkdir(parents=True, exist_ok=True)
            (place / "input").write_bytes(made.data)
            told = {"law": law, "cause": sign, "detail": detail, "steps": made.steps, "whole": made.whole}
            told |= {"must be read": sorted(made.sure), "must not vanish": sorted(made.present)}
            told |= {"entries": [asdict(entry) for entry in made.entries]}
            (place / "truth.json").write_text(
                json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8"
            )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--format", default="", choices=["", *FORMS])
    parser.add_argument("--findings", type=Path)
    parser.add_argument("--case")
    options = parser.parse_args()
    if options.case:
        made = case(*map(int, options.case.split("-")), options.format)
        faults, spent = run(made)
        print(made.data.decode("utf-8", "backslashreplace"))
        print(f"\n--- {made.form}; {made.steps}; must be read: {sorted(made.sure)}; {spent:.3f} s")
        print(*(f"{f.law} ({f.sign}): {f.detail}" for f in faults), sep="\n")
        sys.exit(bool(faults))
    began = time.monotonic()
    figures = fuzz(options.seed, options.runs, options.cores, options.format)
    print(table(figures))
    for cause, number in figures.causes.most_common():
        name, detail = figures.found[cause][0]
        print(f"{number:>6} {': '.join(cause)} [{name}] {detail.strip().splitlines()[-1][:160]}")
    print(f"\n{figures.runs.total():,} runs in {time.monotonic() - began:.0f} s, seed {options.seed}")
    if options.findings:
        write(figures, options.findings)
    sys.exit(bool(figures.broken))


if __name__ == "__main__":
    main()
