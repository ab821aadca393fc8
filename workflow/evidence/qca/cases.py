"""From counted extracts to cases with memberships, and the cases that lack one, with the reason."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from evidence.extract.rows import CaseCondition, EvidenceItem, Standing
from evidence.io import to_json
from evidence.item_codes import facets_of
from evidence.item_words import Kind
from evidence.qca.calibrate import crisp, fuzzy, multi_value
from evidence.qca.entered import Entered
from evidence.qca.rows import QcaCase
from evidence.qca.settings import OUTCOME, QcaDesign
from evidence.qca.truth_table import Data, table

Measured = dict[str, float]


def data_of(rows: list[QcaCase], settings: QcaDesign) -> Data:
    """The used cases as a table. Raises UserError where nothing can be compared."""
    used = [(row, row.outcome) for row in rows if row.used and row.outcome is not None]
    memberships = [json.loads(row.memberships) for row, _ in used]
    columns = {c["id"]: [m[c["id"]] for m in memberships] for c in settings.conditions}
    label = settings.outcome["label"]
    return table([row.case_id for row, _ in used], columns, [outcome for _, outcome in used], label)


def cases(
    items: list[EvidenceItem],
    settings: QcaDesign,
    measured: Iterable[CaseCondition] = (),
    given: Entered | None = None,
) -> list[QcaCase]:
    """One row a case, by id. Only counted extracts speak; a case without a condition or an outcome is not used.

    Cases are those of the extracts, those of what was measured where the comparison asks for any of that, and those that
    people gave a membership; theirs stands before any other.
    """
    given = given or {}
    by_case: dict[str, list[EvidenceItem]] = defaultdict(list)
    for item in items:
        if item.kind == Kind.EXTRACT and item.standing == Standing.COUNTED:
            by_case[item.case_id].append(item)
    asked = {part["measured"] for part in (settings.outcome, *settings.conditions) if "measured" in part}
    values: dict[str, Measured] = defaultdict(dict)
    for row in measured:
        if row.condition in asked:
            values[row.case_id][row.condition] = row.value
    return [
        _case(case, by_case.get(case, []), values.get(case, {}), given.get(case, {}), settings)
        for case in sorted({*by_case, *values, *given})
    ]


def _case(
    case_id: str, items: list[EvidenceItem], values: Measured, given: dict[str, float], settings: QcaDesign
) -> QcaCase:
    raw = None if OUTCOME in given else outcome(items, values, settings)
    own = given.get(OUTCOME, None if raw is None else _shown(raw, settings))
    memberships, missing = {}, [] if own is not None else [settings.outcome["label"]]
    for condition in settings.conditions:
        value = given.get(condition["id"])
        value = membership(items, values, condition) if value is None else value
        if value is None:
            missing.append(condition["label"])
        else:
            memberships[condition["id"]] = value
    reason = f"not known: {', '.join(missing)}" if missing else ""
    return QcaCase(
        case_id,
        items[0].measure if items else case_id,
        items[0].study_id if items else "",
        not missing,
        reason,
        raw,
        own,
        to_json(memberships),
        tuple(i.item_id for i in items),
        tuple(sorted(given)),
    )


def _shown(raw: float, settings: QcaDesign) -> float:
    """Membership in the outcome."""
    if settings.crisp_outcome:
        return float(crisp([raw], settings.outcome["threshold"])[0])
    return fuzzy([raw], *settings.outcome["anchors"])[0]


def outcome(items: list[EvidenceItem], values: Measured, settings: QcaDesign) -> float | None:
    """What was measured, or the mean score of a case's directions; None where neither is known."""
    if "entered" in settings.outcome:
        return None
    if "measured" in settings.outcome:
        return values.get(settings.outcome["measured"])
    scores = settings.outcome["scores"]
    only = settings.outcome.get("of")
    given = [scores[i.direction] for i in items if i.direction in scores and (not only or i.outcome in only)]
    return sum(given) / len(given) if given else None


def membership(items: list[EvidenceItem], values: Measured, condition: dict[str, Any]) -> float | None:
    """Membership of a case in a condition; None where nothing, or only what says that it is not known, is given."""
    if "entered" in condition:
        return None
    if "measured" in condition:
        value = values.get(condition["measured"])
        if value is None:
            return None
        if "anchors" in condition:
            return fuzzy([value], *condition["anchors"])[0]
        return float(multi_value([value], condition["from"])[0])
    return _coded(items, condition)


def _coded(items: list[EvidenceItem], condition: dict[str, Any]) -> float | None:
    unknown = set(condition.get("unknown", ()))
    codes = sorted({c for i in items for c in facets_of(i.facets).get(condition["facet"], [])} - unknown)
    if not codes:
        return None
    if "has" in condition:
        return float(bool(set(codes) & set(condition["has"])))
    if "count" in condition:
        return float(multi_value([len(codes)], condition["count"])[0])
    scored = [condition["scores"][code] for code in codes if code in condition["scores"]]
    return sum(scored) / len(scored) if scored else None
