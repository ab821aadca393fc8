"""How many works are new since labels were last made, told of their names before anything is learnt.

Where they are few, each of several jobs would spend more on learning than on its share of the works. The answer decides who makes labels, never what
they are: a work whose text alone changed is not counted here, and gets its labels anew all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from evidence.kept import Kept

FEW = 4_000
"""New works up to which one job makes all labels: as many as it judges in the time that two take to learn."""


class Since:
    """The names of the works that had labels, as they are kept. `basis`: what people wrote that machines learn from."""

    def __init__(self, kept: Kept, basis: Iterable[bytes]) -> None:
        self._kept, self._key = kept, kept.key([b"names", *basis])

    def is_little(self, names: Any) -> bool:
        """Whether labels were made on this basis, and few of these works (n,) are not among theirs."""
        before = self._kept.find(self._key)
        if before is None:
            return False
        had = pc.is_in(names, before["name"].combine_chunks())
        return len(names) - (pc.sum(had).as_py() or 0) <= FEW

    def note(self, names: Any) -> None:
        """These works (n,) have labels now."""
        self._kept.put(self._key, pa.table({"name": names}))
