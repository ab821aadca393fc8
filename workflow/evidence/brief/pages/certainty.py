"""How sure are we? GRADE-CERQual for each claim and theme: the facts, and what people judged of them."""

from __future__ import annotations

from collections import Counter, defaultdict

from markupsafe import Markup

from evidence.assess.cerqual import COMPONENTS
from evidence.assess.facts import in_words
from evidence.assess.rows import CerqualComponent, Certainty, ThemeCertainty
from evidence.brief import components as part
from evidence.brief.macros import parts
from evidence.brief.markup import anchor
from evidence.brief.page import Page, Rows, Slots, Undone
from evidence.brief.tables import Tables
from evidence.brief.words import number, plural
from evidence.review_kind import Part
from evidence.singular import agreeing
from evidence.synthesise.theme_rows import Theme

LABELS = {
    "methodological_limitations": "Methodological limitations",
    "coherence": "Coherence",
    "adequacy": "Adequacy of data",
    "relevance": "Relevance",
}
_MARKS = {"no or very minor": "·", "minor": "•", "moderate": "••", "serious": "•••"}
NOT_JUDGED = "not yet judged"
STATES = {
    "judged": Markup(),
    NOT_JUDGED: parts.paragraph(
        "The facts below are laid out for a person to judge. No concern and no level follows from them."
    ),
    "stale": parts.note("Stale.", "The evidence has changed since this was judged. Judge it again."),
    "incomplete": parts.note("Incomplete.", "A component has no verdict by a person yet."),
}


def concern(name: str) -> Markup:
    """A concern as a mark and words."""
    return parts.signed(_MARKS.get(name, "–"), name or "not yet judged")


def components_table(tables: Tables, finding: str) -> Markup:
    """The facts of each component of a claim or theme, and the concern that a person judged."""
    rows = [
        (LABELS[c.component], in_words(c.facts), concern(c.judged))
        for c in tables[CerqualComponent]
        if c.finding == finding
    ]
    header = ("Component", "Facts", "Concern judged by a person")
    return parts.table(
        anchor(f"certainty-{finding.lower()}"), "GRADE-CERQual: facts and verdicts", header, rows
    )


def view(tables: Tables) -> Slots | Undone:
    """The summary of qualitative findings and the evidence profile; undone where nobody has judged a finding or a theme."""
    states = Counter(row.state for row in tables[Certainty])
    n, themes = len(tables[Certainty]), len(tables[ThemeCertainty])
    states_of_all = [row.state for row in tables[Certainty]] + [row.state for row in tables[ThemeCertainty]]
    if set(states_of_all) <= {NOT_JUDGED}:
        judged_none = agreeing(
            " or ".join(f"{m} {what}" for m, what in ((n, "findings"), (themes, "themes")) if m)
        )
        of = f"any of {judged_none}" if judged_none else "a finding yet: there is none"
        return Undone(
            f"Nobody has judged the certainty of {of}. It is a person’s "
            "verdict on computed facts; the page of each claim lays these out, and no level follows from them by itself.",
            "Judgements go into literature/decisions/certainty.csv; a sheet to fill in comes from: evidence worksheet certainty.",
        )
    rest = [f"{number(count)} {state}" for state, count in sorted(states.items()) if state != "judged"]
    some = f"{number(states['judged']).capitalize()} of {number(n)} findings {plural(states['judged'], 'has', 'have')}"
    said = f"{some if states['judged'] else f'No finding of {number(n)} has'} a certainty that a person gave"
    said += f": {', '.join(rest)}." if rest else "."
    judged = sum(row.state == "judged" for row in tables[ThemeCertainty])
    if themes:
        said += agreeing(
            f" {judged} of {themes} themes have one." if judged else f" No theme of {themes} has one."
        )
    return {
        "said": parts.paragraph(said, "standfirst computed"),
        "summary": _summary(tables),
        "profile": _profile(tables),
        "components": [LABELS[name] for name in COMPONENTS],
        "themes": _themes(tables),
    }


def _summary(tables: Tables) -> Rows:
    return [
        (
            parts.link(f"findings/{p.slug}.html", p.id),
            p.claim,
            part.verdict(f),
            f"{f.n_for} for, {f.n_against} against, {f.n_qualifies} qualifying",
            part.certainty(tables.certain[p.id]),
            tables.certain[p.id].reason or "–",
        )
        for p in tables.claims.items
        for f in [tables.finding[p.id]]
    ]


def _profile(tables: Tables) -> Rows:
    by_finding: dict[str, dict[str, CerqualComponent]] = defaultdict(dict)
    for c in tables[CerqualComponent]:
        by_finding[c.finding][c.component] = c
    return [
        (
            parts.link(f"findings/{p.slug}.html#how-certain-is-this", p.id),
            *(_cell(by_finding[p.id][name]) for name in COMPONENTS),
        )
        for p in tables.claims.items
    ]


def _cell(c: CerqualComponent) -> Markup:
    return parts.beneath(concern(c.judged), in_words(c.facts))


def _themes(tables: Tables) -> Rows:
    certain = {row.theme: row for row in tables[ThemeCertainty]}
    return [
        (
            parts.link(f"synthesis.html#{anchor(f'theme-{t.theme}')}", t.label),
            t.level,
            t.statement,
            agreeing(f"{len(t.cases)} cases for")
            + f", {len(t.contrary)} contrary, {len(t.qualifying)} only qualifying",
            part.certainty(certain[t.theme]),
            certain[t.theme].reason or "–",
        )
        for t in tables[Theme]
    ]


PAGE = Page("certainty.md", view, (Part.CLAIMS, Part.CASES))
