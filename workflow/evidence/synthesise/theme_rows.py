"""The tables of thematic synthesis: themes with what they rest on, and the framework matrix."""

from __future__ import annotations

from enum import StrEnum

from evidence.item_words import Direction
from evidence.rows import column, table
from evidence.side_words import Side


class ThemeLevel(StrEnum):
    """What a theme is made from: codes, or descriptive themes."""

    DESCRIPTIVE = "descriptive"
    ANALYTICAL = "analytical"
    WITHDRAWN = "withdrawn"


@table("theme_findings", "Themes with what they rest on and what speaks against them", key=("theme",))
class Theme:
    """One theme as people worded it, with what was counted for it. Passages, cases and studies are those that speak for it.

    Codes are `facet=code`, with `:direction` where it matters and `&` between codes that a passage must carry together. `words` are those of our own paraphrases, not of the sources.
    """

    theme: str = column("theme")
    level: ThemeLevel = column("level")
    label: str = column("label")
    statement: str = column("what it says")
    made_from: tuple[str, ...] = column("codes or themes that it is made from")
    against: tuple[str, ...] = column("codes or themes that speak against it")
    why: str = column("why it was drawn so")
    by: str = column("who drew it")
    date: str = column("when")
    passages: int = column("passages that speak for it", "passages")
    cases: tuple[str, ...] = column("cases that speak for it")
    studies: int = column("studies that speak for it", "studies")
    qualifying: tuple[str, ...] = column("cases that only qualify it")
    contrary: tuple[str, ...] = column("contrary cases")
    forms: tuple[str, ...] = column("forms that its cases are of")
    fields: tuple[str, ...] = column("fields that its cases are of")
    words: int = column("words of the passages that speak for it", "words")
    inferred: int = column("passages that speak for it by inference alone", "passages")
    not_counted: int = column("passages that are shown and not counted", "passages")
    evidence_hash: str = column("fingerprint of what it says and rests on")


@table("theme_passages", "From each theme to the passages under it", key=("theme", "through", "item_id"))
class ThemePassage:
    """One step of the audit trail: a passage under a theme, by which codes, and through which descriptive theme."""

    theme: str = column("theme", refers="theme_findings.theme")
    through: str = column(
        "descriptive theme; the theme itself where it is one", refers="theme_findings.theme"
    )
    item_id: str = column("passage", refers="items.item_id")
    case_id: str = column("case")
    study_id: str = column("study")
    side: Side = column("whether it speaks for the theme")
    codes: tuple[str, ...] = column("codes by which it does")
    words: tuple[str, ...] = column("words that carry these codes")
    inferred: bool = column("whether all of these codes are inferred")
    counted: bool = column("whether the passage counts")


@table(
    "framework",
    "The framework matrix: cases by facet, with the direction of each code",
    key=("case_id", "facet", "code", "direction"),
)
class FrameworkCell:
    """One code in the cell of one case and one facet."""

    case_id: str = column("case")
    case_name: str = column("case in words")
    facet: str = column("facet", refers="codebook.facet")
    code: str = column("code", refers="codebook.code")
    direction: Direction = column("direction, from the standpoint of the code")
    further: bool = column("whether only further codes say so")
    counted: bool = column("whether a passage behind it counts")
    items: tuple[str, ...] = column("the passages", refers="items.item_id")
