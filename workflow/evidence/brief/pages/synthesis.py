"""What runs through the cases: themes that people drew, with the whole way from each to its passages, and the contrary cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.macros import macros, parts
from evidence.brief.made_once import once
from evidence.brief.markup import anchor, join, own_anchor
from evidence.brief.page import Page, Rows, Slots, Undone
from evidence.brief.pages.certainty import components_table
from evidence.brief.readers import readers
from evidence.brief.tables import Tables, form_and_field
from evidence.brief.words import a_list, capital, number
from evidence.codebook import Facet
from evidence.item_words import STATED
from evidence.review_kind import Part
from evidence.side_words import Side
from evidence.singular import agreeing
from evidence.synthesise.theme_rows import Theme, ThemeLevel, ThemePassage

own = macros("synthesis")
_ELSE_AGAINST = {
    ThemeLevel.DESCRIPTIVE: "the same codes in the other direction, and nothing else",
    ThemeLevel.ANALYTICAL: "what speaks against these themes, and nothing else",
}
_SIDES = {Side.FOR: "speaks for it", Side.QUALIFIES: "qualifies it", Side.AGAINST: "speaks against it"}


def view(tables: Tables) -> Slots | Undone:
    """Every theme: what it says, what it is made from, its counts, its contrary cases, its facts and its passages."""
    themes = tables[Theme]
    if not themes:
        return Undone(
            "Nobody has drawn themes from the coded passages.",
            "Themes go into literature/decisions/themes.csv.",
        )
    analytical, descriptive = (
        [theme for theme in themes if theme.level == level]
        for level in (ThemeLevel.ANALYTICAL, ThemeLevel.DESCRIPTIVE)
    )
    counted = {row.item_id for row in tables[ThemePassage] if row.counted}
    cases = {tables.item[item].case_id for item in counted}
    said = (
        f"{capital(number(len(descriptive)))} descriptive themes and {number(len(analytical))} analytical themes rest on "
        f"{len(counted)} counted passages of {len(cases)} cases."
    )
    return {
        "said": agreeing(said),
        "readers": readers(tables, (theme.by for theme in themes)),
        "overview": _overview(analytical, descriptive, form_and_field(tables)),
        "facets": [facet.plural for facet in form_and_field(tables)],
        "analytical": join((_section(tables, theme) for theme in analytical), "\n"),
        "descriptive": join((_section(tables, theme) for theme in descriptive), "\n"),
    }


def _of(theme: Theme, facet: Facet) -> tuple[str, ...]:
    return theme.forms if facet.role == "form" else theme.fields


def _overview(analytical: list[Theme], descriptive: list[Theme], facets: list[Facet]) -> Rows:
    return [
        (
            link(theme),
            theme.level,
            theme.passages,
            len(theme.cases),
            theme.studies,
            theme.words,
            len(theme.contrary),
            len(theme.qualifying),
            *(len(_of(theme, facet)) for facet in facets),
        )
        for theme in [*analytical, *descriptive]
    ]


def link(theme: Theme) -> Markup:
    """A theme by its label, with the way to its section."""
    return parts.link(f"synthesis.html#{anchor(f'theme-{theme.theme}')}", theme.label)


def _section(tables: Tables, theme: Theme) -> Markup:
    names = _names(tables)
    counts = agreeing(
        f"{theme.passages} passages from {len(theme.cases)} cases and {theme.studies} studies speak for it; in our paraphrase "
        f"they have {theme.words} words. "
    )
    more = []
    if theme.inferred:
        more.append(agreeing(f"{theme.inferred} passages do so by inference alone."))
    if theme.not_counted:
        more.append(agreeing(f"{theme.not_counted} further passages are shown below and not counted."))
    facts = [
        ("Cases for it", case_links(names, theme.cases)),
        ("Contrary cases", case_links(names, theme.contrary, theme.cases) or "none by these codes"),
        ("Cases that only qualify it", case_links(names, theme.qualifying) or "none"),
        ("Made from", _made_from(tables, theme.made_from)),
        (
            "Against it",
            _made_from(tables, theme.against) if theme.against else _ELSE_AGAINST[theme.level],
        ),
        *((f"{facet.plural} of its cases", _labels(facet, theme)) for facet in form_and_field(tables)),
        ("Why it was drawn so", f"{theme.why} ({theme.by}, {theme.date})"),
    ]
    return own.theme(
        anchor(f"theme-{theme.theme}"), theme.label, theme.statement, counts + " ".join(more), facts,
        parts.details("How certain: the facts", components_table(tables, theme.theme)),
        parts.details("From the theme to its passages", _trail(tables, theme)),
    )  # fmt: skip


@once
def _names(tables: Tables) -> dict[str, str]:
    """What each case is called, as its first passage has it."""
    found: dict[str, str] = {}
    for item in tables.item.values():
        found.setdefault(item.case_id, item.measure)
    return found


def case_links(names: dict[str, str], cases: Iterable[str], too: Iterable[str] = ()) -> Markup:
    """Cases by name, each with the way to its passages. `too`: cases of which other passages speak for the theme."""
    both = dict.fromkeys(too, " (other passages of it speak for the theme)")
    return join(
        (
            join([parts.link(f"cases.html#{own_anchor(f'case-{c}')}", names.get(c) or c), both.get(c, "")])
            for c in cases
        ),
        "; ",
    )


def code_words(tables: Tables, text: str) -> str:
    """`facet=code:direction&facet=code` in words."""
    return a_list([_code(tables, one) for one in text.split("&")])


def _code(tables: Tables, text: str) -> str:
    facet_id, _, rest = text.strip().partition("=")
    code, _, direction = rest.rpartition(":")
    if direction not in tuple(STATED):
        code, direction = rest, ""
    facet = tables.codebook.find(facet_id.strip())
    label = f"{facet.label}: {facet.label_of(code)}" if facet else text
    return f"{label} ({direction})" if direction else label


def _made_from(tables: Tables, names: tuple[str, ...]) -> Markup:
    known = {theme.theme: theme for theme in tables[Theme]}
    return join((link(known[n]) if n in known else parts.named(code_words(tables, n)) for n in names), "; ")


def _labels(facet: Facet, theme: Theme) -> str:
    return "; ".join(facet.label_of(code) for code in _of(theme, facet)) or "none coded"


def _trail(tables: Tables, theme: Theme) -> Markup:
    """Every passage under the theme; of an analytical one through which descriptive theme."""
    through = {t.theme: t.label for t in tables[Theme]}
    rows: list[tuple[object, ...]] = []
    for row in _under(tables)[theme.theme]:
        item = tables.item[row.item_id]
        rows.append(
            (
                part.item_link(item),
                item.measure,
                through[row.through] if row.through != theme.theme else "",
                join((code_words(tables, code) for code in row.codes), "; "),
                "; ".join(f"“{words}”" for words in row.words) or "coded as a whole",
                _SIDES[row.side] + ("" if row.counted else f"; not counted: {item.standing_reason}"),
                item.text,
            )
        )
    header = [
        "Passage",
        "Case",
        "Through",
        "By the codes",
        "Words that carry them",
        "What it does",
        "In our words",
    ]
    if theme.level == ThemeLevel.DESCRIPTIVE:
        header.pop(2)
        rows = [row[:2] + row[3:] for row in rows]
    caption = f"{theme.label}: from theme to passage"
    return parts.table(
        anchor(f"trail-{theme.theme}"),
        caption,
        header,
        rows,
        tall=True,
        empty="No passage carries these codes.",
    )


@once
def _under(tables: Tables) -> dict[str, list[ThemePassage]]:
    found: dict[str, list[ThemePassage]] = defaultdict(list)
    for row in tables[ThemePassage]:
        found[row.theme].append(row)
    return found


PAGE = Page("synthesis.md", view, (Part.CASES,))
