"""How cases were calibrated for the comparison, and the cases themselves with their raw values."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from evidence.brief.macros import parts
from evidence.brief.markup import join, own_anchor
from evidence.brief.page import Rows
from evidence.brief.tables import Tables
from evidence.extract.rows import CaseCondition
from evidence.item_words import as_words
from evidence.qca.rows import QcaCase
from evidence.qca.settings import KINDS, MEASURED_KINDS, QcaDesign

ENTERED = "as people entered it (memberships.csv)"
_CRISP: dict[float, str] = {0: "no", 1: "yes"}


def calibration(settings: QcaDesign) -> Rows:
    def how(condition: dict[str, Any]) -> str:
        if "entered" in condition:
            return ENTERED
        kind = next(kind for kind in (*KINDS, *MEASURED_KINDS) if kind in condition)
        value = condition[kind]
        words = {
            "has": lambda: f"present where coded {as_words(' or '.join(value))}",
            "count": lambda: f"levels from {', '.join(map(str, value))} codes on",
            "scores": lambda: "membership by code: " + ", ".join(f"{k} {v:g}" for k, v in value.items()),
            "from": lambda: (
                f"{measured(condition)}: {'present' if len(value) == 1 else 'levels'} from {_list(value)} on"
            ),
            "anchors": lambda: f"{measured(condition)}: {_anchors(value)}",
        }
        unknown = (
            f"; {as_words(' and '.join(condition['unknown']))} is not known"
            if condition.get("unknown")
            else ""
        )
        return words[kind]() + unknown

    def measured(part: dict[str, Any]) -> str:
        return part["measured"].replace("_", " ")

    own = settings.outcome
    if "entered" in own:
        shown = ENTERED
    elif "anchors" in own:
        shown = f"{measured(own)}: {_anchors(own['anchors'])}"
    elif "measured" in own:
        shown = f"{measured(own)}: shown from {own['threshold']:g} on"
    else:
        scores = ", ".join(f"{k} {v:g}" for k, v in own["scores"].items())
        shown = f"mean of {scores}; shown from {own['threshold']:g} on"
    rows: list[tuple[object, ...]] = [("outcome", own["label"], shown, own["because"], "–")]
    for condition in settings.conditions:
        expected = condition.get("expected")
        view = "no view" if not expected else "present" if expected == [1] else ", ".join(map(str, expected))
        rows.append((condition["id"], condition["label"], how(condition), condition["because"], view))
    return rows


def _list(values: list[float]) -> str:
    return ", ".join(f"{value:g}" for value in values)


def _anchors(values: list[float]) -> str:
    return "fuzzy, fully out at {:g}, crossover at {:g}, fully in at {:g}".format(*values)


def case_links(tables: Tables, cases: tuple[str, ...]) -> Markup:
    """Cases without a coded extract have no place to link to."""
    coded = {c.case_id for c in tables[QcaCase] if c.items}
    return join((_case_link(case, case in coded, case) for case in cases), ", ")


def _case_link(case_id: str, coded: bool, name: str) -> Markup | str:
    return parts.link(f"cases.html#{own_anchor(f'case-{case_id}')}", name) if coded else name


def measured_values(tables: Tables) -> Markup:
    """Raw values with unit and source; nothing where none was entered."""
    if not tables[CaseCondition]:
        return Markup()
    rows = [
        (c.case_id, c.condition.replace("_", " "), f"{c.value:g}", c.unit, c.source, c.statement or "–")
        for c in tables[CaseCondition]
    ]
    header = ("Case", "Condition", "Value", "Unit", "Source", "Note")
    return parts.table(
        "measured",
        "What was measured, before calibration",
        header,
        rows,
        sortable=True,
        tall=True,
        numeric=(2,),
    )


def compared_cases(tables: Tables) -> Markup:
    rows = [
        (
            _case_link(c.case_id, bool(c.items), c.case_name),
            "compared" if c.used else f"left out, {c.reason}",
            "–" if c.raw is None else f"{c.raw:g}",
            "–" if c.outcome is None else _CRISP.get(c.outcome, f"{c.outcome:.2f}"),
            ", ".join(f"{k} {round(v, 2):g}" for k, v in json.loads(c.memberships).items()),
            ", ".join(c.entered) or "–",
        )
        for c in tables[QcaCase]
    ]
    header = ("Case", "Fate", "Raw outcome", "Outcome", "Memberships", "Entered by hand")
    return parts.table(
        "qca-cases",
        "Every coded case that counts, compared or not",
        header,
        rows,
        sortable=True,
        tall=True,
        empty="There is no coded case.",
    )
