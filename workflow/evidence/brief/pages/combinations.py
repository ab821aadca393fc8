"""Which combinations of conditions go with good results: the comparison of cases, with all that it rests on."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.figures.combinations import Combination, combinations_chart
from evidence.brief.macros import macros, parts
from evidence.brief.markup import join
from evidence.brief.page import Page, Rows, Slots
from evidence.brief.pages.calibration import calibration, case_links, compared_cases, measured_values
from evidence.brief.tables import Tables
from evidence.qca.reading import in_words, reading, warning
from evidence.qca.robustness import survival
from evidence.qca.rows import QcaCase, QcaImplicant, QcaNecessity, QcaRobustness, QcaRow, QcaTerm
from evidence.qca.settings import QcaDesign

_OUTPUT = {"1": "goes with it", "0": "does not", "C": "contradictory", "?": "too few cases"}
_KINDS = {
    "complex": "Complex: no assumption about what was not observed",
    "intermediate": "Intermediate: only assumptions that theory expects",
    "parsimonious": "Parsimonious: any assumption that makes it shorter",
}


def view(tables: Tables) -> Slots:
    """Reading, chart, calibration, truth table, necessity, solutions and robustness; or why there is none."""
    settings = tables.config.qca
    if not settings.configured:
        nothing = parts.note("Not compared.", "No comparison of cases is configured for this review.")
        drawn = ("chart", "solutions", "robustness", "cases")
        tables_of = dict.fromkeys(("calibration", "truth_table", "necessity", "implicants"), ())
        return {
            "reading": nothing,
            "nothing": "–",
            **tables_of,
            **{name: parts.paragraph("–") for name in drawn},
        }
    lines = reading(tables[QcaCase], tables[QcaRow], tables[QcaTerm], tables[QcaRobustness], settings)
    warned = warning(tables[QcaCase], tables[QcaRow], settings)
    said = macros("combinations").reading(lines)
    return {
        "reading": join([said, parts.note("Read with care.", warned) if warned else ""]),
        "nothing": "",
        "chart": _chart(tables, settings),
        "calibration": calibration(settings),
        "truth_table": _truth_table(tables),
        "necessity": _necessity(tables),
        "solutions": _solutions(tables, settings),
        "implicants": _implicants(tables),
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
            case_links(tables, row.cases),
        )
        for row in tables[QcaRow]
    ]


def _necessity(tables: Tables) -> Rows:
    return [
        (n.condition, f"{n.consistency:.3f}", f"{n.relevance:.3f}", f"{n.coverage:.3f}")
        for n in tables[QcaNecessity]
    ]


def _solutions(tables: Tables, settings: QcaDesign) -> Markup:
    words = {c["id"]: c["label"] for c in settings.conditions}
    found = []
    for kind, said in _KINDS.items():
        own = [term for term in tables[QcaTerm] if term.kind == kind]
        rows = [_solution_row(tables, term, words) for term in own]
        header = ("Model", "Term", "In words", "Consistency", "PRI", "Coverage", "Unique", "Cases")
        found.append(
            parts.table(
                f"solution-{kind}",
                said,
                header,
                rows,
                numeric=(3, 4, 5, 6),
                empty=f"{said}. No combination reaches the consistency, so that there is no solution.",
            )
        )
    return join(found, "\n")


def _solution_row(tables: Tables, term: QcaTerm, words: dict[str, str]) -> tuple[object, ...]:
    return (
        f"M{term.model} of {term.models}",
        term.term.replace("*", " * ") or "the whole model",
        in_words(term.term, words) if term.term else "–",
        f"{term.consistency:.3f}",
        f"{term.pri:.3f}",
        f"{term.coverage:.3f}",
        "–" if term.unique is None else f"{term.unique:.3f}",
        case_links(tables, term.cases),
    )


def _implicants(tables: Tables) -> Rows:
    return [
        (
            line.implicant.replace("*", " * "),
            line.kind,
            "; ".join(row.replace("*", " * ") for row in line.covers),
            f"{line.in_models} of {line.models}",
            _need(line),
        )
        for line in tables[QcaImplicant]
    ]


def _need(line: QcaImplicant) -> str:
    if line.in_models == line.models:
        return "in every model"
    return "in a tied model" if line.in_models else "in none"


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


PAGE = Page("combinations.md", view)
