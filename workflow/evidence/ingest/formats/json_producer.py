"""Who writes JSON of works: how it is told by its fields, and where it keeps what has a place in a record."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Producer:
    """`marks`: names of fields of a work that only this producer uses. `places`: paths (names parted by dots) of
    canonical fields, the best first. `names_of_bodies`: a person is given in parts, so a `name` is a body's. `also`:
    a pattern of the text that no other producer writes."""

    name: str
    label: str
    marks: tuple[str, ...]
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names_of_bodies: bool = False
    also: str = r"(?!)"
