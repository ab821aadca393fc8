"""Every mutation before the tests that must see it: `python -m tests.mutations [--only NAME ...] [--table]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.mutations import trial
from tests.mutations.catalogue import MUTATIONS
from tests.mutations.table import table


def main() -> int:
    """Prints caught or survived and the seconds of each; 1 where one survived."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="NAME", help="these, or all of a file: merge.py"
    )
    parser.add_argument("--table", action="store_true", help="print the table of docs/mutations.md and stop")
    options = parser.parse_args()
    if options.table:
        print(table(MUTATIONS), end="")
        return 0
    chosen = [
        m for m in MUTATIONS if not options.only or {m.name, m.file, Path(m.file).name} & set(options.only)
    ]
    if not chosen:
        parser.error(f"no mutation has this name; there are: {', '.join(m.name for m in MUTATIONS)}")
    with tempfile.TemporaryDirectory(prefix="mutations-") as scratch:
        copy = trial.copied(Path(scratch))
        tests = sorted({test for mutation in chosen for test in mutation.tests})
        if said := trial.unharmed(copy, tests):
            print(
                f"{said}\nThese tests fail without any fault: nothing can be told by them.", file=sys.stderr
            )
            return 2
        outcomes = []
        for mutation in chosen:
            outcome = trial.tried(mutation, copy)
            outcomes.append(outcome)
            more = outcome.said or "; ".join(outcome.missed)
            print(
                f"{outcome.word:<9} {outcome.seconds:5.1f} s  {mutation.name:<36} {more}".rstrip(), flush=True
            )
    caught = sum(outcome.caught for outcome in outcomes)
    print(f"{caught} of {len(outcomes)} caught in {sum(o.seconds for o in outcomes):.0f} seconds")
    return 0 if caught == len(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
