"""Works in blocks that stay what they are when others come, and the labels of each block, kept from run to run.

A block ends where the name of a work says so (chunking by content, as Muthitacharoen, Chen and Mazières 2001 cut files), so that a work that comes
or goes changes the block that it lies in; and no block is long, so that a work more costs little.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pyarrow as pa

from evidence.blocks import is_long
from evidence.classify.rows import Label
from evidence.classify.stage import Learnt
from evidence.io import to_json, to_table
from evidence.kept import Kept, content
from evidence.lookup import ends_by_content

SIZE = 10
"""A block has 2^SIZE works at most."""


@dataclass(frozen=True)
class Blocks:
    """The labels of works in columns, block by block."""

    told: Learnt
    kept: Kept
    _keys: dict[int, str] = field(default_factory=dict)

    @cached_property
    def ends(self) -> list[tuple[int, int]]:
        """Where each block begins and ends, in order of the works."""
        return ends_by_content(self.told.works.cells("work_id"), SIZE)

    def __len__(self) -> int:
        return len(self.ends)

    def __iter__(self) -> Iterator[Any]:
        self._ahead(range(len(self)))
        return map(self.labels, range(len(self)))

    def some(self, places: range) -> Iterator[tuple[str, Any]]:
        """The labels of these blocks as Arrow tables, or packed as they are kept, each by its key."""
        self._ahead(places)
        for block in places:
            yield self.key(block), self.kept.packed(self.key(block)) or self.labels(block)

    def _ahead(self, places: range) -> None:
        """Read at once what the texts of those of these blocks mean that are not kept."""
        missing = [self.ends[block] for block in places if not self.kept.has(self.key(block))]
        if missing:
            self.told.corpus.ahead(text for start, end in missing for text in self.told.texts(start, end))

    @property
    def table(self) -> Any:
        """All labels as one Arrow table, in one piece where it is short."""
        labels = pa.concat_tables([to_table([], Label), *self])
        return labels if is_long(labels) else labels.combine_chunks()

    def labels(self, block: int) -> Any:
        """The labels of a block as an Arrow table."""
        start, end = self.ends[block]
        return self.kept.get(
            self.key(block),
            lambda: to_table((x for some in self.told.batches(start, end) for x in some), Label),
        )

    def key(self, block: int) -> str:
        """The name of all that the labels of a block follow from."""
        if block not in self._keys:
            start, end = self.ends[block]
            works = self.told.works.table.slice(start, end - start)
            self._keys[block] = self.kept.key([self.told.digest, *content(works)])
        return self._keys[block]

    @cached_property
    def evaluation(self) -> Any:
        """How well the machine and people agree, as JSON holds it."""
        made = self.kept.get(
            self.kept.key([self.told.digest, b"evaluation"]),
            lambda: pa.table({"json": [to_json(self.told.evaluation)]}),
        )
        return json.loads(made["json"][0].as_py())
