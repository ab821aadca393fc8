"""From counted extracts to cases with memberships, and the cases that lack one, with the reason."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from evidence.io import to_json
from evidence.item_codes import facets_of
from evidence.qca.calibrate import crisp, multi_value
from evidence.qca.settings import Settings
from evidence.records import EvidenceItem, QcaCase, Standing


def cases(items: list[EvidenceItem], settings: Settings) -> list[QcaCase]:
    """One row a case, by id. Only counted extracts speak; a case without a condition or an outcome is not used."""
    by_case: dict[str, list[EvidenceItem]] = defaultdict(list)
    for item in items:
        if item.kind == "extract" and item.standing == Standing.COUNTED:
            by_case[item.case_id].append(item)
    return [_case(case_id, own, settings) for case_id, own in sorted(by_case.items())]


def _case(case_id: str, items: list[EvidenceItem], settings: Settings) -> QcaCase:
    raw = outcome(items, settings)
    memberships, missing = {}, [] if raw is not None else [settings.outcome["label"]]
    for condition in settings.conditions:
        value = membership(items, condition)
        if value is None:
            missing.append(condition["label"])
        else:
            memberships[condition["id"]] = value
    reason = f"not known: {', '.join(missing)}" if missing else ""
    good = crisp([raw], settings.outcome["threshold"])[0] if raw is not None else None
    return QcaCase(
        case_id,
        items[0].measure,
        items[0].study_id,
        not missing,
        reason,
        raw,
        good,
        to_json(memberships),
        tuple(i.item_id for i in items),
    )


def outcome(items: list[EvidenceItem], settings: Settings) -> float | None:
    """The mean score of a case's directions; None where no direction is stated."""
    scores = settings.outcome["scores"]
    only = settings.outcome.get("of")
    given = [scores[i.direction] for i in items if i.direction in scores and (not only or i.outcome in only)]
    return sum(given) / len(given) if given else None


def membership(items: list[EvidenceItem], condition: dict[str, Any]) -> float | None:
    """Membership of a case in a condition, by its codes; None where no code, or only an unknown one, is given."""
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
