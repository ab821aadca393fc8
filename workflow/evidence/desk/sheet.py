"""Questions with their answers, as a page asks them: each a group of options, one or several of which are taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evidence.desk.forms import Choice


@dataclass(frozen=True, slots=True)
class Option:
    """One answer. `proposed`: that the machine, or a tool's rule, proposes it; `why`: what speaks for it."""

    value: str
    label: str
    meaning: str = ""
    proposed: str = ""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """One question. `name`: of its field; `chosen`: what stands; `facts`: what it is decided by; `note`: what is to be known
    beside it; `free`: it is answered in words of one's own."""

    name: str
    asks: str
    options: tuple[Option, ...]
    several: bool = False
    help: str = ""
    note: str = ""
    facts: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    free: bool = False


def options(words: Iterable[StrEnum], labels: Mapping[str, str] | None = None) -> tuple[Option, ...]:
    """The words of a closed list as options, but for a blank one."""
    known = labels or {}
    return tuple(
        Option(word.value, known.get(word, word.value.replace("_", " "))) for word in words if word.value
    )


def of_choices(choices: Sequence[Choice]) -> tuple[Option, ...]:
    return tuple(Option(one.value, one.label, one.meaning) for one in choices if one.value)
