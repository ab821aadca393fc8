"""The solutions of a comparison of cases: terms, implicants, assumptions, and the cases that each is about."""

from __future__ import annotations

from collections import defaultdict

from markupsafe import Markup

from evidence.brief.macros import parts
from evidence.brief.markup import join
from evidence.brief.page import Rows
from evidence.brief.pages.calibration import case_links
from evidence.brief.tables import Tables
from evidence.qca.in_words import in_words
from evidence.qca.rows import CaseType, QcaAssumption, QcaCaseType, QcaImplicant, QcaTerm
from evidence.qca.settings import QcaDesign
from evidence.qca.solved import ENHANCED, INTERMEDIATE

_STANDARD = {
    "complex": "Complex: no assumption about what was not observed",
    INTERMEDIATE: "Intermediate: only assumptions that theory expects",
    "parsimonious": "Parsimonious: any assumption that makes it shorter",
}
_ENHANCED = {
    ENHANCED: "Enhanced intermediate: the same without what cannot be held",
    "enhanced parsimonious": "Enhanced parsimonious: the same without what cannot be held",
}
_SHOWN = (INTERMEDIATE, ENHANCED)


def solutions(tables: Tables, settings: QcaDesign, *, absent: bool) -> Markup:
    """A table a solution. The enhanced ones are shown where they differ from the standard ones by more than their name."""
    words = {c["id"]: c["label"] for c in settings.conditions}
    side = [term for term in tables[QcaTerm] if term.absent == absent]
    if absent and not side:
        said = f"No combination goes with the absence of {settings.outcome['label']} consistently enough."
        return parts.paragraph(said)
    kinds = {**_STANDARD, **{k: said for k, said in _ENHANCED.items() if any(t.kind == k for t in side)}}
    found = []
    for kind, said in kinds.items():
        rows = [_solution_row(tables, term, words) for term in side if term.kind == kind]
        header = ("Model", "Term", "In words", "Consistency", "PRI", "Coverage", "Unique", "Cases")
        found.append(
            parts.table(
                f"{'absent' if absent else 'solution'}-{kind.replace(' ', '-')}",
                f"{said}; of the absence" if absent else said,
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


def implicants(tables: Tables) -> Rows:
    return [
        (
            line.implicant.replace("*", " * "),
            _of(line),
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


def _of(row: QcaImplicant | QcaAssumption) -> str:
    return f"{row.kind}, of the absence" if row.absent else row.kind


def assumptions(tables: Tables) -> Rows:
    """Each remainder that a solution takes to show its outcome."""
    return [
        (
            row.configuration.replace("*", " * "),
            _of(row),
            f"{row.in_models} of {row.models}",
            "yes" if row.contradictory else "no",
        )
        for row in tables[QcaAssumption]
    ]


def case_types(tables: Tables) -> Markup:
    """Which cases are typical of a term, and which contradict it or are left unexplained; of the intermediate solutions."""
    cases: dict[tuple[object, ...], dict[CaseType, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in tables[QcaCaseType]:
        if row.kind in _SHOWN:
            cases[row.absent, row.kind, row.model, row.term][row.is_a].append(row.case_id)
    rows = [
        (
            f"{kind}, of the absence" if absent else kind,
            f"M{model}",
            str(term).replace("*", " * ") or "the whole model",
            *(case_links(tables, tuple(found[kind_of])) or "none" for kind_of in CaseType),
        )
        for (absent, kind, model, term), found in cases.items()
    ]
    return parts.table(
        "qca-case-types",
        "Typical and deviant cases of the intermediate solutions",
        ("Solution", "Model", "Term", *(kind.value.capitalize() for kind in CaseType)),
        rows,
        empty="There is no intermediate solution that a case could be typical of.",
    )
