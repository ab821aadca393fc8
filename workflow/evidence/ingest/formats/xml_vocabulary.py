"""What a vocabulary of XML is that describes works."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class XmlVocabulary:
    """`records`: pattern of the names of elements that are a record. `mark`: a pattern without which a text is not in
    this vocabulary. `places`: ends of paths of canonical fields, the best first; what has no place is kept under its
    own name. `people`: elements that are persons, with the path of those who wrote the work; `skip`: parts that
    describe other works. `once`: elements that a record has once. `empty`: pattern of the names of roots of which a file without records has one."""

    name: str
    label: str
    records: str
    mark: str
    places: dict[str, str]
    people: dict[str, str] = field(default_factory=dict)
    skip: tuple[str, ...] = ()
    empty: str = ""
    once: tuple[str, ...] = ()
