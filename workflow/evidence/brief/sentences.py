"""Sentences that are computed: a template with slots, and a lint that lets nothing else count.

A template that holds a bare digit, or a quantifier that no rule binds, is refused (law 4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from evidence.brief.words import capital, number, percent
from evidence.errors import UserError
from evidence.releases.said import Said
from evidence.singular import after_one

SLOT = re.compile(r"\{([a-z_][a-z0-9_]*)(?:\|([a-z]+))?\}")
FORMS = ("percent", "capital", "figure")
QUANTIFIERS = (
    "most", "mostly", "mainly", "largely", "many", "several", "few", "majority", "minority", "half", "often", "rarely",
    "usually", "frequently", "nearly", "almost", "generally", "typically", "numerous", "seldom",
)  # fmt: skip
_QUANTIFIER = re.compile(rf"\b(?:{'|'.join(QUANTIFIERS)})\b", re.I)
# Names of standards that hold a figure, and nothing that counts anything.
NAMES = re.compile(r"PRISMA(?:-S)? 2020|PRISMA 2020|MMAT 2018|SHA-?256|UTF-8|WCAG 2\.2|CC BY 4\.0|2x2|95 %")

_SHARE_OF_HUNDRED = re.compile(r"(?P<all>\b(?P<n>\w+) of 100\b[^.;()]*?) \((?P<same>\d+) per cent\)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One printed sentence with the template and the values that made it."""

    id: str
    text: str
    template: str
    values: dict[str, Any]
    evidence: str


def said_of(sentence: Sentence) -> Said:
    """A sentence as a release keeps it."""
    return Said(sentence.id, sentence.evidence, sentence.id.partition("-")[0], sentence.text)


def lint(template: str, *, file: str, field: str, line: int | None = None) -> list[UserError]:
    """What in a template counts without being computed."""
    bare = NAMES.sub("", SLOT.sub("", template))
    errors = []
    if match := re.search(r"\d+", bare):
        errors.append(
            UserError(
                "a sentence holds a figure that is not computed",
                file=file,
                line=line,
                field=field,
                value=match.group(),
                fix="put a slot in braces in its place, or take the figure out",
            )
        )
    if match := _QUANTIFIER.search(bare):
        errors.append(
            UserError(
                "a sentence holds a quantifier that is not bound to a rule",
                file=file,
                line=line,
                field=field,
                value=match.group(),
                fix="put a slot such as {lean} in its place, or take the word out",
            )
        )
    return errors


def fill(template: str, values: dict[str, Any], *, file: str, field: str) -> str:
    """The sentence. Integers become words, `|percent` a per cent, `|capital` a first capital.

    Raises UserError where the template names a slot that has no value.
    """

    def value_of(match: re.Match[str]) -> str:
        name, form = match.groups()
        if values.get(name) is None:
            raise UserError(
                "a sentence names a slot that has no value here",
                file=file,
                field=field,
                value=match.group(),
                allowed=sorted(k for k, v in values.items() if v is not None),
                fix="correct the slot",
            )
        return _printed(values[name], form)

    parts, ones, at = [], False, 0
    template = " ".join(template.split())
    for match in SLOT.finditer(template):
        between = template[at : match.start()]
        parts += [after_one(between) if ones else between, value_of(match)]
        ones, at = values[match[1]] == 1 and isinstance(values[match[1]], int), match.end()
    return said_once("".join([*parts, after_one(template[at:]) if ones else template[at:]]))


def said_once(text: str) -> str:
    """A share of a hundred is its own percentage, which is not said again.

    >>> said_once("17 of 100 studies (17 per cent) do; 17 of 90 (19 per cent) do not")
    '17 of 100 studies do; 17 of 90 (19 per cent) do not'
    """
    return _SHARE_OF_HUNDRED.sub(
        lambda m: m["all"] if m["n"].casefold() in (m["same"], number(int(m["same"]))) else m[0], text
    )


def _printed(value: Any, form: str | None) -> str:
    if form == "percent":
        return percent(float(value))
    if isinstance(value, float):
        return f"{value:,.3g}"
    text = number(value) if isinstance(value, int) and not isinstance(value, bool) else str(value)
    if form == "capital":
        return capital(text)
    if form == "figure":
        return f"{value:,}"
    return text
