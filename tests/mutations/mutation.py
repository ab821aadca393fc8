"""What a mutation is, and what became of one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mutation:
    """One fault. `find` stands exactly once in `file` (seen from `workflow/evidence/`) and gives way to `replace`.

    `tests` are the fast tests (`file` or `file::name`, seen from `tests/`) that must fail, every one of them.
    """

    name: str
    law: str
    file: str
    find: str
    replace: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`missed`: the named tests that passed all the same. `said`: why nothing can be told, where a run broke down."""

    mutation: Mutation
    missed: tuple[str, ...]
    seconds: float
    said: str = ""

    @property
    def caught(self) -> bool:
        return not self.missed and not self.said

    @property
    def word(self) -> str:
        return "broken" if self.said else "caught" if self.caught else "SURVIVED"
