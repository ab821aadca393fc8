"""What one test of a reporting item says: met and where, missing and what to edit, or not applicable and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    MET = "met"
    MISSING = "missing"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Answer:
    """`where` is a page of the book with its anchor (met); `edit` is what to fill in, and in which file (missing)."""

    state: State
    words: str
    where: str = ""
    edit: str = ""


def met(words: str, where: str) -> Answer:
    return Answer(State.MET, words, where=where)


def missing(words: str, edit: str) -> Answer:
    return Answer(State.MISSING, words, edit=edit)


def not_applicable(why: str) -> Answer:
    return Answer(State.NOT_APPLICABLE, why)


def some_of(have: int, of: int, noun: str, where: str, edit: str) -> Answer:
    """Met only where all of them have it; the words count in both cases."""
    if of and have == of:
        return met(f"{have} of {of} {noun}", where)
    return missing(f"{have} of {of} {noun}", edit)
