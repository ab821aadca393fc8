"""The tables of directions, themes and the evidence map."""

from __future__ import annotations

from evidence.item_words import Direction, Kind
from evidence.rows import column, table

_STUDIES = "studies"


@table("directions", "Studies by direction of effect", key=("form", "field", "outcome"))
class DirectionCount:
    """Studies by direction of effect: form × field × outcome domain (SWiM). Blank means all."""

    form: str = column("form; blank: all")
    field: str = column("field; blank: all")
    outcome: str = column("outcome; blank: all")
    positive: int = column("studies with a positive direction", _STUDIES)
    negative: int = column("studies with a negative direction", _STUDIES)
    mixed: int = column("studies with a mixed direction", _STUDIES)
    none: int = column("studies without an effect", _STUDIES)
    studies: tuple[str, ...] = column("the studies")


@table(
    "study_directions",
    "The direction of each study in each outcome domain",
    key=("study_id", "outcome", "counted"),
)
class StudyDirection:
    """The direction of one study in one outcome domain, from its outcomes there. `agreeing`: share of the commonest.

    `codes` are facet=code pairs of the items under it. `kind`: effect where a comparison was reported, else extract.
    `n`: people behind the largest of its outcomes, blank where no row says so.
    """

    study_id: str = column("study")
    study_label: str = column("study in words")
    outcome: str = column("outcome")
    direction: Direction = column("direction of the study")
    positive: int = column("its positive outcomes", "outcomes")
    negative: int = column("its negative outcomes", "outcomes")
    mixed: int = column("its mixed outcomes", "outcomes")
    none: int = column("its outcomes without an effect", "outcomes")
    agreeing: float = column("outcomes that have the commonest direction", "share")
    kind: Kind = column("whether a comparison was reported")
    counted: bool = column("whether it counts")
    standing_reason: str = column("why it does not count")
    codes: tuple[str, ...] = column("facet=code pairs of its items")
    items: tuple[str, ...] = column("the items under it", refers="items.item_id")
    n: int | None = column("people behind the largest of its outcomes", "people")


@table(
    "sign_tests", "Sign tests by group, with and without weak sources", key=("grouping", "code", "sources")
)
class SignTest:
    """Studies of one group by direction; `share` positive of the `clear` ones, its exact interval and the sign test's p."""

    grouping: str = column("what the group is formed by")
    code: str = column("group")
    sources: str = column("with or without weak sources")
    positive: int = column("studies with a positive direction", _STUDIES)
    negative: int = column("studies with a negative direction", _STUDIES)
    mixed: int = column("studies with a mixed direction", _STUDIES)
    none: int = column("studies without an effect", _STUDIES)
    clear: int = column("studies with a clear direction", _STUDIES)
    share: float | None = column("positive ones of the clear ones", "share")
    ci_low: float | None = column("lower bound of its exact 95 % interval", "share")
    ci_high: float | None = column("upper bound of its exact 95 % interval", "share")
    p: float | None = column("two-sided p of the sign test", "probability")
    note: str = column("why there is no test")


@table("themes", "Passages by theme, form and field", key=("theme", "form", "field"))
class Charted:
    """Passages of one theme in one form and field, by direction, and how many cases they come from."""

    theme: str = column("theme")
    form: str = column("form")
    field: str = column("field")
    positive: int = column("positive passages", "passages")
    negative: int = column("negative passages", "passages")
    mixed: int = column("mixed passages", "passages")
    none: int = column("passages without an effect", "passages")
    not_stated: int = column("passages without a direction", "passages")
    cases: int = column("cases that they come from", "cases")
    items: tuple[str, ...] = column("the passages", refers="items.item_id")


@table("cooccurrence", "Themes that meet in a case, against chance", key=("first", "second"))
class Cooccurrence:
    """Two themes in one case: how often, how often by chance, and Fisher's p before and after Holm's correction."""

    first: str = column("one theme")
    second: str = column("the other theme")
    n_first: int = column("cases with the one", "cases")
    n_second: int = column("cases with the other", "cases")
    both: int = column("cases with both", "cases")
    expected: float = column("cases with both that chance would give", "cases")
    p: float | None = column("Fisher's exact p", "probability")
    p_holm: float | None = column("p after Holm's correction", "probability")
    note: str = column("why there is no test")


@table("saturation", "Themes by number of cases", key=("cases",))
class Saturation:
    """Themes that are expected among this many cases, of all that were found."""

    cases: int = column("cases", "cases")
    themes: float = column("themes expected among them", "themes")
    of: int = column("themes found in all cases", "themes")


@table("deviant", "Cases that point the other way", key=("theme", "case_id"))
class Deviant:
    """A case that points the other way than most cases with the theme."""

    theme: str = column("theme")
    case_id: str = column("case")
    case_name: str = column("case in words")
    direction: Direction = column("its direction")
    usual: Direction = column("direction of most cases")
    n_usual: int = column("cases with that direction", "cases")
    n_cases: int = column("cases with the theme", "cases")
    items: tuple[str, ...] = column("the passages", refers="items.item_id")


@table("map", "The cells of the evidence map", key=("form", "field"))
class MapCell:
    """One cell of the evidence-and-gap map: included works and coded evidence."""

    form: str = column("form")
    field: str = column("field")
    works: tuple[str, ...] = column("included works", refers="works.work_id")
    items: tuple[str, ...] = column("coded evidence", refers="items.item_id")
    positive: int = column("studies with a positive direction", _STUDIES)
    negative: int = column("studies with a negative direction", _STUDIES)
    mixed: int = column("studies with a mixed direction", _STUDIES)
    none: int = column("studies without an effect", _STUDIES)
    why_empty: str = column("why the cell is empty")
