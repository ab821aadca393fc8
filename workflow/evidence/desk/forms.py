"""The form of a table of people's, made from its declaration: a field for each column, with what may stand in it and what that means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from evidence.codebook import Code, Codebook
from evidence.desk.derived import named
from evidence.given.codes import with_codes
from evidence.given.declare import DATE, Given, GivenTable, given_by
from evidence.measures import MEASURES, inputs
from evidence.propositions import Proposition


class Shape(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    PROSE = "prose"
    NUMBER = "number"
    DAY = "day"
    ONE = "one"
    SEVERAL = "several"


class Part(StrEnum):
    """Where a field stands in a form: the heading above it."""

    NEEDED = "What the row cannot do without"
    CODES = "Codes"
    RAW = "Numbers by arm and statistics, from which the estimate is computed"
    NUMBERS = "Numbers as the source reports them"
    MORE = "What else is known"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the words that a field may hold: what it is called, and what it means."""

    value: str
    label: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `help`: what else is to be known of it. `hints`: known words of a field that may hold others. `feeds`: kinds of estimate that are computed from it."""

    name: str
    label: str
    help: str
    shape: Shape
    part: Part
    required: bool = False
    choices: tuple[Choice, ...] = ()
    hints: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()


OWN = ("reviewer", "date", "judged", "withdrawn")
"""Columns that the desk fills in itself; no form asks for them."""
_SHORT = 64


def form(
    row: type, codebook: Codebook, claims: Iterable[Proposition] = (), without: Collection[str] = ()
) -> tuple[Field, ...]:
    """The fields of a table, in the order of its columns.

    `claims`: what a column of propositions may name. `without`: columns that are known otherwise, beside who and when. What a
    worksheet prints and nobody reads is no field.
    """
    claims = list(claims)
    table = with_codes(given_by(row), codebook, [claim.id for claim in claims])
    meanings = _Meanings(codebook, claims)
    left_out = {*OWN, *without, *table.shown}
    return tuple(_field(column, table, meanings) for column in table.columns if column.name not in left_out)


def parts(fields: Iterable[Field]) -> list[tuple[Part, list[Field]]]:
    """The fields under their headings; a heading without a field is left out."""
    found: dict[Part, list[Field]] = {part: [] for part in Part}
    for field in fields:
        found[field.part].append(field)
    return [(part, own) for part, own in found.items() if own]


def _field(column: Given, table: GivenTable, meanings: _Meanings) -> Field:
    label, rest = meanings.told(column)
    raw = table.more is not tuple and column.name in MEASURES.once(inputs)
    choices = meanings.of(column) if column.words is not None else ()
    if choices and not column.required and not column.many:
        choices = (Choice("", "not stated"), *choices)
    return Field(
        name=column.name,
        label=label,
        help=rest,
        shape=_shape(column),
        part=_part(column, raw, meanings.is_facet(column)),
        required=column.required,
        choices=choices,
        hints=column.known,
        feeds=_fed(column.name) if raw else (),
    )


def _shape(column: Given) -> Shape:
    if column.words is not None:
        return Shape.SEVERAL if column.many else Shape.ONE
    if column.kind in (int, float):
        return Shape.NUMBER
    if column.pattern == DATE:
        return Shape.DAY
    return Shape.PROSE if column.prose else Shape.LINE


def _part(column: Given, raw: bool, facet: bool) -> Part:
    if column.required:
        return Part.NEEDED
    if raw:
        return Part.RAW
    if column.kind in (int, float):
        return Part.NUMBERS
    return Part.CODES if facet or column.words is not None else Part.MORE


def _fed(name: str) -> tuple[str, ...]:
    """The kinds of estimate of which a way starts from this column."""
    return tuple(
        kind
        for measure in MEASURES
        if any(name in way.inputs for way in measure.ways)
        for kind in measure.effect_types
    )


def told(column: Given) -> tuple[str, str]:
    """(label, help) of a column: the first clause of what it holds where that is short, else its name in words, and the rest.

    >>> told(Given("se", "Standard error; 0 is none, which a remark says"))
    ('Standard error', '0 is none, which a remark says')
    >>> told(Given("seed_value", "What a measure is computed from, in words that are far longer than a label"))
    ('Seed value', 'What a measure is computed from, in words that are far longer than a label')
    """
    clause, _, rest = re.sub("[;:] *", "\n", column.what, count=1).partition("\n")
    if len(clause) <= _SHORT and not (column.kind is float and clause.startswith("What ")):
        return clause, rest
    plain = column.name.replace("_", " ")
    return plain[:1].upper() + plain[1:], column.what


class _Meanings:
    """What words of the codebook, of measures and of claims are called, and what they mean."""

    def __init__(self, codebook: Codebook, claims: Sequence[Proposition]) -> None:
        self._facets = {facet.id: facet for facet in codebook.facets}
        lists: dict[str, Iterable[Code]] = {
            "outcomes_and_themes": codebook.outcome_codes().values(),
            "evidence_roles": codebook.evidence_roles,
            "source_types": codebook.source_types,
            "caveats": codebook.caveats,
            "direction": codebook.directions,
            "poolable": codebook.poolable,
            "effect_type": codebook.effect_types,
        }
        self._lists = {name: {c.id: _choice(c) for c in codes} for name, codes in lists.items()}
        self._lists["propositions"] = {c.id: Choice(c.id, f"{c.id}: {c.claim}") for c in claims}
        self._lists["facets"] = {f.id: Choice(f.id, f.label, f.definition) for f in codebook.facets}

    def is_facet(self, column: Given) -> bool:
        return column.name in self._facets

    def told(self, column: Given) -> tuple[str, str]:
        facet = self._facets.get(column.name)
        return (facet.label, facet.definition) if facet else told(column)

    def of(self, column: Given) -> tuple[Choice, ...]:
        facet = self._facets.get(column.name)
        known: Mapping[str, Choice] = (
            {code.id: _choice(code) for code in facet.codes}
            if facet
            else self._lists.get(str(column.codes), {}) or self._lists.get(column.name, {})
        )
        plain = named if column.name in ("effect_type", "convert_to") else _spaced
        found = [known.get(word) or Choice(word, plain(word)) for word in column.words or ()]
        times = Counter(choice.label for choice in found)
        return tuple(replace(c, label=f"{c.label} ({c.value})") if times[c.label] > 1 else c for c in found)


def _choice(code: Code) -> Choice:
    return Choice(code.id, code.label, code.definition)


def _spaced(word: str) -> str:
    return word.replace("_", " ")


def with_only(fields: Iterable[Field], **choices: Sequence[Choice]) -> tuple[Field, ...]:
    """The fields, of which some have these choices and no others."""
    return tuple(
        replace(field, choices=tuple(choices[field.name]), shape=Shape.ONE)
        if field.name in choices
        else field
        for field in fields
    )


def filled(fields: Iterable[Field], cells: Mapping[str, Any]) -> dict[str, list[str]]:
    """What stands in each field, a list of words where it may hold several."""
    return {
        field.name: [part for part in str(cells.get(field.name) or "").split(";") if part]
        if field.shape == Shape.SEVERAL
        else [str(cells.get(field.name) or "")]
        for field in fields
    }
