"""A computed sentence, as it stood in the book."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.rows import column


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence. `place`: the page, and the part of it, that shows what the sentence rests on; `kind`: what it is about, the first word of its id."""

    id: str = column("sentence")
    place: str = column("page of the book that it rests on")
    kind: str = column("what the sentence is about")
    text: str = column("the sentence")
