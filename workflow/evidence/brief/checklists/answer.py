"""What one test of a reporting item says: met and where, missing and what to edit, or not applicable and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evidence.singular import agreeing


class ItemState(StrEnum):
    MET = "met"
    MISSING = "missing"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """`where` is a page of the book with its anchor (met); `edit` is what to fill in, and in which file (missing)."""

    state: ItemState
    words: str
    where: str = ""
    edit: str = ""


def met(words: str, where: str) -> ItemAnswer:
    return ItemAnswer(ItemState.MET, agreeing(words), where=where)


def missing(words: str, edit: str) -> ItemAnswer:
    return ItemAnswer(ItemState.MISSING, agreeing(words), edit=edit)


def not_applicable(why: str) -> ItemAnswer:
    return ItemAnswer(ItemState.NOT_APPLICABLE, why)


def some_of(have: int, of: int, noun: str, where: str, edit: str) -> ItemAnswer:
    """Met only where all of them have it; the words count in both cases, and where there is none they say so."""
    if not of:
        return missing(f"there are no {noun} yet", edit)
    if of and have == of:
        return met(f"{have} of {of} {noun}", where)
    return missing(f"{have} of {of} {noun}", edit)
