"""How well the machine classifies, facet by facet, and how far coders agree."""

from __future__ import annotations

from functools import partial
from typing import Any

from markupsafe import Markup

from evidence.brief.components import figure
from evidence.brief.figures.reliability import reliability
from evidence.brief.macros import parts
from evidence.brief.markup import join
from evidence.brief.page import Page, Rows, Slots
from evidence.brief.tables import Tables
from evidence.brief.words import percent
from evidence.codebook import Facet

_JUDGED = {
    "machine": "The machine: all together",
    "words_only": "Words and letters alone",
    "meaning_only": "Meaning alone",
    "phrases_only": "Phrases of the codebook alone",
    "commonest_code": "Giving all the commonest code",
}
_COEFFICIENTS = ("raw_agreement", "cohen_kappa", "fleiss_kappa", "krippendorff_alpha", "gwet_ac1", "jaccard")


def view(tables: Tables) -> Slots:
    """The figures of the evaluation; every one comes from works that the machine had not seen."""
    judged = [(tables.codebook.facet(name), e) for name, e in tables.evaluation.items() if e.get("learnt")]
    coded = [(tables.codebook.facet(name), e) for name, e in tables.evaluation.items() if "agreement" in e]
    judged.sort(key=lambda pair: tables.codebook.facets.index(pair[0]))
    settings = tables.config.classify
    return {
        "wanted": percent(settings.precision),
        "confidence": percent(settings.confidence),
        "summary": _summary(judged),
        "errors": _errors(judged),
        "baselines": _baselines(judged),
        "judged": [facet.label for facet, _ in judged],
        "facets": join(_facet(facet, e) for facet, e in judged),
        "coders": agreement([(facet.label, e["agreement"]) for facet, e in coded]),
        "person_and_machine": _person_and_machine(judged),
    }


def _summary(judged: list[tuple[Facet, dict[str, Any]]]) -> Rows:
    return [
        (
            facet.label,
            e["works_coded_by_people"],
            percent(e["coverage"]),
            _precision(e),
            "yes" if e["trustworthy"] else f"no: {e['why']}",
            ", ".join(facet.label_of(code) for code in e["too_few_examples"]) or "–",
        )
        for facet, e in judged
    ]


def _errors(judged: list[tuple[Facet, dict[str, Any]]]) -> Rows:
    return [
        (
            facet.label,
            f"{e['expected_calibration_error']:.3f}",
            f"{e['best_guess_calibration_error']:.3f}",
            f"{e['brier']:.3f}",
        )
        for facet, e in judged
    ]


def _precision(e: dict[str, Any]) -> str:
    """Of nothing there is none."""
    if not e["coverage"]:
        return "–"
    told = percent(e["precision_where_answered"])
    return _between(told, e["precision_interval"], lambda p: f"{100 * p:.0f}")


def _baselines(judged: list[tuple[Facet, dict[str, Any]]]) -> Rows:
    return [
        (
            label,
            *(
                _between(f"{e['macro_f1'][who]:.2f}", e["macro_f1_interval"][who], "{:.2f}".format)
                for _, e in judged
            ),
        )
        for who, label in _JUDGED.items()
        if any(who in e["macro_f1"] for _, e in judged)
    ]


def _between(value: str, interval: list[float], words: Any) -> str:
    return f"{value} ({words(interval[0])} to {words(interval[1])})" if interval else value


def _facet(facet: Facet, e: dict[str, Any]) -> Markup:
    name = facet.id.replace("_", "-")
    drawing = figure(
        partial(_drawn, e, facet.label),
        f"{name}-reliability",
        f"All decisions together are off by {e['expected_calibration_error']:.3f}, best guesses by "
        f"{e['best_guess_calibration_error']:.3f}.",
        "How sure, and how right.",
    )
    codes = [
        (
            facet.label_of(code),
            row["works"],
            f"{row['precision']:.2f}",
            f"{row['recall']:.2f}",
            _between(f"{row['f1']:.2f}", row["f1_interval"], "{:.2f}".format),
        )
        for code, row in e["each_code"].items()
    ]
    curve = [(p["learnt_from"], f"{p['macro_f1']:.2f}") for p in e["learning_curve"]]
    mixed = [
        (facet.label_of(row["people"]), facet.label_of(row["machine"]), row["works"])
        for row in e["confusion"]
    ]
    sure = [(percent(p["coverage"]), f"{p['precision']:.2f}") for p in e["risk_coverage"]]
    tables = [
        parts.table(f"{name}-codes", f"{facet.label}: each code, everything answered",
              ("Code", "Works", "Precision", "Recall", "F1"), codes, numeric=(1, 2, 3), tall=True),
        parts.table(f"{name}-mixed", f"{facet.label}: what is taken for what, the commonest first",
              ("Readers said", "The machine said", "Works"), mixed, numeric=(2,), empty=" "),
        parts.table(f"{name}-sure", f"{facet.label}: precision of the best code when only the surest works are answered",
              ("Answered", "Precision"), sure, numeric=(1,)),
        parts.table(f"{name}-curve", f"{facet.label}: words, letters and meaning, by how many works they were learnt from",
              ("Works learnt from", "Macro-F1"), curve, numeric=(0, 1)),
    ]  # fmt: skip
    heading = parts.heading(3, f"machine-{name}", facet.label)
    return join([heading, drawing, join(tables)], "\n")


def _drawn(e: dict[str, Any], label: str, ident: str, *, compact: bool) -> str:
    return reliability(e, ident, label, compact=compact)


def agreement(found: list[tuple[str, dict[str, Any]]]) -> Rows:
    """A row for each question on which two people decided."""
    return [
        (label, len(e["coders"]), e["works"], *_figures(e), len(e["disagreements"])) for label, e in found
    ]


def _person_and_machine(judged: list[tuple[Facet, dict[str, Any]]]) -> Rows:
    compared = ((facet.label, e["person_and_machine"]) for facet, e in judged)
    rows = ((label, e["works"], _figures(e)) for label, e in compared if e)
    return [(label, works, *figures[:2], *figures[3:5]) for label, works, figures in rows]


def _figures(found: dict[str, Any]) -> list[str]:
    out = []
    for name in _COEFFICIENTS:
        figure = found.get(name)
        if not figure or figure["value"] is None:
            out.append("–")
        else:
            interval = [] if figure["low"] is None else [figure["low"], figure["high"]]
            out.append(_between(f"{figure['value']:.2f}", interval, "{:.2f}".format))
    return out


PAGE = Page("classification.md", view)
