"""The sizes from which the program works in pieces, so small that a tiny review has pieces: what is kept of long tables, and put together again, is then
what each build is made of. They are written into the copies of the program that the reviews bring along."""

from __future__ import annotations

import re
from pathlib import Path

SIZES = {
    "blocks": {"SHORT": 3, "_SIZE": 1},
    "lookup": {"SHORT": 3, "AT_ONCE": 3},
    "text_digests": {"_BLOCK": 2},
    "row_groups": {"LEAST": 2},
    "stored": {"_AT_ONCE": 3, "_FEW": 2},
    "ingest/chunks": {"SIZE": 2_000},
    "ingest/files": {"_AT_ONCE": 3},
    "deduplicate/readings": {"_TOGETHER": 2},
    "deduplicate/works_table": {"_SLICE": 3},
    "deduplicate/pairwise": {"SLICE": 7},
    "deduplicate/keys": {"_AT_ONCE": 7},
    "deduplicate/record_columns": {"_AT_ONCE": 7},
    "deduplicate/side_by_side": {"LEAST": 5},
    "classify/blocks": {"SIZE": 1},
    "classify/since": {"FEW": 1},
    "classify/corpus": {"AT_ONCE": 5},
    "classify/combine": {"AT_ONCE": 5},
    "compare/bearing": {"MOST_WHOLE": 2},
    "brief/bundles": {"_LARGE": 1_000},
    "brief/long_tables": {"_LARGE": 1_000, "HELD": 3},
    "brief/studies/long_list": {"LONG": 5},
    "brief/studies/shards": {"ROWS": 3, "WORDS": 200, "_BLOCK": 6},
    "brief/studies/explorer": {"PER_PAGE": 4},
    "meaning/cache": {"_OTHERS": 3, "_AT_ONCE": 4, "_SAID_FROM": 5},
    "publish/rendered": {"_FEW": 2},
}  # fmt: skip


def make_small(package: Path) -> None:
    """Write these sizes into a copy of the package. Raises ValueError where one is not said there any more."""
    for module, sizes in SIZES.items():
        path = (package / module).with_suffix(".py")
        path.write_text(smaller(path.read_text("utf-8"), sizes), "utf-8")


def smaller(text: str, sizes: dict[str, int]) -> str:
    """The text of a module with these sizes. Raises ValueError where it says one never or twice."""
    for name, size in sizes.items():
        text, found = re.subn(rf"(?m)^{name} = .*?(?=$|  #)", f"{name} = {size}", text)
        if found != 1:
            raise ValueError(name)
    return text
