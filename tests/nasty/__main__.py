"""Every column of every input table, and every setting, with each of the nasty values:

    python -m tests.nasty [--only effects] [--from 73] [--settings]

The review is checked and its pages are made in this process. Exit 1 where something fell without words.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.nasty.reviews import COLUMNS, copy, culprits, of_column
from tests.nasty.settings import every_setting
from tests.nasty.values import NOT_UTF8, VALUES


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", help="tables whose name holds this")
    parser.add_argument("--from", type=int, default=1, dest="first", help="begin with this column, from one")
    parser.add_argument("--settings", action="store_true", help="settings alone")
    options = parser.parse_args()
    fell, tried, began = 0, 0, time.process_time()
    with tempfile.TemporaryDirectory() as place:
        folder = copy(Path(place) / "review")
        for number, (table, column) in enumerate(() if options.settings else COLUMNS, start=1):
            if options.only not in table or number < options.first:
                continue
            tried += len(VALUES) + 1
            seen = of_column(folder, table, column, VALUES)
            faults = culprits(folder, table, column, VALUES) if seen.fault else []
            last = of_column(folder, table, column, [NOT_UTF8])
            faults += [(NOT_UTF8, last.fault)] if last.fault else []
            state = "refused" if seen.refused else "fell" if faults else "pages"
            print(f"{number:3} {table:32} {column:20} {state}", flush=True)
            for value, fault in faults:
                fell += 1
                print(f"      {ascii(value)[:60]}: {fault}", flush=True)
        if not options.only:
            for name, count, faults in every_setting(folder, VALUES):
                tried += count
                print(f"{name:54} {count} values, {len(faults)} fell", flush=True)
                for value, fault in faults[:4]:
                    fell += 1
                    print(f"      {ascii(value)[:60]}: {fault}", flush=True)
    print(f"{tried:,} values, {fell} fell, {time.process_time() - began:.0f} CPU seconds")
    sys.exit(bool(fell))


if __name__ == "__main__":
    main()
