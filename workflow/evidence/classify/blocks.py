"""Works in blocks that stay what they are when others come, and the labels of each block, kept from run to run.

A block ends where the name of a work says so (chunking by content, as Muthitacharoen, Chen and Mazières 2001 cut files), so that a work that comes
or goes changes the block that it lies in. Labels of a work follow from what was learnt and from this work alone: of a block that changed, those of the
works that it had before are taken as they were.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from evidence.classify.labels_table import Labels, Share, noted, shares_in
from evidence.classify.rows import Label
from evidence.classify.stage import Learnt
from evidence.deduplicate.rows import Work
from evidence.io import to_json, to_table
from evidence.kept import Kept, content, digest
from evidence.text_digests import ends_by_content
from evidence.texts import text_of

SIZE = 10
"""A block has 2^SIZE works at most."""


_WORKS, _WIDE = b"works", 8  # bytes of a digest: enough to tell apart the works that a block had


@dataclass(frozen=True)
class _Block:
    """A block of works. `digests`: of each; `new`: those without labels; `known`: the labels of the others."""

    digests: list[bytes]
    new: list[Work]
    known: Any


@dataclass(frozen=True)
class Blocks:
    """The labels of works in columns, block by block."""

    told: Learnt
    kept: Kept
    _keys: dict[int, str] = field(default_factory=dict)
    _read: dict[int, Any] = field(default_factory=dict)

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
            yield self.key(block), self.kept.packed(self.key(block)) or self._labels(block)

    def _ahead(self, places: range) -> None:
        """Read at once what the texts of works mean whose labels are not kept."""
        missing = (self._of(block) for block in places if not self.kept.has(self.key(block)))
        self.told.corpus.ahead(text_of(work) for made in missing for work in made.new)

    @cached_property
    def table(self) -> Labels:
        """All labels. Of a block that had them before they are read when they are written."""
        places = range(len(self))
        self._ahead(places)
        shares = [self._share(block) for block in places]
        return Labels(self.told.works.cells("work_id"), [*map(self.key, places)], shares, self.labels)

    def labels(self, block: int) -> Any:
        """The labels of a block as an Arrow table; its metadata has the digest of each work, in their order."""
        if block not in self._read:
            self._read[block] = self._labels(block)
        return self._read[block]

    def _labels(self, block: int) -> Any:
        return self.kept.get(self.key(block), lambda: self._made(block))

    def _share(self, block: int) -> Share:
        known = self._noted.get(self.key(block)) if self.kept.has(self.key(block)) else None
        start, end = self.ends[block]
        names = self.told.works.cells("work_id").slice(start, end - start)
        return known or Share.of(self.labels(block), names)

    def _made(self, block: int) -> Any:
        of = self._of(block)
        made = to_table(self.told.labels(of.new), Label)
        if of.known.num_rows:
            both = pa.concat_tables([made, of.known])
            made = both.take(
                pc.sort_indices(both["work_id"])
            ).combine_chunks()  # which keeps the order within a work
        return made.replace_schema_metadata({_WORKS: b"".join(of.digests)})

    def _of(self, block: int) -> _Block:
        start, end = self.ends[block]
        works = self.told.works[start:end]
        digests = [_digest(work) for work in works]
        before = self.kept.find(self._before.get(works[0].work_id, ""))
        if before is None:
            return _Block(digests, works, to_table([], Label))
        had = _cut(before.schema.metadata[_WORKS])
        same = pa.array([w.work_id for w, own in zip(works, digests, strict=True) if own in had], pa.string())
        new = [work for work, own in zip(works, digests, strict=True) if own not in had]
        return _Block(digests, new, before.filter(pc.is_in(before["work_id"], same)))

    @cached_property
    def _last(self) -> Any:
        """What was noted when all were last made: the first work of each block, the key of its labels, and its share."""
        known = self.kept.find(self._index)
        nothing = {"first": pa.array([], pa.string()), "key": pa.array([], pa.string()), **noted([])}
        return pa.table(nothing) if known is None else known

    @cached_property
    def _before(self) -> dict[str, str]:
        """By the first work of each block, the key of its labels."""
        return dict(zip(self._last["first"].to_pylist(), self._last["key"].to_pylist(), strict=True))

    @cached_property
    def _noted(self) -> dict[str, Share]:
        return dict(zip(self._last["key"].to_pylist(), shares_in(self._last), strict=True))

    @property
    def _index(self) -> str:
        return self.kept.key([self.told.digest, b"blocks"])

    def note(self) -> None:
        """All blocks have labels now."""
        names = self.told.works.cells("work_id")
        first = [names[start].as_py() for start, _ in self.ends]
        of_each = {"first": pa.array(first, pa.string()), "key": pa.array(self.table.keys, pa.string())}
        self.kept.put(self._index, pa.table({**of_each, **noted(self.table.shares)}))

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


def _digest(work: Work) -> bytes:
    """Of all of a work that its labels follow from."""
    return digest([repr((work.work_id, work.study_id, text_of(work))).encode("utf-8", "surrogatepass")])[
        :_WIDE
    ]


def _cut(digests: bytes) -> set[bytes]:
    return {digests[at : at + _WIDE] for at in range(0, len(digests), _WIDE)}
