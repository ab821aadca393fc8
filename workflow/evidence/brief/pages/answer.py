"""One page a form and one a field: what was compared, which claims hold there, what cases tell, and what is not known."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.answers import Place, answer_sentences, held_there, places
from evidence.brief.figures.effect_direction import DirectionTally, direction_chart
from evidence.brief.macros import macros, parts
from evidence.brief.markup import anchor, join, names
from evidence.brief.meant import is_map
from evidence.brief.page import Each, Page, Rows, Slots
from evidence.brief.tables import Tables
from evidence.brief.tallies import message, tally, votes
from evidence.codebook import Code, place_of
from evidence.extract.rows import Coding, EvidenceItem, Standing, is_comparison
from evidence.item_words import STATED, Direction, Kind, as_words
from evidence.singular import agreeing
from evidence.spanning import spanning
from evidence.synthesise.axes import LEANS
from evidence.synthesise.rows import MapCell

own = macros("answer")
_UP = "../"
_SHOWN_PASSAGES = 3
_EMPTY = {
    "nothing found": "Nothing was found in:",
    "found, not included": "What was found was not included in:",
    "unclear": "Unclear, because a work has no clear code of the other kind, in:",
}


def view(tables: Tables) -> Each:
    """A page for each form and field that has included works."""
    return Each({place.slug: _answer(tables, place) for place in places(tables)})


def _answer(tables: Tables, place: Place) -> Slots:
    rows = _tallies(tables, place)
    return {
        "heading": place.code.label,
        "asked": "" if is_map(tables) else parts.paragraph(place.asked, "standfirst"),
        "said": parts.paragraph(part.sentences(answer_sentences(tables, place), _UP), "computed"),
        "meant": _meant(tables, place),
        "compared": _compared(tables, place),
        "outcomes": _outcomes(tables, rows),
        "held": _held(tables, place),
        "cases": _cases(tables, place),
        "themes": _themes(tables, place),
        "gaps": own.gaps(_gaps(tables, place, rows)),
        "works": _works(place),
        "themed": bool(tables.codebook.with_role("theme")),
        "back": own.more(
            f"{_UP}{place.facet.role}s.html#{anchor(place.code.id)}", f"All {place.facet.plural.lower()}"
        ),
    }


def _works(place: Place) -> Markup:
    told = (join([part.work_link(work, _UP), parts.named(work.title)], " ") for work in place.works)
    found = parts.bullets(list(told), "plain-list")
    return parts.details(agreeing(f"{len(place.works)} included works with this code"), found)


def _meant(tables: Tables, place: Place) -> Markup:
    told = (getattr(place.code, name) for name in ("definition", "include", "exclude"))
    return own.meant(*(names(text, tables.codebook.labels) if text else "" for text in told))


def _domains(tables: Tables) -> list[Code]:
    """The outcome domains, in the order of the codebook."""
    return [c for facet in tables.codebook.with_role("outcome") for c in facet.codes if not c.abstain]


def _tallies(tables: Tables, place: Place) -> list[DirectionTally]:
    """Studies by direction in each outcome domain; those without any too."""
    return [
        tally(code.label, votes(tables, (i for i in place.items if i.outcome == code.id)))
        for code in _domains(tables)
    ]


def _compared(tables: Tables, place: Place) -> Rows:
    """What was compared, outcome by outcome in the order of the codebook, with each study's sign."""
    groups: dict[tuple[str, str], list[EvidenceItem]] = defaultdict(list)
    for item in place.items:
        if is_comparison(item):
            groups[item.comparison, item.outcome].append(item)
    order = list(tables.codebook.outcome_codes())
    rows = []
    for (comparison, outcome), items in sorted(
        groups.items(), key=lambda g: (g[0][0].casefold(), place_of(g[0][1], order), g[0])
    ):
        found = votes(tables, items).compared
        of_study = {item.study_id: item for item in reversed(items)}
        signed = [
            parts.signed(part.GLYPHS[vote], _study(of_study[study]))
            for study, vote in sorted(found.items(), key=lambda pair: of_study[pair[0]].study_label)
        ]
        if signed:
            rows.append((as_words(comparison), tables.codebook.outcome_label(outcome), join(signed, "; ")))
    return rows


def _study(item: EvidenceItem) -> Markup:
    name = parts.named(item.study_label)
    return parts.link(_UP + part.study_page(item.work_id), name) if item.work_id else name


def _outcomes(tables: Tables, rows: list[DirectionTally]) -> Markup:
    """The chart by outcome domain: comparisons, and in outline what was seen in one arm alone."""
    shown = [row for row in rows if row.n or any(row.one_arm)]
    if not shown:
        return parts.paragraph("No counted study has a direction here.")
    facet = tables.codebook.by_role("outcome")
    label = facet.label if facet else "Outcome"
    drawn = part.figure(
        partial(direction_chart, shown, group_title=label),
        "directions-by-outcome",
        "Counted studies by the direction of their results, a vote a study in each outcome, in the order of the codebook. "
        "Filled signs are of studies that compare; signs in outline are not, and stand apart.",
        message(shown),
    )
    table = parts.table(
        "outcomes-table",
        "Studies that compare, by direction, and those apart that saw one arm alone",
        (label, *(f"{glyph} {'no difference' if d == 'none' else d}" for d, glyph in part.GLYPHS.items()), "All", "Apart"),
        [(r.label, r.positive, r.negative, r.mixed, r.none, r.n, sum(r.one_arm)) for r in shown],
        numeric=range(1, 7),
    )  # fmt: skip
    return join([drawn, part.same_in_a_table(table)])


