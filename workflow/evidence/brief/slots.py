"""The slots of the templates in config/propositions.yaml: each must have a value wherever its sentence is printed.

A slot that has none would end the build when its page is made, and a word in braces that is no slot would be printed
as it stands. Prose in which nothing is filled (`that`, `caution`, `bottom_line_more`) may hold braces, but no slot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from evidence.brief.sentences import FORMS, SLOT
from evidence.errors import UserError
from evidence.propositions import Proposition, Propositions
from evidence.settings_file import Lines, Place
from evidence.synthesise.axes import LEANS
from evidence.synthesise.claim_rows import Lean, Verdict
from evidence.synthesise.rules import always, threshold, when_decided
from evidence.written import meant, nearest_first

TEXTS = frozenset(
    (
        *("that", "counted", "amount", "so_far", "missing", "for_studies", "against_studies", "qualify_word"),
        *(
            "silent_word",
            "silent_verb",
            "unread_word",
            "indirect_word",
            "indirect_verb",
            "facet",
            "by_field",
            "seed_year",
        ),
    )
)
"""Slots that hold words, which no form but `capital` fits."""
COUNTS = frozenset(
    (
        *("n_for", "n_against", "n_qualifies", "n_silent", "n_not_read"),
        *("tested", "direct_for", "direct_against", "direct_qualifies", "indirect"),
    )
)
OF_THE_BOTTOM_LINE = frozenset(
    (
        *("n_claims", "n_from_source", "n_added", "seed_year"),
        *("n_lean_for", "n_between", "n_lean_against", "n_not_tested"),
    )
)
DECIDED = tuple(
    verdict for verdict, lean in LEANS.items() if lean != Lean.NONE and verdict != Verdict.QUALIFIED
)
"""The verdicts with which a rule gives all of its numbers."""
_BRACES = re.compile(r"\{[^{}]*\}?|\}")


@dataclass(frozen=True, slots=True)
class Template:
    """One text, where it stands, whose it is, and the slots that have a value wherever it is printed."""

    text: str
    place: Place
    field: str
    slots: frozenset[str]
    words: frozenset[str] = TEXTS
    claim: str = ""
    prose: bool = False  # printed as it stands: nothing is filled in


def check_slots(claims: Propositions, file: str, lines: Lines | None = None) -> list[UserError]:
    """Every word in braces that is no slot with a value there, the nearest slots first; each once."""
    found: dict[tuple[Place, str], UserError] = {}
    for template in _templates(claims):
        for braces, problem, near in _wrong(template):
            found.setdefault((template.place, braces), _error(template, braces, problem, near, file, lines))
    return list(found.values())


def _templates(claims: Propositions) -> Iterator[Template]:
    known = OF_THE_BOTTOM_LINE if claims.seed else OF_THE_BOTTOM_LINE - {"seed_year"}
    yield Template(claims.bottom_line, ("bottom_line",), "bottom_line", known)
    for number, row in enumerate(claims.bottom_line_more):
        place = ("bottom_line_more", number, "text")
        yield Template(row["text"], place, "bottom_line_more", OF_THE_BOTTOM_LINE | COUNTS, prose=True)
    for number, claim in enumerate(claims.items):
        yield from _of_claim(claims, claim, ("propositions", number))


def _of_claim(claims: Propositions, claim: Proposition, at: Place) -> Iterator[Template]:
    own = TEXTS - {"seed_year"} | COUNTS | {name for name, value in claim.values.items() if value is not None}
    words = TEXTS | {name for name, value in claim.values.items() if isinstance(value, str)}
    anyhow = frozenset(own | always(claim.rule) | _threshold(claim))
    decided = frozenset(anyhow | when_decided(claim.rule))

    def template(text: str, place: Place, field: str, slots: frozenset[str], prose: bool = False) -> Template:
        return Template(text, place, field, slots, frozenset(words), claim.id, prose)

    yield template(claim.testable, (*at, "testable"), f"{claim.id}.testable", anyhow)
    yield template(claim.sentence, (*at, "sentence"), f"{claim.id}.sentence", decided)
    for name, text in claims.sentences.items():
        if name not in DECIDED or not claim.sentence:
            slots = decided if name in DECIDED else anyhow
            yield template(text, ("sentences", name), f"sentences.{name}", slots)
    for name in ("that", "caution"):
        yield template(getattr(claim, name), (*at, name), f"{claim.id}.{name}", decided, prose=True)


def _threshold(claim: Proposition) -> set[str]:
    return {"threshold"} if threshold(claim.rule) else set()


def _wrong(template: Template) -> Iterator[tuple[str, str, Iterable[str]]]:
    """(the braces, what is wrong with them, what is allowed)."""
    for braces in _BRACES.findall(template.text):
        slot = SLOT.fullmatch(braces)
        name, form = slot.groups() if slot else ("", None)
        if template.prose:
            if name in template.slots:
                yield braces, "nothing is filled in here, so that the slot would be printed as it stands", ()
        elif not slot:
            problem = "this is no slot: a slot is a name in braces, with a form after a bar"
            yield braces, problem, template.slots
        elif name not in template.slots:
            yield braces, "a sentence names a slot that has no value here", template.slots
        elif form and form not in FORMS:
            yield braces, "a slot has a form that is not known", [f"{name}|{known}" for known in FORMS]
        elif form in ("percent", "figure") and name in template.words:
            yield braces, "this slot holds words, and the form is one of figures", [name]


def _error(
    template: Template, braces: str, problem: str, allowed: Iterable[str], file: str, lines: Lines | None
) -> UserError:
    known, name = sorted(allowed), braces.strip("{} ")
    name = name if any("|" in slot for slot in known) else name.partition("|")[0].strip()
    near = meant(name, known)
    at: Any = lines or {}
    return UserError(
        problem,
        file=file,
        line=at.get(template.place) or at.get(template.place[:-1]),
        record=template.claim or None,
        field=template.field,
        value=braces,
        allowed=[f"{{{slot}}}" for slot in nearest_first(name, known)] or None,
        fix=f"did you mean {{{near}}}?" if near else "correct the slot" if known else "take the braces out",
    )
