"""Synthesis without meta-analysis: directions of effect by study and outcome, and sign tests by group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import partial

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.figures.albatross import Bird, albatross
from evidence.brief.figures.harvest import Bar, Domain, harvest_plot
from evidence.brief.macros import macros, parts
from evidence.brief.markup import anchor, join
from evidence.brief.page import Page, Rows, Slots, Undone
from evidence.brief.tables import Tables
from evidence.brief.words import a_list, percent, plural
from evidence.codebook import place_of
from evidence.extract.rows import EvidenceItem, Standing
from evidence.item_words import Direction, Kind
from evidence.review_kind import Part
from evidence.singular import agreeing
from evidence.synthesise.direction import arrangement_direction
from evidence.synthesise.p_values import combine
from evidence.synthesise.rows import SignTest, StudyDirection
from evidence.synthesise.swim import OVERALL, WITH, WITHOUT

# Sizes of studies as Boon and Thomson (2021) draw them: from how many people on, class of the sign, in words.
SIZES = ((301, "large", "large study"), (50, "medium", "medium study"), (0, "small", "small study"))
_WORDS = {"positive": "positive", "negative": "negative", "mixed": "mixed", "none": "no difference"}


def view(tables: Tables) -> Slots | Undone:
    """The harvest plot, the effect-direction plot as a table, and the sign tests; undone where no result has a direction."""
    if not tables[StudyDirection]:
        return Undone(
            "No result of a study has a direction.",
            "Directions stand in the tables of literature/effects/ and literature/case_studies/.",
        )
    labels = {
        code: tables.codebook.outcome_label(code) for code in {r.outcome for r in tables[StudyDirection]}
    }
    order = sorted(labels, key=lambda code: place_of(code, list(tables.codebook.outcome_codes())))
    overall = next((t for t in tables[SignTest] if t.grouping == OVERALL and t.sources == WITHOUT), None)
    return {
        "agreement": percent(tables.config.synthesise.agreement),
        "said": parts.paragraph(_said(overall), "standfirst computed"),
        "message": _message(tables, labels),
        "harvest": _harvest(tables, order, labels),
        "plot": _plot(tables, order, labels),
        "outcomes": [labels[code] for code in order],
        "sizes": _sizes(),
        "tests": _tests(tables, labels),
        "p_values": _p_values(tables),
    }


def _said(test: SignTest | None) -> str:
    if test is None or test.share is None:
        return "No counted study has a clear direction."
    text = f"Of {agreeing(f'{test.clear} counted studies')} with a clear direction, {test.positive} {plural(test.positive, 'points', 'point')} to benefit ({percent(test.share)}"
    if test.p is not None and test.ci_low is not None and test.ci_high is not None:
        text += (
            f"; exact interval {percent(test.ci_low)} to {percent(test.ci_high)}; sign test p = {test.p:.3f}"
        )
    mixed, none = plural(test.mixed, "is", "are"), plural(test.none, "finds", "find")
    return f"{text}); {test.mixed} more {mixed} mixed and {test.none} {none} no difference."


def _message(tables: Tables, labels: dict[str, str]) -> str:
    """On which outcome most studies speak, and on which none: the title of the harvest plot."""
    counts = Counter(row.outcome for row in tables[StudyDirection] if row.counted)
    if not counts:
        return "No counted study has a direction."
    most = max(counts.values())
    top = [f"“{label}”" for code, label in sorted(labels.items()) if counts[code] == most]
    domains = [c for facet in tables.codebook.with_role("outcome") for c in facet.codes if not c.abstain]
    bare = [f"“{code.label}”" for code in domains if not counts[code.id]]
    none = f"; no counted study speaks on {a_list(bare)}" if bare else ""
    return f"{a_list(top)} {plural(len(top), 'has', 'have')} the largest number of counted studies ({most}){none}."


def _harvest(tables: Tables, order: list[str], labels: dict[str, str]) -> Callable[..., str]:
    rows = []
    for code in order:
        own = [r for r in tables[StudyDirection] if r.outcome == code]
        bars = tuple(
            Bar(
                r.direction if Direction(r.direction).sign else "unclear",
                r.kind == Kind.EFFECT,
                r.counted,
            )
            for r in own
        )
        rows.append(Domain(labels[code], bars))
    return partial(harvest_plot, rows)


def _plot(tables: Tables, order: list[str], labels: dict[str, str]) -> Rows:
    """The effect-direction plot of Boon and Thomson (2021), as a table: a sign and the number of outcomes behind it."""
    by_study: dict[tuple[str, bool], dict[str, StudyDirection]] = defaultdict(dict)
    for row in tables[StudyDirection]:
        by_study[(row.study_id, row.counted)][row.outcome] = row
    body = []
    for (_, counted), cells in sorted(
        by_study.items(), key=lambda p: (not p[0][1], next(iter(p[1].values())).study_label)
    ):
        first = next(iter(cells.values()))
        body.append(
            (
                first.study_label,
                _design(tables, first),
                "–" if (n := max((c.n or 0 for c in cells.values()), default=0)) == 0 else n,
                "counted" if counted else "shown only",
                *(_cell(tables, cells.get(code)) for code in order),
            )
        )
    return body


def _sizes() -> str:
    (large, *_), (medium, *_), _ = SIZES
    return (
        f"The largest signs are of studies of {large} people and more, the smallest of fewer than {medium}; a dotted line "
        "stands under signs of studies whose size no row states."
    )


def _cell(tables: Tables, row: StudyDirection | None) -> Markup:
    if row is None:
        return Markup()
    n = row.positive + row.negative + row.mixed + row.none
    first = tables.item[row.items[0]]
    page = "numbers.html" if first.kind == Kind.EFFECT else "cases.html"
    size, words = next(
        ((c, w) for least, c, w in SIZES if row.n and row.n >= least), ("unknown", "size not known")
    )
    sign = macros("directions").sign(size, part.GLYPHS[row.direction], f"{_WORDS[row.direction]}, {words}")
    return join([sign, parts.link(f"{page}#{anchor(row.items[0])}", n)], " ")


def _design(tables: Tables, row: StudyDirection) -> str:
    """The study design that was coded for the work, in words."""
    facets = {f.id: {c.id: c.label for c in f.codes} for f in tables.codebook.with_role("design")}
    labels = tables.accepted.get(tables.item[row.items[0]].work_id, [])
    found = [facets[label.facet].get(label.code, label.code) for label in labels if label.facet in facets]
    return ", ".join(dict.fromkeys(found)) or "–"


def _tests(tables: Tables, labels: dict[str, str]) -> Markup:
    groups: dict[str, list[tuple[SignTest, SignTest | None]]] = defaultdict(list)
    weak = {(t.grouping, t.code): t for t in tables[SignTest] if t.sources == WITH}
    for test in tables[SignTest]:
        if test.sources == WITHOUT:
            groups[test.grouping].append((test, weak.get((test.grouping, test.code))))
    found = []
    for grouping, pairs in groups.items():
        facet = tables.codebook.find(grouping)
        names = {code.id: code.label for code in facet.codes} if facet else labels
        rows = [(names.get(t.code, t.code) or "All", *_row(t), _short(other)) for t, other in pairs]
        title = (
            facet.label if facet else {"outcome": "Outcome", OVERALL: "All studies"}.get(grouping, grouping)
        )
        header = (
            "Group",
            "Positive",
            "Negative",
            "Mixed",
            "None",
            "Share positive",
            "Exact interval",
            "Sign test p",
            "With weak sources",
        )
        found.append(
            parts.table(
                f"signs-{anchor(grouping)}",
                f"{title}: studies by direction",
                header,
                rows,
                numeric=(1, 2, 3, 4),
            )
        )
    return join(found, "\n")


def _row(t: SignTest) -> tuple[object, ...]:
    share = "–" if t.share is None else percent(t.share)
    interval = (
        "–" if t.ci_low is None or t.ci_high is None else f"{percent(t.ci_low)} to {percent(t.ci_high)}"
    )
    return (
        t.positive,
        t.negative,
        t.mixed,
        t.none,
        share,
        interval,
        "too few" if t.p is None else f"{t.p:.3f}",
    )


def _short(t: SignTest | None) -> str:
    if t is None or not t.clear:
        return "–"
    return f"{t.positive} of {t.clear}" + (f", p = {t.p:.3f}" if t.p is not None else "")


FEWEST_BIRDS = 3


def _p_values(tables: Tables) -> Markup:
    """Albatross plot and combined p-values by role and outcome, where a size, an exact p and a direction are all there is."""
    settings = tables.config.synthesise
    roles, turned = list(settings.direction_roles), list(settings.turned_comparisons)
    rows = [
        i
        for i in tables[EvidenceItem]
        if i.kind == Kind.EFFECT and i.standing == Standing.COUNTED and i.estimate is None
    ]
    groups: dict[tuple[str, str], dict[str, Bird]] = defaultdict(dict)
    for item in sorted(rows, key=lambda i: i.item_id):
        direction = arrangement_direction(item, roles, turned)
        if item.n and item.p and direction and Direction(direction).sign:
            bird = Bird(item.study_label, item.n, item.p, direction == Direction.POSITIVE)
            groups[item.role, item.outcome].setdefault(item.study_id, bird)
    drawn = [
        _albatross(tables, role, outcome, list(birds.values()))
        for (role, outcome), birds in sorted(groups.items())
        if len(birds) >= FEWEST_BIRDS
    ]
    if drawn:
        return join(drawn, "\n")
    usable = sum(map(len, groups.values()))
    if not rows:
        return parts.paragraph("No counted row is without an estimate.")
    return parts.paragraph(
        f"Of {len(rows)} counted rows without an estimate, {usable} have a sample size, an exact p-value and a clear direction; "
        f"{FEWEST_BIRDS} studies of one role and one outcome would be needed, so that nothing is drawn and no p-values are combined."
    )


def _albatross(tables: Tables, role: str, outcome: str, birds: list[Bird]) -> Markup:
    name = f"albatross-{anchor(role)}-{anchor(outcome)}"
    title = f"{tables.codebook.outcome_label(outcome)}, {tables.codebook.called(role).lower()}"
    caption = "One row a study; the lines show how large a difference would be."
    drawn = part.figure(partial(albatross, birds), name, caption, f"{title}: size and p-value.")
    p, n = [b.p for b in birds], [b.n for b in birds]
    directions = ["positive" if b.positive else "negative" for b in birds]
    results = [
        ("Fisher", *combine(p, directions)),
        ("Stouffer", *combine(p, directions, "stouffer")),
        ("Stouffer, weighted by the root of the size", *combine(p, directions, "stouffer", n)),
    ]
    body = [(method, f"{statistic:.2f}", f"{value:.4f}") for method, statistic, value in results]
    what = f"{title}: combined p-values, one-sided for benefit: that one study at least has it, not how large it is"
    return join(
        [drawn, parts.table(f"{name}-combined", what, ("Method", "Statistic", "p"), body, numeric=(1, 2))]
    )


PAGE = Page("directions.md", view, (Part.EFFECTS, Part.CASES))