def _held(tables: Tables, place: Place) -> Rows:
    rows = []
    for row in held_there(tables, place):
        claim, whole = tables.proposition[row.proposition], tables.finding[row.proposition]
        here = replace(
            whole, verdict=row.verdict, lean=LEANS[row.verdict], tested=row.tested, amount=row.amount
        )
        rows.append(
            (
                parts.link(f"{_UP}findings/{claim.slug}.html", f"{claim.id}: {claim.heading}"),
                part.verdict(here),
                f"{row.direct_for} / {row.direct_qualifies} / {row.direct_against}",
                row.indirect,
                part.verdict(whole),
            )
        )
    return rows


def _cases(tables: Tables, place: Place) -> Rows:
    """Cases that have a counted passage, by name."""
    found: dict[str, list[EvidenceItem]] = defaultdict(list)
    for item in place.items:
        if item.kind == Kind.EXTRACT and item.standing == Standing.COUNTED:
            found[item.case_id].append(item)
    order = list(tables.codebook.outcome_codes())
    rows = []
    for case, items in sorted(found.items(), key=lambda pair: (pair[1][0].measure.casefold(), pair[0])):
        about = sorted({item.outcome for item in items}, key=lambda code: place_of(code, order))
        rows.append(
            (
                parts.link(_UP + part.case_page(case), items[0].measure or case),
                len(items),
                _signs(Counter(item.direction for item in items)) or "not stated",
                "; ".join(tables.codebook.outcome_label(code) for code in about),
            )
        )
    return rows


def _signs(counts: Counter[Direction]) -> str:
    return ", ".join(
        f"{part.GLYPHS[d]} {counts[d]} {'no difference' if d == Direction.NONE else d}"
        for d in STATED
        if counts[d]
    )


def _themes(tables: Tables, place: Place) -> Rows:
    """Barriers and enablers in the order of the codebook, with the passages that are coded to each."""
    items = {item.item_id: item for item in place.items if item.standing == Standing.COUNTED}
    found: dict[tuple[str, str], list[Coding]] = defaultdict(list)
    for coding in tables[Coding]:
        if coding.item_id in items:
            found[coding.facet, coding.code].append(coding)
    rows = []
    for facet in tables.codebook.with_role("theme"):
        for code in facet.codes:
            codings = [] if code.abstain else found[facet.id, code.id]
            if codings:
                words = [
                    part.item_text(tables, replace(items[c.item_id], direction=c.direction), _UP)
                    for c in codings
                ]
                rows.append(
                    (
                        code.label,
                        _signs(Counter(coding.direction for coding in codings)) or "not stated",
                        len({c.case_id for c in codings}),
                        _passages(words),
                    )
                )
    return rows


def _passages(words: list[Markup]) -> Markup:
    shown = parts.bullets(words, "plain-list")
    return shown if len(words) <= _SHOWN_PASSAGES else parts.details(part.passages(len(words)), shown)


def _gaps(tables: Tables, place: Place, rows: list[DirectionTally]) -> list[tuple[str, object]]:
    """Outcomes, codes of the other facet and claims of which nothing is known there; each with why."""
    told = [row.label for row in rows if not row.n and any(row.one_arm)]
    bare = [row.label for row in rows if not row.n and not any(row.one_arm)]
    held = {row.proposition for row in held_there(tables, place)}
    untested = [
        parts.link(f"{_UP}findings/{p.slug}.html", p.id) for p in tables.claims.items if p.id not in held
    ]
    empty = _empty(tables, place)
    lines: list[tuple[str, object]] = [
        *(
            [
                ("Outcomes told of and never compared:", "; ".join(told)),
                ("Outcomes of which nothing is counted:", "; ".join(bare)),
            ]
            if not is_map(tables)
            else []
        ),
        *((lead, "; ".join(empty[why])) for why, lead in _EMPTY.items()),
        ("Claims that nothing from here tests:", join(untested, ", ")),
    ]
    return [(lead, what) for lead, what in lines if what] or [("No gap", "of these kinds.")]


def _empty(tables: Tables, place: Place) -> dict[str, list[str]]:
    """Codes of the other facet of the map with which nothing stands there, by why."""
    found: dict[str, list[str]] = defaultdict(list)
    if not (place.other and (span := spanning(tables.codebook))):
        return found
    for cell in tables[MapCell]:
        here, there = (cell.form, cell.field) if place.facet == span[0] else (cell.field, cell.form)
        if here == place.code.id and cell.why_empty:
            found[cell.why_empty].append(place.other.label_of(there))
    return found


PAGE = Page("answers/answer.md", view)
