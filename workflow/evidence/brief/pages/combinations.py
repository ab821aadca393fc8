"""Which combinations of conditions go with good results: the comparison of cases, with all that it rests on."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.figures.combinations import Combination, combinations_chart
from evidence.brief.macros import macros, parts
from evidence.brief.markup import join
from evidence.brief.page import Page, Rows, Slots, Undone
from evidence.brief.pages.calibration import calibration, case_links, compared_cases, measured_values
from evidence.brief.pages.solutions import assumptions, case_types, implicants, solutions
from evidence.brief.tables import Tables
from evidence.qca.in_words import reading, warning
from evidence.qca.rows import QcaAssumption, QcaCase, QcaNecessity, QcaRobustness, QcaRow, QcaSet, QcaTerm
from evidence.qca.settings import QcaDesign
from evidence.qca.survival import survival
from evidence.review_kind import Part

_OUTPUT = {"1": "goes with it", "0": "does not", "C": "contradictory", "?": "too few cases"}


def view(tables: Tables) -> Slots | Undone:
    """Reading, chart, calibration, truth table, necessity, solutions of the outcome and of its absence with what they assume
    and which cases they are about, and robustness."""
    settings = tables.config.qca
    if not settings.configured:
        return Undone(
            "No comparison of cases is configured for this review.",
            "Conditions and outcome are named in config/config.yaml, under qca.",
        )
    rows, terms, assumed = [*tables[QcaRow]], [*tables[QcaTerm]], [*tables[QcaAssumption]]
    lines = reading([*tables[QcaCase]], rows, terms, assumed, [*tables[QcaRobustness]], settings)
    warned = warning([*tables[QcaCase]], rows, [*tables[QcaSet]], settings)
    said = macros("combinations").reading(lines)
    return {
        "reading": join([said, parts.note("Read with care.", warned) if warned else ""]),
        "chart": _chart(tables, settings),
        "calibration": calibration(settings),
        "sets": _sets(tables),
        "truth_table": _truth_table(tables),
        "necessity": _necessity(tables),
        "solutions": solutions(tables, settings, absent=False),
        "absent": solutions(tables, settings, absent=True),
        "implicants": implicants(tables),
        "assumptions": assumptions(tables),
        "case_types": case_types(tables),
        "robustness": join([_robustness(tables), _survival(tables)], "\n"),
        "cases": join([compared_cases(tables), measured_values(tables)], "\n"),
    }


def _chart(tables: Tables, settings: QcaDesign) -> Markup:
    good = {case.case_id for case in tables[QcaCase] if case.used and (case.outcome or 0) > 0.5}
    rows = []
    for row in sorted(tables[QcaRow], key=lambda r: (-r.n, r.configuration)):
        n = sum(case in good for case in row.cases)
        rows.append(Combination(_levels(row), n, row.n - n, _OUTPUT[row.output]))
    draw = partial(
        combinations_chart, rows, [c["label"] for c in settings.conditions], outcome=settings.outcome["label"]
    )
    caption = "One line a combination that was observed, the most frequent first. The same numbers stand in the truth table."
    return part.figure(draw, "combinations", caption, "What was observed.")


def _levels(row: QcaRow) -> tuple[int, ...]:
    return tuple(
        int(literal.partition("{")[2].rstrip("}")) if "{" in literal else int(not literal.startswith("~"))
        for literal in row.configuration.split("*")
    )


def _truth_table(tables: Tables) -> Rows:
    return [
        (
            row.configuration.replace("*", " * "),
            row.n,
            "–" if row.consistency is None else f"{row.consistency:.3f}",
            "–" if row.pri is None else f"{row.pri:.3f}",
            f"{row.output}: {_OUTPUT[row.output]}",
            "–" if row.absent_consistency is None else f"{row.absent_consistency:.3f}",
            "–" if row.absent_pri is None else f"{row.absent_pri:.3f}",
            f"{row.absent_output}: {_OUTPUT[row.absent_output]}",
            case_links(tables, row.cases),
        )
        for row in tables[QcaRow]
    ]


def _necessity(tables: Tables) -> Rows:
    return [
        (
            "the absence" if n.absent else "the outcome",
            n.condition,
            f"{n.consistency:.3f}",
            f"{n.relevance:.3f}",
            f"{n.coverage:.3f}",
            case_links(tables, n.against) or "none",
        )
        for n in tables[QcaNecessity]
    ]


def _sets(tables: Tables) -> Rows:
    return [
        (
            s.name,
            f"{s.members} of {s.cases} ({s.members / s.cases:.0%})",
            "yes" if s.skewed else "no",
            case_links(tables, s.near_half) or "none",
        )
        for s in tables[QcaSet]
    ]


def _survival(tables: Tables) -> Markup:
    rows = [
        (term.replace("*", " * "), f"{some} of {n} ({some / n:.0%})", f"{every} of {n}")
        for term, some, every, n in survival(tables[QcaRobustness])
    ]
    return parts.table(
        "qca-survival",
        "Which terms survive: settings in which a term stands in the intermediate solution",
        ("Term", "In some model", "In every model"),
        rows,
        empty="No setting gives a solution, so that no term could survive.",
    )


def _robustness(tables: Tables) -> Markup:
    rows = [
        (
            f"{r.threshold:g}",
            f"{r.consistency:g}",
            r.frequency,
            r.solution or r.note,
            f"{r.kept} of {r.terms}",
            "yes" if r.same else "no",
        )
        for r in tables[QcaRobustness]
    ]
    header = ("Outcome from", "Consistency", "Cases", "Intermediate solution there", "Terms kept", "Same")
    return parts.table(
        "qca-robustness",
        "The same comparison at other thresholds",
        header,
        rows,
        numeric=(0, 1, 2),
        empty="No case could be compared.",
    )


PAGE = Page("combinations.md", view, (Part.CASES,))
