"""A library of which every question goes to a review that notes it with its answer (`evidence.noted`), so that a stage which used ten works of a
million follows from these ten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from evidence.deduplicate.rows import Work
from evidence.extract.whose import Library
from evidence.ingest.rows import Record
from evidence.meant import Place
from evidence.mentions import Mentions

Ask = Callable[..., Any]


class AskedLibrary(Library):
    """What `Library` says, each answer noted."""

    def __init__(self, ask: Ask) -> None:
        found = (AskedMentions(ask), *(_Asked(ask, name) for name in ("work_of", "work", "screened")))
        for name, value in zip(("mentions", "work_of", "works", "screening"), found, strict=True):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_ask", ask)

    def in_order(self, names: Iterable[str]) -> list[Work]:
        return self._ask("in_order", *sorted(set(names)))  # type: ignore[attr-defined]

    def of_studies(self, studies: Iterable[str]) -> list[Work]:
        return self._ask("of_studies", *sorted(set(studies)))  # type: ignore[attr-defined]


class AskedMentions(Mentions):
    """What `Mentions` finds, each answer noted; it has no table of its own."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def find(self, reference: str) -> list[Record]:
        return self._ask("find", reference)

    def foresee(self, references: Iterable[str]) -> None:
        """Nothing: what is asked for and when is noted."""

    def nearly(self, reference: str) -> str:
        return self._ask("nearly", reference)

    def at(self, address: str) -> list[Record]:
        return self._ask("at", address)

    def has_export(self, name: str) -> bool:
        return self._ask("has_export", name)

    def places(self, work_of: Mapping[str, str]) -> Callable[[str], list[Place]]:
        return lambda reference: self._ask("places", reference)


class _Asked(Mapping[str, Any]):
    """A table by its key, of which a row is asked for; all of it is not to be had."""

    def __init__(self, ask: Ask, question: str) -> None:
        self._ask, self._question = ask, question

    def __getitem__(self, name: str) -> Any:
        found = self._ask(self._question, name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        raise TypeError("which names there are is no question that is noted")

    def __len__(self) -> int:
        raise TypeError("how many there are is no question that is noted")
