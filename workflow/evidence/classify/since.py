"""How many works are new since labels were last made, told of their names before anything is learnt.

Where they are few, each of several jobs would spend more on learning than on its share of the works. The answer decides who makes labels, never what
they are: a work whose text alone changed is not counted here, and gets its labels anew all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from evidence.kept import Kept, content, digest
from evidence.lookup import ends_by_content

FEW = 4_000
"""New works up to which one job makes all labels: as many as it judges in the time that two take to learn."""
_SIZE = 10  # names that are compared at once, at most, as a power of two


class Since:
    """The names of the works that had labels, block by block, as they are kept. `basis`: what people wrote that machines learn from."""

    def __init__(self, kept: Kept, basis: Iterable[bytes]) -> None:
        self._kept, self._key = kept, kept.key([b"works", *basis])

    def is_little(self, names: Any) -> bool:
        """Whether labels were made on this basis, and few of these works (n,) are in blocks that were not among theirs."""
        before = self._kept.find(self._key)
        if before is None:
            return False
        known = set(before["block"].to_pylist())
        return sum(many for block, many in _blocks(names) if block not in known) <= FEW

    def note(self, names: Any) -> None:
        """These works (n,) have labels now."""
        self._kept.put(self._key, pa.table({"block": [block for block, _ in _blocks(names)]}))


def _blocks(names: Any) -> list[tuple[bytes, int]]:
    """Each block of names by its digest, and how many it holds."""
    return [
        (digest(content(pa.table({"name": names.slice(start, end - start)}))), end - start)
        for start, end in ends_by_content(names, _SIZE)
    ]
